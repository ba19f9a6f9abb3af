"""What the server answers beside Dash, to whom, and headers that keep the data here."""
