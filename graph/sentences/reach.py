"""Where is nobody, in sentences."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from graph.reach.gaps import ReachGaps
from graph.sentences.language import ENGLISH, Language
from graph.sentences.words import listed, numbered

__all__ = ["basis", "covered", "grid_summary", "last_heard", "most_needed", "outside_grid", "there", "why_near"]


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
    'Water next door, in Hill, Moor'
    """
    messages = {
        "neighbouring": "{cause} next door, in {names}",
        "same place": "here for {names}",
        "nationwide": "{cause} nationwide",
        "elsewhere": "{cause} in {names}",
    }
    names = listed(near["nearby"], 5, conjunction=False, language=language)
    return language.gettext(messages[near["relation"]]).format(cause=near["cause"], names=names)


def grid_summary(gaps: ReachGaps, language: Language = ENGLISH) -> list[str]:
    """Return the size of the grid, and what its places and needs rest on, one sentence each."""
    cells = gaps.frame
    if cells.empty:
        message = "No cells: the data name no causes, or no communities. 'partners check --notes' tells what was read."
        return [language.gettext(message)]
    size = language.gettext(
        "{cells} cells ({causes} causes x {communities} communities, places at level {level}): nobody in {empty}, "
        "{fragile} fragile."
    ).format(
        cells=len(cells),
        causes=cells["cause_id"].nunique(),
        communities=cells["community_id"].nunique(),
        level=gaps.level,
        empty=int((cells["organizations"] == 0).sum()),
        fragile=int(cells["fragile"].sum()),
    )
    rests_on = {
        ("listed", "stated"): "Communities: listed in the data. Need: stated in the data.",
        ("seen", "stated"): "Communities: seen in the data. Need: stated in the data.",
        ("listed", "none"): "Communities: listed in the data. Need: not stated, so that each cell counts 1.",
        ("seen", "none"): "Communities: seen in the data. Need: not stated, so that each cell counts 1.",
    }
    return [size, language.gettext(rests_on[gaps.denominator, gaps.needs])]


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
        return language.gettext("The data in view name no causes or no places, so no gap can be told.")
    if empty.empty:
        message = language.gettext("Somebody is there in all {number} cells of cause and place.")
        return message.format(number=f"{len(cells):,}")
    worst = empty.sort_values(["gap", "cause", "community"], ascending=[False, True, True]).head(3)
    cell = language.gettext("{cause} in {place}")
    names = [cell.format(cause=c, place=p) for c, p in zip(worst["cause"], worst["community"], strict=True)]
    message = (
        "Nobody is there in {number} of {all} cells of cause and place, most needed in {names}."
        if needs == "stated"
        else "Nobody is there in {number} of {all} cells of cause and place, for example {names}."
    )
    return language.gettext(message).format(
        number=f"{len(empty):,}", all=f"{len(cells):,}", names=listed(names, language=language)
    )


def covered(cells: pd.DataFrame, n_empty: int, *, of_coalition: bool, language: Language = ENGLISH) -> str:
    """Return in how many cells somebody is, in how many only one organization, and in how many nobody."""
    first = (
        "Somebody of this coalition is there in {covered} of {all} cells;"
        if of_coalition
        else "Somebody is there in {covered} of {all} cells;"
    )
    last = "nobody of this coalition is there in {empty}." if of_coalition else "nobody is there in {empty}."
    fragile = numbered(
        "{number} cell hangs on a single organization;",
        "{number} cells hang on a single organization;",
        int(cells["fragile"].sum()),
        language,
    )
    n_covered = int((cells["organizations"] > 0).sum())
    return " ".join(
        (
            language.gettext(first).format(covered=f"{n_covered:,}", all=f"{len(cells):,}"),
            fragile,
            language.gettext(last).format(empty=f"{n_empty:,}"),
        )
    )


def basis(gaps: ReachGaps, language: Language = ENGLISH) -> str:
    """Return which places are shown, and whether the data say how much is needed."""
    denominator = language.gettext(
        "All places that the data list are shown."
        if gaps.denominator == "listed"
        else "Only places that some row names are shown: a place that nobody reports from cannot appear here."
    )
    if gaps.needs == "stated":
        return denominator
    no_need = "The data say nothing of how much is needed: every empty cell counts the same."
    return f"{language.gettext(no_need)} {denominator}"


def outside_grid(gaps: ReachGaps, language: Language = ENGLISH) -> list[str]:
    """Return what is known but has no cell: nationwide presence, and presence without a cause."""
    sentences = []
    if len(gaps.nationwide):
        names = listed(gaps.nationwide["cause"].tolist(), 4, language=language)
        sentences.append(language.gettext("Nationwide presence covers no cell: {names}.").format(names=names))
    if len(gaps.without_cause):
        one, plural = (
            "{number} place with presence for no stated cause.",
            "{number} places with presence for no stated cause.",
        )
        sentences.append(numbered(one, plural, len(gaps.without_cause), language))
    return sentences


def there(n_present: int, n_of_coalition: int | None = None, language: Language = ENGLISH) -> str:
    """Return how many organizations are in a cell, those of a coalition and others apart where one is asked for."""
    if not n_present:
        return language.gettext("Nobody is there.")
    if n_of_coalition is None:
        return numbered("{number} organization is there.", "{number} organizations are there.", n_present, language)
    ours = (
        numbered(
            "{number} of this coalition is there;", "{number} of this coalition are there;", n_of_coalition, language
        )
        if n_of_coalition
        else language.gettext("Nobody of this coalition is there;")
    )
    others = n_present - n_of_coalition
    return (
        f"{ours} {numbered('{number} other organization is.', '{number} other organizations are.', others, language)}"
    )


def last_heard(claimed: bool | None, language: Language = ENGLISH) -> str:
    """Return how recent the news from a cell is; blank where it is recent, or nobody is there."""
    if claimed is None or pd.isna(claimed):
        return language.gettext("unknown how recent: nothing there has a date")
    return language.gettext("* the last thing known there is over a year old") if claimed else ""
