"""What stands right while somebody asks about a number: the rows that it rests on; the same rows as a table."""

from collections.abc import Sequence

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.heading import heading
from dashboard.components.links import go
from dashboard.components.why import why
from dashboard.language import counted, gettext_noop, listed, text
from dashboard.long_list import LongList
from dashboard.rows import rows
from dashboard.state import State
from dashboard.views.record import Scene, Table, View
from dashboard.why import because
from dashboard.why.listed import facts, places
from dashboard.why.record import Because, amounts

__all__ = ["LIST", "ROWS", "heading_of", "right_of", "tables_of"]

LIST = "why-rows"
_MOST_LISTED = 300
_MOST_LINES = 6
_DATABASE = "neo4j"
"""What stands in place of a file where the rows come from the database."""


def heading_of(view: View, scene: Scene) -> list[Component]:
    """Return the question of a view, its answer, and the link to what the answer rests on."""
    asked = view.rests_on(scene)
    return heading(text(view.question), view.answer(scene), why(scene.state, *asked) if asked else None)


def right_of(view: View, scene: Scene) -> Component | None:
    """Return what stands right: what the view has there, or the rows behind the number that the address asks about."""
    plain = Scene(scene.state.replace(why=()), scene.answers, scene.explorer, scene.theme)
    if not _asks(view, scene.state.why):
        return view.right(plain)
    card = _card(scene)
    # What fills the table of a view that stays on the page stands right, too.
    return html.Div([card, html.Div(view.right(plain), hidden=True)]) if view.stays else card


def tables_of(view: View, state: State) -> tuple[Table, ...]:
    """Return the tables that a view hands out in a state; the rows behind a number are one of them."""
    return (*view.tables, ROWS) if _asks(view, state.why) else view.tables


def _asks(view: View, asked: tuple[str, ...]) -> bool:
    return bool(asked) and view.layout != "wide"


def _card(scene: Scene) -> Component:
    state = scene.state
    close = go(state.replace(why=()), "\u00d7", className="close", title=text("Back to what this number stands in"))
    reason = because(state, scene.answers, scene.explorer)
    if reason is None:
        said = text("This link asks about a number that is not in this selection.")
        return html.Article(
            [close, html.H2(text("Why?"), id="card-title", tabIndex=-1), html.P(said)], className="card"
        )
    masks = scene.explorer.masks(state)
    return html.Article(
        [
            close,
            html.H2(reason.title, id="card-title", tabIndex=-1),
            html.P(reason.made, className="lead"),
            *_hidden(masks=masks),
            *_parts(scene, reason),
            *_list(scene, reason, masks=masks),
        ],
        className="card",
    )


def _hidden(*, masks: bool) -> list[Component]:
    if not masks:
        return []
    sentence = text(
        "Presentation mode hides titles, files, sheets and lines, because they repeat words from the files."
    )
    return [html.P(sentence, className="muted small")]


def _parts(scene: Scene, reason: Because) -> list[Component]:
    """Return links to the numbers that this one is the sum of."""
    items = [html.Li(why(scene.state, *asked, label=label)) for label, asked in reason.parts]
    return [html.Details([html.Summary(text("By month")), html.Ul(items)])] if items else []


def _list(scene: Scene, reason: Because, *, masks: bool) -> list[Component]:
    """Return the rows, the newest first, and how many more there are."""
    if not reason.n_rows:
        return [html.P(text("No row."), className="muted")]
    tables = scene.answers.tables
    listed_facts = facts(reason, tables, _MOST_LISTED, with_titles=not masks)
    spots = {} if masks else dict(list(places(reason, tables, listed_facts).groupby("fact")))
    only = None if masks else _only_sheet(scene)
    items = [
        {"name": row["what"], "note": _note(row["title"], row["date"], spots.get(at), only)}
        for at, row in enumerate(rows(listed_facts))
    ]
    more = reason.n_rows - len(items)
    rest = [html.P(counted("and {number} more", "and {number} more", more), className="muted")] if more > 0 else []
    hints = [] if masks else [text("Where several rows state the same, the first of them stands here.")]
    hints.append(text("Take out hands out all of them as a table."))
    return [
        html.H3(amounts(reason.rows)),
        *([html.P(_lines_of(*only), className="muted small evidence-of")] if only else []),
        LongList(LIST, of=" ".join(scene.state.why), items=items, className="quiet evidence"),
        *rest,
        html.P(" ".join(hints), className="muted small"),
    ]


def _only_sheet(scene: Scene) -> tuple[str, str] | None:
    """Return the file and the sheet that the data come from, if it is one."""
    sheets = rows(scene.explorer.report.sheets[["file", "sheet"]].drop_duplicates())
    return (str(sheets[0]["file"]), str(sheets[0]["sheet"] or "")) if len(sheets) == 1 else None


def _lines_of(file: str, sheet: str) -> str:
    return text("Lines are those of {place}.", place=_spot(file, sheet, []))


def _note(title: str, date: str, spots: pd.DataFrame | None, only: tuple[str, str] | None) -> str:
    parts = [text("\u201c{title}\u201d", title=title) if title else "", date]
    if spots is not None:
        sheets = spots.groupby(["file", "sheet"], sort=False)["line"].agg(list).reset_index()
        for row in rows(sheets):
            is_only = (row["file"], row["sheet"]) == only
            parts.append(_spot("" if is_only else row["file"], "" if is_only else row["sheet"], row["line"]))
    return " \u00b7 ".join(part for part in parts if part)


def _spot(file: str, sheet: str, lines: Sequence[int]) -> str:
    """Return where rows stand, e.g. ``"a.xlsx, sheet 3W, lines 4 and 9"``."""
    if file == _DATABASE:
        return text("in the database")
    numbers = [str(line) for line in lines if not pd.isna(line)]
    parts = [file, text("sheet {sheet}", sheet=sheet) if sheet else ""]
    if numbers:
        parts.append(counted("line {lines}", "lines {lines}", len(numbers), lines=listed(numbers, _MOST_LINES)))
    return ", ".join(part for part in parts if part)


def _table(scene: Scene) -> pd.DataFrame:
    """Return the rows behind the number, one line a place in the files."""
    masks = scene.explorer.masks(scene.state)
    reason = because(scene.state, scene.answers, scene.explorer)
    names = {"number": text("Row"), "what": text("What"), "date": text("Date")}
    if not masks:
        names |= {"title": text("Title"), "file": text("File"), "sheet": text("Sheet"), "line": text("Line")}
    if reason is None:
        return pd.DataFrame(columns=list(names.values()))
    every = facts(reason, scene.answers.tables, with_titles=not masks)
    table = every.assign(number=range(1, len(every) + 1))
    if not masks:
        table = table.join(places(reason, scene.answers.tables, every).set_index("fact"))
    return table[list(names)].rename(columns=names).reset_index(drop=True)


ROWS = Table("rows", gettext_noop("Rows behind the number"), _table)
