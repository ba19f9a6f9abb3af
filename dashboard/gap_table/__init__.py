"""The table of gaps: one Dash component that draws places x causes and says which cell is chosen."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from dash.development.base_component import Component, ComponentRegistry

from dashboard.language import LANGUAGE, gettext_noop

__all__ = ["WORDS", "GapTable"]

__version__ = version("partner-network-explorer")  # Dash puts it into the address of the script

_js_dist = [{"relative_package_path": "gap_table.js", "namespace": __name__}]
# Dash registers only the top package: without this line the table stays blank.
ComponentRegistry.registry.add(__name__)  # type: ignore[no-untyped-call]  # Dash ships it without types

WORDS: Mapping[str, str] = {
    "label": gettext_noop("Who is present, by place and cause. Arrow keys go from cell to cell, Enter chooses one."),
    "corner": gettext_noop("Place"),
    "hint": gettext_noop("Point at a cell, or go to it with the arrow keys, to read what it says."),
}
"""Every text that the table shows or speaks by itself."""


class GapTable(Component):
    """Table of places x causes, with one cell chosen.

    A real table: the headings stay in sight, a screen reader names row and column, it prints as it stands. It is one
    tab stop: arrow keys, Home, End (with Ctrl: of the whole table), Page Up and Page Down, Enter or the space bar.

    Parameters
    ----------
    id : str
        The component's id.
    rows, columns : sequence of mapping
        ``{"id": ..., "name": ...}`` of each place and of each cause.
    states, texts, titles : sequence of sequence of str
        One list a place, one entry a cause: a key of `dashboard.explorer.cells.CELL_STATES`, what stands in the
        cell, and the sentence about it.
    chosen : sequence of str, optional
        Ids of the cause and of the place of the cell that is framed.

    Notes
    -----
    Set by the table: `picked` is the ids of the cause and of the place of the cell that was chosen last.

    Examples
    --------
    >>> one = {"id": "a", "name": "A"}
    >>> GapTable(id="gaps", rows=[one], columns=[one], states=[["none"]], texts=[["-"]], titles=[["A in A"]]).picked
    """

    _namespace = "partner_gap_table"
    _type = "GapTable"
    _base_nodes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _children_props: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)
    _prop_names: list[str] = [  # noqa: RUF012
        "id", "rows", "columns", "states", "texts", "titles", "chosen", "words", "picked",
    ]  # fmt: skip
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012  (Dash declares it on the instance)

    def __init__(
        self,
        id: str,  # noqa: A002  (Dash's own word)
        *,
        rows: Sequence[Mapping[str, str]],
        columns: Sequence[Mapping[str, str]],
        states: Sequence[Sequence[str]],
        texts: Sequence[Sequence[str]],
        titles: Sequence[Sequence[str]],
        chosen: Sequence[str] | None = None,
        picked: Sequence[str] | None = None,
    ) -> None:
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(  # type: ignore[no-untyped-call]  # Dash ships it without types
            id=id,
            rows=list(rows),
            columns=list(columns),
            states=states,
            texts=texts,
            titles=titles,
            chosen=None if chosen is None else list(chosen),
            words={name: LANGUAGE.gettext(message) for name, message in WORDS.items()},
            picked=picked,
        )
