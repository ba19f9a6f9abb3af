"""Where a row says that it comes from: ``file#sheet#line``, both ways."""

import pandas as pd

__all__ = ["place_of", "places_of", "source_of"]


def source_of(file: str, sheet: str, line: int | None = None) -> str:
    """Return how a row says where it comes from: ``file#sheet#line``; without a line, the whole sheet.

    Examples
    --------
    >>> source_of("x.csv", "", 2), source_of("x.xlsx", "Sheet1")
    ('x.csv##2', 'x.xlsx#Sheet1#')
    """
    return f"{file}#{sheet}#{'' if line is None else line}"


def place_of(source: object) -> tuple[str, str, object]:
    """Return file, sheet and line of a source; a file's name may itself hold the sign between them.

    What a source does not say is blank, and its line missing: files of our own form may state any text.

    Examples
    --------
    >>> place_of("a#b.csv##2"), place_of("x.xlsx#Sheet1#"), place_of("a survey")
    (('a#b.csv', '', 2), ('x.xlsx', 'Sheet1', <NA>), ('a survey', '', <NA>))
    """
    if pd.isna(source):  # type: ignore[call-overload]  # whatever a cell holds
        return "", "", pd.NA
    file, sheet, line = (*str(source).rsplit("#", 2), "", "")[:3]
    return file, sheet, int(line) if line.isdecimal() else pd.NA


def places_of(sources: pd.Series) -> pd.DataFrame:
    """Return ``file, sheet, line`` of each source, indexed as they are.

    Examples
    --------
    >>> places_of(pd.Series(["x.csv##2"])).values.tolist()
    [['x.csv', '', 2]]
    """
    places = [place_of(source) for source in sources]
    return pd.DataFrame(places, columns=["file", "sheet", "line"], index=sources.index, dtype="object")
