"""One organization, many names: across files and formats, organizations that are one become one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from graph.names import normal_name
from graph.report import MERGE_COLUMNS, NAME_COLUMNS
from graph.sources import places_of
from graph.tables import Tables
from loaders.names.aliases import AliasTable
from loaders.names.countries import places_in
from loaders.names.decisions import Decision
from loaders.names.evidence import evidence, said_by
from loaders.names.groups import Link, grouped
from loaders.names.known import Known, known_organizations
from loaders.names.merged_tables import Shown, merged_tables
from loaders.names.words import is_acronym

__all__ = ["Resolved", "resolve"]

_CERTAIN = ("decided", "register_id")


@dataclass(frozen=True)
class Resolved:
    """A data set in which each organization stands once, and what was taken for what.

    Attributes
    ----------
    tables : Tables
        The data set.
    merges : pd.DataFrame
        One row a name that was taken for another: ``file, sheet, line, found, kept, reason``.
    names : pd.DataFrame
        One row a pair of organizations that were merged, may be one, or were told apart: `graph.report.NAME_COLUMNS`.
    notes : pd.DataFrame
        What that came to in other tables, and what was left out of the table of aliases.
    kept_as : dict of str to str
        The id that each organization is kept under, of those that became one with others.
    """

    tables: Tables
    merges: pd.DataFrame
    names: pd.DataFrame
    notes: pd.DataFrame
    kept_as: Mapping[str, str]

    @property
    def doubts(self) -> pd.DataFrame:
        """The pairs that nobody has decided on yet."""
        return self.names[self.names["decision"] == "open"].reset_index(drop=True)


def resolve(tables: Tables, decisions: Iterable[Decision] = (), aliases: AliasTable | None = None) -> Resolved:
    """Return the data set with organizations that are surely one merged, and those that may be as open questions.

    Rules, the surest first, are `loaders.names.evidence.RULES`. Never merged, except by a decision or one id of a
    register, are names of different countries or parts of the world, and organizations with different ids of one
    register; never at all, two that somebody decided to be different. The order of rows and files changes nothing.

    Kept is the id of a register, else one that people made, else ours. Shown is the name that was decided, else that of
    the table of aliases, else the full name that most facts go by. All other names are its aliases.

    Parameters
    ----------
    tables : Tables
        The data set.
    decisions : iterable of Decision
        What people decided; those on names that the data do not hold say nothing.
    aliases : AliasTable, optional
        By which names organizations are known.

    Returns
    -------
    Resolved
        The same `Tables` object where there is nothing to merge.

    Examples
    --------
    >>> names = ["Médecins du Monde", "Medecins du monde"]
    >>> resolved = resolve(Tables.of({"organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": names})}))
    >>> resolved.merges[["found", "kept", "reason"]].values.tolist()
    [['Medecins du monde', 'Médecins du Monde', 'plain_spelling']]
    """
    table = aliases or AliasTable()
    organizations = known_organizations(tables)
    decided = _Decided(organizations, decisions, table)
    name_evidence = evidence(organizations, table)
    order = sorted(organizations.values(), key=lambda one: one.rank)
    links = [link for link in name_evidence.sure if not decided.apart(link.one, link.other)]
    groups, refused = grouped([one.id for one in order], [*decided.links, *links], _Together(organizations, decided))
    group_names = {
        members[0]: _shown(members, organizations, decided, table)
        for members in {members[0]: members for members in groups.values()}.values()
    }
    changed = {
        group_id: one
        for group_id, one in group_names.items()
        if len(one.members) > 1 or one.name != organizations[group_id].name
    }
    merged, notes = merged_tables(tables, changed)
    rows = _answers(changed, organizations, _reasons([*decided.links, *links], groups), decided)
    told_apart = [link for link in name_evidence.sure if decided.apart(link.one, link.other)]
    rows += _questions([*refused, *told_apart, *name_evidence.doubtful], groups, group_names, decided)
    names = _ordered(pd.DataFrame(rows, columns=list(NAME_COLUMNS)).astype({"score": "float64"}))
    note_parts = [part for part in (table.notes, notes) if len(part)]
    every = pd.concat(note_parts, ignore_index=True) if note_parts else notes
    kept_as = {member: group_id for group_id, one in changed.items() for member in one.members if len(one.members) > 1}
    return Resolved(merged, _merges(names, tables), names, every, kept_as)


def _ordered(names: pd.DataFrame) -> pd.DataFrame:
    """Return open questions first, the most alike first."""
    by = names.assign(answered=names["decision"] != "open")
    columns = ["answered", "score", "name", "other_name", "other_id"]
    by = by.sort_values(columns, ascending=[True, False, True, True, True], ignore_index=True)
    return by.drop(columns="answered")


class _Decided:
    """Decisions, looked up in the organizations of a data set."""

    def __init__(self, organizations: Mapping[str, Known], decisions: Iterable[Decision], table: AliasTable) -> None:
        called: dict[str, set[str]] = {}
        for one in organizations.values():
            meant, _ = said_by(table, one)
            for text in (one.id, one.name, *one.aliases, meant):
                called.setdefault(normal_name(text), set()).add(one.id)
        itself = {normal_name(one.id): {one.id} for one in organizations.values()}
        by_name: dict[str, set[str]] = {}
        for one in organizations.values():
            by_name.setdefault(normal_name(one.name), set()).add(one.id)

        def who(text: str) -> set[str]:
            key = normal_name(text)
            return itself.get(key) or by_name.get(key) or called.get(key) or set()

        self.links: list[Link] = []
        self.names: dict[str, str] = {}
        self.not_named: set[tuple[str, str]] = set()
        self._apart: set[frozenset[str]] = set()
        for decision in sorted(decisions, key=lambda d: (sorted(d.pair), d.decision)):
            mine, theirs = who(decision.found), who(decision.kept)
            if decision.decision == "same":
                ids = sorted(mine | theirs)
                self.links += [Link(ids[0], other, "decided") for other in ids[1:]]
                if decision.name:
                    self.names |= dict.fromkeys(ids, decision.name)
                continue
            wider = theirs | called.get(normal_name(decision.kept), set())
            self._apart |= {frozenset((one, other)) for one in mine for other in wider - mine}
            self._apart |= {frozenset((one, other)) for one in theirs for other in mine - theirs}
            self.not_named |= {(one, normal_name(decision.kept)) for one in mine}

    def apart(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._apart

    def any_apart(self, mine: Sequence[str], theirs: Sequence[str]) -> bool:
        return bool(self._apart) and any(self.apart(one, other) for one in mine for other in theirs)


class _Together:
    """Whether a link may join two groups."""

    def __init__(self, organizations: Mapping[str, Known], decided: _Decided) -> None:
        self.organizations, self.decided = organizations, decided
        self.places = {own: places_in(one.name) for own, one in organizations.items()}

    def __call__(self, link: Link, mine: list[str], theirs: list[str]) -> bool:
        if self.decided.any_apart(mine, theirs):
            return False
        if link.reason in _CERTAIN:
            return True
        places = {self.places[own] for own in (*mine, *theirs)} - {frozenset()}
        return len(places) <= 1 and not self._registered_apart(mine, theirs)

    def _registered_apart(self, mine: list[str], theirs: list[str]) -> bool:
        for one in mine:
            for other in theirs:
                ids, others = self.organizations[one].registers, self.organizations[other].registers
                if any(ids[register].isdisjoint(others[register]) for register in ids.keys() & others.keys()):
                    return True
        return False


def _shown(members: list[str], organizations: Mapping[str, Known], decided: _Decided, table: AliasTable) -> Shown:
    ones = [organizations[member] for member in members]
    chosen = sorted({decided.names[member] for member in members if member in decided.names})
    meant = {
        name for one in ones for name, sure in [said_by(table, one)]
        if name and sure and (one.id, normal_name(name)) not in decided.not_named
    }  # fmt: skip
    names: dict[str, int] = {}
    for one in ones:
        names[one.name] = names.get(one.name, 0) + one.mentions
    best = min(names, key=lambda name: (is_acronym(name), name.isupper(), -names[name], _plainness(name), name))
    name = chosen[0] if chosen else meant.pop() if len(meant) == 1 else best if len(ones) > 1 else ones[0].name
    every = sorted({text for one in ones for text in (one.name, *one.aliases)} - {name})
    if len(ones) == 1:
        # As the file orders them.
        every = [text for text in dict.fromkeys((*ones[0].aliases, ones[0].name)) if text != name]
    return Shown(name, sorted(members, key=lambda member: (-organizations[member].mentions, member)), every)


def _plainness(name: str) -> int:
    """Return less for more accents: of two spellings the one with its accents is shown."""
    return -sum(not c.isascii() for c in name)


def _answers(
    changed: Mapping[str, Shown], organizations: Mapping[str, Known], reasons: Mapping[str, str], decided: _Decided
) -> list[tuple[object, ...]]:
    """Return one row for each organization that goes by another id or name than it came with."""
    rows: list[tuple[object, ...]] = []
    for group_id, one in changed.items():
        own = [group_id, *(member for member in one.members if member != group_id)]
        # One of them may go by the name that is shown: it was taken for nothing else.
        itself = next((member for member in own if organizations[member].name == one.name), None)
        for member in own:
            if member == itself:
                continue
            renamed = "decided" if member in decided.names else "alias_table"
            reason = reasons.get(member, renamed)
            answer = "same" if reason == "decided" else "merged"
            rows.append((group_id, one.name, member, organizations[member].name, 1.0, reason, answer))
    return rows


def _reasons(links: Iterable[Link], groups: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the surest rule by which each organization belongs to its group."""
    reasons: dict[str, str] = {}
    for link in links:
        if groups[link.one] is groups[link.other]:
            for own in (link.one, link.other):
                reasons.setdefault(own, link.reason)
    return reasons


def _questions(
    links: Iterable[Link], groups: Mapping[str, list[str]], group_names: Mapping[str, Shown], decided: _Decided
) -> list[tuple[object, ...]]:
    """Return one row for each pair of groups that may be one, or that somebody told apart."""
    best: dict[tuple[str, str], tuple[Link, bool]] = {}
    for link in links:
        one, other = groups[link.one], groups[link.other]
        if one is other:
            continue
        pair = (min(one[0], other[0]), max(one[0], other[0]))
        earlier = best.get(pair)
        if earlier is None or link.score > earlier[0].score:
            best[pair] = (link, decided.any_apart(one, other))
    return [
        (
            one,
            group_names[one].name,
            other,
            group_names[other].name,
            link.score,
            link.reason,
            "different" if apart else "open",
        )
        for (one, other), (link, apart) in best.items()
    ]


def _merges(names: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    merged = names[names["decision"].isin(["merged", "same"]) & (names["name"] != names["other_name"])]
    source = tables.organizations.set_index("organization_id")["source"].reindex(merged["other_id"])
    merges = (
        merged[["other_name", "name", "reason"]].set_axis(["found", "kept", "reason"], axis=1).reset_index(drop=True)
    )
    return merges.assign(**places_of(source.reset_index(drop=True)))[list(MERGE_COLUMNS)]
