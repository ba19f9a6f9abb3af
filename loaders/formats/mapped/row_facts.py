"""The facts of one row of a mapped spreadsheet, by what one row is."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import pandas as pd

from graph.names import stable_id
from loaders.facts.gathered import Gathered
from loaders.formats.mapped.cells import Cells, listed
from loaders.formats.mapped.model import Mapping
from loaders.names.spellings import Naming
from loaders.values.words import is_nationwide

__all__ = ["RowFacts"]

_PLACES = ("country", "region", "district", "subdistrict")
_PART: dict[str, str | None] = {
    "partner": "partner", "donor": "funder", "implementer": "implementer", "host": "host", "guest": "guest"
}  # fmt: skip
_Party = tuple[str, str | None]

_made_id = lru_cache(maxsize=100_000)(stable_id)


@dataclass(frozen=True)
class _Row:
    """One row: its number, where it stands, and whom, which causes and which places it names (their ids)."""

    i: int
    source: str
    who: dict[str, list[str]]
    causes: list[str]
    places: list[str]


class RowFacts:
    """Adds what one row after the other states to `facts`.

    Parameters
    ----------
    facts : Gathered
        What the rows of the file state; each row is a record of it.
    cells : Cells
        What the rows hold.
    mapping : Mapping
        What one row is.
    naming : Naming
        Which organization each name stands for.
    fallback : pd.Timestamp, optional
        The date of rows that have none.
    """

    def __init__(
        self, facts: Gathered, cells: Cells, mapping: Mapping, naming: Naming, fallback: pd.Timestamp | None
    ) -> None:
        self._facts = facts
        self._cells, self._mapping, self._naming, self._fallback = cells, mapping, naming, fallback
        organizations = naming.organizations[["organization_id", "name", "aliases"]].astype("object")
        organizations = organizations.where(organizations.notna(), None)
        self._organization_rows = {str(row[0]): row[1:] for row in organizations.itertuples(name=None)}
        self._id = {key: str(values[0]) for key, values in self._organization_rows.items()}
        self._days = {
            role: [None if pd.isna(day) else day for day in dates["date"]] for role, dates in cells.dates.items()
        }
        self._items = {role: listed(cells.texts.get(role, [])) for role in (*_PLACES, "people")}
        file, sheet, line = (cells.rows[name].tolist() for name in ("file", "sheet", "line"))
        self._sources = [facts.record(*place) for place in zip(file, sheet, line, strict=True)]
        self._precisions = {role: dates["precision"].tolist() for role, dates in cells.dates.items()}
        self._add = {
            "organizations": self._as_organization,
            "pairs": self._as_pair,
            "events": self._as_event,
            "presences": self._as_presence,
        }[mapping.shape]

    def add(self, i: int) -> bool:
        """Add the facts of a row; False if it states none."""
        source = self._sources[i]
        who = {role: self._known(rows[i]) for role, rows in self._cells.parties.items()}
        causes = [self._cause(name, source) for name in dict.fromkeys(self._cells.causes[i])]
        row = _Row(i, source, who, causes, self._communities(i, source))
        has_need = self._needs(row)
        everybody = list(dict.fromkeys(key for keys in who.values() for key in keys))
        for key in everybody:
            self._organization(row, key)
        if everybody:
            self._add(row)
        return has_need or bool(everybody)

    def _known(self, names: list[str]) -> list[str]:
        return list(dict.fromkeys(self._naming.key_of[name] for name in names if name in self._naming.key_of))

    def _text(self, role: str, i: int) -> str | None:
        return self._cells.texts[role][i] or None if role in self._cells.texts else None

    def _number(self, role: str, i: int) -> float | None:
        return self._cells.numbers[role][i] if role in self._cells.numbers else None

    def _day(self, role: str, i: int) -> pd.Timestamp | None:
        return self._days[role][i] if role in self._days else None

    def _date(self, i: int) -> tuple[pd.Timestamp | None, str | None]:
        for role in ("date", "since"):
            if (day := self._day(role, i)) is not None:
                return day, self._precisions[role][i] or None
        return self._fallback, None if self._fallback is None else "day"

    def _cause(self, name: str, source: str) -> str:
        made = _made_id("cause", name)
        self._facts.state("causes", source, cause_id=made, name=name)
        return made

    def _communities(self, i: int, source: str) -> list[str]:
        """Add the places and groups that a row names, each place below those above it; return the deepest."""
        places = [(role, text) for role in _PLACES if (text := self._text(role, i))]
        path: list[str] = []
        parent: str | None = None
        community_ids: list[str] = []
        for role, text in places[:-1]:
            parent, path = self._place(role, text, parent, path, source), [*path, text]
        for role, text in places[-1:]:
            items = self._items[role][text]
            only = len(items) == 1
            code, size = (self._text("place_code", i), self._number("population", i)) if only else (None, None)
            community_ids += [self._place(role, item, parent, path, source, code, population=size) for item in items]
        for name in self._items["people"].get(self._text("people", i) or "", []):
            community_ids.append(_made_id("place", name))
            self._facts.state("communities", source, community_id=community_ids[-1], name=name, kind="people")
        return list(dict.fromkeys(community_ids))

    def _place(  # noqa: PLR0917  (what tells one place from another)
        self, role: str, name: str, parent: str | None, path: list[str], source: str, code: str | None = None,
        *, population: float | None = None,
    ) -> str:  # fmt: skip
        if role != "country" and is_nationwide(name, code or ""):
            self._facts.state("communities", source, community_id="nationwide", name="Nationwide", kind="place")
            return "nationwide"
        made = code or _made_id("place", *path, name)
        self._facts.state(
            "communities", source, community_id=made, name=name, kind="place", population=population,
            parent_id=None if parent in {"nationwide", made} else parent,
        )  # fmt: skip
        return made

    def _needs(self, row: _Row) -> bool:
        need, people = self._number("need", row.i), self._number("people_in_need", row.i)
        if need is None and people is None:
            return False
        need_value = people if need is None else need
        for cause in row.causes:
            for place in row.places:
                self._facts.state(
                    "needs", row.source, cause_id=cause, community_id=place, need=need_value, people_in_need=people
                )
        return bool(row.causes and row.places)

    def _organization(self, row: _Row, key: str) -> None:
        made, name, aliases = self._organization_rows[key]
        columns = {"name": name, "aliases": aliases}
        if row.who["organization"] == [key]:
            columns |= {role: self._text(role, row.i) for role in ("capabilities", "size", "website")}
            columns |= {
                "kind": self._text("organization_kind", row.i),
                "status": self._text("organization_status", row.i),
                "note": self._text("note", row.i) if self._mapping.shape == "organizations" else None,
            }
        self._facts.state("organizations", row.source, organization_id=made, **columns)

    def _present(self, row: _Row, key: str) -> None:
        since = self._day("since", row.i) or (self._date(row.i)[0] if self._mapping.shape == "presences" else None)
        until = self._day("until", row.i)
        if since is not None and until is not None and until < since:
            until = None
        causes: list[str | None] = [*row.causes]
        for place in row.places:
            for cause in causes or [None]:
                self._facts.state(
                    "presences", row.source, organization_id=self._id[key], community_id=place, cause_id=cause,
                    since=since, until=until, status=self._text("status", row.i) or "",
                    people_reached=self._number("people_reached", row.i),
                )  # fmt: skip
        for cause in causes if not row.places else []:
            self._facts.state(
                "supports", row.source, organization_id=self._id[key], cause_id=cause, since=since, until=until
            )

    def _tie(self, row: _Row, one: str, other: str, kind: str, *, directed: bool) -> None:
        if one == other:
            return
        ends = [self._id[one], self._id[other]]
        start, end = ends if directed else sorted(ends)
        strength = self._number("strength", row.i)
        low, high = (self._cells.scale.ends if strength is not None else None) or (None, None)
        self._facts.state(
            "declared_ties", row.source, from_id=start, to_id=end, kind=kind, directed=directed,
            strength=strength, scale_min=low, scale_max=high, date=self._day("date", row.i),
        )  # fmt: skip

    def _together(self, row: _Row, made: str, parts: dict[str, str | None], kind: str, causes: list[str]) -> None:
        i, source = row.i, row.source
        date, precision = self._date(i)
        status = self._text("status", i)
        if status is None and self._mapping.shape != "events":
            # Each row is a statement of its own; rows of one event need not repeat what another says of it.
            status = ""
        self._facts.state(
            "interactions", source, interaction_id=made, date=date, date_precision=precision, kind=kind,
            date_end=self._day("date_end", i), status=status, title=self._text("title", i),
            outcome=self._number("outcome", i), attendance=self._number("attendance", i),
            people_reached=self._number("people_reached", i), note=self._text("note", i),
        )  # fmt: skip
        for key, part in parts.items():
            self._facts.state("participations", source, interaction_id=made, organization_id=self._id[key], role=part)
        for cause in causes:
            self._facts.state("interaction_causes", source, interaction_id=made, cause_id=cause)
        for place in row.places:
            self._facts.state("interaction_communities", source, interaction_id=made, community_id=place)

    def _told(self, row: _Row) -> str:
        day = self._date(row.i)[0]
        return "" if day is None else day.date().isoformat()

    def _pair(self, row: _Row, one: _Party, other: _Party, kind: str) -> None:
        """Add one interaction of two for each cause, by the same key as who-does-what-where files have."""
        if one[0] == other[0]:
            return
        ends = [self._id[one[0]], self._id[other[0]]]
        if one[1] == other[1]:
            ends.sort()
        for cause in row.causes or [""]:
            made = _made_id("act", *ends, kind, cause, self._told(row))
            self._together(row, made, dict((one, other)), kind, [cause] if cause else [])

    def _as_organization(self, row: _Row) -> None:
        for key in row.who["organization"] or row.who["implementer"]:
            self._present(row, key)
            for role, kind in (("partner", "partner"), ("donor", "funding"), ("implementer", "joint_project")):
                for other in row.who[role]:
                    self._tie(row, other, key, kind, directed=role == "donor")

    def _as_pair(self, row: _Row) -> None:
        kind, mine = self._text("kind", row.i) or self._mapping.kind, self._text("role", row.i)
        has_strength = self._number("strength", row.i) is not None
        others = [(role, other) for role in _PART for other in row.who[role]]
        for key in row.who["organization"]:
            for role, other in others:
                if has_strength:
                    self._tie(row, other, key, kind, directed=role == "donor")
                elif role == "donor":
                    self._pair(row, (other, "funder"), (key, "implementer"), "funding")
                else:
                    part = None if role == "partner" and mine is None else _PART[role]
                    self._pair(row, (key, mine), (other, part), kind)
        if not row.who["organization"]:
            for one, other_one in combinations(others, 2):
                self._pair(row, (one[1], _PART[one[0]]), (other_one[1], _PART[other_one[0]]), kind)

    def _as_event(self, row: _Row) -> None:
        parts: dict[str, str | None] = {}
        mine = _PART | {"organization": self._text("role", row.i), "partner": None}
        for role in ("host", "donor", "implementer", "guest", "organization", "partner"):
            for key in row.who[role]:
                parts.setdefault(key, mine[role])
        kind = self._text("kind", row.i) or self._mapping.kind
        title, own_id = self._text("title", row.i), self._text("id", row.i)
        if own_id:
            made = _made_id("act", "id", own_id)
        else:
            title_or_ids = [title] if title else sorted(self._id[key] for key in parts)
            made = _made_id("act", kind, self._told(row), *title_or_ids)
        self._together(row, made, parts, kind, row.causes)

    def _as_presence(self, row: _Row) -> None:
        leads, doers = row.who["organization"], row.who["implementer"]
        for key in doers or leads or row.who["partner"]:
            self._present(row, key)
        for lead in leads:
            for doer in doers:
                self._pair(row, (lead, "lead"), (doer, "implementer"), "joint_project")
            for other in row.who["partner"]:
                self._pair(row, (lead, None), (other, None), "joint_project")
        for donor in row.who["donor"]:
            for key in leads or doers:
                self._pair(row, (donor, "funder"), (key, "implementer"), "funding")
