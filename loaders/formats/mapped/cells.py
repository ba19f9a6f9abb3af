"""The cells of a mapped table, read as the role of each column demands, with notes on what could not be."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from graph.names import tidy
from graph.report import REJECT_COLUMNS
from graph.schema import LONGEST_NAME
from loaders.formats.mapped.model import Mapping
from loaders.formats.mapped.roles import ORGANIZATIONS
from loaders.formats.mapped.table import Table
from loaders.values.dates import read_dates
from loaders.values.donors import split_donors
from loaders.values.model_words import activity_status, interaction_kind, organization_status, part_played
from loaders.values.notes import cell_notes
from loaders.values.numbers import number_in
from loaders.values.pages import part_notes, without_pages
from loaders.values.scales import SCALE_PROBLEMS, Scale, scale_in
from loaders.values.words import is_blank, is_placeholder, organization_kind

__all__ = ["Cells", "listed", "read_cells"]

_NUMBERS = ("attendance", "people_reached", "population", "need", "people_in_need", "outcome", "strength")
_DATES = ("date", "date_end", "since", "until")
_WORDS: dict[str, tuple[Callable[[str], str], str]] = {
    "kind": (interaction_kind, "a known kind of interaction"),
    "status": (activity_status, "a known word for done, ongoing, planned or suspended"),
    "organization_status": (organization_status, "a known word for us, member, partner, prospect or former"),
    "organization_kind": (organization_kind, "a known kind of organization"),
    "role": (part_played, "a known part in what they did"),
}
_PLACES = ("country", "region", "district", "subdistrict")
_NOT_LISTS = ("organization", "implementer")


@dataclass
class Cells:
    """What the rows of a table hold, by role.

    Attributes
    ----------
    rows : pd.DataFrame
        ``file, sheet, line`` of each row.
    parties : dict of str to list of list of str
        For each role of organizations, the names in each row.
    texts : dict of str to list of str
        For each other role, the text of each row; ``""`` where blank. Words of lists are ours, or ``""``.
    numbers : dict of str to list of float or None
        For each role of numbers.
    scale : Scale
        Of the strengths, as their header states it.
    dates : dict of str to pd.DataFrame
        For each role of dates, as `read_dates` returns it.
    causes : list of list of str
        The causes of each row.
    notes : list of pd.DataFrame
        As in `graph.report.LoadReport`.
    """

    rows: pd.DataFrame
    parties: dict[str, list[list[str]]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, list[float | None]] = field(default_factory=dict)
    scale: Scale = field(default_factory=Scale)
    dates: dict[str, pd.DataFrame] = field(default_factory=dict)
    causes: list[list[str]] = field(default_factory=list)
    notes: list[pd.DataFrame] = field(default_factory=list)


def read_cells(table: Table, mapping: Mapping) -> Cells:
    """Return the cells of a table as its mapping says."""
    rows = table.rows
    lines = pd.Series([line for line, _ in rows], dtype="int64")
    cells = Cells(pd.DataFrame({"file": table.sheet.file, "sheet": table.sheet.name, "line": lines}))
    at = {title: i for i, title in enumerate(table.titles)}
    of: dict[str, list[tuple[str, list[str]]]] = {}
    for column in mapping.columns:
        if column.header in at:
            texts = [row[at[column.header]].strip() for _, row in rows]
            of.setdefault(column.role, []).append((column.header, texts))
    for role in (*_PLACES, "people", "cause"):
        of |= (
            {role: [(header, _without_pages(cells, header, texts)) for header, texts in of[role]]} if role in of else {}
        )
    _parties(cells, of, mapping)
    _causes(cells, of)
    for role, columns in of.items():
        header, texts = columns[0]
        if role in _NUMBERS:
            cells.numbers[role] = _numbers(cells, role, header, texts)
        elif role in _DATES:
            cells.dates[role] = _dates(cells, header, texts, (table.sheet.name, table.sheet.file))
        elif role in _WORDS:
            cells.texts[role] = _words(cells, role, header, texts)
        elif role == "note":
            every = zip(*(column for _, column in columns), strict=True)
            cells.texts[role] = ["\n".join(text for text in texts if text) for texts in every]
        elif role not in {*ORGANIZATIONS, "cause", "ignore"}:
            cells.texts[role] = ["" if is_blank(text) else tidy(text) for text in texts]
    _unused(cells, table, of)
    return cells


def _parties(cells: Cells, of: dict[str, list[tuple[str, list[str]]]], mapping: Mapping) -> None:
    whole = [role for role in _NOT_LISTS if not (role == "organization" and mapping.shape == "events")]
    whole_names = [text for role in whole for _, texts in of.get(role, []) for text in texts]
    listed = [text for role in ORGANIZATIONS if role not in whole for _, texts in of.get(role, []) for text in texts]
    parts = split_donors(listed, whole_names)
    nobodies = {
        name: is_placeholder(name) for name in {*whole_names, *listed, *(p for items in parts.values() for p in items)}
    }
    for role in ORGANIZATIONS:
        names: list[list[str]] = [[] for _ in range(len(cells.rows))]
        for header, texts in of.get(role, []):
            items = [([text] if text else []) if role in whole else parts.get(text, []) for text in texts]
            _note_nobodies(cells, header, items, nobodies)
            for i, names_of_cell in enumerate(items):
                names[i] += [tidy(name) for name in names_of_cell if not nobodies[name]]
        cells.parties[role] = names


def _note_nobodies(cells: Cells, header: str, items: list[list[str]], nobodies: dict[str, bool]) -> None:
    """Note what cells name that is no organization: words that stand for none, and texts too long for a name."""
    for reason, expected in (
        ("placeholder", "an organization"),
        ("too_long", f"a name of at most {LONGEST_NAME} characters"),
    ):
        is_long = reason == "too_long"
        parts = [
            [name[:LONGEST_NAME] for name in names if nobodies[name] and (len(name) > LONGEST_NAME) is is_long]
            for names in items
        ]
        cells.notes.append(part_notes(cells.rows, parts, column=header, expected=expected, reason=reason))


def _without_pages(cells: Cells, header: str, texts: list[str]) -> list[str]:
    """Return the texts of a column of places or causes without what is too long for a name, which is noted."""
    items_by_text = listed(texts)
    texts, notes = without_pages(cells.rows, texts, items_by_text.__getitem__, column=header)
    cells.notes.append(notes)
    return texts


def _causes(cells: Cells, of: dict[str, list[tuple[str, list[str]]]]) -> None:
    cells.causes = [[] for _ in range(len(cells.rows))]
    for _, texts in of.get("cause", []):
        parts = listed(texts)
        parts = {text: [part for part in items if not is_blank(part)] for text, items in parts.items()}
        for i, text in enumerate(texts):
            cells.causes[i] += parts[text]


def listed(texts: Sequence[str]) -> dict[str, list[str]]:
    r"""Return the items of each cell of a list of causes or places.

    A semicolon, a bar or a line break always separates; a comma does only where every part also stands in another
    cell.

    Examples
    --------
    >>> listed(["Water, Land", "Land", "Water", "Water, sanitation and hygiene"])["Water, Land"]
    ['Water', 'Land']
    """
    first = {text: _split(text, ";|\n") for text in dict.fromkeys(texts)}
    times = Counter(part for parts in first.values() for whole in parts for part in {whole, *_split(whole, ",")})
    items_by_text = {}
    for text, parts in first.items():
        items: list[str] = []
        for whole in parts:
            inner = _split(whole, ",")
            items += inner if len(inner) > 1 and all(times[part] > 1 for part in inner) else [whole]
        items_by_text[text] = items
    return items_by_text


def _split(text: str, signs: str) -> list[str]:
    for sign in signs[1:]:
        text = text.replace(sign, signs[0])
    return [part for piece in text.split(signs[0]) if (part := tidy(piece))]


def _numbers(cells: Cells, role: str, header: str, texts: Sequence[str]) -> list[float | None]:
    numbers: list[float | None] = [None if is_blank(text) else number_in(text) for text in texts]
    low, high = (-1.0, 1.0) if role == "outcome" else (float("-inf" if role == "strength" else "0"), float("inf"))
    read = [value if value is not None and low <= value <= high else None for value in numbers]
    wrong = pd.Series(
        [not is_blank(text) and value is None for text, value in zip(texts, read, strict=True)], dtype="bool"
    )
    expected = "one number from -1 to 1" if role == "outcome" else "one number"
    _note(cells, wrong, header, texts, expected, "unknown_number")
    if role == "strength":
        _scale(cells, header, texts, read)
    return read


def _scale(cells: Cells, header: str, texts: Sequence[str], strengths: Sequence[float | None]) -> None:
    """Read the scale of the strengths, and note what is doubtful of it and what lies outside it."""
    cells.scale = scale_in(header)
    if problem := cells.scale.problem:
        filled = pd.Series([value is not None for value in strengths], dtype="bool")
        _note(cells, filled, header, [header] * len(texts), SCALE_PROBLEMS[problem], problem)
    expected = [cells.scale.outside(value) for value in strengths]
    outside = pd.Series([bool(words) for words in expected], dtype="bool")
    _note(cells, outside, header, texts, max(expected, default=""), "outside_scale")


def _dates(cells: Cells, header: str, texts: Sequence[str], names: tuple[str, str]) -> pd.DataFrame:
    plain = pd.Series(["" if is_blank(text) else text for text in texts], dtype="str")
    dates = read_dates(plain, names)
    for reason in ("empty_date", "impossible_year", "no_year", "not_a_date"):
        problem = dates["problem"] == reason
        _note(cells, problem, header, texts, "a date, for example 2022-01-31 or 31/01/2022", reason)
    return dates


def _words(cells: Cells, role: str, header: str, texts: Sequence[str]) -> list[str]:
    word, expected = _WORDS[role]
    word_by_text = {text: "" if is_blank(text) else word(text) for text in dict.fromkeys(texts)}
    unread = pd.Series([not is_blank(text) and not word_by_text[text] for text in texts], dtype="bool")
    _note(cells, unread, header, texts, expected, "unknown_word")
    return [word_by_text[text] for text in texts]


def _note(  # noqa: PLR0917  (a line of the report)
    cells: Cells, mask: pd.Series, header: str, texts: Sequence[str], expected: str, reason: str
) -> None:
    cell_texts = pd.Series(list(texts), dtype="str")
    cells.notes.append(cell_notes(cells.rows, mask, column=header, texts=cell_texts, expected=expected, reason=reason))


def _unused(cells: Cells, table: Table, of: dict[str, list[tuple[str, list[str]]]]) -> None:
    line = table.sheet.first_line + table.first - 1
    expected = "a column that the mapping gives a role; it was not used"
    used = {header for role, columns in of.items() if role != "ignore" for header, _ in columns}
    rows = [
        (table.sheet.file, table.sheet.name, line, title, title, expected, "unused_column")
        for i, title in enumerate(table.titles)
        if title not in used and (not title.startswith("column ") or any(row[i].strip() for _, row in table.rows))
    ]
    cells.notes.append(pd.DataFrame(rows, columns=list(REJECT_COLUMNS)))
