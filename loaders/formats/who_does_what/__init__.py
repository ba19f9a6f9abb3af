"""Spreadsheets that say who does what where, with HXL tags or known headers."""
