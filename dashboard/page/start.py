"""The start page: what was opened before, the sample, or another file; it stands where the data are waited for."""

from typing import Any

from dash import ALL, Dash, Input, Output, ctx, dcc, html, no_update
from dash import State as Held
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard import ids
from dashboard.explorer import Choice, Explorer
from dashboard.language import day, text
from graph.errors import PartnerNetworkError

__all__ = ["CHOICE", "OPEN_PATH", "PATH", "SAID", "again", "register", "start_card"]

CHOICE, PATH, OPEN_PATH, SAID, AGAIN = "start-choice", "start-path", "start-open-path", "start-said", "start-again"


def start_card(explorer: Explorer) -> Component:
    """Return the choices, and a field for the path of a file or folder."""
    choices = explorer.opening.choices() if explorer.opening else ()
    buttons = [
        html.Li(
            [
                html.Button(choice.label, id={"part": CHOICE, "number": number}, className="plain"),
                html.Span(_hint(choice), className="muted small"),
            ]
        )
        for number, choice in enumerate(choices)
    ]
    field = html.Div(
        [
            html.Label(text("A file or a folder on this machine"), htmlFor=PATH),
            html.Div(
                [
                    dcc.Input(
                        id=PATH,
                        type="text",
                        placeholder=text("for example {path}", path="~/Documents/who-does-what.xlsx"),
                        className="path",
                    ),
                    html.Button(text("Open"), id=OPEN_PATH, className="plain"),
                ],
                className="rename",
            ),
            html.P(
                text(
                    "Excel, CSV, JSON and XML files of many kinds can be read. 'partners check FILE' says how a file "
                    "would be read. Everything stays on this machine."
                ),
                className="muted small",
            ),
        ]
    )
    return html.Div(
        [
            html.H2(text("Which data do you want to open?"), id="card-title", tabIndex=-1),
            html.Ul(buttons, className="start-choices"),
            field,
            html.P(id=SAID, role="alert", className="failed-start"),
        ],
        className="waiting-card start",
    )


def _hint(choice: Choice) -> str:
    if choice.opened is None:
        return text("to look around")
    return text("opened {day}", day=day(choice.opened))


def again() -> Component:
    """Return the button that leads back to the start page after a failure."""
    return html.Button(text("Choose other data"), id={"part": AGAIN, "number": 0}, className="plain")


def register(app: Dash, explorer: Explorer) -> None:
    """Add the callbacks of the start page."""

    @app.callback(
        Output(ids.POLL, "disabled", allow_duplicate=True),
        Output(SAID, "children"),
        Input({"part": CHOICE, "number": ALL}, "n_clicks"),
        Input(OPEN_PATH, "n_clicks"),
        Input(PATH, "n_submit"),
        Held(PATH, "value"),
        prevent_initial_call=True,
    )
    def opened(
        clicks: list[int | None], by_button: int | None, by_key: int | None, path: str | None
    ) -> tuple[Any, Any]:
        asked = _asked(ctx.triggered_id, path) if any([*clicks, by_button, by_key]) else None
        if asked is None:
            raise PreventUpdate
        try:
            explorer.open(asked)
        except (PartnerNetworkError, OSError) as error:
            return no_update, str(error)
        return False, ""

    @app.callback(
        Output(ids.POLL, "disabled", allow_duplicate=True),
        Output(ids.WAITING, "children", allow_duplicate=True),
        Input({"part": AGAIN, "number": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    def choose_again(clicks: list[int | None]) -> tuple[Any, Any]:
        if not any(clicks):
            raise PreventUpdate
        explorer.choose_again()
        return True, start_card(explorer)


def _asked(control: Any, path: str | None) -> int | str | None:  # noqa: ANN401  (an id, or the parts of one)
    """Return the number of the choice that was clicked, or the path that was typed."""
    if isinstance(control, dict):
        return int(control["number"])
    return (path or "").strip() or None
