"""A long list: one Dash component that shows thirty of its links, and more when they are asked for."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from dash.development.base_component import Component, ComponentRegistry

from dashboard.language import LANGUAGE, gettext_noop

__all__ = ["WORDS", "LongList"]

__version__ = version("partner-network-explorer")  # Dash puts it into the address of the script

_js_dist = [{"relative_package_path": "long_list.js", "namespace": __name__}]
# Dash registers only the top package: without this line the list stays blank.
ComponentRegistry.registry.add(__name__)  # type: ignore[no-untyped-call]  # Dash ships it without types

WORDS: Mapping[str, str] = {"more": gettext_noop("Show {count} more of {left}")}
"""Every text that the list writes by itself; the browser fills ``{count}`` and ``{left}``."""


class LongList(Component):
    """List of links or of texts; a list of a thousand costs the browser no more than one of thirty.

    Parameters
    ----------
    id : str
        The component's id.
    of : str
        What the list is of: as long as it stays, the rows that somebody asked for stay on the page.
    items : sequence of mapping
        One a row, as `dashboard.components.links.list_item` makes it: ``name`` and ``href`` (without it, the row
        is a text); where they are there ``number`` (a text), ``note`` (a sentence below the name), ``colour`` (as of
        `swatch`) and ``lit``.
    headings : sequence of str, optional
        Headings of number and name; without them the list has no numbers.
    className : str
        Style class of the list.

    Examples
    --------
    >>> LongList(id="a", of="a", items=[{"href": "./", "name": "A"}]).headings is None
    True
    """

    _namespace = "partner_long_list"
    _type = "LongList"
    _base_nodes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _children_props: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _prop_names: list[str] = ["id", "of", "items", "headings", "words", "className"]  # noqa: RUF012
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)

    def __init__(
        self,
        id: str,  # noqa: A002  (Dash's own word)
        *,
        of: str,
        items: Sequence[Mapping[str, Any]],
        headings: Sequence[str] | None = None,
        className: str = "",  # noqa: N803  (a property's name in the browser)
    ) -> None:
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(  # type: ignore[no-untyped-call]  # Dash ships it without types
            id=id,
            of=of,
            items=[dict(item) for item in items],
            headings=None if headings is None else [*headings],
            words={name: LANGUAGE.gettext(message) for name, message in WORDS.items()},
            className=className,
        )
