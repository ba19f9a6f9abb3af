"""A column of countries that stands one row too high or too low beside the codes of places."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from graph.names import normal_name

__all__ = ["unshifted"]

_LETTERS = re.compile(r"\s*([A-Za-z]{2,3})\d")
_MOST_OF = 0.75
_FEWEST = 2


def unshifted(countries: Sequence[str], codes: Sequence[str]) -> dict[int, str]:
    """Return the country of each line where it changes once a shift by one line is undone; empty where there is none.

    The letters that begin a code stand for the country that three in four of their lines name. The column is shifted
    if at least two lines disagree with their letters, and none does once every country has moved by one line. The
    line that this leaves without a country has that of its letters, or the letters themselves where no other line
    has them.

    Parameters
    ----------
    countries, codes : sequence of str
        One for each line, in order; blanks are ``""``.

    Examples
    --------
    >>> unshifted([*"AAAABBBBCC"], ["AA1"] * 5 + ["BB1"] * 4 + ["CC1"])
    {4: 'A', 8: 'B'}
    """
    letters = [match[1].upper() if (match := _LETTERS.match(code)) else "" for code in codes]
    names = [normal_name(country) for country in countries]
    times: dict[str, Counter[str]] = defaultdict(Counter)
    for prefix, name in zip(letters, names, strict=True):
        if prefix and name:
            times[prefix][name] += 1
    most = {prefix: counted.most_common(1)[0] for prefix, counted in times.items()}
    sure = {prefix: name for prefix, (name, n) in most.items() if n >= _MOST_OF * times[prefix].total() and n > 1}
    wrong = [i for i, prefix in enumerate(letters) if prefix in sure and names[i] and names[i] != sure[prefix]]
    if len(wrong) < _FEWEST:
        return {}
    spelling_of = {name: country.strip() for name, country in zip(names, countries, strict=True)}
    for step in (-1, 1):
        moved = ["", *names[:-1]] if step == -1 else [*names[1:], ""]
        if all(
            not name or prefix not in sure or name == sure[prefix] for name, prefix in zip(moved, letters, strict=True)
        ):
            right = [name or sure.get(prefix, prefix) for name, prefix in zip(moved, letters, strict=True)]
            return {i: spelling_of.get(name, name) for i, name in enumerate(right) if name and name != names[i]}
    return {}
