"""Elements of a drawn network become organizations; people and placeholders are left out, each with its reason."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.names import normal_name, stable_id, tidy
from graph.schema import ORGANIZATION_KINDS, ORGANIZATION_STATUSES, SCHEMA, Column
from loaders.facts.gathered import Gathered
from loaders.formats.networks.record import Record, chosen, quoted
from loaders.formats.networks.vocabulary import element_field, is_person
from loaders.values.plain import normal_header
from loaders.values.protecting import refuse_misspelled
from loaders.values.words import is_placeholder, organization_kind

__all__ = ["Elements", "elements"]

_SEVERAL = frozenset({"place", "person"})
_LISTS = ("aliases", "capabilities")
_ALLOWED = {"status": ORGANIZATION_STATUSES, "sensitive": ("true", "false", "yes", "no", "1", "0")}


@dataclass
class Elements:
    """What the elements of a network come to.

    Attributes
    ----------
    rows : list of dict
        Rows of the table of organizations, each with its ``source``.
    ids : set of str
        The ids of the organizations.
    id_of : dict of str to str
        The id of the organization of each id and of each name (by `normal_name`) that a connection may refer to.
    left_out : dict of str to str
        The reason for each id and name that is no organization, ``person`` or ``placeholder``.
    ambiguous : set of str
        Normal names that several ids carry.
    unknown : dict of (file, sheet, header) to int
        Columns kept as ``x_...``, with the first line that fills each.
    personal : Counter of (file, sheet, header)
        How many cells of each column about a person were left out.
    """

    rows: list[dict[str, object]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    id_of: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    ambiguous: set[str] = field(default_factory=set)
    unknown: dict[tuple[str, str, str], int] = field(default_factory=dict)
    personal: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def note_unknown(self, record: Record, header: str) -> None:
        """Remember that a column was kept as ``x_...``."""
        if (record.file, record.sheet, header) not in self.unknown:
            refuse_misspelled(header, record.file, ("sensitive",))
            self.unknown[record.file, record.sheet, header] = record.line


def elements(records: Iterable[Record], facts: Gathered) -> Elements:
    """Return the organizations among elements; those that are none are rejected in `facts`.

    An element is told apart by its id; without one, by its name. Its name is its label, else its id. Where its type
    says that it is a human being, it is left out (``person``), and so is one whose name stands for nobody in
    particular, unless the file gives it an id of its own (``placeholder``).

    The id of the organization is made from its name, for an id such as ``n1`` means nothing outside its file; from
    name and id where several elements with ids share the name. It is kept in ``x_id``.
    """
    organizations = Elements()
    held_of: list[tuple[str, str, bool]] = []
    for record in records:
        cells, header_of, others = chosen(record, element_field, _SEVERAL)
        _leave_people_out(organizations, record, cells)
        own = "organization_id" in cells
        name = cells.get("name", "") if own else tidy(cells.get("name", ""))
        element_id = cells.get("organization_id") or tidy(cells.get("id", ""))
        column = header_of.get("name", "")
        if not name and not element_id:
            facts.reject(record.source, column, "", "a label, a name or an id", "no_organization")
            continue
        keys = {element_id, normal_name(name)} - {""}
        reason, expected = _not_wanted(cells, name, element_id)
        if reason:
            facts.reject(record.source, column, quoted(name or element_id, reason), expected, reason)
            organizations.left_out.update(dict.fromkeys(keys, reason))
            continue
        row: dict[str, object] = {"organization_id": element_id, "name": name or element_id, "source": record.source}
        row |= _values(cells, header_of, others)
        for header, text in others.items():
            row[header if header.startswith("x_") else f"x_{header}"] = text
            if not header.startswith("x_"):
                organizations.note_unknown(record, header)
        organizations.rows.append(row)
        held_of.append((element_id, cells.get("id", ""), own))
    _settle_ids(organizations, held_of)
    return organizations


def _settle_ids(organizations: Elements, held_of: Sequence[tuple[str, str, bool]]) -> None:
    """Give each row the id of its organization, and fill `ids`, `id_of` and `ambiguous`."""
    names_of: dict[str, set[str]] = {}
    for row, (element_id, _, own) in zip(organizations.rows, held_of, strict=True):
        if element_id and not own:
            names_of.setdefault(element_id, set()).add(normal_name(str(row["name"])))
    # An id with several names is one element that contradicts itself.
    shared = Counter(min(names) for names in names_of.values())
    by_name: dict[str, set[str]] = {}
    for row, (element_id, written, own) in zip(organizations.rows, held_of, strict=True):
        name = normal_name(str(row["name"]))
        key = str(row["organization_id"])
        if not own:
            called = min(names_of.get(element_id, {name}))
            key = (
                stable_id("org", called, element_id) if element_id and shared[called] > 1 else stable_id("org", called)
            )
            if element_id and normal_name(element_id) != name:
                row.setdefault("x_id", element_id)
        row["organization_id"] = key
        organizations.ids.add(key)
        organizations.id_of |= {text: key for text in (element_id, written if element_id else "") if text}
        by_name.setdefault(name, set()).add(key)
    for name, ids in by_name.items():
        if name not in organizations.id_of:
            organizations.ambiguous |= {name} if len(ids) > 1 else set()
            organizations.id_of[name] = min(ids)


def _leave_people_out(organizations: Elements, record: Record, cells: dict[str, str]) -> None:
    if cells.pop("person", ""):
        for header in record.cells:
            if element_field(header)[0] == "person":
                organizations.personal[record.file, record.sheet, header] += 1


def _not_wanted(cells: dict[str, str], name: str, element_id: str) -> tuple[str, str]:
    if is_person([cells.get("kind", "")]):
        return "person", "an organization; people are left out"
    unnamed = not element_id or normal_name(element_id) == normal_name(name)
    if "organization_id" not in cells and unnamed and is_placeholder(name) and not name.isdigit():
        return "placeholder", "a name of one organization"
    return "", ""


def _values(cells: dict[str, str], header_of: dict[str, str], others: dict[str, str]) -> dict[str, object]:
    """Return the known columns of an organization; a cell that its column cannot hold goes to `others`."""
    values: dict[str, object] = {}
    for column, text in cells.items():
        if column in {"id", "organization_id", "name"}:
            continue
        value = _value(column, text, exact="organization_id" in cells)
        if value is not None:
            values[column] = value
        exact_word = column not in {"kind", "status"} or normal_header(text) == value
        if value is None or not exact_word:
            others[header_of[column]] = text
    return values


def _value(column: str, text: str, *, exact: bool) -> str | None:
    """Return a cell as its column holds it; ``None`` where it cannot."""
    word = normal_header(text)
    if column == "kind":
        return word if word in ORGANIZATION_KINDS else organization_kind(text) or None
    if column in _ALLOWED:
        return word if word in _ALLOWED[column] else None
    rule = SCHEMA["organizations"].columns[column]
    if rule.kind == "number":
        return text if _lies_in(text, rule) else None
    split = column in _LISTS and not exact
    return ";".join(part for piece in text.split("|") if (part := piece.strip())) if split else text


def _lies_in(text: str, rule: Column) -> bool:
    try:
        return rule.low <= float(text) <= rule.high
    except ValueError:
        return False
