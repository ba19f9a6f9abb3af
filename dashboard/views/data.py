"""Data: what was loaded, from where, what was rejected and why."""

from typing import Any

import dash_ag_grid as dag
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.explorer import Explorer
from dashboard.rows import rows
from dashboard.views import decisions, review
from dashboard.views.record import Scene, View
from graph.schema import SCHEMA
from graph.sentences.words import count, day

__all__ = ["VIEW"]

_REASON_WORDS = {"file": "File", "sheet": "Sheet", "line": "Line", "column": "Column", "found": "What stood there",
                 "expected": "What is allowed", "reason": "Reason", "kept": "Taken as"}  # fmt: skip
_SHEET_WORDS = {"file": "File", "sheet": "Sheet", "form": "Read as", "read": "Rows read", "kept": "Kept",
                "merged": "Add nothing new", "rejected": "Rejected", "organizations": "Organizations"}  # fmt: skip

_WIDE = {"line": 1, "found": 3, "kept": 3, "expected": 4}
"""Widths of the grids' columns, where they are not 2."""


def _centre(scene: Scene) -> Component:
    """Return the account of the load: files, counts, rejects, merged names and notes."""
    explorer, theme = scene.explorer, scene.theme
    report, tables = explorer.report, explorer.tables
    dates = pd.concat([tables.interactions["date"], tables.presences["since"]]).dropna()
    span = f" They run from {day(dates.min())} to {day(dates.max())}." if len(dates) else " None of them has a date."
    undated = int(tables.interactions["date"].isna().sum())
    held = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in tables.counts().items() if number)
    return html.Div(
        [
            html.H2("What was loaded"),
            html.P(f"{held or 'Nothing'}.{span}", className="lead"),
            _undated(undated),
            html.P("Everything stays on this machine: this page loads nothing from elsewhere and sends nothing out.",
                   className="muted"),
            _sheets(report.sheets),
            *review.sections(explorer),
            _grid("data-rejects", "Rejected rows", "Kept out of the network, each with its reason.",
                  report.rejects, theme),
            _grid("data-merges", "Names taken as one", "Two spellings of one organization.", report.merges, theme),
            _grid("data-notes", "Understood without rejecting a row",
                  "Placeholders in place of a name, columns that were not used, values that were left out.",
                  report.notes, theme),
            _tables(explorer),
        ],
        className="data-page",
    )  # fmt: skip


def _undated(number: int) -> Component | None:
    told = f"{count(number, 'interaction')} without a date never {'cools' if number == 1 else 'cool'}."
    return html.P(told, className="muted") if number else None


def _without_blanks(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of `frame` that say something."""
    return frame.loc[:, [name for name in frame if (frame[name].notna() & (frame[name].astype("str") != "")).any()]]


def _sheets(sheets: pd.DataFrame) -> Component:
    if sheets.empty:
        return html.P("The data come from the database: what was read and rejected was told when they were loaded.")
    sheets = _without_blanks(sheets)
    head = html.Tr(
        [
            html.Th(_SHEET_WORDS.get(str(name), str(name)), scope="col", className=_aligned(values))
            for name, values in sheets.items()
        ]
    )
    body = [
        html.Tr([html.Td(_cell(value), className=_aligned(sheets[name])) for name, value in row.items()])
        for row in rows(sheets)
    ]
    note = "Every row that was read is kept, adds nothing new, or is rejected: the counts add up."
    return html.Div([html.Table([html.Thead(head), html.Tbody(body)]), html.P(note, className="muted small")])


def _aligned(values: pd.Series) -> str:
    return "counted" if pd.api.types.is_numeric_dtype(values) else ""


def _cell(value: Any) -> str:  # noqa: ANN401  (any value of a report)
    return f"{value:,}" if isinstance(value, int) else str(value or "")


def _grid(name: str, title: str, told: str, frame: pd.DataFrame, theme: str) -> Component:
    if frame.empty:
        return html.Section([html.H3(title), html.P("None.", className="muted")])
    values = _without_blanks(frame.astype("object").where(frame.notna(), "").map(str))
    values = values.assign(reason=values["reason"].str.replace("_", " "))
    columns = [
        {
            "field": column,
            "headerName": _REASON_WORDS.get(str(column), str(column)),
            "flex": _WIDE.get(str(column), 2),
            "tooltipField": column,
        }
        for column in values
    ]
    grid = dag.AgGrid(
        id=name,
        rowData=rows(values),
        columnDefs=columns,
        defaultColDef={"filter": True, "floatingFilter": True, "sortable": True, "resizable": True},
        dashGridOptions={"theme": {"function": "themeQuartz"}, "pagination": True, "paginationPageSize": 20,
                         "domLayout": "autoHeight", "enableCellTextSelection": True},
        className=f"grid grid-{theme}",
        style={"height": None},
    )  # fmt: skip
    mode: dict[str, Any] = {"data-ag-theme-mode": theme}
    shell = html.Div(grid, **mode)
    return html.Section([html.H3(f"{title}: {len(frame):,}"), html.P(told, className="muted small"), shell])


def _tables(explorer: Explorer) -> Component:
    items = [
        html.Li([html.Strong(f"{len(frame):,} {name.replace('_', ' ')}"), f": one row is {SCHEMA[name].one_row_is}"])
        for name, frame in explorer.tables.frames().items()
    ]
    return html.Details([html.Summary("What the tables hold"), html.Ul(items)])


VIEW = View(
    name="data",
    label="Data",
    question="What was loaded, what was rejected and why, and what is there to check?",
    layout="wide",
    centre=_centre,
    callbacks=decisions.register,
    without_organizations=True,
)
