"""What a user decides on the Data page is kept, and the data are read again when asked for."""

import time
from typing import Any

from dash import ALL, Dash, Input, Output, ctx, no_update
from dash import State as Held
from dash.exceptions import PreventUpdate

from dashboard import ids
from dashboard.explorer import Explorer
from dashboard.language import text
from dashboard.log import log_error
from dashboard.views import review
from graph.errors import PartnerNetworkError

__all__ = ["register"]


def register(app: Dash, explorer: Explorer) -> None:
    """Add the callbacks of the questions on the Data page."""

    @app.callback(
        Output(ids.DECIDED, "data"),
        Input({"part": review.NAME_BUTTON, "pair": ALL, "say": ALL}, "n_clicks"),
        Input({"part": review.SHOWN_NAME, "pair": ALL}, "value"),
        Held(ids.DECIDED, "data"),
        prevent_initial_call=True,
    )
    def decide(_: list[int | None], __: list[str], decided: float) -> float:
        asked: Any = ctx.triggered_id
        value = ctx.triggered[0]["value"] if ctx.triggered else None
        if not asked or value is None:
            raise PreventUpdate  # controls that have just come on the page
        one, other = str(asked["pair"]).split("\x1f")
        shown_name = asked["part"] == review.SHOWN_NAME
        if shown_name and _name_on_screen(explorer, one, other) == value:
            raise PreventUpdate
        decision, name = ("same", str(value)) if shown_name else (str(asked["say"]), "")
        try:
            explorer.review.decide(one, other, decision, name)
        except (PartnerNetworkError, OSError) as error:
            log_error(error)
            explorer.trouble = text("The answer could not be saved: {error}", error=error)
            return time.time()
        explorer.trouble = ""
        explorer.new_answers += 1
        return decided + 1

    again = (
        Output(ids.READY, "data", allow_duplicate=True),
        Output(ids.POLL, "disabled", allow_duplicate=True),
    )

    @app.callback(*again, Input(review.READ_AGAIN, "n_clicks"), prevent_initial_call=True)
    def read_again(clicks: int | None) -> tuple[bool, bool]:
        if not clicks:
            raise PreventUpdate
        explorer.read_again()
        return False, False

    @app.callback(
        *again,
        Output(ids.DECIDED, "data", allow_duplicate=True),
        Input({"part": review.SAVE_COLUMNS, "file": ALL}, "n_clicks"),
        Held({"part": review.COLUMN_SHAPE, "file": ALL}, "value"),
        Held({"part": review.COLUMN_SHAPE, "file": ALL}, "id"),
        Held({"part": review.COLUMN_ROLE, "file": ALL, "column": ALL}, "value"),
        Held({"part": review.COLUMN_ROLE, "file": ALL, "column": ALL}, "id"),
        prevent_initial_call=True,
    )
    def save(
        clicks: list[int | None],
        shapes: list[str],
        files: list[dict[str, str]],
        roles: list[str],
        columns: list[dict[str, str]],
    ) -> tuple[Any, Any, Any]:
        asked: Any = ctx.triggered_id
        if not asked or not any(clicks):
            raise PreventUpdate
        file = str(asked["file"])
        chosen = {c["column"]: role for c, role in zip(columns, roles, strict=True) if c["file"] == file}
        shape = next((s for f, s in zip(files, shapes, strict=True) if f["file"] == file), "")
        try:
            explorer.review.assign(file, shape, chosen)
        except (PartnerNetworkError, OSError) as error:
            log_error(error)
            explorer.trouble = text(
                "The meaning of the columns of {file} could not be saved: {error}", file=file, error=error
            )
            return no_update, no_update, time.time()
        explorer.read_again()
        return False, False, no_update


def _name_on_screen(explorer: Explorer, one: str, other: str) -> str:
    doubts = explorer.review.doubts()
    mine = doubts[(doubts["organization_id"] == one) & (doubts["other_id"] == other)]
    return "" if mine.empty else str(mine["shown"].iloc[0] or mine["name"].iloc[0])
