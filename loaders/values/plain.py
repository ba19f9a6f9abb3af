"""Headers and words as they are compared: without case, accents and punctuation."""

import re
import unicodedata

__all__ = ["normal_header"]

_LONGEST = 2_000
"""No header and no word is as long: the rest of a text of pages is not looked at."""
_NOT_WORDS = re.compile(r"[^\w]+|_")


def normal_header(text: str) -> str:
    r"""Return a header without case, accents, punctuation and repeated spaces.

    Examples
    --------
    >>> normal_header("  ORGANIZACIÓN_Donante / \u00a0 "), normal_header("¿Cuándo?")
    ('organizacion donante', 'cuando')
    """
    if len(text) > _LONGEST:
        text = text[:_LONGEST]
    if text.isascii():
        return " ".join(_NOT_WORDS.sub(" ", text.casefold()).split())
    folded = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    plain = "".join(c for c in folded if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(_NOT_WORDS.sub(" ", plain).split())
