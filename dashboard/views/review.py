"""What the computer could not know of the data, asked in plain words: names that may be one, columns to explain."""

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.explorer import Explorer
from dashboard.rows import Row, rows
from graph.sentences.words import count

__all__ = ["COLUMN_ROLE", "COLUMN_SHAPE", "NAME_BUTTON", "READ_AGAIN", "SAVE_COLUMNS", "SHOWN_NAME", "sections"]

NAME_BUTTON, SHOWN_NAME = "name-button", "shown-name"
COLUMN_SHAPE, COLUMN_ROLE, SAVE_COLUMNS = "column-shape", "column-role", "save-columns"
"""The ``part`` of the ids of controls that stand once a pair, a column or a file."""

READ_AGAIN = "read-again"
MOST_PAIRS = 30
"""As many pairs stand on the page at once; the next come up as these are answered."""

_ANSWERS = {"same": "Same organization", "different": "Two organizations"}
_DECIDED = {"same": "one organization", "different": "two organizations"}


def sections(explorer: Explorer) -> list[Component]:
    """Return what there is to decide about the data; nothing where nothing is open."""
    doubts, columns = explorer.review.doubts(), explorer.review.columns()
    found = [
        _trouble(explorer.trouble),
        _names(doubts, explorer.new_answers),
        *_columns(explorer, columns),
    ]
    return [section for section in found if section is not None]


def _trouble(told: str) -> Component | None:
    if not told:
        return None
    return html.Div(
        [html.P(told), html.P("Shown is what was read before.")],
        className="warn",
        role="alert",
    )


def _names(doubts: pd.DataFrame, new_answers: int) -> Component | None:
    if doubts.empty:
        return None
    decision = doubts["decision"].fillna("")
    waiting, decided, merged = doubts[decision == ""], doubts[decision.isin(_ANSWERS)], doubts[decision == "merged"]
    title = f"Names to check: {len(waiting):,}" if len(waiting) else "Names to check: none"
    told = "They look alike, but nothing in the files says that they are one. Answers are kept for every later load."
    body: list[Component | None] = [
        html.H3(title, id="names-to-check"),
        html.P(told, className="muted small") if len(waiting) else None,
    ]
    shown = pd.concat([waiting.head(MOST_PAIRS), decided])
    body.append(html.Ul([_pair(row) for row in rows(shown)], className="pairs"))
    if len(waiting) > MOST_PAIRS:
        body.append(html.P(f"{count(len(waiting) - MOST_PAIRS, 'more pair')} after these.", className="muted small"))
    if new_answers:
        body.append(
            _again(f"{count(new_answers, 'new answer')} kept. What you see changes when the data are read again:")
        )
    if len(merged):
        head = html.Summary(f"Taken for one without asking: {len(merged):,}")
        body.append(html.Details([head, html.Ul([_pair(row) for row in rows(merged)], className="pairs")]))
    return html.Section(body)


def _again(told: str) -> Component:
    button = html.Button("Read again", id=READ_AGAIN, className="plain strong")
    return html.P([told, " ", button], className="again")


def _pair(row: Row) -> Component:
    pair = f"{row['organization_id']}\x1f{row['other_id']}"
    names, decision = [str(row["name"]), str(row["other_name"])], str(row["decision"] or "")
    buttons = [
        _answer(pair, say, label, names, lit=decision == say)
        for say, label in _ANSWERS.items()
        if decision != "merged" or say == "different"
    ]
    if decision in _ANSWERS:
        buttons.append(_answer(pair, "", "Take back", names, lit=False))
    told: list[Any] = [html.Strong(names[0]), " and ", html.Strong(names[1])]
    why = html.Span(
        f"You said: {_DECIDED[decision]}." if decision in _ANSWERS else f"{row['reason']}.", className="muted small"
    )
    choice = _shown_name(pair, names, str(row["shown"] or "")) if decision == "same" and names[0] != names[1] else None
    return html.Li([html.Div([*told, why]), html.Div([*buttons, choice], className="pair-buttons")])


def _answer(pair: str, say: str, label: str, names: list[str], *, lit: bool) -> Component:
    told: dict[str, Any] = {"aria-pressed": str(lit).lower(), "aria-label": f"{label}: {names[0]} and {names[1]}"}
    name = {"part": NAME_BUTTON, "pair": pair, "say": say}
    return html.Button(label, id=name, className="plain lit" if lit else "plain", **told)


def _shown_name(pair: str, names: list[str], chosen: str) -> Component:
    return html.Label(
        [
            "Called ",
            dmc.Select(
                id={"part": SHOWN_NAME, "pair": pair}, data=names, value=chosen if chosen in names else names[0],
                size="xs", allowDeselect=False, className="shown-name", **{"aria-label": "The name to show"},
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
                            f"What {row['column']} holds")
                ),
            ]
        )
        for row in rows(columns)
    ]  # fmt: skip
    head = html.Tr([html.Th(word, scope="col") for word in ("Column", "For example", "What it holds")])
    save = html.Button("Save and read again", id={"part": SAVE_COLUMNS, "file": file}, className="plain strong")
    shape = _choice(
        {"part": COLUMN_SHAPE, "file": file}, shapes, columns["shape"].iloc[0], f"What one row of {file} is"
    )
    return html.Section(
        [
            html.H3(f"What the columns of {file} hold"),
            _guessed() if file in explorer.guessed else html.P(
                "As it is kept beside the file. Change what is wrong.", className="muted small"
            ),
            html.Label(["In this file one row is: ", shape], className="row-shape"),
            html.Table([html.Thead(head), html.Tbody(body)], className="columns-table"),
            html.P(save, className="again"),
        ]
    )  # fmt: skip


def _guessed() -> Component:
    told = (
        "Nothing in the file says what its columns hold: this is a guess from headers and cells, and all views rest on "
        "it. Change what is wrong and save, also where all is right: it is kept beside the file, and used from then on."
    )
    return html.P(told, className="warn")


def _choice(name: dict[str, str], choices: Mapping[str, str], value: object, told: str) -> Any:  # noqa: ANN401  (Mantine ships no types)
    return dmc.Select(
        id=name, data=[{"value": key, "label": label} for key, label in choices.items()], value=value, size="xs",
        allowDeselect=False, searchable=True, **{"aria-label": told},
    )  # fmt: skip
