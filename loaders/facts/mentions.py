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
    own_id : str
        The id that the file states, without case; empty where it states none.
    called : str
        The normal name; empty where the id is enough.
    """

    prefix: str
    own_id: str
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
        self._by_thing: dict[Thing, _Told] = {}

    def mention(self, own_id: str, name: str, source: str, facts: Mapping[str, object] | None = None) -> Thing:
        """Return what stands for the thing; at least one of `own_id` and `name` is not blank."""
        thing = Thing(self.prefix, own_id.casefold(), "" if own_id else normal_name(name))
        about = self._by_thing.setdefault(thing, _Told(source))
        if own_id:
            about.ids[own_id] += 1
        if name:
            about.names[name] += 1
            about.spelled.setdefault(name, source)
        for column, value in (facts or {}).items():
            if value not in ("", None):
                about.facts.setdefault(column, Counter())[value] += 1
        return thing

    def also_called(self, thing: Thing, names: Iterable[str]) -> None:
        """Add names of a thing in other languages: they are its aliases and no vote on what it is called."""
        self._by_thing[thing].facts.setdefault("aliases", Counter()).update(names)

    def settled(self) -> Settled:
        """Return each thing once; one named without an id is that with this name and an id, if there is only one."""
        owner: dict[str, set[Thing]] = {}
        for thing, about in self._by_thing.items():
            if thing.own_id:
                for name in about.names:
                    owner.setdefault(normal_name(name), set()).add(thing)
        same = {
            thing: next(iter(owners))
            for thing in self._by_thing
            if not thing.own_id and len(owners := owner.get(thing.called, set())) == 1
        }
        for thing, target in same.items():
            _join(self._by_thing[target], self._by_thing[thing])
        ids: dict[Thing, str] = {
            thing: commonest(about.ids) if thing.own_id else stable_id(self.prefix, thing.called)
            for thing, about in self._by_thing.items()
        }
        ids |= {thing: ids[target] for thing, target in same.items()}
        rows, merges = [], []
        for thing, about in self._by_thing.items():
            if thing in same:
                continue
            name = commonest(about.names) if about.names else ids[thing]
            others = sorted(other for other in about.names if normal_name(other) != normal_name(name))
            rows.append(_row(ids[thing], name, others, about))
            reason = self.reason if thing.own_id else "same_spelling" if self.reason else ""
            if reason:
                merges += [
                    {"source": about.spelled[other], "found": other, "kept": name,
                     "reason": "same_spelling" if normal_name(other) == normal_name(name) else reason}
                    for other in about.names if other != name
                ]  # fmt: skip
        return Settled(ids, rows, merges)


def _join(target: _Told, other: _Told) -> None:
    target.names += other.names
    for name, source in other.spelled.items():
        target.spelled.setdefault(name, source)
    for column, values in other.facts.items():
        target.facts.setdefault(column, Counter()).update(values)


def _row(thing_id: str, name: str, others: list[str], about: _Told) -> dict[str, object]:
    """Return the thing's row: of several values of a fact the commonest, of equally common ones the first in order."""
    row: dict[str, object] = {"id": thing_id, "name": name, "source": about.source}
    parts = about.facts.get("part", Counter())
    aliases = {*others, *map(str, about.facts.get("aliases", ()))} - {name}
    if aliases:
        row["aliases"] = ";".join(sorted(alias.replace(";", ",") for alias in aliases))
    row |= {c: commonest(values) for c, values in about.facts.items() if c not in {"part", "aliases"}}
    if set(parts) == {"funder"}:
        row.setdefault("kind", "funder")
    return row
