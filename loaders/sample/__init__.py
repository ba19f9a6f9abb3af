"""The fictional sample network: an invented country, its organizations and three years of what they did together."""

from pathlib import Path

__all__ = ["sample_folder"]


def sample_folder() -> Path:
    """Return the folder that holds the sample, one CSV a table.

    Examples
    --------
    >>> sample_folder().name
    'sample'
    """
    return Path(__file__).parent
