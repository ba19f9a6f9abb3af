"""Who is likely to come, in sentences: why, how often such proposals came elsewhere, and when not to trust a list."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from graph.allies.arrival_rows import BANDS
from graph.allies.arrivals import LikelyArrivals
from graph.words.filled import listed, numbered, translated
from graph.words.formats import day, decimal, percent
from graph.words.language import ENGLISH, Language, gettext_noop, ngettext_noop

__all__ = ["arrival_rows", "backtest_in_words", "counted_at", "how_often", "what_is_wrong", "what_to_do", "why_likely"]

_WHY = {
    "here": ngettext_noop("has {number} other cause in {place}", "has {number} other causes in {place}"),
    "does": ngettext_noop("does {cause} in {number} other place", "does {cause} in {number} other places"),
    "near": ngettext_noop("works in {number} other place of {within}", "works in {number} other places of {within}"),
    "beside": ngettext_noop("works in {number} neighbouring place", "works in {number} neighbouring places"),
    "there": ngettext_noop("{number} organization does it there already", "{number} organizations do it there already"),
}
_LEFT_OUT = {
    "inactive": ngettext_noop("{number} planned or suspended", "{number} planned or suspended"),
    "nationwide": ngettext_noop("{number} nationwide", "{number} nationwide"),
    "above": ngettext_noop("{number} in a larger place", "{number} in larger places"),
    "without_cause": ngettext_noop("{number} without a cause", "{number} without a cause"),
    "without_date": ngettext_noop("{number} without a date", "{number} without a date"),
    "other_dates": ngettext_noop("{number} at another date", "{number} at other dates"),
}
_HOW_OFTEN = {
    BANDS[0].words: gettext_noop("of 20 such proposals, usually 2 to 4 had come at the next count"),
    BANDS[1].words: gettext_noop("of 20 such proposals, usually 2 had come at the next count"),
    BANDS[2].words: gettext_noop("of 20 such proposals, usually 1 had come at the next count"),
    BANDS[3].words: gettext_noop("of 50 such proposals, usually 1 had come at the next count"),
    "": gettext_noop("such proposals seldom came: fewer than 1 of 50"),
}
_WRONG = {
    "no_dates": gettext_noop("No presence with a cause and a place has a date."),
    "few_organizations": gettext_noop("Only {number} organizations are known; the list needs {limit}."),
    "flat_places": gettext_noop("All places lie directly below one place, so nothing says which of them are near."),
    "names_changed": gettext_noop(
        "Only {share} of the names of {earlier} come back on {day} or later. That is a change of spelling, not of "
        "partners."
    ),
    "causes_changed": gettext_noop("Only {share} of the causes known until {earlier} are reported on {day}."),
    "nothing_new": gettext_noop(
        "Of what is reported on {day}, only {share} is new: the response is saturated, and no method foresees the rest."
    ),
    "grid_full": gettext_noop("Somebody is present in {share} of all cause-and-place pairs: hardly any is left."),
}
_DO = {
    "no_dates": gettext_noop("Name the date of the file with --date, or add a column of dates."),
    "few_organizations": gettext_noop("Add files of more organizations."),
    "flat_places": gettext_noop("Add the places above them, such as the region of each district."),
    "names_changed": gettext_noop("Answer the questions about names ('partners names'), for example about: {names}."),
    "causes_changed": gettext_noop("Give causes that were renamed one name. Missing now: {names}."),
    "nothing_new": gettext_noop("Use the gaps and the missing allies instead, or an earlier date."),
    "grid_full": gettext_noop("Use a finer level of places or causes."),
}


def why_likely(row: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return the five counts of a proposal as reasons, from a row of `graph.likely_arrivals`.

    Examples
    --------
    >>> why_likely({"cause": "Water", "community": "Bong", "within": "Liberia", "here": 3, "does": 7, "region": 5,
    ...     "there": 2, "size": 12})
    'has 3 other causes in Bong; does Water in 7 other places; works in 5 other places of Liberia;
    2 organizations do it there already; 12 cause-and-place pairs in all'
    """
    near = _WHY["near"] if isinstance(row["within"], str) and row["within"] else _WHY["beside"]
    reasons = [
        numbered(*texts, int(row[count]), language, place=row["community"], cause=row["cause"], within=row["within"])
        for count, texts in (("here", _WHY["here"]), ("does", _WHY["does"]), ("region", near), ("there", _WHY["there"]))
        if row[count]
    ]
    reasons.append(
        numbered(
            "{number} cause-and-place pair in all", "{number} cause-and-place pairs in all", int(row["size"]), language
        )
    )
    return "; ".join(reasons)


def how_often(band: str, language: Language = ENGLISH) -> str:
    """Return how many proposals of such a rank came in other responses; no percentage is meant for one of them.

    Examples
    --------
    >>> how_often("1-20")
    'of 20 such proposals, usually 2 to 4 had come at the next count'
    """
    return translated(_HOW_OFTEN[band], language)


def what_is_wrong(condition: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return why a list should not be shown, from a row of ``conditions`` that fails."""
    figure = float(condition["figure"])
    return translated(
        _WRONG[condition["condition"]],
        language,
        number=decimal(figure, language),
        limit=decimal(condition["limit"], language),
        share=percent(figure, language),
        day=day(condition["date"], language=language),
        earlier=day(condition["earlier"], language=language),
    )


def what_to_do(condition: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return what helps against a condition that fails."""
    names = listed(condition["names"], 5, conjunction=False, language=language)
    return translated(_DO[condition["condition"]], language, names=names)


def counted_at(likely: LikelyArrivals, language: Language = ENGLISH) -> str:
    """Return what the list rests on: how much is known, until when, and how many presences are left out."""
    counts = translated(
        "{organizations} organizations, {causes} causes and {places} places are known until {day} (places at level "
        "{level}): {candidates} combinations are not there yet.",
        language,
        organizations=decimal(likely.organizations, language),
        causes=decimal(likely.causes, language),
        places=decimal(likely.places, language),
        day=day(likely.date, language=language),
        level=likely.level,
        candidates=decimal(likely.candidates, language),
    )
    out = [numbered(*_LEFT_OUT[reason], number, language) for reason, number in likely.left_out.items() if number]
    if not out:
        return counts
    reasons = listed(out, len(out), conjunction=False, language=language)
    left = translated("Presences that are not counted: {reasons}.", language, reasons=reasons)
    return f"{counts} {left}"


def backtest_in_words(split: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return one row of a backtest as a sentence.

    Examples
    --------
    >>> backtest_in_words({"from": pd.Timestamp("2024-06-30"), "to": pd.Timestamp("2024-09-30"), "top": 20,
    ...     "top_came": 3, "chance": 0.21, "biggest_came": 0})
    'On 30 Jun 2024 we would have proposed these 20; 3 had come by 30 Sep 2024, by chance 0.21, biggest first 0.'
    """
    return translated(
        "On {start} we would have proposed these {top}; {came} had come by {end}, by chance {chance}, biggest first "
        "{biggest}.",
        language,
        start=day(split["from"], language=language),
        end=day(split["to"], language=language),
        top=decimal(int(split["top"]), language),
        came=decimal(int(split["top_came"]), language),
        chance=decimal(float(f"{split['chance']:.2g}"), language),
        biggest=decimal(int(split["biggest_came"]), language),
    )


def arrival_rows(likely: LikelyArrivals, language: Language = ENGLISH) -> pd.DataFrame:
    """Return the proposals with their reasons in words, as the command ``allies --likely`` prints them."""
    rows = likely.frame.to_dict("records")
    words = {
        "why": [why_likely(row, language) for row in rows],
        "came_elsewhere": [how_often(row["band"], language) for row in rows],
    }
    columns = ["organization_id", "name", "rank", "cause", "community", "within", "part", "here", "does", "region",
               "there", "size", "score", "band"]  # fmt: skip
    return likely.frame[columns].assign(**{name: pd.Series(texts, dtype="str") for name, texts in words.items()})
