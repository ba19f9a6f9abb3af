"""What speaks for two organizations of a data set being one: each rule's pairs, sure or doubtful."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from graph.names import normal_name
from loaders.names.aliases import AliasTable
from loaders.names.alike import SURE_ACRONYM, alike_pairs
from loaders.names.groups import Link
from loaders.names.known import Known
from loaders.names.words import abbreviates, plain_name

__all__ = ["RULES", "Evidence", "evidence", "said_by"]

RULES: Mapping[str, str] = {
    "decided": "a person decided it",
    "register_id": "both have the same id in a register",
    "same_name": "the names differ only by case or spaces",
    "alias_table": "a table of aliases lists both for one organization",
    "stated_alias": "the data list one name as an alias of the other",
    "name_with_acronym": "one name is the other name with its acronym added, or contains both names",
    "plain_spelling": "the names differ only by accents, punctuation, spaces, or British and American spelling",
    "acronym_of_name": "one name consists of the initials of the other",
    "same_words": "the names differ only by the order of words, small words or the legal form of a company",
    "swapped_letters": "two acronyms have the same letters in another order",
    "general_words": "the names differ only by common words, such as international or foundation",
    "similar_letters": "most letters of the two names match in order",
}
"""The rules, the surest first, each with what it says."""

_MOST_PAIRED = 12
_MOST_OFFERED = 4
_DOUBTFUL = 0.95


class Evidence(NamedTuple):
    """Pairs of organizations.

    Attributes
    ----------
    sure : list of Link
        Those that are one, the surest rule first.
    doubtful : list of Link
        Those that may be, one for each pair.
    """

    sure: list[Link]
    doubtful: list[Link]


def evidence(organizations: Mapping[str, Known], table: AliasTable) -> Evidence:
    """Return the pairs of organizations that are, or may be, one.

    Sure are one id of a register, equal names, a table of aliases, a name that the data give as another name of one
    organization alone, ``Name (ACRONYM)``, plain spelling, and an acronym of at least `SURE_ACRONYM` letters made of
    the initials of one name alone. All else that is alike is doubtful, and so is whatever one file tells apart by ids.
    """
    links = [
        *_by_register(organizations),
        *_by_name(organizations),
        *_by_table(organizations, table),
        *_by_stated_names(organizations),
        *_by_likeness(organizations),
    ]
    rank = {rule: i for i, rule in enumerate(RULES)}
    ordered = sorted(links, key=lambda one: (not one[0], rank[one[1].reason], -one[1].score, one[1]))
    sure = [link for is_sure, link in ordered if is_sure]
    best: dict[tuple[str, str], Link] = {}
    for is_sure, link in ordered:
        if not is_sure:
            best.setdefault((link.one, link.other), link)
    return Evidence(sure, list(best.values()))


Found = Iterable[tuple[bool, Link]]


def _pairs(ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Return every pair of a few ids; of many, each with the first, which links them as well."""
    ordered = sorted(set(ids))
    return combinations(ordered, 2) if len(ordered) <= _MOST_PAIRED else ((ordered[0], other) for other in ordered[1:])


def _link(one: str, other: str, reason: str, score: float) -> Link:
    return Link(min(one, other), max(one, other), reason, score)


def _by_register(organizations: Mapping[str, Known]) -> Found:
    holders: dict[str, list[str]] = {}
    for one in organizations.values():
        for numbers in one.registers.values():
            for number in numbers:
                holders.setdefault(number, []).append(one.id)
    for ids in holders.values():
        yield from ((True, Link(*pair, "register_id")) for pair in _pairs(ids))


def _by_name(organizations: Mapping[str, Known]) -> Found:
    by_name: dict[str, list[Known]] = {}
    for one in organizations.values():
        by_name.setdefault(normal_name(one.name), []).append(one)
    for ones in by_name.values():
        files = [one.file for one in ones]
        sure = len(set(files)) == len(files)
        yield from ((sure, Link(*pair, "same_name")) for pair in _pairs(one.id for one in ones))


def _by_table(organizations: Mapping[str, Known], table: AliasTable) -> Found:
    meant: dict[str, list[str]] = {}
    maybe: dict[str, list[str]] = {}
    for one in organizations.values():
        name, sure = said_by(table, one)
        if name:
            maybe.setdefault(name, []).append(one.id)
            if sure:
                meant.setdefault(name, []).append(one.id)
    for name, ids in maybe.items():
        certain = set(meant.get(name, ()))
        for pair in _pairs(ids):
            sure = certain.issuperset(pair)
            yield sure, Link(*pair, "alias_table", 1.0 if sure else _DOUBTFUL)


def said_by(table: AliasTable, one: Known) -> tuple[str, bool]:
    """Return the name that a table of aliases gives an organization, empty if none, and whether that is sure."""
    registered = {table.ids[n] for numbers in one.registers.values() for n in numbers if n in table.ids}
    if len(registered) == 1:
        return registered.pop(), True
    for texts in ((one.name,), one.within, one.full_names[1:]):
        meanings = {meant for text in texts if (meant := table.find(text))}
        if len({meant.name for meant in meanings}) == 1:
            return min(meant.name for meant in meanings), all(meant.sure for meant in meanings)
    return "", False


def _by_stated_names(organizations: Mapping[str, Known]) -> Found:
    """Return the pairs in which one organization states the name of the other."""
    states: dict[str, set[tuple[str, str]]] = {}
    for one in organizations.values():
        for texts, reason in ((one.aliases, "stated_alias"), (one.within, "name_with_acronym")):
            for text in texts:
                states.setdefault(normal_name(text), set()).add((one.id, reason))
    for other in organizations.values():
        by = {(own, reason) for own, reason in states.get(normal_name(other.name), ()) if own != other.id}
        alone = len({normal_name(organizations[own].name) for own, _ in by}) == 1
        for own, reason in by:
            told_apart = organizations[own].file == other.file and reason == "stated_alias"
            sure = alone and not told_apart
            yield sure, _link(own, other.id, reason, 1.0 if sure else _DOUBTFUL)


def _by_shared_names(organizations: Mapping[str, Known], owners: Mapping[str, list[str]]) -> Found:
    for key, ids in owners.items():
        # Equal names are another rule's; here one has the name as its other name.
        for pair in _pairs(ids):
            if any(normal_name(organizations[own].name) != key for own in pair):
                yield False, Link(*pair, "stated_alias", _DOUBTFUL)


def _by_likeness(organizations: Mapping[str, Known]) -> Found:
    owners: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for one in organizations.values():
        for text in one.full_names:
            owners.setdefault(normal_name(text), []).append(one.id)
            texts.setdefault(normal_name(text), text)
    yield from _by_shared_names(organizations, owners)
    keys = sorted(texts)
    names = [texts[key] for key in keys]
    pairs = alike_pairs(names)
    meant = _meant_by(names, pairs)
    for (i, j), (reason, score) in pairs.items():
        short = i if j in meant.get(i, ()) else j
        different = len({plain_name(names[k]) for k in meant.get(short, ())})
        if reason == "acronym_of_name" and different > _MOST_OFFERED:
            continue
        long_enough = sum(c.isalpha() for c in names[short]) >= SURE_ACRONYM
        sure = reason == "plain_spelling" or (reason == "acronym_of_name" and different == 1 and long_enough)
        for mine, theirs in product(owners[keys[i]][:_MOST_PAIRED], owners[keys[j]][:_MOST_PAIRED]):
            by_own_names = (
                normal_name(organizations[mine].name) == keys[i] and normal_name(organizations[theirs].name) == keys[j]
            )
            if mine != theirs:
                yield sure and by_own_names, _link(mine, theirs, reason, score)


def _meant_by(names: Sequence[str], pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return the names that each acronym may stand for."""
    meant: dict[int, set[int]] = {}
    for i, j in pairs:
        for short, long in ((i, j), (j, i)):
            if abbreviates(names[short], names[long]):
                meant.setdefault(short, set()).add(long)
    return meant
