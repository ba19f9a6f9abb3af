"""The button that takes out what the page shows, and its menu: copy, picture, table, print sheet."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.links import file_link, go
from dashboard.explorer import Explorer
from dashboard.language import LANGUAGE, gettext_noop, text
from dashboard.state import State
from dashboard.still import still
from dashboard.taking_out import routes
from dashboard.taking_out.about import confidential_note
from dashboard.taking_out.pictures import has_picture
from dashboard.views import Scene, view_of
from dashboard.views.why_panel import tables_of
from graph.errors import PartnerNetworkError

__all__ = ["BUTTON", "MENU", "SAID", "WORDS", "menu", "take_out"]

BUTTON, MENU, SAID = "take-out-button", "take-out-menu", "take-out-said"
_OPENS: dict[str, Any] = {"aria-haspopup": "dialog"}
_TAKES_FOCUS: dict[str, Any] = {"data-autofocus": "true"}

WORDS = {
    "copied": gettext_noop("Copied."),
    "refused": gettext_noop("The browser does not let this page copy. Take the file instead."),
    "saved": gettext_noop("Saved: {file}"),
    "lost": gettext_noop("The dashboard does not answer. Nothing was taken out."),
}
"""What the menu says after a click; the script fills ``{file}``."""


def take_out() -> Any:  # noqa: ANN401  (Mantine ships no types)
    """Return the button with its menu, which is filled for the view that is open."""
    words: dict[str, Any] = {f"data-{name}": LANGUAGE.gettext(message) for name, message in WORDS.items()}
    panel = html.Div(
        [
            html.H2(text("Take out"), tabIndex=-1, **_TAKES_FOCUS),
            html.Div(id=MENU),
            html.P(id=SAID, className="take-said", role="status", **words),
        ],
        className="take-out",
    )
    button = html.Button(text("Take out"), id=BUTTON, className="plain take-button", **_OPENS)
    return dmc.Popover(
        [dmc.PopoverTarget(button), dmc.PopoverDropdown(still(panel))],
        position="bottom-end", keepMounted=True, trapFocus=True, returnFocus=True, shadow="md",
        withRoles=False,  # it would put them on a box around the button
    )  # fmt: skip


def menu(state: State, explorer: Explorer) -> list[Component | None]:
    """Return the content of the menu: one line for the text, the picture, each table and the print sheet."""
    view, hidden = view_of(state), explorer.masks(state)
    tables = () if view.quotes_files and hidden else tables_of(view, state)
    copy, excel, svg, png, csv = text("Copy"), text("Excel"), "SVG", "PNG", "CSV"
    lines = [_line(text("Answers as text"), [(copy, "copy", routes.TEXT, "")], state)]
    if has_picture(view):
        lines.append(
            _line(text("Picture"), [(png, "png", routes.PICTURE, ""), (svg, "save", routes.PICTURE, "")], state)
        )
    lines += [
        _line(
            text(table.label),
            [(copy, "copy", routes.TABLE_TEXT, table.name), (csv, "save", routes.TABLE_CSV, table.name)],
            state,
        )
        for table in tables
    ]
    if tables:
        label = text("All tables") if len(tables) > 1 else text("Table")
        lines.append(_line(label, [(excel, "save", routes.TABLE_XLSX, "")], state))
    lines.append(_line(text("Print sheet (A4)"), [(text("Open"), "open", routes.PRINT, "")], state))
    return [html.Div(lines, className="take-lines"), _warning(state, explorer)]


def _line(label: str, ways: list[tuple[str, str, str, str]], state: State) -> Component:
    """Return what can be taken out, and links for the ways to do it."""
    links = [file_link(path, state, way, how=how, of=label, table=table) for way, how, path, table in ways]
    return html.Div([html.Span(label), html.Span(links, className="take-ways")], className="take-line")


def _warning(state: State, explorer: Explorer) -> Component | None:
    """Return that names leave the page that should not, and the way to hide them."""
    try:
        note = confidential_note(Scene(state, explorer.answers(state), explorer))
    except PartnerNetworkError:  # the address makes no sense: the page says so
        return None
    if not note:
        return None
    hide = go(explorer.switched(state), text("Hide them: presentation mode"))
    return html.P([note, " ", hide], className="small protected")
