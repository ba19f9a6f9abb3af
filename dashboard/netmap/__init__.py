"""The network map: one Dash component that draws organizations, their relationships and their coalitions."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from dash.development.base_component import Component, ComponentRegistry

from dashboard.language import LANGUAGE, gettext_noop

__all__ = ["WORDS", "NetworkMap"]

__version__ = version("partner-network-explorer")  # Dash puts it into the address of the script

_js_dist = [{"relative_package_path": "partner_netmap.min.js", "namespace": __name__}]
# Dash registers only the top package: without this line the page stays blank.
ComponentRegistry.registry.add(__name__)  # type: ignore[no-untyped-call]  # Dash ships it without types

WORDS: Mapping[str, str] = {
    "label": gettext_noop(
        "Map of organizations and their relationships. Arrow keys go to the next organization, Enter selects it, "
        "Shift and Enter choose several, Escape clears, plus and minus zoom, zero shows everything."
    ),
    "zoom_in": gettext_noop("Zoom in"),
    "zoom_out": gettext_noop("Zoom out"),
    "whole": gettext_noop("Show everything"),
    "lasso": gettext_noop("Choose several: draw around them"),
    "lasso_note": gettext_noop("Draw around organizations to choose them. Hold Shift to add. Escape leaves."),
    "lasso_nobody": gettext_noop("Nobody is inside what you drew."),
    "lasso_chosen": gettext_noop("Chosen: {count}"),
    "lasso_too_many": gettext_noop(
        "Chosen: the {count} with the most partners. {more} more are inside what you drew; an address holds no more."
    ),
    "weaker": gettext_noop("Hide weaker"),
    "weaker_note": gettext_noop("Hide the weaker relationships on the map. No number on the page changes."),
    "drawn": gettext_noop("{drawn} of {all} relationships"),
    "put_back": gettext_noop("Put back"),
    "put_back_note": gettext_noop("Put back what you dragged to another place"),
    "picture": gettext_noop("The map as a picture"),
    "one_cut_off": gettext_noop("Cut off: 1 organization"),
    "cut_off": gettext_noop("Cut off: {count} organizations"),
    "no_group": gettext_noop("no partners"),
    "whole_group": gettext_noop("{name}, {count} organizations, Enter opens it"),
    "one_partner": gettext_noop("1 partner"),
    "partners": gettext_noop("{count} partners"),
}
"""Every text that the map writes or speaks by itself; the browser fills ``{count}``."""


class NetworkMap(Component):
    """Map of organizations: areas for coalitions, discs for organizations, a strip for the rest.

    The network never travels through a property: the browser fetches it from `dataUrl`, so that callbacks
    carry ids only. Changing any other property neither fetches nor rebuilds.

    Parameters
    ----------
    id : str
        The component's id.
    dataUrl : str
        Address of the network as JSON in columns, on this server; nothing is fetched while it is blank. A new
        address is fetched at once; the camera stays, and so does everybody whose position is the same::

            {"organizations": {"id": [], "label": [], "x": [], "y": [], "size": [], "group": [],
                               "shown": [], "rank": [], "strip": [], "members": []},
             "ties": {"from": [], "to": [], "strength": [], "between": []},
             "groups": [{"number": 1, "name": "Land rights, Coast", "colour": 0, "size": 12}],
             "caption": "17 small groups, 47 organizations without partners"}

        `x`, `y`, `strip` as `graph.map.layout.map_layout` gives them; `size` number of partners; `group` index
        into `groups` or -1 (grey); `shown` false: outside the filter, faint, nameless, not clickable; `rank`
        1 is named first; `members`, optional: how many organizations there are in a row that is a whole group, else 0;
        `from`, `to` indices of organizations; `strength` in 0..1; `between` true for a tie between two groups; `colour`
        the hue 0..7 plus eight times the pattern 0..4, or null (grey).
    colours : mapping
        `dashboard.colours.COLOURS[theme]`.
    theme : str, optional
        ``"light"`` or ``"dark"``; goes with `colours`.
    selected : str, optional
        Id of the selected organization, or None.
    highlighted : sequence of str, optional
        Ids lit beside the selected one, with the ties among them; None: its partners.
    broken : sequence of sequences of str, optional
        The pieces that lose touch if the selected organization, or all in `chosen`, leave. Whoever leaves is drawn
        hollow and struck out, the ties dashed, each piece in the colour of what breaks, with a label.
    chosen : sequence of str, optional
        Ids that are chosen together: each has a ring, their partners are lit; with `broken`, they leave.
    route : sequence of str, optional
        Ids on the way between two that are chosen, in order: they and the ties between them are drawn alone.
    group : int, optional
        Number of a group to light.
    focus : str, optional
        Id to centre on (smoothly, unless the reader prefers reduced motion).
    picture : str, optional
        Address of a picture of the map, with a query string; it stands in place of the map where the browser has no
        WebGL, with ``&theme=`` added.
    words : mapping, optional
        Replaces texts of `WORDS`.

    Notes
    -----
    Set by the map: `status` is ``"loading"``, ``"drawn"``, ``"failed: ..."`` or ``"no-webgl"``;
    `picked` is what somebody chose last, with how many times somebody did: ``{"organization": id}`` (click, Enter;
    None by Esc or a click on empty ground), ``{"several": [id, ...]}`` (Shift-click, Shift and Enter, the lasso; an
    empty list by Esc) or ``{"group": number}`` (a click on its name). Hovering stays in the browser. The map is one tab
    stop: arrow keys, Enter, Esc, ``+ - 0``.

    In the browser ``document.getElementById(id).netmap`` has `sigma`, `graph`, ``texts()`` and
    ``position(id)``, both in pixels of the viewport.

    Examples
    --------
    >>> from dashboard.colours import COLOURS
    >>> NetworkMap(id="map", dataUrl="/api/network", colours=COLOURS["light"]).selected is None
    True
    """

    _namespace = "partner_netmap"
    _type = "NetworkMap"
    _base_nodes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _children_props: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _prop_names: list[str] = [  # noqa: RUF012
        "id", "dataUrl", "colours", "theme", "selected", "highlighted", "broken", "group", "focus", "words",
        "chosen", "route", "picture", "status", "picked",
    ]  # fmt: skip
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)

    def __init__(
        self,
        id: str,  # noqa: A002  (Dash's own word)
        dataUrl: str,  # noqa: N803  (a property's name in the browser)
        colours: Mapping[str, Any],
        *,
        theme: str = "light",
        selected: str | None = None,
        highlighted: Sequence[str] | None = None,
        broken: Sequence[Sequence[str]] | None = None,
        chosen: Sequence[str] | None = None,
        route: Sequence[str] | None = None,
        group: int | None = None,
        focus: str | None = None,
        picture: str | None = None,
        words: Mapping[str, str] | None = None,
        status: str = "loading",
        picked: Mapping[str, Any] | None = None,
    ) -> None:
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(  # type: ignore[no-untyped-call]  # Dash ships it without types
            id=id,
            dataUrl=dataUrl,
            colours=dict(colours),
            theme=theme,
            selected=selected,
            highlighted=None if highlighted is None else list(highlighted),
            broken=None if broken is None else [list(piece) for piece in broken],
            chosen=None if chosen is None else list(chosen),
            route=None if route is None else list(route),
            group=group,
            focus=focus,
            words={name: LANGUAGE.gettext(message) for name, message in WORDS.items()} | dict(words or {}),
            picture=picture,
            status=status,
            picked=picked,
        )
