"""Links that change the address: every choice on screen is one, so that it can be opened, copied and gone back to."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.state import State

__all__ = ["file_link", "go", "list_item", "organization_link"]


def go(state: State, children: Any, **props: Any) -> Component:  # noqa: ANN401  (anything Dash renders)
    """Return a link to `state`.

    Parameters
    ----------
    state : State
        What the address becomes.
    children : component or list
        What is shown.
    **props
        Further properties of `dcc.Link`.
    """
    return dcc.Link(children, href="./" + state.search(), **props)


def organization_link(state: State, organization: str, name: str, **props: Any) -> Component:  # noqa: ANN401
    """Return a link that selects an organization in the view that is open."""
    return go(
        state.replace(organization=organization, coalition=None, steps=None), name, className="name-link", **props
    )


def file_link(path: str, state: State, children: str, *, how: str, of: str, table: str = "") -> Component:
    """Return a link to something that is taken out of the page.

    Parameters
    ----------
    path : str
        Where it is, below the page.
    state : State
        What the page shows.
    children : str
        What is shown.
    how : {"copy", "save", "png", "open"}
        What ``assets/take_out.js`` does with it; ``"open"``: the browser opens it in a tab of its own.
    of : str
        What it is; read out before `children`.
    table : str, optional
        Name of the table, where it is one.
    """
    search = state.search()
    address = f"{path}{search}{'&' if search else '?'}table={table}" if table else path + search
    more: dict[str, Any] = {"target": "_blank", "rel": "noopener"} if how == "open" else {"data-take": how}
    more["aria-label"] = f"{of}: {children}"
    return html.A(children, href=address, **more)


def list_item(state: State, name: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  (see `LongList`)
    """Return a row of a `dashboard.long_list.LongList` that links to `state`."""
    return {"href": "./" + state.search(), "name": name, **more}
