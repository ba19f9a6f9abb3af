"""What a sheet, a picture or a file says about itself: view, filters, source, days, and whether names are hidden."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd

from dashboard.components.chips import filters_set
from dashboard.components.source import source_of, span_of
from dashboard.language import counted, day, listed, text
from dashboard.taking_out.selection import selection_name
from dashboard.views import Scene, view_of
from graph.tables.masking import sensitive

__all__ = ["About", "about", "confidential_note", "file_stem", "refusal", "today"]

_MOST_VALUES = 12


@dataclass(frozen=True)
class About:
    """What is said about what leaves the page.

    Attributes
    ----------
    title : str
        The view, and what is selected in it.
    question : str
        What the view answers.
    filters, source, made : str
        Sentences: which part of the data it is, where they come from, on which day it was made and of which days the
        data speak.
    names : str
        Whether names are hidden, or must not be passed on; blank where nobody is protected.
    confidential : bool
        Whether it must not be passed on.
    """

    title: str
    question: str
    filters: str
    source: str
    made: str
    names: str
    confidential: bool

    @property
    def below(self) -> list[str]:
        """The sentences at the end of a picture or a sheet."""
        return [f"{self.source} {self.made}".strip(), self.names]

    def frame(self) -> pd.DataFrame:
        """Return all of it as a table."""
        lines = [(self.title, self.question), ("", self.filters), ("", self.source), ("", self.made), ("", self.names)]
        return pd.DataFrame(lines, columns=[text("View"), text("About this file")])


def about(scene: Scene, when: date) -> About:
    """Return what is said about what is taken out of a scene.

    Parameters
    ----------
    scene : Scene
        What the page shows.
    when : date
        The day on which it is made.
    """
    state, view = scene.state, view_of(scene.state)
    note = confidential_note(scene)
    selected = selection_name(state, scene.answers)
    label = text(view.label)
    return About(
        title=f"{label}: {selected}" if selected else label,
        question=text(view.question),
        filters=_filters(scene),
        source=_source(scene),
        made=text("Made on {day}.", day=day(when)) + " " + span_of(scene.answers.tables),
        names=note or (text("Protected organizations have pseudonyms.") if scene.explorer.masks(state) else ""),
        confidential=bool(note),
    )


def _filters(scene: Scene) -> str:
    state = scene.state
    if not state.filtered:
        return text("No filter is set: this is all of the data.")
    filters = filters_set(state, scene.explorer.base_of(state).tables)
    parts = [text("{label}: {values}.", label=one.label, values=listed(one.names, _MOST_VALUES)) for one in filters]
    again = [text("Coalitions were found again in this selection.")] if state.regroup else []
    return text("Filters - {filters}", filters=" ".join([*parts, *again]))


def _source(scene: Scene) -> str:
    n_files = scene.explorer.report.sheets["file"].nunique()
    source = source_of(scene.explorer) or counted("{number} file", "{number} files", n_files)
    return text("Source: {source}.", source=source)


def confidential_note(scene: Scene) -> str:
    """Return why what is taken out must not be passed on; blank where it may be."""
    if scene.explorer.masks(scene.state):
        return ""
    if view_of(scene.state).quotes_files:
        return text("Confidential: this repeats words from the files, also from rows that are protected.")
    if sensitive(scene.answers.selected_tables.organizations).any():
        return text("Confidential: this names protected organizations.")
    return ""


def refusal(scene: Scene) -> str:
    """Return why there is nothing to take out, as the page says it; blank where there is something."""
    if view_of(scene.state).without_organizations:
        return ""
    if scene.answers.tables.organizations.empty:
        return text("No partners yet")
    return "" if len(scene.answers.selected_tables.organizations) else text("No organization passes these filters")


def file_stem(scene: Scene, when: date, *more: str) -> str:
    """Return the name of a file without its ending; what must not be passed on says so there, too."""
    secret = ["confidential"] if confidential_note(scene) else []
    return "-".join([*secret, "partners", view_of(scene.state).name, *more, when.isoformat()])


def today() -> date:
    """Return the day on which something is taken out."""
    return datetime.now(UTC).astimezone().date()
