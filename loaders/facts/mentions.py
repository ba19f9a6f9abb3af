"""Things that records mention by an id, a name or both: which mentions are of one thing, and what it is called."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.names import normal_name, stable_id
from loaders.values.agreed import commonest

__all__ = ["Mentions", "Settled", "Thing"]


class Thing(NamedTuple):
    """Stands for an id that is known once everything is read.

    Attributes
    ----------
    prefix : str
        What it is: ``"org"``, ``"cause"``, ``"place"``.
    stated : str
        The id that the file states, without case; empty where it states none.
    called : str
        The normal name; empty where the id is enough.
    """

    prefix: str
    stated: str
    called: str


@dataclass
class _Told:
    source: str
    ids: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    facts: dict[str, Counter[object]] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Settled:
    """The things, once each.

    Attributes
    ----------
    ids : dict of Thing to str
        The id of everything that was mentioned.
    rows : list of dict
        One a thing: ``id, name, source`` and its facts.
    merges : list of dict
        One a name that was taken for another: ``source, found, kept, reason``.
    """

    ids: dict[Thing, str]
    rows: list[dict[str, object]]
    merges: list[dict[str, str]]


class Mentions:
    """Mentions of things of one kind, gathered in any order.

    Parameters
    ----------
    prefix : str
        Of ids that are made from names.
    reason : str
        The reason code for several names under one stated id; empty where these are not told.

    Examples
    --------
    >>> things = Mentions("org", "register_id")
    >>> first = things.mention("GB-CHC-1", "River Fund", "a.csv##2")
    >>> again = things.mention("", "river fund", "a.csv##3")
    >>> settled = things.settled()
    >>> settled.ids[first], settled.ids[again]
    ('GB-CHC-1', 'GB-CHC-1')
    """

    def __init__(self, prefix: str, reason: str) -> None:
        self.prefix = prefix
        self.reason = reason
        self._told: dict[Thing, _Told] = {}

    def mention(self, stated: str, name: str, source: str, facts: Mapping[str, object] | None = None) -> Thing:
        """Return what stands for the thing; at least one of `stated` and `name` is not blank."""
        thing = Thing(self.prefix, stated.casefold(), "" if stated else normal_name(name))
        told = self._told.setdefault(thing, _Told(source))
        if stated:
            told.ids[stated] += 1
        if name:
            told.names[name] += 1
            told.spelled.setdefault(name, source)
        for column, value in (facts or {}).items():
            if value not in ("", None):
                told.facts.setdefault(column, Counter())[value] += 1
        return thing

    def also_called(self, thing: Thing, names: Iterable[str]) -> None:
        """Add names of a thing in other languages: they are its aliases and no vote on what it is called."""
        self._told[thing].facts.setdefault("aliases", Counter()).update(names)

    def settled(self) -> Settled:
        """Return each thing once; one named without an id is that with this name and an id, if there is only one."""
        owner: dict[str, set[Thing]] = {}
        for thing, told in self._told.items():
            if thing.stated:
                for name in told.names:
                    owner.setdefault(normal_name(name), set()).add(thing)
        same = {
            thing: next(iter(owners))
            for thing in self._told
            if not thing.stated and len(owners := owner.get(thing.called, set())) == 1
        }
        for thing, kept in same.items():
            _join(self._told[kept], self._told[thing])
        ids: dict[Thing, str] = {
            thing: commonest(told.ids) if thing.stated else stable_id(self.prefix, thing.called)
            for thing, told in self._told.items()
        }
        ids |= {thing: ids[kept] for thing, kept in same.items()}
        rows, merges = [], []
        for thing, told in self._told.items():
            if thing in same:
                continue
            name = commonest(told.names) if told.names else ids[thing]
            others = sorted(other for other in told.names if normal_name(other) != normal_name(name))
            rows.append(_row(ids[thing], name, others, told))
            reason = self.reason if thing.stated else "same_spelling" if self.reason else ""
            if reason:
                merges += [
                    {"source": told.spelled[other], "found": other, "kept": name,
                     "reason": "same_spelling" if normal_name(other) == normal_name(name) else reason}
                    for other in told.names if other != name
                ]  # fmt: skip
        return Settled(ids, rows, merges)


def _join(kept: _Told, other: _Told) -> None:
    kept.names += other.names
    for name, source in other.spelled.items():
        kept.spelled.setdefault(name, source)
    for column, values in other.facts.items():
        kept.facts.setdefault(column, Counter()).update(values)


def _row(thing_id: str, name: str, others: list[str], told: _Told) -> dict[str, object]:
    """Return the thing's row: of several values of a fact the commonest, of equally common ones the first in order."""
    row: dict[str, object] = {"id": thing_id, "name": name, "source": told.source}
    parts = told.facts.get("part", Counter())
    aliases = {*others, *map(str, told.facts.get("aliases", ()))} - {name}
    if aliases:
        row["aliases"] = ";".join(sorted(alias.replace(";", ",") for alias in aliases))
    row |= {c: commonest(values) for c, values in told.facts.items() if c not in {"part", "aliases"}}
    if set(parts) == {"funder"}:
        row.setdefault("kind", "funder")
    return row
