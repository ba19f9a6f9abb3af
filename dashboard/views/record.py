"""What a view is: one record that the navigation, the page, the address and the documentation are made from."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import pandas as pd
from dash import Dash
from dash.development.base_component import Component

from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.gap_table import GapTable
from dashboard.state import State

__all__ = ["Control", "Layout", "Scene", "Table", "View"]

T = TypeVar("T")
Layout = Literal["map", "page", "wide"]


@dataclass(frozen=True)
class Scene:
    """What a view is handed to draw from.

    Attributes
    ----------
    state : State
        What the address says.
    answers : Answers
        The answers for the filters of `state`.
    explorer : Explorer
        Where the answers come from: the whole data, the report of the load, the open decisions.
    theme : {"light", "dark"}
        The theme of the page.
    """

    state: State
    answers: Answers
    explorer: Explorer
    theme: str = "light"

    def once(self, draw: Callable[["Scene"], T], **changes: Any) -> T:  # noqa: ANN401  (any field of the state)
        """Return what `draw` makes of this scene with some of its state changed, once for all who see the same.

        Parameters
        ----------
        draw : callable
            A function at the top of a module; see `Drawn`.
        **changes
            Fields of the state on which what is drawn does not depend, set to one value.
        """
        return self.answers.drawn(draw, dataclasses.replace(self, state=self.state.replace(**changes)))


@dataclass(frozen=True)
class Control:
    """A control that is there in one view only, and how its value changes the address.

    Attributes
    ----------
    name, prop : str
        Its id, and the property that changes.
    change : callable
        Returns the state after a new value; the same state where nothing changes.
    """

    name: str
    prop: str
    change: Callable[[State, Answers, Any], State]


@dataclass(frozen=True)
class Table:
    """A table that a view hands out, to be copied or taken as a file.

    Attributes
    ----------
    name : str
        In the address and in the name of the file; unique in its view.
    label : str
        In the menu, and the name of its sheet.
    rows : callable
        Returns the rows with plain headings: what the view shows, from `Scene.answers` alone, so that what is secret
        stays so.
    """

    name: str
    label: str
    rows: Callable[[Scene], pd.DataFrame]


def _nothing(scene: Scene) -> None:
    """Leave the place empty."""
    del scene


def _no_answer(scene: Scene) -> str:
    """Leave the question to the view."""
    del scene
    return ""


def _on_no_rows(scene: Scene) -> tuple[str, ...]:
    """Leave the answer without rows behind it."""
    del scene
    return ()


@dataclass(frozen=True)
class View:
    """One view of the dashboard.

    Attributes
    ----------
    name : str
        In the address.
    label : str
        In the navigation.
    question : str
        What a reader learns from it, as a question; it stands above the answer.
    answer : callable
        Returns the answer in one or two sentences, with a name and a number: the heading of the view. Where it is
        blank, the question is the heading.
    layout : {"map", "page", "wide"}
        What stands in the centre: the network map, what `centre` returns, or that over the whole width, without
        `left` and `right`.
    left, centre, right : callable
        Return what stands in each place; by default nothing.
    controls : tuple of Control
        Its own controls that change the address.
    callbacks : callable, optional
        Adds callbacks of its own to the app, for whatever is no change of the address.
    broken : callable, optional
        Returns the groups of ids that the map draws as cut off; ``None`` draws no break.
    tables : tuple of Table
        What it hands out as a table.
    picture : callable, optional
        Returns the table of gaps that stands for the view in a picture, ``None`` where it has no cell. A view with
        the map needs none: its picture is the map.
    quotes_files : bool
        Whether it repeats words from the files, rejected rows too: it hands out no table in presentation mode.
    without_organizations : bool
        Whether it opens where there is no organization to show. Elsewhere the page then says why nothing is there.
    always_anew : bool
        Whether it shows more than the answers: what waits for a decision, or went wrong. The other views are drawn
        once, and kept for the next reader who asks the same.
    in_navigation : bool
        Whether the navigation lists it.
    rests_on : callable, optional
        Returns the value of `State.why` that asks for the number in the answer; empty where it counts nothing.
    stays : bool
        Whether what `left` and `centre` return stays on the page as long as the filters do. The callbacks of the view
        then set in it what else the address changes: drawn anew, a table would lose its filters, its place and the
        focus.
    """

    name: str
    label: str
    question: str
    answer: Callable[[Scene], str] = _no_answer
    layout: Layout = "map"
    left: Callable[[Scene], Component | None] = _nothing
    centre: Callable[[Scene], Component | None] = _nothing
    right: Callable[[Scene], Component | None] = _nothing
    controls: tuple[Control, ...] = ()
    callbacks: Callable[[Dash, Explorer], None] | None = None
    broken: Callable[[State, Answers], list[list[str]] | None] | None = None
    tables: tuple[Table, ...] = ()
    picture: Callable[[Scene], GapTable | None] | None = None
    quotes_files: bool = False
    without_organizations: bool = False
    always_anew: bool = False
    in_navigation: bool = True
    rests_on: Callable[[Scene], tuple[str, ...]] = _on_no_rows
    stays: bool = False
