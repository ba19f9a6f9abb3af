"""The server of the dashboard: where it listens, who may open it, and the address that opens it."""
