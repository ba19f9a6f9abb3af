"""The clean data set, and the gate that keeps its secrets: what is shown of it, and what is masked."""

from graph.tables.data import Cleaned, ShownTables, Tables, clean, combine, combined

__all__ = ["Cleaned", "ShownTables", "Tables", "clean", "combine", "combined"]
