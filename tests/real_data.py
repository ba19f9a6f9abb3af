"""Where the real files are that some tests read."""

import os
from pathlib import Path

import pytest

__all__ = ["find_real_data", "real_data_folder"]


def find_real_data() -> Path | None:
    """Return the folder of real files; nothing where there is none."""
    named = os.environ.get("PARTNERS_REAL_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[1].parent / "shared" / "data"
    return folder if folder.is_dir() else None


def real_data_folder() -> Path:
    """Return the folder of real files, or skip the test with the reason."""
    folder = find_real_data()
    if folder is None:
        pytest.skip("no real files: set PARTNERS_REAL_DATA to the folder that holds them")
    return folder
