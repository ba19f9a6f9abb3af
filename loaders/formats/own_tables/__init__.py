"""Our own folder of CSV files, both ways."""
