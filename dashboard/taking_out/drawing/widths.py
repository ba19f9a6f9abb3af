"""How wide a text is, without a font at hand: the widths of Arial, which Liberation Sans and Helvetica share."""

import unicodedata
from functools import lru_cache

__all__ = ["lines_of", "paragraph", "shortened", "width_of"]

_BOLD = 1.1
_FULL, _USUAL = 1000, 700
_WIDTHS: dict[str, int] = {
    sign: width
    for width, signs in (
        (191, "'"), (222, "ijl"), (260, "|"), (278, " !,./:;I[\\]ft"), (333, "()-`r"), (334, "{}"), (355, '"'),
        (389, "*"), (469, "^"), (500, "cksvxyzJ"), (556, "#$0123456789?L_abdeghnopqu"), (584, "+<=>~"),
        (611, "FTZ"), (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "mM"), (889, "%"), (944, "W"),
        (1015, "@"), (1000, "\u2026\u2014"), (556, "\u2013"), (222, "\u2018\u2019"), (333, "\u201c\u201d\u00b7"),
    )
    for sign in signs
}  # fmt: skip


@lru_cache(maxsize=4096)
def _sign(sign: str) -> int:
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    if unicodedata.combining(sign):
        return 0
    base = unicodedata.normalize("NFD", sign)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    return _FULL if unicodedata.east_asian_width(sign) in "WF" else _USUAL


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in the unit of `size`.

    Examples
    --------
    >>> round(width_of("ill", 1000)), width_of("", 100)
    (666, 0.0)
    """
    return sum(map(_sign, words)) / 1000 * size * (_BOLD if bold else 1)


def shortened(words: str, most: float, size: float, *, bold: bool = False) -> str:
    """Return a text that is no wider than `most`: its end is cut off where it is too long.

    Examples
    --------
    >>> shortened("Water and land", 60, 11).encode("ascii", "replace")
    b'Water an?'
    """
    if width_of(words, size, bold=bold) <= most:
        return words
    end = len(words)
    while end > 1 and width_of(words[:end].rstrip() + "\u2026", size, bold=bold) > most:
        end -= 1
    return words[:end].rstrip() + "\u2026"


def lines_of(words: str, most: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text in one line, or in two of about the same width.

    Examples
    --------
    >>> lines_of("Land rights, Coast", 60, 11)
    ['Land rights,', 'Coast']
    """
    parts = words.split()
    if width_of(words, size, bold=bold) <= most or len(parts) < 2:
        return [shortened(words, most, size, bold=bold)]
    pairs = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    pair = min(pairs, key=lambda two: max(width_of(line, size, bold=bold) for line in two))
    return [shortened(line, most, size, bold=bold) for line in pair]


def paragraph(words: str, most: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text in as many lines as it needs; none is wider than `most` unless one word is.

    Examples
    --------
    >>> paragraph("one two three", 40, 11)
    ['one two', 'three']
    """
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
