"""The lists in ``docs/formats.md``, written from the code that uses them.

``python -m loaders.contract docs/formats.md`` writes them again.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from graph.measures.page import written_anew
from graph.schema import SCHEMA, Column
from loaders.formats import FORMS
from loaders.formats.mapped.roles import HEADERS, ROLES, SHAPES
from loaders.formats.who_does_what.headers import KNOWN_HEADERS
from loaders.names.evidence import RULES
from loaders.values.model_words import STATUS_WORDS
from loaders.values.words import BLANKS, NATIONWIDE_WORDS, NOBODY

__all__ = ["REASONS", "with_lists"]

REASONS: Mapping[str, Mapping[str, str]] = {
    "rejects": {
        "no_organization": "the row names no organization",
        "placeholder": "an element or an end of a connection has a placeholder as its name, such as *unknown*",
        "ambiguous_name": "a connection names an organization by a name that several elements have",
        "person": "a grant to a person, a relationship between people, or a person in a network and all their ties",
        "missing_value": "a required cell of our own form, or one end of a connection, is blank",
        "not_a_number": "a cell of our own form must be a number and is not",
        "not_a_date": "a cell of our own form must be a day as YYYY-MM-DD and is not",
        "not_a_flag": "a cell of our own form must be true or false and is not",
        "not_allowed": "a cell of our own form contains a word that its column does not allow",
        "out_of_range": "a number outside the range of its column, or an infinite number",
        "too_long": "a name of more than 200 characters",
        "unknown_id": "the row refers to an id that no kept row has",
        "circular_parent": "a place or cause that is its own parent, or below itself in the tree",
        "too_deep": "a place or cause that is more than 50 levels deep in the tree",
        "ended": "a relationship that ended and has no date",
        "contradicts": "the row has the same key as an earlier row, but other values",
    },
    "merges": {
        "register_id": "both have the same id in a register",
        "same_spelling": "the names differ only by case or spaces; found while a file was read",
        "acronym_and_name": "one row gives both names for one organization",
        "chained_names": "no row gives both names, but both share an acronym or a third name; check this merge",
        **RULES,
    },
    "notes": {
        "person": "how many e-mail addresses, phone numbers and contacts were left out",
        "unpaired_names": "a cell has several ids, but it is unclear which name belongs to which id; the ids are kept",
        "placeholder": "a word that stands for no organization or no cause, such as *unknown*; read as blank",
        "hidden_marks": "a name from which invisible marks were removed, and how many",
        "mixed_scripts": "a name with a word that mixes Latin and Cyrillic or Greek letters; the name was kept",
        "several_organizations": "a cell with several organizations; each of them counts",
        "empty_date": "1900-01-01 or 1970-01-01, read as blank",
        "spreadsheet_error": "a spreadsheet error such as `#N/A`, read as blank",
        "impossible_year": "a date before 1920 or after 2079, read as blank",
        "no_year": "a month without a year, read as blank",
        "not_a_date": "a cell that should be a date and is not, read as blank",
        "end_before_start": "an end date before its start date; the end date was dropped",
        "date_from_name": "rows whose date comes from the name of the file",
        "unknown_status": "an unknown word for the status, read as blank",
        "number_with_unit": "people reached: a number with a word after it; the word was left out",
        "number_band": "people reached: a range of numbers, read as blank",
        "negative_number": "people reached: a number below 0, read as blank",
        "number_too_large": "people reached: more than 10 billion, read as blank",
        "too_long": "a text of more than 200 characters in place of a name; it was left out",
        "unknown_reached": "people reached: not a number, read as blank",
        "no_parent_place": "a level between two places is blank; the row counts for the place above the blank",
        "code_disagrees": "a country that was changed, because the code of the place belongs to another country",
        "column_shifted": "a country that was changed, because the column of countries is shifted by one row",
        "list_of_places": "a sheet that was read as a list of places",
        "crowded": "a person with so many organizations that the program makes no ties from them",
        "ambiguous_name": "a name that merges nothing: it occurs with too many others. Or an unclear end of a tie",
        "unknown_id": "a connection has several ends, and one of them has an id that no element has",
        "parallel_ties": "several connections of the same pair, kind and date, merged into one tie",
        "self_tie": "a connection of an organization with itself; it is not a tie",
        "unknown_strength": "a strength that is not a number, read as blank",
        "scale_direction": "a header that does not say which end of its scale is strong; the larger number is strong",
        "scale_range": "a range of numbers in the header of the strengths; its first number was used as the weak end",
        "outside_scale": "a strength outside the scale of its header; it counts as the nearest end of the scale",
        "unread_scale": "numbers in brackets in the header of the strengths that describe no scale; they were not used",
        "unknown_sign": "a sign that is neither positive nor negative, read as blank",
        "unknown_number": "a cell of a mapped spreadsheet without a number in the allowed range, read as blank",
        "unknown_word": "a word of a mapped spreadsheet that its column does not allow, read as blank",
        "not_a_name": "a description instead of a name in a table of aliases; it was skipped",
        "other_value": "organizations were merged and had different values in one column; this value was not used",
        "became_equal": "rows that became equal because organizations were merged; they were merged, too",
        "within_one_organization": "a tie or an interaction between two names that were merged into one organization",
        "unused_sheet": "a sheet that was not read",
        "proposed_column": "a column of an unknown spreadsheet, with the role that the program guessed",
        "unused_column": "a column that was not used",
        "unknown_column": "a column that our own form or the network format does not have; kept as `x_...`",
    },
}


def with_lists(text: str) -> str:
    r"""Return a page with each of its lists written anew between ``<!-- list: NAME -->`` and ``<!-- end of list -->``.

    Raises
    ------
    KeyError
        If the page asks for a list that does not exist.

    Examples
    --------
    >>> page = "<!-- list: statuses -->\nold\n<!-- end of list -->"
    >>> with_lists(page).splitlines()[4].startswith("| `ongoing` | on-going, ongoing,")
    True
    """
    lists = {
        "tables": _tables(),
        "forms": _two_columns("form", "its name in reports", {form.name: (form.label,) for form in FORMS}),
        "headers": _two_columns("content of the column", "headers", KNOWN_HEADERS),
        "statuses": _two_columns("status", "words", STATUS_WORDS),
        "blanks": _sentence(BLANKS),
        "nobody": _sentence(NOBODY),
        "nationwide": _sentence(NATIONWIDE_WORDS),
        "reasons": _reasons(),
        "shapes": _meanings("shape", SHAPES),
        "roles": _roles(),
    }
    return written_anew(text, lists)


def _sentence(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words) + ".\n"


def _two_columns(left: str, right: str, rows: Mapping[str, tuple[str, ...]]) -> str:
    lines = [f"| {left} | {right} |", "| --- | --- |"]
    lines += [f"| `{name}` | {', '.join(words)} |" for name, words in rows.items()]
    return "\n" + "\n".join(lines) + "\n\n"


def _meanings(left: str, rows: Mapping[str, str]) -> str:
    return _two_columns(left, "means", {name: (means,) for name, means in rows.items()})


def _roles() -> str:
    lines = ["| role | content of the column | more headers for this role |", "| --- | --- | --- |"]
    lines += [f"| `{role}` | {means} | {', '.join(HEADERS.get(role, ()))} |" for role, means in ROLES.items()]
    return "\n" + "\n".join(lines) + "\n\n"


def _reasons() -> str:
    lines = ["| in | reason | means |", "| --- | --- | --- |"]
    lines += [
        f"| {part} | `{reason}` | {means} |" for part, meanings in REASONS.items() for reason, means in meanings.items()
    ]
    return "\n" + "\n".join(lines) + "\n\n"


def _tables() -> str:
    parts = []
    for table, schema in SCHEMA.items():
        parts += [f"\n### {table}.csv", "", f"One row is {schema.one_row_is}. {_identify(schema.key)}", ""]
        parts += ["| column | required | content |", "| --- | --- | --- |"]
        parts += [f"| `{n}` | {'yes' if c.required else ''} | {_holds(c)} |" for n, c in schema.columns.items()]
        parts += ["| `source` | | where the row was read, as `file#sheet#line` |"]
    return "\n".join(parts) + "\n\n"


def _identify(key: tuple[str, ...]) -> str:
    names = [f"`{name}`" for name in key]
    if len(names) == 1:
        return f"The column {names[0]} identifies a row."
    return f"The columns {', '.join(names[:-1])} and {names[-1]} together identify a row."


def _holds(column: Column) -> str:
    if column.refers_to:
        return f"an id that {column.refers_to}.csv has"
    if column.allowed:
        return "one of " + ", ".join(column.allowed)
    if column.longest:
        return f"text, at most {column.longest} characters"
    if column.kind == "number" and column.low > float("-inf"):
        high = "" if column.high == float("inf") else f" to {column.high:g}"
        return f"a number, {column.low:g}{high or ' or more'}"
    kinds = {
        "text": "text", "list": "text; several items are separated by `;`", "number": "a number",
        "date": "a day as YYYY-MM-DD", "flag": "true or false",
    }  # fmt: skip
    return kinds[column.kind]


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(with_lists(page.read_text(encoding="utf-8")), encoding="utf-8")
