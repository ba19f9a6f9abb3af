"""What is too large or too broken to read, and how a refusal says so."""

from graph.errors import UnreadableSource

__all__ = [
    "ALLOWED",
    "MOST_BYTES",
    "MOST_CELLS",
    "MOST_COLUMNS",
    "MOST_SHEET_BYTES",
    "broken_workbook",
    "too_large",
    "too_wide",
]

MOST_BYTES = 512 * 1024 * 1024
"""Of a file, of what is packed in it, and of the parts of a workbook that are held whole."""
MOST_SHEET_BYTES = 4 * 1024**3
"""Of a sheet of a workbook once unpacked: it is read in pieces."""
MOST_CELLS = 200_000_000
"""Of the grid of one sheet, blank cells included, lines that repeat counted once."""
MOST_COLUMNS = 100_000
"""Of one sheet; spreadsheets have at most 16,384."""
ALLOWED = "Allowed: CSV, TSV, XLSX, XLS, ODS, Parquet, JSON, or one of these zipped or gzipped."


def too_large(name: str, most: int = MOST_BYTES) -> UnreadableSource:
    """Return the error for a file that unpacks to more than `most` bytes.

    Examples
    --------
    >>> print(too_large("x.zip"))
    x.zip: more than 512 MiB once unpacked; at most 512 MiB are read. Split the file and load its parts.
    """
    mib = most // 1024**2
    return UnreadableSource(
        f"{name}: more than {mib} MiB once unpacked; at most {mib} MiB are read. Split the file and load its parts."
    )


def too_wide(name: str, columns: int) -> UnreadableSource:
    """Return the error for a row with too many columns.

    Examples
    --------
    >>> print(too_wide("x.csv", 2_499_712))
    x.csv: a row with 2,499,712 columns; at most 100,000 are read. Open the file in a spreadsheet, keep the columns of
    the table, and save it again.
    """
    return UnreadableSource(
        f"{name}: a row with {columns:,} columns; at most {MOST_COLUMNS:,} are read. Open the file in a spreadsheet, "
        "keep the columns of the table, and save it again."
    )


def broken_workbook(name: str, cause: str) -> UnreadableSource:
    """Return the error for a workbook in which something is not as it should be."""
    return UnreadableSource(
        f"{name}: a workbook that cannot be read ({' '.join(cause.split())[:200]}). {ALLOWED} Open it in a "
        "spreadsheet, save it again as XLSX or CSV and load that."
    )
