"""The doors outside: every file format and Neo4j. Everything comes in as Tables and goes out as Tables."""

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812  (an argument is named date)
from pathlib import Path

from graph.tables import Tables
from loaders.source import Loaded, load_files

__all__ = ["Loaded", "load", "read"]


def load(*paths: str | Path, date: Date | None = None, names: str = "merged") -> Loaded:
    """Load."""
    return load_files([Path(p) for p in paths], default_date=date, names=names)


def read(*paths: str | Path, date: Date | None = None, names: str = "merged") -> Tables:
    """Read."""
    return load(*paths, date=date, names=names).tables
