"""Numbers of people as they stand in spreadsheets: with thousands, units, bands, signs."""

import re
from collections.abc import Mapping

import pandas as pd

from graph.schema import SCHEMA
from loaders.values.words import is_blank

__all__ = ["NUMBER_PROBLEMS", "number_in", "read_counts"]

_ONE_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:\s*%)?")
_GROUPS_OF_THREE = re.compile(r"(?<=\d)[,\s'\u2019](?=\d{3}(?:\D|$))")

NUMBER_PROBLEMS: Mapping[str, str] = {
    "number_with_unit": "a number; the word beside it was left out",
    "number_band": "one number, not a band",
    "negative_number": "0 or more",
    "number_too_large": "at most 10 billion: there are no more people",
    "unknown_reached": "one number",
}
"""What may be noted of a number, and what was expected."""
_MOST_PEOPLE = SCHEMA["presences"].columns["people_reached"].high
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(\s*[^\W\d_]\D*)?")
_BAND = re.compile(
    r"\d[\d.]*\s*(?:[-\u2010-\u2015]|to|a|à)\s*\d[\d.]*(?:\s*[^\W\d_]+)?|[<>≤≥]\s*\d[\d.]*|\d[\d.]*\s*\+", re.IGNORECASE
)
_NEGATIVE = re.compile(r"(?:[-\u2212]\s*\d[\d.]*|\(\s*\d[\d.]*\s*\))")


def read_counts(texts: pd.Series) -> pd.DataFrame:
    """Return the number in each text.

    ``1,234``, ``1 234``, ``1'234`` and ``1234.0`` are numbers; a word may stand after one (``25120 units``). A band
    (``76,501-78,000``, ``>500``) is not one number, and a negative one counts nobody, and more
    than 10 billion people there are not: these are left blank, as is what is no number at all.

    Parameters
    ----------
    texts : pd.Series
        Text; blanks are ``""``.

    Returns
    -------
    pd.DataFrame
        Indexed as `texts`: ``number`` (float, missing where none) and ``problem`` (``""`` or one of
        `NUMBER_PROBLEMS`).

    Examples
    --------
    >>> read_counts(pd.Series(["1,234", "25120 units", "76,501-78,000", "-5", " - "])).values.tolist()
    [[1234.0, ''], [25120.0, 'number_with_unit'], [nan, 'number_band'], [nan, 'negative_number'], [nan, '']]
    """
    read = {text: _read(text) for text in texts.unique()}
    counts = pd.DataFrame([read[text] for text in texts.tolist()], columns=["number", "problem"], index=texts.index)
    return counts.astype({"number": "float64", "problem": "str"})


def _read(text: str) -> tuple[float | None, str]:
    plain = _GROUPS_OF_THREE.sub("", text.strip())
    if is_blank(plain):
        return None, ""
    if match := _NUMBER.fullmatch(plain):
        if float(match[1]) > _MOST_PEOPLE:
            return None, "number_too_large"
        return float(match[1]), "number_with_unit" if match[2] else ""
    if _BAND.fullmatch(plain):
        return None, "number_band"
    return None, "negative_number" if _NEGATIVE.fullmatch(plain) else "unknown_reached"


def number_in(text: str) -> float | None:
    """Return the one number that a cell is; ``None`` if it is none.

    Examples
    --------
    >>> number_in("1,250"), number_in("-0.5"), number_in("40 %"), number_in("10-20"), number_in("about 5")
    (1250.0, -0.5, 40.0, None, None)
    """
    plain = _GROUPS_OF_THREE.sub("", text.strip())
    return float(plain.rstrip("% ")) if _ONE_NUMBER.fullmatch(plain) else None
