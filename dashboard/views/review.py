"""Questions about the data that only a person can answer: names that may be one organization, columns to explain."""

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.sideways import sideways
from dashboard.explorer import Explorer
from dashboard.language import counted, decimal, gettext_noop, text
from dashboard.rows import Row, rows

__all__ = ["COLUMN_ROLE", "COLUMN_SHAPE", "NAME_BUTTON", "READ_AGAIN", "SAVE_COLUMNS", "SHOWN_NAME", "sections"]

NAME_BUTTON, SHOWN_NAME = "name-button", "shown-name"
COLUMN_SHAPE, COLUMN_ROLE, SAVE_COLUMNS = "column-shape", "column-role", "save-columns"
"""The ``part`` of the ids of controls that stand once a pair, a column or a file."""

READ_AGAIN = "read-again"
MOST_PAIRS = 30
"""As many pairs stand on the page at once; the next come up as these are answered."""

_ANSWERS = {"same": gettext_noop("Same organization"), "different": gettext_noop("Two organizations")}
_DECIDED = {
    "same": gettext_noop("You answered: same organization."),
    "different": gettext_noop("You answered: two organizations."),
}
_ABOUT = {
    "same": gettext_noop("Same organization: {name} and {other}"),
    "different": gettext_noop("Two organizations: {name} and {other}"),
    "": gettext_noop("Undo the answer: {name} and {other}"),
}


def sections(explorer: Explorer) -> list[Component]:
    """Return what there is to decide about the data; nothing where nothing is open."""
    doubts, columns = explorer.review.doubts(), explorer.review.columns()
    is_stale = explorer.is_stale
    parts = [
        _trouble(explorer.trouble),
        _stale() if is_stale else None,
        _names(doubts, 0 if is_stale else explorer.new_answers),
        *_columns(explorer, columns),
    ]
    return [section for section in parts if section is not None]


def _trouble(trouble: str) -> Component | None:
    if not trouble:
        return None
    return html.Div(
        [html.P(trouble), html.P(text("The page shows the data that were read before."))],
        className="warn",
        role="alert",
    )


def _stale() -> Component:
    return html.Section(_again(text("The files have changed since they were read:")), className="warn")


def _names(doubts: pd.DataFrame, new_answers: int) -> Component | None:
    if doubts.empty:
        return None
    decision = doubts["decision"].fillna("")
    waiting, decided, merged = doubts[decision == ""], doubts[decision.isin(_ANSWERS)], doubts[decision == "merged"]
    title = (
        text("Names to check: {number}", number=decimal(len(waiting))) if len(waiting) else text("Names to check: none")
    )
    explanation = text(
        "These names are similar, but the files do not say that they are one organization. "
        "Your answers apply to every later load."
    )
    body: list[Component | None] = [
        html.H3(title, id="names-to-check"),
        html.P(explanation, className="muted small") if len(waiting) else None,
    ]
    pairs = pd.concat([waiting.head(MOST_PAIRS), decided])
    body.append(html.Ul([_pair(row) for row in rows(pairs)], className="pairs"))
    if len(waiting) > MOST_PAIRS:
        rest = counted("and {number} more pair", "and {number} more pairs", len(waiting) - MOST_PAIRS)
        body.append(html.P(rest, className="muted small"))
    if new_answers:
        body.append(
            _again(
                counted(
                    "{number} new answer saved. It takes effect when the data are read again:",
                    "{number} new answers saved. They take effect when the data are read again:",
                    new_answers,
                )
            )
        )
    if len(merged):
        head = html.Summary(text("Merged without a question: {number}", number=decimal(len(merged))))
        body.append(html.Details([head, html.Ul([_pair(row) for row in rows(merged)], className="pairs")]))
    return html.Section(body)


def _again(sentence: str) -> Component:
    button = html.Button(text("Read again"), id=READ_AGAIN, className="plain strong")
    return html.P([sentence, " ", button], className="again")


def _pair(row: Row) -> Component:
    pair = f"{row['organization_id']}\x1f{row['other_id']}"
    names, decision = [str(row["name"]), str(row["other_name"])], str(row["decision"] or "")
    buttons = [
        _answer(pair, say, text(label), names, lit=decision == say)
        for say, label in _ANSWERS.items()
        if decision != "merged" or say == "different"
    ]
    if decision in _ANSWERS:
        buttons.append(_answer(pair, "", text("Undo"), names, lit=False))
    both: list[Any] = [html.Strong(names[0]), " / ", html.Strong(names[1])]
    reason = text(_DECIDED[decision]) if decision in _DECIDED else f"{row['reason']}."
    why = html.Span(reason, className="muted small")
    choice = _shown_name(pair, names, str(row["shown"] or "")) if decision == "same" and names[0] != names[1] else None
    return html.Li([html.Div([*both, why]), html.Div([*buttons, choice], className="pair-buttons")])


def _answer(pair: str, say: str, label: str, names: list[str], *, lit: bool) -> Component:
    about = text(_ABOUT[say], name=names[0], other=names[1])
    spoken: dict[str, Any] = {"aria-pressed": str(lit).lower(), "aria-label": about}
    name = {"part": NAME_BUTTON, "pair": pair, "say": say}
    return html.Button(label, id=name, className="plain lit" if lit else "plain", **spoken)


def _shown_name(pair: str, names: list[str], chosen: str) -> Component:
    return html.Label(
        [
            text("Name on screen:"),
            " ",
            dmc.Select(
                id={"part": SHOWN_NAME, "pair": pair}, data=names, value=chosen if chosen in names else names[0],
                size="xs", allowDeselect=False, className="shown-name", **{"aria-label": text("The name to show")},
            ),
        ]
    )  # fmt: skip


def _columns(explorer: Explorer, columns: pd.DataFrame) -> list[Component]:
    return [_file(explorer, str(file), part) for file, part in columns.groupby("file", sort=False)]


def _file(explorer: Explorer, file: str, columns: pd.DataFrame) -> Component:
    shapes, roles = explorer.review.shapes(), explorer.review.roles()
    body = [
        html.Tr(
            [
                html.Td(html.Strong(str(row["column"]))),
                html.Td(str(row["examples"] or ""), className="muted examples"),
                html.Td(
                    _choice({"part": COLUMN_ROLE, "file": file, "column": str(row["column"])}, roles, row["role"],
                            text("Meaning of the column {column}", column=row["column"]))
                ),
            ]
        )
        for row in rows(columns)
    ]  # fmt: skip
    head = html.Tr([html.Th(word, scope="col") for word in (text("Column"), text("Examples"), text("Meaning"))])
    save = html.Button(text("Save and read again"), id={"part": SAVE_COLUMNS, "file": file}, className="plain strong")
    shape = _choice(
        {"part": COLUMN_SHAPE, "file": file},
        shapes,
        columns["shape"].iloc[0],
        text("Meaning of one row of {file}", file=file),
    )
    return html.Section(
        [
            html.H3(text("Columns of {file}", file=file)),
            _guessed() if file in explorer.guessed else html.P(
                text("Saved with the file. Correct what is wrong."), className="muted small"
            ),
            html.Label([text("One row of this file is:"), " ", shape], className="row-shape"),
            sideways(html.Table([html.Thead(head), html.Tbody(body)], className="columns-table"), text("Columns")),
            html.P(save, className="again"),
        ]
    )  # fmt: skip


def _guessed() -> Component:
    warning = text(
        "The file does not say what its columns mean. This is a guess from the headers and cells, and all views use "
        "it. Correct what is wrong and save, even if nothing is wrong. The answer is saved with the file and used "
        "from then on."
    )
    return html.P(warning, className="warn")


def _choice(name: dict[str, str], choices: Mapping[str, str], value: object, label: str) -> Any:  # noqa: ANN401  (Mantine ships no types)
    return dmc.Select(
        id=name, data=[{"value": key, "label": words} for key, words in choices.items()], value=value, size="xs",
        allowDeselect=False, searchable=True, **{"aria-label": label},
    )  # fmt: skip
