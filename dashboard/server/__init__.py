"""What the server answers beside Dash: the map's columns, whether it is ready, and headers that keep data here."""
