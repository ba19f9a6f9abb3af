"""The dashboard: the answers of the network as one page in the browser, served from this machine."""
