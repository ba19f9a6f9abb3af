"""A mapping proposed from headers, HXL tags and what the cells are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from loaders.formats.mapped.contents import Contents, contents_of
from loaders.formats.mapped.model import Column, Mapping
from loaders.formats.mapped.roles import ORGANIZATIONS, SEVERAL, role_of_header, role_of_tag
from loaders.formats.mapped.table import Table, find_table
from loaders.reading.opened import Opened
from loaders.values.model_words import activity_status, interaction_kind, organization_status
from loaders.values.words import is_blank, organization_kind

__all__ = ["propose"]

_DATES = {"date", "date_end", "since", "until"}
_NUMBERS = {"attendance", "people_reached", "population", "need", "people_in_need", "strength"}
_PLACES = ("country", "region", "district", "subdistrict", "people")
_EXAMPLES, _SHOWN = 3, 30
_DOUBT, _KNOWN = 0.4, 0.3


def propose(file: Opened) -> Mapping:
    r"""Return a mapping of a spreadsheet's columns, as well as its headers, tags and cells tell.

    A tag counts more than a header, a header more than the cells; a header that the cells speak against counts
    little. Without a header for it, the column of organizations is the one whose cells look most like names of
    organizations; a column whose cells name organizations of that column holds partners.

    Raises
    ------
    UnreadableSource
        If the file is no table, or has no rows below a header.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "circle.csv"
    ...     _ = path.write_text("Who,Allies,Focus\nHill Aid,River Club,Water\nRiver Club,Hill Aid,Land\n")
    ...     mapping = propose(Opened(path))
    >>> mapping.shape, [column.role for column in mapping.columns]
    ('organizations', ['organization', 'partner', 'cause'])
    """
    table = find_table(file)
    rows = [row for _, row in table.rows]
    held = [contents_of([row[i] for row in rows]) for i in range(len(table.titles))]
    columns = [_column(table, i, rows, held[i]) for i in range(len(table.titles))]
    used = [i for i in range(len(columns)) if held[i].filled or not table.titles[i].startswith("column ")]
    columns, held = [columns[i] for i in used], [held[i] for i in used]
    columns = _with_organizations(_once(columns), held)
    return Mapping(_shape(columns, held), tuple(columns), sheet=table.sheet.name)


def _column(table: Table, i: int, rows: Sequence[Sequence[str]], held: Contents) -> Column:
    texts = [row[i].strip() for row in rows if row[i].strip()]
    examples = tuple(text[:_SHOWN] for text in list(dict.fromkeys(texts))[:_EXAMPLES])
    tagged = role_of_tag(table.tags[i]) if table.tags[i] else ""
    if tagged:
        return Column(table.titles[i], tagged, 0.95, f"tag {table.tags[i]}", examples)
    role, confidence = role_of_header(table.titles[i])
    if role and _agrees(role, held):
        return Column(table.titles[i], role, confidence, "header", examples)
    seen, sure, why = _by_cells(texts, held)
    if role and sure < _DOUBT:
        return Column(table.titles[i], role, 0.3, "header, though the cells do not look like it", examples)
    return Column(table.titles[i], seen, sure, why, examples)


def _agrees(role: str, held: Contents) -> bool:
    """Whether what a column holds may be what its header says."""
    if not held.filled:
        return True
    if role in _DATES:
        return held.dates + held.numbers >= 0.5
    if role in _NUMBERS:
        return held.numbers >= 0.5
    if role in {*ORGANIZATIONS, "cause", *_PLACES}:
        return held.dates + held.numbers + held.contacts < 0.5
    return True


def _by_cells(texts: Sequence[str], held: Contents) -> tuple[str, float, str]:
    """Return the role that the cells alone suggest, how sure that is, and why."""
    filled = [text for text in texts if not is_blank(text)]
    shares = (
        ("ignore", 0.9, held.contacts, "e-mail addresses or phone numbers: people are left out"),
        ("website", 0.8, held.urls, "addresses on the web"),
        ("date", 0.6, held.dates, "dates"),
        ("status", 0.7, _share(filled, activity_status), "words for done, ongoing, planned or suspended"),
        ("kind", 0.7, _share(filled, interaction_kind), "kinds of what is done together"),
        ("organization_status", 0.6, _share(filled, organization_status), "words for a standing"),
        ("organization_kind", 0.6, _share(filled, organization_kind), "kinds of organizations"),
    )
    for role, sure, share, what in shares:
        if share >= 0.7 and not (role in {"kind", "organization_kind"} and held.distinct > 0.5 and held.filled > 5):
            return role, sure, f"{share:.0%} of its cells are {what}"
    if held.words > 8:
        return "note", 0.5, f"{held.words:.0f} words in a cell"
    return "ignore", 0.2, "nothing that we know"


def _share(texts: Sequence[str], word: Callable[[str], str]) -> float:
    return sum(bool(word(text)) for text in texts) / len(texts) if texts else 0.0


def _once(columns: Sequence[Column]) -> list[Column]:
    """Let only the surest column keep a role that no two may have."""
    found = list(columns)
    for i, column in enumerate(columns):
        rivals = [j for j, other in enumerate(columns) if other.role == column.role]
        if column.role not in SEVERAL and i != min(rivals, key=lambda j: (-columns[j].confidence, j)):
            found[i] = replace(column, role="ignore", confidence=0.3, why=f"another column is the {column.role}")
    return found


def _with_organizations(columns: list[Column], held: Sequence[Contents]) -> list[Column]:
    """Find organizations where no header names them, and those who are named as partners of others."""
    named = [i for i, column in enumerate(columns) if column.role in ORGANIZATIONS]
    free = [i for i, c in enumerate(columns) if c.confidence < _DOUBT and _like_names(held[i])]
    short = [i for i, column in enumerate(columns) if column.role == "acronym"]
    if short and not any(columns[i].role == "organization" for i in named):
        columns[short[0]] = replace(columns[short[0]], role="organization")
        named.append(short[0])
    if not any(columns[i].role in {"organization", "implementer"} for i in named):
        known = [i for i in free if any(held[i].known_in(held[j]) >= _KNOWN for j in named)]
        if known:
            why = f"its names stand in {columns[named[0]].header!r} too"
            columns[known[0]] = replace(columns[known[0]], role="organization", confidence=0.6, why=why)
            named.append(known[0])
        elif len(named) == 1 and columns[named[0]].role == "partner":
            columns[named[0]] = replace(columns[named[0]], role="organization")
        elif free and not named:
            most = max(held[i].organizations for i in free)
            best = next(i for i in free if held[i].organizations >= most - 0.3)
            share = held[best].organizations
            why = f"{share:.0%} of its cells look like names of organizations" if share else "its cells may be names"
            sure = round(0.3 + 0.4 * held[best].organizations, 2)
            columns[best] = replace(columns[best], role="organization", confidence=sure, why=why)
            named.append(best)
    for i in free:
        share = max((held[i].known_in(held[j]) for j in named if j != i), default=0.0)
        if i not in named and share >= _KNOWN:
            why = f"{share:.0%} of its names stand in {columns[named[0]].header!r} too"
            columns[i] = replace(columns[i], role="partner", confidence=0.6, why=why)
    return columns


def _like_names(held: Contents) -> bool:
    return bool(held.filled) and held.dates + held.numbers + held.contacts + held.urls < 0.3 and held.words <= 12


def _shape(columns: Sequence[Column], held: Sequence[Contents]) -> str:
    """Return what one row is, by the roles that its columns have."""
    roles = [column.role for column in columns]
    happens = {"date", "title", "kind", "attendance", "outcome", "id"} & set(roles)
    parties = [role for role in roles if role in ORGANIZATIONS]
    places = any(role in roles for role in _PLACES)
    alone = next((h for c, h in zip(columns, held, strict=True) if c.role == "organization"), Contents())
    if "implementer" in parties or ("donor" in parties and places):
        return "presences"
    if len(parties) > 1 and "strength" in roles:
        return "pairs"
    lists = [h.lists >= 0.3 for c, h in zip(columns, held, strict=True) if c.role in ORGANIZATIONS]
    several = any(lists) or len(parties) > 2
    if {"title", "attendance", "outcome", "id", "host", "guest"} & set(roles) or (happens and several):
        return "events"
    if len(parties) > 1 and (happens or alone.distinct <= 0.9):
        return "pairs"
    return "presences" if len(parties) == 1 and places and alone.distinct < 0.9 else "organizations"
