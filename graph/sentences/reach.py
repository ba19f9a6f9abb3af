"""Where is nobody, in sentences."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from graph.reach.gaps import ReachGaps
from graph.words.filled import listed, numbered, translated
from graph.words.formats import decimal
from graph.words.language import ENGLISH, Language, gettext_noop

__all__ = [
    "basis",
    "covered",
    "goes_dark",
    "grid_summary",
    "last_heard",
    "most_needed",
    "outside_grid",
    "there",
    "why_near",
]

_NEAR = {
    "neighbouring": gettext_noop("{cause} in a neighbouring place: {names}"),
    "same place": gettext_noop("present here for {names}"),
    "nationwide": gettext_noop("{cause} nationwide"),
    "elsewhere": gettext_noop("{cause} in {names}"),
}
_RESTS_ON = {
    ("listed", "stated"): gettext_noop("Communities: listed in the data. Need: stated in the data."),
    ("seen", "stated"): gettext_noop("Communities: seen in the data. Need: stated in the data."),
    ("listed", "none"): gettext_noop("Communities: listed in the data. Need: not stated, so each cell counts 1."),
    ("seen", "none"): gettext_noop("Communities: seen in the data. Need: not stated, so each cell counts 1."),
}
_MOST_NEEDED = {
    "stated": gettext_noop(
        "Nobody is present in {number} of {all} cause-and-place pairs. The need is highest for {names}."
    ),
    "none": gettext_noop("Nobody is present in {number} of {all} cause-and-place pairs, for example {names}."),
}
_COVERED = {
    "everybody": gettext_noop("Somebody is present in {covered} of {all} cause-and-place pairs;"),
    "us": gettext_noop("We are present in {covered} of {all} cause-and-place pairs;"),
    "coalition": gettext_noop("This coalition is present in {covered} of {all} cause-and-place pairs;"),
}


def why_near(near: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return why an organization is near a cell.

    Parameters
    ----------
    near : mapping
        A row of `graph.who_is_near`: ``relation, cause, nearby``.
    language : Language
        Of the sentence.

    Examples
    --------
    >>> why_near({"relation": "neighbouring", "cause": "Water", "nearby": ("Hill", "Moor")})
    'Water in a neighbouring place: Hill, Moor'
    """
    names = listed(near["nearby"], 5, conjunction=False, language=language)
    return translated(_NEAR[near["relation"]], language, cause=near["cause"], names=names)


def grid_summary(gaps: ReachGaps, language: Language = ENGLISH) -> list[str]:
    """Return the size of the grid, and what its places and needs rest on, one sentence each."""
    cells = gaps.frame
    if cells.empty:
        return [
            translated(
                "No cells: the data name no causes, or no communities. 'partners check --notes' reports what was read.",
                language,
            )
        ]
    size = translated(
        "{cells} cells ({causes} causes x {communities} communities, places at level {level}): nobody in {empty}, "
        "{fragile} fragile.",
        language,
        cells=len(cells),
        causes=cells["cause_id"].nunique(),
        communities=cells["community_id"].nunique(),
        level=gaps.level,
        empty=int((cells["organizations"] == 0).sum()),
        fragile=int(cells["fragile"].sum()),
    )
    return [size, translated(_RESTS_ON[gaps.denominator, gaps.needs], language)]


def most_needed(cells: pd.DataFrame, empty: pd.DataFrame, needs: str, language: Language = ENGLISH) -> str:
    """Return in how many cells nobody is, and the names of three.

    Parameters
    ----------
    cells, empty : pd.DataFrame
        All cells of `graph.reach.gaps.ReachGaps`, and those where nobody is and somebody is, or may be, needed.
    needs : str
        As in `graph.reach.gaps.ReachGaps`.
    language : Language
        Of the sentence.
    """
    if cells.empty:
        return translated("This selection names no causes or no places, so it has no gaps to show.", language)
    if empty.empty:
        return translated(
            "Somebody is present in all {number} cause-and-place pairs.",
            language,
            number=decimal(len(cells), language),
        )
    worst = empty.sort_values(["gap", "cause", "community"], ascending=[False, True, True]).head(3)
    names = [
        translated("{cause} in {place}", language, cause=cause, place=place)
        for cause, place in zip(worst["cause"], worst["community"], strict=True)
    ]
    return translated(
        _MOST_NEEDED[needs],
        language,
        number=decimal(len(empty), language),
        all=decimal(len(cells), language),
        names=listed(names, language=language),
    )


def covered(cells: pd.DataFrame, n_gaps: int, *, whose: str = "everybody", language: Language = ENGLISH) -> str:
    """Return in how many pairs of cause and place somebody is present, only one organization is, and nobody is.

    Parameters
    ----------
    cells : pd.DataFrame
        All cells of `graph.reach.gaps.ReachGaps`.
    n_gaps : int
        In how many of them nobody is present although somebody is, or may be, needed.
    whose : {"everybody", "us", "coalition"}
        Whose presence the cells count.
    language : Language
        Of the sentence.
    """
    present = translated(
        _COVERED[whose],
        language,
        covered=decimal(int((cells["organizations"] > 0).sum()), language),
        all=decimal(len(cells), language),
    )
    fragile = numbered(
        "{number} pair depends on a single organization;",
        "{number} pairs depend on a single organization;",
        int(cells["fragile"].sum()),
        language,
    )
    gaps = numbered("{number} pair is a gap.", "{number} pairs are gaps.", n_gaps, language)
    return f"{present} {fragile} {gaps}"


def basis(gaps: ReachGaps, language: Language = ENGLISH) -> str:
    """Return which places are shown, and whether the data say how much is needed."""
    places = (
        translated("All places that the data list are shown.", language)
        if gaps.denominator == "listed"
        else translated("Only places named in some row are shown; a place without any report is missing.", language)
    )
    if gaps.needs == "stated":
        return places
    no_need = translated("The data do not say how much is needed, so every gap counts the same.", language)
    return f"{no_need} {places}"


def outside_grid(gaps: ReachGaps, language: Language = ENGLISH) -> list[str]:
    """Return what has no cell: nationwide presence, and presence without a cause."""
    sentences = []
    if len(gaps.nationwide):
        names = listed(gaps.nationwide["cause"].tolist(), 4, language=language)
        sentences.append(translated("Nationwide presence counts for no single place: {names}.", language, names=names))
    if len(gaps.without_cause):
        sentences.append(
            numbered(
                "{number} place has presence without a cause.",
                "{number} places have presence without a cause.",
                len(gaps.without_cause),
                language,
            )
        )
    return sentences


def there(n_present: int, n_of_coalition: int | None = None, language: Language = ENGLISH) -> str:
    """Return how many organizations are in a cell, those of a coalition and others apart where one is asked for."""
    if not n_present:
        return translated("Nobody is present.", language)
    if n_of_coalition is None:
        return numbered("{number} organization is present.", "{number} organizations are present.", n_present, language)
    ours = numbered(
        "{number} member of this coalition is present;",
        "{number} members of this coalition are present;",
        n_of_coalition,
        language,
    )
    others = numbered(
        "{number} other organization is.",
        "{number} other organizations are.",
        n_present - n_of_coalition,
        language,
    )
    return f"{ours} {others}"


def last_heard(claimed: bool | None, language: Language = ENGLISH) -> str:
    """Return how recent the news from a cell is; blank where it is recent, or nobody is there."""
    if claimed is None or pd.isna(claimed):
        return translated("no date: we do not know how recent this is", language)
    return translated("* presence not confirmed in the last 12 months", language) if claimed else ""


def goes_dark(name: str, cells: pd.DataFrame, language: Language = ENGLISH) -> str:
    """Return in which pairs of cause and place nobody is left without some organizations.

    Parameters
    ----------
    name : str
        Who leaves.
    cells : pd.DataFrame
        From `graph.reach.dark.cells_gone_dark`.
    language : Language
        Of the sentence.

    Examples
    --------
    >>> goes_dark("Hub", pd.DataFrame({"cause": ["Water"], "community": ["Hill"]}))
    'Without Hub, nobody is left in 1 cause-and-place pair: Water in Hill.'
    """
    if cells.empty:
        return translated("Without {name}, no cause-and-place pair loses its last organization.", language, name=name)
    pairs = [
        translated("{cause} in {place}", language, cause=cause, place=place)
        for cause, place in zip(cells["cause"], cells["community"], strict=True)
    ]
    return numbered(
        "Without {name}, nobody is left in {number} cause-and-place pair: {names}.",
        "Without {name}, nobody is left in {number} cause-and-place pairs: {names}.",
        len(cells),
        language,
        name=name,
        names=listed(pairs, language=language),
    )
