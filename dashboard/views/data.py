"""Data: what was loaded, from where, what was rejected and why."""

from collections.abc import Callable
from typing import Any

import dash_ag_grid as dag
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.sideways import sideways
from dashboard.components.source import span_of
from dashboard.explorer import Explorer
from dashboard.language import counted, decimal, gettext_noop, text
from dashboard.rows import rows
from dashboard.views import decisions, review
from dashboard.views.record import Scene, Table, View
from dashboard.words import ROWS, TABLES

__all__ = ["VIEW"]

_REASON_WORDS = {
    "file": gettext_noop("File"),
    "sheet": gettext_noop("Sheet"),
    "line": gettext_noop("Line"),
    "column": gettext_noop("Column"),
    "found": gettext_noop("Value in the file"),
    "expected": gettext_noop("What is allowed"),
    "reason": gettext_noop("Reason"),
    "kept": gettext_noop("Read as"),
}
_SHEET_WORDS = {
    "file": gettext_noop("File"),
    "sheet": gettext_noop("Sheet"),
    "form": gettext_noop("Read as"),
    "read": gettext_noop("Rows read"),
    "kept": gettext_noop("Used"),
    "merged": gettext_noop("Duplicates"),
    "rejected": gettext_noop("Rejected"),
    "organizations": gettext_noop("Organizations"),
}

_WIDE = {"line": 1, "found": 3, "kept": 3, "expected": 4}
"""Widths of the grids' columns, where they are not 2."""


def _answer(scene: Scene) -> str:
    """Return how many rows were read, used and rejected; nothing where that is hidden or not on record."""
    sheets = scene.explorer.report.sheets
    if sheets.empty or scene.explorer.masks(scene.state):
        return ""
    read, used, twice, rejected = (int(sheets[name].sum()) for name in ("read", "kept", "merged", "rejected"))
    return counted(
        "{number} row read: {used} used, {twice} duplicates, {rejected} rejected.",
        "{number} rows read: {used} used, {twice} duplicates, {rejected} rejected.",
        read, used=decimal(used), twice=decimal(twice), rejected=decimal(rejected),
    )  # fmt: skip


def _centre(scene: Scene) -> Component:
    """Return the account of the load: files, counts, rejects, merged names and notes."""
    explorer, theme = scene.explorer, scene.theme
    report, tables = explorer.report, explorer.tables
    undated = int(tables.interactions["date"].isna().sum())
    contents = ", ".join(counted(*TABLES[name], number) for name, number in tables.counts().items() if number)
    return html.Div(
        [
            html.P([text("{contents}.", contents=contents or text("Nothing")), " ", span_of(tables)], className="lead"),
            _undated(undated),
            html.P(
                text("Everything stays on this machine. This page sends nothing out and loads nothing from elsewhere."),
                className="muted",
            ),
            *(_hidden() if explorer.masks(scene.state) else [_sheets(report.sheets), *_details(explorer, theme)]),
            _tables(explorer),
        ],
        className="data-page",
    )


def _hidden() -> list[Component]:
    """Return what stands in place of the account of the files: its words and counts may give away what is protected."""
    sentence = text(
        "Presentation mode hides how many rows each file has, rejected rows, merged names, notes and questions about "
        "names, because they repeat words from the files and count confidential rows."
    )
    return [html.P(sentence, className="muted")]


def _details(explorer: Explorer, theme: str) -> list[Component]:
    """Return what there is to decide, and rejects, merged names and notes."""
    report = explorer.report
    return [
            *review.sections(explorer),
            _grid("data-rejects", text("Rejected rows"), text("Not used in the network. Each row has its reason."),
                  report.rejects, theme),
            _grid("data-merges", text("Merged names"), text("Two spellings of one organization."),
                  report.merges, theme),
            _grid("data-notes", text("Notes on rows that were used"),
                  text("Placeholders in place of a name, unused columns, ignored values."),
                  report.notes, theme),
    ]  # fmt: skip


def _undated(number: int) -> Component | None:
    if not number:
        return None
    sentence = counted(
        "{number} undated contact is counted as recent.", "{number} undated contacts are counted as recent.", number
    )
    return html.P(sentence, className="muted")


def _without_blanks(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of `frame` that say something."""
    return frame.loc[:, [name for name in frame if (frame[name].notna() & (frame[name].astype("str") != "")).any()]]


def _sheets(sheets: pd.DataFrame) -> Component:
    if sheets.empty:
        return html.P(text("The data come from the database. The load into it reported what was read and rejected."))
    sheets = _files(sheets)
    head = html.Tr([html.Th(str(name), scope="col", className=_aligned(values)) for name, values in sheets.items()])
    body = [
        html.Tr([html.Td(_cell(value), className=_aligned(sheets[name])) for name, value in row.items()])
        for row in rows(sheets)
    ]
    note = text("Each row that was read is used, a duplicate or rejected. The counts add up.")
    table = sideways(html.Table([html.Thead(head), html.Tbody(body)]), text("Files"))
    return html.Div([table, html.P(note, className="muted small")])


def _files(sheets: pd.DataFrame) -> pd.DataFrame:
    """Return the account of each file and sheet with its headings."""
    return _without_blanks(sheets).rename(columns=_sheet_label)


def _reasons(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rejects, merged names or notes as text."""
    if frame.empty:
        return frame
    values = _without_blanks(frame.astype("object").where(frame.notna(), "").map(str))
    return values.assign(reason=values["reason"].str.replace("_", " "))


def _sheet_label(column: object) -> str:
    return text(_SHEET_WORDS[str(column)]) if str(column) in _SHEET_WORDS else str(column)


def _reason_label(column: object) -> str:
    return text(_REASON_WORDS[str(column)]) if str(column) in _REASON_WORDS else str(column)


def _account(part: str) -> Callable[[Scene], pd.DataFrame]:
    """Return what hands out a part of the report with its headings."""

    def handed(scene: Scene) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(scene.explorer.report, part)
        return _reasons(frame).rename(columns=_reason_label)

    return handed


def _aligned(values: pd.Series) -> str:
    return "counted" if pd.api.types.is_numeric_dtype(values) else ""


def _cell(value: Any) -> str:  # noqa: ANN401  (any value of a report)
    return decimal(value) if isinstance(value, int) else str(value or "")


def _grid(name: str, title: str, explanation: str, frame: pd.DataFrame, theme: str) -> Component:
    if frame.empty:
        return html.Section([html.H3(title), html.P(text("None."), className="muted")])
    values = _reasons(frame)
    columns = [
        {
            "field": column,
            "headerName": _reason_label(column),
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
    return html.Section(
        [
            html.H3(text("{title}: {number}", title=title, number=decimal(len(frame)))),
            html.P(explanation, className="muted small"),
            shell,
        ]
    )


def _tables(explorer: Explorer) -> Component:
    items = [
        html.Li([html.Strong(counted(*TABLES[name], len(frame))), ": ", text("one row is {row}", row=text(ROWS[name]))])
        for name, frame in explorer.tables.frames().items()
    ]
    return html.Details([html.Summary(text("Contents of the tables")), html.Ul(items)])


VIEW = View(
    name="data",
    label=gettext_noop("Data"),
    question=gettext_noop("What was loaded, and what was left out?"),
    answer=_answer,
    layout="wide",
    centre=_centre,
    callbacks=decisions.register,
    tables=(
        Table("files", gettext_noop("Files"), lambda scene: _files(scene.explorer.report.sheets)),
        Table("rejected", gettext_noop("Rejected rows"), _account("rejects")),
        Table("merged", gettext_noop("Merged names"), _account("merges")),
        Table("notes", gettext_noop("Notes"), _account("notes")),
    ),
    quotes_files=True,
    without_organizations=True,
    always_anew=True,
)
