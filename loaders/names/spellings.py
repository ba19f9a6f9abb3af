"""One organization, many names: which spellings, acronyms and full names are the same organization."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from graph.names import normal_name, stable_id, tidy
from loaders.names.groups import Link, grouped
from loaders.reading_options import Apart
from loaders.values.words import is_placeholder

__all__ = ["MOST_NAMES", "Naming", "name_organizations"]

MOST_NAMES = 4
_WITH_ACRONYM = re.compile(r"(.+?)\s*\(([^()]+)\)")
_SMALL_WORDS = {
    "of",
    "for",
    "the",
    "and",
    "in",
    "on",
    "to",
    "de",
    "des",
    "du",
    "la",
    "le",
    "les",
    "el",
    "los",
    "las",
    "y",
    "et",
}


@dataclass(frozen=True)
class Naming:
    """Which organization each spelling stands for.

    Attributes
    ----------
    key_of : dict of str to str
        The organization (an index of `organizations`) of each spelling; placeholders and blanks are absent.
    organizations : pd.DataFrame
        Indexed by key: ``organization_id``, ``name``, ``aliases`` (joined by ``;``, or missing).
    merges : pd.DataFrame
        ``found``, ``kept``, ``reason``: one row a spelling that was taken for another. Reasons: ``same_spelling``
        (case and spaces), ``acronym_and_name`` (a row gives both), ``chained_names`` (they share an
        acronym or a name, but no row gives both: worth a look), ``name_with_acronym`` (``Name (ACRONYM)``).
    ambiguous : list of str
        Acronyms and names that stand beside more than `MOST_NAMES` others, and hence say nothing.
    """

    key_of: dict[str, str]
    organizations: pd.DataFrame
    merges: pd.DataFrame
    ambiguous: list[str]


def name_organizations(
    spellings: pd.Series, pairs: Iterable[tuple[str, str]] | None, apart: Apart = frozenset()
) -> Naming:
    """Return the organizations behind `spellings`.

    Spellings that `normal_name` makes equal are one name. A full name and an acronym that one row gives for one
    organization are one organization, here and in every other row, and so is all that they lead to: two acronyms
    that share a full name become one. An acronym or a name that stands beside more than `MOST_NAMES` others is
    generic ("NGO") and joins nothing.

    The name shown is the commonest full name, else the commonest name; the id is made from the commonest acronym,
    which other files are likely to use too, else from the name.

    Parameters
    ----------
    spellings : pd.Series
        How often each spelling occurs (int), indexed by the text as written.
    pairs : iterable of (acronym, full name), optional
        As written. ``None``: nothing is merged but spellings, brackets included.
    apart : frozenset
        Names that never become one organization, whatever leads from one to the other. Of several links that would
        together do so, those that the rows state most often hold.

    Examples
    --------
    >>> counts = pd.Series({"WHO": 3, "who ": 1, "World Health Organization": 2})
    >>> naming = name_organizations(counts, [("WHO", "World Health Organization")])
    >>> naming.organizations[["name", "aliases"]].values.tolist()
    [['World Health Organization', 'WHO']]
    """
    names = pd.DataFrame({"spelling": spellings.index.astype("str"), "times": spellings.to_numpy()})
    names["text"] = [tidy(s) for s in names["spelling"]]
    real = pd.Series([not is_placeholder(text) for text in names["text"]], index=names.index, dtype="bool")
    names = names[real]
    names["key"] = [normal_name(text) for text in names["text"]]
    names = names.sort_values(["times", "spelling"], ascending=[False, True], kind="stable")
    first = names.drop_duplicates("key")
    text_of: dict[str, str] = dict(zip(first["key"], first["text"], strict=True))
    times = names.groupby("key")["times"].sum().to_dict()

    name_pairs = {
        (normal_name(a), normal_name(n)) for a, n in pairs or () if not is_placeholder(a) and not is_placeholder(n)
    }
    name_pairs = {(a, n) for a, n in name_pairs if a != n and a in text_of and n in text_of}
    links, ambiguous = _without_generic(name_pairs)
    bracketed = set() if pairs is None else _bracketed(text_of)
    group_of = _groups(text_of, sorted(links | bracketed, key=lambda link: (-sum(times[k] for k in link), link)), apart)

    acronyms, full_names = {a for a, _ in name_pairs}, {n for _, n in name_pairs}
    members: dict[str, list[str]] = {}
    for key in sorted(text_of, key=lambda k: (-times[k], k)):
        members.setdefault(group_of[key], []).append(key)
    rows: list[tuple[str, str, str, str]] = []
    merges: list[tuple[str, str, str]] = []
    for group, keys in members.items():
        full = [k for k in keys if k in full_names and k not in acronyms]
        best = (full or [k for k in keys if k in full_names] or keys)[0]
        short = [k for k in keys if k in acronyms]
        others = [text_of[k] for k in [*short, *(k for k in keys if k not in short)] if k != best]
        rows.append(
            (
                group,
                stable_id("org", (short or [best])[0]),
                text_of[best],
                ";".join(o.replace(";", ",") for o in others),
            )
        )
        merges.extend((text_of[k], text_of[best], _reason(k, best, links)) for k in keys if k != best)
    same = names[names["text"] != names["key"].map(text_of)]
    merges.extend((text, text_of[key], "same_spelling") for text, key in zip(same["text"], same["key"], strict=True))
    organizations = pd.DataFrame(rows, columns=["key", "organization_id", "name", "aliases"]).set_index("key")
    organizations["aliases"] = organizations["aliases"].where(organizations["aliases"] != "")
    key_of = {s: group_of[k] for s, k in zip(names["spelling"], names["key"], strict=True)}
    merge_rows = pd.DataFrame(merges, columns=["found", "kept", "reason"]).drop_duplicates(ignore_index=True)
    return Naming(key_of, organizations, merge_rows, [text_of[k] for k in sorted(ambiguous)])


def _reason(key: str, best: str, links: set[tuple[str, str]]) -> str:
    if (key, best) in links or (best, key) in links:
        return "acronym_and_name"
    return "chained_names" if any(key in link for link in links) else "name_with_acronym"


def _without_generic(pairs: set[tuple[str, str]]) -> tuple[set[tuple[str, str]], set[str]]:
    beside: dict[str, int] = {}
    for pair in pairs:
        for key in pair:
            beside[key] = beside.get(key, 0) + 1
    generic = {key for key, count in beside.items() if count > MOST_NAMES}
    return {pair for pair in pairs if not generic & set(pair)}, generic


def _bracketed(text_of: dict[str, str]) -> set[tuple[str, str]]:
    """Return the links from ``Name (ACRONYM)`` to those of the two that stand alone elsewhere."""
    links = set()
    for key, text in text_of.items():
        match = _WITH_ACRONYM.fullmatch(text)
        if match and (_abbreviates(match[2], match[1]) or _abbreviates(match[1], match[2])):
            links |= {(part, key) for part in map(normal_name, match.groups()) if part in text_of}
    return links


def _abbreviates(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long`, small words counted or not."""
    words = re.findall(r"[^\W\d_]+", long)
    letters = "".join(c for c in short if c.isalpha()).casefold()
    initials = "".join(word[0] for word in words).casefold()
    without_small = "".join(word[0] for word in words if word.casefold() not in _SMALL_WORDS).casefold()
    return len(letters) > 1 and " " not in short.strip() and letters in {initials, without_small}


def _groups(keys: Iterable[str], links: Iterable[tuple[str, str]], apart: Apart) -> dict[str, str]:
    """Return, for each key, the smallest key that links lead to without bringing together what is to stay apart."""

    def together(_link: Link, mine: list[str], theirs: list[str]) -> bool:
        return not apart or not any(frozenset((one, other)) in apart for one in mine for other in theirs)

    groups, _ = grouped(sorted(keys), [Link(*link, "") for link in links], together)
    return {key: members[0] for key, members in groups.items()}
