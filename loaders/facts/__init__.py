"""What records state, gathered, becomes tables: shared by every format."""
