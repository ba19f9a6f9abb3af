"""The lists in ``docs/formats.md``, written from the code that uses them.

``python -m loaders.contract docs/formats.md`` writes them again.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

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
        "no_organization": "nothing in it names an organization",
        "placeholder": "an element of a network, or an end of a connection, that stands for nobody in particular",
        "ambiguous_name": "an end of a connection by a name that several elements carry",
        "person": "a grant to a person, a tie of people alone, a person in a network or a tie to one",
        "missing_value": "a required cell of our own form, or an end of a connection, is blank",
        "not_a_number": "a cell of our own form that should be a number",
        "not_a_date": "a cell of our own form that should be a day as YYYY-MM-DD",
        "not_a_flag": "a cell of our own form that should be true or false",
        "not_allowed": "a word of our own form that its column does not know",
        "out_of_range": "a number that its column does not allow, or one without end",
        "too_long": "a name of more than 200 characters",
        "unknown_id": "an id that no kept row carries",
        "circular_parent": "a place or cause that lies below itself",
        "too_deep": "a place or cause that lies more than 50 levels deep",
        "ended": "a relationship that has ended, without any day",
        "contradicts": "a row with the key of an earlier one and other values",
    },
    "merges": {
        "register_id": "rows give them one id in a register",
        "same_spelling": "the names differ by case or spaces only",
        "acronym_and_name": "a row gives both for one organization",
        "chained_names": "no row gives both, but they share an acronym or a name; worth a look",
        **RULES,
    },
    "notes": {
        "person": "e-mail addresses, phone numbers and contacts that were left out, and how many",
        "unpaired_names": "several ids in a cell, and names that cannot be told apart; the ids are kept",
        "placeholder": "a word that stands for no organization, or for no cause",
        "hidden_marks": "a name that lost marks which hide or turn text, and how many",
        "mixed_scripts": "a name with a word that mixes Latin letters with Cyrillic or Greek ones; it was kept",
        "several_organizations": "a cell that names several organizations, of which each counts",
        "empty_date": "1900-01-01 or 1970-01-01, taken for a blank",
        "spreadsheet_error": "what a spreadsheet marks as an error, such as `#N/A`, taken for a blank",
        "impossible_year": "a date before 1920 or after 2079, taken for a blank",
        "no_year": "a month without a year, taken for a blank",
        "not_a_date": "a cell that is no date, taken for a blank",
        "end_before_start": "an end that was dropped",
        "date_from_name": "rows that took their date from the name of the file",
        "unknown_status": "a word for the status that is not known, taken for a blank",
        "number_with_unit": "people reached with a word beside the number, which was left out",
        "number_band": "people reached that are a band of numbers, taken for a blank",
        "negative_number": "people reached below 0, taken for a blank",
        "number_too_large": "people reached of more than 10 billion, taken for a blank",
        "too_long": "a text of more than 200 characters where a name belongs; it was left out",
        "unknown_reached": "people reached that are no number, taken for a blank",
        "no_parent_place": "a place below a blank; the row counts above the blank",
        "code_disagrees": "a country that was changed to that of the place's code",
        "column_shifted": "a country that was changed: the column is shifted by one row beside the codes",
        "list_of_places": "a sheet that lists what could be reached",
        "crowded": "a person with too many organizations to tie any",
        "ambiguous_name": "a name or acronym beside too many others to merge anything; one of several ends of a tie",
        "unknown_id": "one of several ends of a connection that no element carries",
        "parallel_ties": "several connections of one pair, kind and date that became one tie",
        "self_tie": "a connection of an organization with itself, which is no tie",
        "unknown_strength": "a strength that is no number, taken for a blank",
        "scale_direction": "a scale in a header whose words do not say which end is strong; the larger number is taken",
        "unread_scale": "numbers in brackets in the header of strengths that are no scale; they were not used",
        "unknown_sign": "a sign that is neither positive nor negative, taken for a blank",
        "unknown_number": "a cell of a mapped spreadsheet that is no number its column allows, taken for a blank",
        "unknown_word": "a word of a mapped spreadsheet that its column does not know, taken for a blank",
        "not_a_name": "a description in a table of aliases where a name belongs",
        "other_value": "a value of an organization that became one with another, which states another value",
        "became_equal": "rows of a table that became equal when organizations became one",
        "within_one_organization": "a tie or an interaction of organizations that became one",
        "unused_sheet": "a sheet that was not read",
        "proposed_column": "a column of a spreadsheet that nothing explains, and what it was taken for",
        "unused_column": "a column that was not used",
        "unknown_column": "a column of our own form, or of a network, that was kept as `x_...`",
    },
}
_SECTION = re.compile(r"(<!-- list: (\w+) -->\n).*?(<!-- end of list -->)", re.DOTALL)


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
        "headers": _two_columns("what the column holds", "headers", KNOWN_HEADERS),
        "statuses": _two_columns("status", "words", STATUS_WORDS),
        "blanks": _sentence(BLANKS),
        "nobody": _sentence(NOBODY),
        "nationwide": _sentence(NATIONWIDE_WORDS),
        "reasons": _reasons(),
        "shapes": _meanings("shape", SHAPES),
        "roles": _roles(),
    }
    return _SECTION.sub(lambda match: f"{match[1]}{lists[match[2]]}{match[3]}", text)


def _sentence(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words) + ".\n"


def _two_columns(left: str, right: str, rows: Mapping[str, tuple[str, ...]]) -> str:
    lines = [f"| {left} | {right} |", "| --- | --- |"]
    lines += [f"| `{name}` | {', '.join(words)} |" for name, words in rows.items()]
    return "\n" + "\n".join(lines) + "\n\n"


def _meanings(left: str, rows: Mapping[str, str]) -> str:
    return _two_columns(left, "means", {name: (means,) for name, means in rows.items()})


def _roles() -> str:
    lines = ["| role | a column that holds | headers that say so, beside those above |", "| --- | --- | --- |"]
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
        key = ", ".join(f"`{name}`" for name in schema.key)
        parts += [f"\n### {table}.csv", "", f"One row is {schema.one_row_is}. Rows are told apart by {key}.", ""]
        parts += ["| column | required | holds |", "| --- | --- | --- |"]
        parts += [f"| `{n}` | {'yes' if c.required else ''} | {_holds(c)} |" for n, c in schema.columns.items()]
        parts += ["| `source` | | text: `file#sheet#line` of the row's first occurrence |"]
    return "\n".join(parts) + "\n\n"


def _holds(column: Column) -> str:
    if column.refers_to:
        return f"an id of {column.refers_to}.csv"
    if column.allowed:
        return "one of " + ", ".join(column.allowed)
    if column.longest:
        return f"text, at most {column.longest} characters"
    if column.kind == "number" and column.low > float("-inf"):
        high = "" if column.high == float("inf") else f" to {column.high:g}"
        return f"a number, {column.low:g}{high or ' or more'}"
    kinds = {
        "text": "text", "list": "text; several items are joined by `;`", "number": "a number",
        "date": "a day as YYYY-MM-DD", "flag": "true or false",
    }  # fmt: skip
    return kinds[column.kind]


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(with_lists(page.read_text(encoding="utf-8")), encoding="utf-8")
