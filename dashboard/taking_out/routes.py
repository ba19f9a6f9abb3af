"""The addresses below the page from which pictures, tables, text and print sheets are taken."""

from collections.abc import Callable

import pandas as pd
from dash import Dash
from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.explorer import Explorer
from dashboard.language import text
from dashboard.server.routes import not_ready
from dashboard.taking_out import about
from dashboard.taking_out.pictures import picture
from dashboard.taking_out.sheet import panel_text, sheet
from dashboard.taking_out.workbook import workbook
from dashboard.views import Scene, Table, state_of, view_of
from dashboard.views.why_panel import tables_of
from graph.csv_text import csv_of
from graph.errors import PartnerNetworkError

__all__ = ["PICTURE", "PRINT", "TABLE_CSV", "TABLE_TEXT", "TABLE_XLSX", "TEXT", "register"]

PICTURE, TEXT, PRINT = "api/picture.svg", "api/text.txt", "print"
TABLE_CSV, TABLE_TEXT, TABLE_XLSX = "api/table.csv", "api/table.txt", "api/table.xlsx"
"""Where they are, below the page; each is asked with the query string of the page."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _NothingThereError(PartnerNetworkError):
    """There is nothing to take out, for the reason that it states."""


def register(app: Dash, explorer: Explorer) -> None:
    """Add the routes to the app's server, below the app's own path."""
    answers = {PICTURE: _picture, TEXT: _text, PRINT: _sheet, TABLE_CSV: _csv, TABLE_TEXT: _tabs, TABLE_XLSX: _xlsx}
    for name, answer in answers.items():
        path = app.config.requests_pathname_prefix + name
        app.server.add_url_rule(path, endpoint=name, view_func=_answering(explorer, answer), methods=["GET"])


def _answering(explorer: Explorer, answer: Callable[[Scene], AnyResponse]) -> Callable[[], AnyResponse]:
    def answered() -> AnyResponse:
        response = not_ready(explorer) or _of_scene(explorer, answer)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answered


def _of_scene(explorer: Explorer, answer: Callable[[Scene], AnyResponse]) -> AnyResponse:
    state = state_of(request.query_string.decode(errors="replace"))
    theme = "dark" if request.args.get("theme") == "dark" else "light"
    try:
        scene = Scene(state, explorer.answers(state), explorer, theme)
        if reason := about.refusal(scene):
            raise _NothingThereError(f"{reason}.")
        return answer(scene)
    except PartnerNetworkError as error:
        return Response(str(error), status=422, mimetype="text/plain")


def _picture(scene: Scene) -> AnyResponse:
    svg = picture(scene, about.today(), bare=request.args.get("bare") == "1")
    if not svg:
        raise _NothingThereError(text("This view has no picture here."))
    return _file(svg.encode(), "image/svg+xml", about.file_stem(scene, about.today()) + ".svg")


def _text(scene: Scene) -> AnyResponse:
    return Response(panel_text(scene, about.today()), mimetype="text/plain")


def _sheet(scene: Scene) -> AnyResponse:
    return Response(sheet(scene, about.today()), mimetype="text/html")


def _csv(scene: Scene) -> AnyResponse:
    table = _asked(scene)
    stem = about.file_stem(scene, about.today(), table.name)
    return _file(csv_of(table.rows(scene)).encode("utf-8-sig"), "text/csv", stem + ".csv")


def _tabs(scene: Scene) -> AnyResponse:
    return Response(csv_of(_asked(scene).rows(scene), "\t"), mimetype="text/plain")


def _xlsx(scene: Scene) -> AnyResponse:
    """Return every table of the view in one workbook, with a sheet that says what it is."""
    when = about.today()
    sheets: dict[str, pd.DataFrame] = {text(table.label): table.rows(scene) for table in _tables(scene)}
    sheets[text("About this file")] = about.about(scene, when).frame()
    return _file(workbook(sheets), _XLSX, about.file_stem(scene, when) + ".xlsx")


def _tables(scene: Scene) -> tuple[Table, ...]:
    """Return the tables that the view hands out in the state of the scene."""
    view = view_of(scene.state)
    if view.quotes_files and scene.explorer.masks(scene.state):
        raise _NothingThereError(
            text("In presentation mode this view hands out no table: it repeats words from the files.")
        )
    if not (tables := tables_of(view, scene.state)):
        raise _NothingThereError(text("This view has no table."))
    return tables


def _asked(scene: Scene) -> Table:
    """Return the table that the address names, else the first."""
    tables, name = _tables(scene), request.args.get("table", "")
    table = next((one for one in tables if one.name == name), None) if name else tables[0]
    if table is None:
        names = ", ".join(one.name for one in tables)
        raise _NothingThereError(text("This view has no table with this name. Its tables are: {names}.", names=names))
    return table


def _file(content: bytes, mimetype: str, name: str) -> AnyResponse:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
