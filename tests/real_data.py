"""Where the real files are that some tests read."""

import os
from pathlib import Path

import pytest

__all__ = ["real_data_folder"]


def real_data_folder() -> Path:
    """Return the folder of real files, or skip the test with the reason."""
    named = os.environ.get("PARTNERS_REAL_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[1].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no real files at {folder}: set PARTNERS_REAL_DATA to the folder that holds them")
    return folder
