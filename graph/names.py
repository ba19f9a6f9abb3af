"""Names made comparable, and ids made from them."""

import unicodedata
from functools import lru_cache
from hashlib import blake2b

__all__ = ["normal_name", "stable_id", "tidy", "whole_characters"]


def tidy(text: str) -> str:
    r"""Return `text` with every run of white space, no-break spaces included, as one space, ends trimmed.

    Examples
    --------
    >>> tidy("  Save\u00a0the   Children ")
    'Save the Children'
    """
    return " ".join(text.split())


def whole_characters(text: str) -> str:
    r"""Return `text` with U+FFFD for each half of a surrogate pair that stands alone, as JSON can hold.

    No such text can be written as UTF-8.

    Examples
    --------
    >>> whole_characters("a\ud800b") == "a\ufffdb"
    True
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def normal_name(text: str) -> str:
    r"""Return the form in which two spellings of one name are equal.

    Case, white space (no-break spaces too), the compatibility forms of letters and zero-width characters
    do not tell names apart; accents do.

    Examples
    --------
    >>> normal_name(" UNICEF\u00a0") == normal_name("Unicef")
    True
    """
    return _normal(text)


@lru_cache(maxsize=100_000)  # the names of a file come again in each of its rows
def _normal(text: str) -> str:
    if text.isascii():
        return tidy(text.casefold())
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return tidy(visible.casefold())


def stable_id(prefix: str, *parts: str) -> str:
    """Return the same short id for the same normal names, at every load and on every machine.

    Parameters
    ----------
    prefix : str
        Tells what the id stands for, e.g. ``"org"``.
    *parts : str
        The key columns, in order; compared by `normal_name`.

    Examples
    --------
    >>> stable_id("org", "UNICEF")
    'org-687e097e6c4e'
    >>> stable_id("org", " unicef ") == stable_id("org", "UNICEF")
    True
    """
    key = "\x1f".join(normal_name(part) for part in parts)
    return f"{prefix}-{blake2b(key.encode(), digest_size=6).hexdigest()}"
