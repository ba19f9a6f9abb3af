"""Makes the fictional sample network: its CSVs lie in ``loaders/sample``."""
