"""Where a sheet's headers stand, and which column plays which role."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import UnreadableSource
from loaders.formats.who_does_what.headers import NAMED, header_role, is_tag, tag_role, untagged_tag
from loaders.reading.tabular import Sheet

__all__ = ["Columns", "find_columns"]

_HEADER_ROWS = 25
_PLACES = ("adm3", "adm2", "adm1", "adm0")


@dataclass(frozen=True)
class Columns:
    """What was understood of a sheet's headers.

    Attributes
    ----------
    roles : mapping of str to int
        The column of each role, from 0.
    first_row : int
        The row where the data begin, from 0.
    titles : list of str
        Each column's header, else its tag; blank where it has neither.
    tagged : bool
        Whether HXL tags named the columns.
    """

    roles: Mapping[str, int]
    first_row: int
    titles: list[str]
    tagged: bool

    @property
    def has_organizations(self) -> bool:
        """Whether any column names organizations."""
        return any(role in self.roles for role in NAMED)

    @property
    def unused(self) -> list[str]:
        """The headers of columns that play no role."""
        used = set(self.roles.values())
        return [title for i, title in enumerate(self.titles) if title and i not in used]


def find_columns(sheet: Sheet) -> Columns:
    """Return the roles of a sheet's columns: HXL tags win over headers, headers name the untagged columns.

    Raises
    ------
    UnreadableSource
        If the sheet has a row of tags that lack their ``#``.
    """
    top = sheet.rows[:_HEADER_ROWS]
    tag_row = _tag_row(top)
    if tag_row is not None:
        return _tagged(top, tag_row)
    bare = _bare_tag_row(top)
    if bare is not None:
        tags = ", ".join(cell for cell in top[bare] if cell.strip())
        raise UnreadableSource(
            f"{sheet.place}, line {sheet.first_line + bare}: found {tags!r}, a row of HXL tags without '#'. Allowed: "
            "tags that begin with '#', as in '#org' and '#sector', or no row of tags at all. Put the '#' before each "
            "tag, or delete that row, and load the file again."
        )
    return _by_headers(top)


def _tag_row(top: list[list[str]]) -> int | None:
    for i, row in enumerate(top):
        filled = [cell for cell in row if cell.strip()]
        tags = sum(is_tag(cell) for cell in filled)
        if tags and tags * 2 >= len(filled):
            return i
    return None


def _bare_tag_row(top: list[list[str]]) -> int | None:
    for i, row in enumerate(top):
        filled = [cell for cell in row if cell.strip()]
        bare = [cell for cell in filled if untagged_tag(cell)]
        if len(bare) * 2 > len(filled) and sum("+" in cell for cell in bare) >= 2:
            return i
    return None


def _tagged(top: list[list[str]], tag_row: int) -> Columns:
    tags = [cell.strip() if is_tag(cell) or untagged_tag(cell) else "" for cell in top[tag_row]]
    headers = _titles(top, tag_row - 1)
    roles: dict[str, int] = {}
    for i, tag in enumerate(tags):
        role = tag_role(tag) if tag else ""
        if role:
            roles.setdefault(role, i)
    for i, header in enumerate(headers):
        if not tags[i] and (role := header_role(header)):
            roles.setdefault(role, i)
    titles = [header or tag for header, tag in zip(headers, tags, strict=True)]
    return Columns(_settled(roles), tag_row + 1, titles, tagged=True)


def _by_headers(top: list[list[str]]) -> Columns:
    n_roles = [len({role for cell in row if (role := header_role(cell))}) for row in top]
    # The row of a table with the most known headers is its header; a lone known word may be data or a title.
    best = max(range(len(top)), key=lambda i: (n_roles[i], -i), default=0)
    titles = _titles(top, best)
    roles: dict[str, int] = {}
    for i, title in enumerate(titles):
        if role := header_role(title):
            roles.setdefault(role, i)
    return Columns(_settled(roles), best + 1, titles, tagged=False)


def _titles(top: list[list[str]], last: int) -> list[str]:
    """Return each column's nearest filled header at row `last` or above; blank where there is none."""
    width = len(top[0]) if top else 0
    titles = [""] * width
    for row in reversed(top[: last + 1]):
        titles = [title or " ".join(cell.split()) for title, cell in zip(titles, row, strict=True)]
    return titles


def _settled(column_of: Mapping[str, int]) -> dict[str, int]:
    """Return the roles with each general one made particular.

    A column of organizations that does not say their part is the programme organization beside a column of
    implementers, and the implementer where there is none; a lone acronym is the name; the cause is the sector, else
    the subsector, else the activity; a lone code is that of the deepest place.
    """
    roles = dict(column_of)
    part = "programme" if {"implementer", "implementer_acronym"} & set(roles) else "implementer"
    for suffix in ("", "_acronym", "_type"):
        column = roles.pop(f"organization{suffix}", None)
        if column is not None:
            roles.setdefault(f"{part}{suffix}", column)
    for role in NAMED:
        if role not in roles and f"{role}_acronym" in roles:
            roles[role] = roles.pop(f"{role}_acronym")
    for stand_in in ("subcause", "activity"):
        column = roles.pop(stand_in, None)
        if column is not None:
            roles.setdefault("cause", column)
    code = roles.pop("code", None)
    deepest = next((level for level in _PLACES if level in roles), None)
    if code is not None and deepest is not None:
        roles.setdefault(f"{deepest}_code", code)
    return roles
