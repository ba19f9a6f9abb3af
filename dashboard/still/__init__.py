"""A piece of page that only shows and links, as one Dash component; Dash pays for each component at every change."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from itertools import groupby
from typing import Any

from dash import dcc
from dash.development.base_component import Component, ComponentRegistry
from plotly.utils import PlotlyJSONEncoder

__all__ = ["STILL_IDS", "Pieces", "Still", "still"]

__version__ = version("partner-network-explorer")  # Dash puts it into the address of the script

_js_dist = [{"relative_package_path": "still.js", "namespace": __name__}]
# Dash registers only the top package: without this line the piece stays blank.
ComponentRegistry.registry.add(__name__)  # type: ignore[no-untyped-call]  # Dash ships it without types

STILL_IDS = frozenset(
    {
        *("announced", "filter-chips", "filter-spans", "filter-summary", "heading", "navigation", "presentation"),
        *("card-title", "names-to-check", "take-out-menu", "take-out-said"),
    }
)
"""Ids that no callback asks for: links, scripts and `Pieces` lead there."""

_SHOWING = frozenset(
    (
        *("a", "article", "aside", "b", "br", "dd", "details", "div", "dl", "dt", "em", "footer", "h1", "h2", "h3"),
        *("h4", "header", "hr", "i", "label", "li", "main", "nav", "ol", "p", "section", "small", "span", "strong"),
        *("sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
"""Elements that hold words and other elements, and nothing that somebody could answer with or that could run."""


class Still(Component):
    """Elements and links that nothing but a new answer changes.

    Parameters
    ----------
    tree : component, list or str
        Elements of `dash.html` and links; nothing that a callback asks or fills.

    Examples
    --------
    >>> from dash import html
    >>> Still(html.P("Hello")).tree["props"]["children"]
    'Hello'
    """

    _namespace = "partner_still"
    _type = "Still"
    _base_nodes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _children_props: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _prop_names: list[str] = ["id", "tree", "digest"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)

    def __init__(self, tree: Any) -> None:  # noqa: ANN401  (whatever Dash renders)
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        written = json.dumps(tree, cls=PlotlyJSONEncoder)
        super().__init__(  # type: ignore[no-untyped-call]  # Dash ships it without types
            tree=json.loads(written), digest=hashlib.blake2b(written.encode(), digest_size=8).hexdigest()
        )

    def properties(self) -> dict[str, Any]:
        """Return the piece as the browser reads it."""
        properties: dict[str, Any] = self.to_plotly_json()["props"]  # type: ignore[no-untyped-call]  # as above
        return properties


class Pieces(Component):
    """Pieces of the page that only show and link, each in its place, as one Dash component.

    Parameters
    ----------
    id : str
        The component's id.
    pieces : mapping of str to component, list or str, optional
        What stands in each place, by the id of the element that is its place; whatever `Still` takes.
    opened : bool
        Whether the page shows answers, or what stands in their place.
    moment : str
        The address that they answer, with the number of decisions: where it changes, what an earlier callback said of
        a failure is taken back.

    Notes
    -----
    When the pieces have changed, the page calls ``window.partners.arrived`` (``assets/arrived.js``).
    """

    _namespace = "partner_still"
    _type = "Pieces"
    _base_nodes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _children_props: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _prop_names: list[str] = ["id", "pieces", "opened", "moment"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)

    def __init__(
        self,
        id: str,  # noqa: A002  (Dash's own word)
        pieces: Mapping[str, Any] | None = None,
        *,
        opened: bool = False,
        moment: str = "",
    ) -> None:
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(  # type: ignore[no-untyped-call]  # Dash ships it without types
            id=id, pieces=self.written(pieces or {}), opened=opened, moment=moment
        )

    @staticmethod
    def written(pieces: Mapping[str, Any]) -> dict[str, Any]:
        """Return the pieces as the browser reads them.

        Raises
        ------
        ValueError
            If a piece holds something that somebody may answer: that needs components of its own.
        """
        refused = [name for name, tree in pieces.items() if not _is_still(tree)]
        if refused:
            raise ValueError(f"Pieces only show: found controls in {', '.join(refused)}.")
        return {name: Still(tree).properties() for name, tree in pieces.items()}


def still(tree: Any) -> Any:  # noqa: ANN401  (whatever Dash renders)
    """Return the same piece of page in as few Dash components as can be; what somebody may answer stays as it is.

    Parameters
    ----------
    tree : component, list, str or None
        A piece of a page.

    Examples
    --------
    >>> from dash import html
    >>> type(still(html.P(["Hello ", html.B("you")]))).__name__
    'Still'
    >>> [type(part).__name__ for part in still(html.Div([html.P("Name"), dcc.Input(id="name")])).children]
    ['Still', 'Input']
    """
    if tree is None or tree == [] or isinstance(tree, str | int | float):
        return tree
    if _is_still(tree):
        return Still(tree)
    if isinstance(tree, list | tuple):
        runs = groupby(tree, _is_still)
        return [part for is_still, run in runs for part in ([Still([*run])] if is_still else map(still, run))]
    if getattr(tree, "children", None) is None or not _is_element(tree):
        return tree
    properties = dict(tree.to_plotly_json()["props"])
    return tree.__class__(**{**properties, "children": still(tree.children)})


def _is_still(tree: Any) -> bool:  # noqa: ANN401  (whatever Dash renders)
    if tree is None or isinstance(tree, str | int | float):
        return True
    if isinstance(tree, list | tuple):
        return all(map(_is_still, tree))
    if not isinstance(tree, dcc.Link) and not (_is_element(tree) and tree.__class__.__name__.lower() in _SHOWING):
        return False
    if getattr(tree, "id", None) not in {None, *STILL_IDS} or ":" in (getattr(tree, "href", None) or ""):
        return False
    return _is_still(getattr(tree, "children", None))


def _is_element(tree: Any) -> bool:  # noqa: ANN401  (whatever Dash renders)
    return getattr(tree, "_namespace", "") == "dash_html_components"
