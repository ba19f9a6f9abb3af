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
    contents = [contents_of([row[i] for row in rows]) for i in range(len(table.titles))]
    columns = [_column(table, i, rows, contents[i]) for i in range(len(table.titles))]
    used = [i for i in range(len(columns)) if contents[i].filled or not table.titles[i].startswith("column ")]
    columns, contents = [columns[i] for i in used], [contents[i] for i in used]
    columns = _with_organizations(_once(columns), contents)
    return Mapping(_shape(columns, contents), tuple(columns), sheet=table.sheet.name)


def _column(table: Table, i: int, rows: Sequence[Sequence[str]], content: Contents) -> Column:
    texts = [row[i].strip() for row in rows if row[i].strip()]
    examples = tuple(text[:_SHOWN] for text in list(dict.fromkeys(texts))[:_EXAMPLES])
    tagged = role_of_tag(table.tags[i]) if table.tags[i] else ""
    if tagged:
        return Column(table.titles[i], tagged, 0.95, f"tag {table.tags[i]}", examples)
    role, confidence = role_of_header(table.titles[i])
    if role and _agrees(role, content):
        return Column(table.titles[i], role, confidence, "header", examples)
    seen, sure, why = _by_cells(texts, content)
    if role and sure < _DOUBT:
        return Column(table.titles[i], role, 0.3, "header, though the cells do not look like it", examples)
    return Column(table.titles[i], seen, sure, why, examples)


def _agrees(role: str, content: Contents) -> bool:
    """Whether what a column holds may be what its header says."""
    if not content.filled:
        return True
    if role in _DATES:
        return content.dates + content.numbers >= 0.5
    if role in _NUMBERS:
        return content.numbers >= 0.5
    if role in {*ORGANIZATIONS, "cause", *_PLACES}:
        return content.dates + content.numbers + content.contacts < 0.5
    return True


def _by_cells(texts: Sequence[str], content: Contents) -> tuple[str, float, str]:
    """Return the role that the cells alone suggest, how sure that is, and why."""
    filled = [text for text in texts if not is_blank(text)]
    shares = (
        ("ignore", 0.9, content.contacts, "e-mail addresses or phone numbers: people are left out"),
        ("website", 0.8, content.urls, "addresses on the web"),
        ("date", 0.6, content.dates, "dates"),
        ("status", 0.7, _share(filled, activity_status), "words for done, ongoing, planned or suspended"),
        ("kind", 0.7, _share(filled, interaction_kind), "kinds of what is done together"),
        ("organization_status", 0.6, _share(filled, organization_status), "words for a standing"),
        ("organization_kind", 0.6, _share(filled, organization_kind), "kinds of organizations"),
    )
    for role, sure, share, what in shares:
        if share >= 0.7 and not (
            role in {"kind", "organization_kind"} and content.distinct > 0.5 and content.filled > 5
        ):
            return role, sure, f"{share:.0%} of its cells are {what}"
    if content.words > 8:
        return "note", 0.5, f"{content.words:.0f} words in a cell"
    return "ignore", 0.2, "nothing that we know"


def _share(texts: Sequence[str], word: Callable[[str], str]) -> float:
    return sum(bool(word(text)) for text in texts) / len(texts) if texts else 0.0


def _once(columns: Sequence[Column]) -> list[Column]:
    """Let only the surest column keep a role that no two may have."""
    columns_once = list(columns)
    for i, column in enumerate(columns):
        rivals = [j for j, other in enumerate(columns) if other.role == column.role]
        if column.role not in SEVERAL and i != min(rivals, key=lambda j: (-columns[j].confidence, j)):
            columns_once[i] = replace(column, role="ignore", confidence=0.3, why=f"another column is the {column.role}")
    return columns_once


def _with_organizations(columns: list[Column], contents: Sequence[Contents]) -> list[Column]:
    """Find organizations where no header names them, and those who are named as partners of others."""
    parties = [i for i, column in enumerate(columns) if column.role in ORGANIZATIONS]
    free = [i for i, c in enumerate(columns) if c.confidence < _DOUBT and _like_names(contents[i])]
    short = [i for i, column in enumerate(columns) if column.role == "acronym"]
    if short and not any(columns[i].role == "organization" for i in parties):
        columns[short[0]] = replace(columns[short[0]], role="organization")
        parties.append(short[0])
    if not any(columns[i].role in {"organization", "implementer"} for i in parties):
        with_same_names = [i for i in free if any(contents[i].known_in(contents[j]) >= _KNOWN for j in parties)]
        if with_same_names:
            why = f"its names stand in {columns[parties[0]].header!r} too"
            columns[with_same_names[0]] = replace(
                columns[with_same_names[0]], role="organization", confidence=0.6, why=why
            )
            parties.append(with_same_names[0])
        elif len(parties) == 1 and columns[parties[0]].role == "partner":
            columns[parties[0]] = replace(columns[parties[0]], role="organization")
        elif free and not parties:
            most = max(contents[i].organizations for i in free)
            best = next(i for i in free if contents[i].organizations >= most - 0.3)
            share = contents[best].organizations
            why = f"{share:.0%} of its cells look like names of organizations" if share else "its cells may be names"
            sure = round(0.3 + 0.4 * contents[best].organizations, 2)
            columns[best] = replace(columns[best], role="organization", confidence=sure, why=why)
            parties.append(best)
    for i in free:
        share = max((contents[i].known_in(contents[j]) for j in parties if j != i), default=0.0)
        if i not in parties and share >= _KNOWN:
            why = f"{share:.0%} of its names stand in {columns[parties[0]].header!r} too"
            columns[i] = replace(columns[i], role="partner", confidence=0.6, why=why)
    return columns


def _like_names(content: Contents) -> bool:
    return (
        bool(content.filled)
        and content.dates + content.numbers + content.contacts + content.urls < 0.3
        and content.words <= 12
    )


def _shape(columns: Sequence[Column], contents: Sequence[Contents]) -> str:
    """Return what one row is, by the roles that its columns have."""
    roles = [column.role for column in columns]
    happens = {"date", "title", "kind", "attendance", "outcome", "id"} & set(roles)
    parties = [role for role in roles if role in ORGANIZATIONS]
    places = any(role in roles for role in _PLACES)
    alone = next((h for c, h in zip(columns, contents, strict=True) if c.role == "organization"), Contents())
    if "implementer" in parties or ("donor" in parties and places):
        return "presences"
    if len(parties) > 1 and "strength" in roles:
        return "pairs"
    lists = [h.lists >= 0.3 for c, h in zip(columns, contents, strict=True) if c.role in ORGANIZATIONS]
    several = any(lists) or len(parties) > 2
    if {"title", "attendance", "outcome", "id", "host", "guest"} & set(roles) or (happens and several):
        return "events"
    if len(parties) > 1 and (happens or alone.distinct <= 0.9):
        return "pairs"
    return "presences" if len(parties) == 1 and places and alone.distinct < 0.9 else "organizations"
