"""The ways to an organization, and what a coalition lacks, in sentences."""

import pandas as pd

from graph.allies.expertise import Expertise
from graph.allies.introduce import Introduction
from graph.sentences.allies import step_in_words
from graph.words.filled import listed, translated
from graph.words.language import ENGLISH, Language, gettext_noop

__all__ = ["expertise_rows", "meets_in_words", "way_rows", "why_no_way"]

_MOST = 5
_NO_WAY = {
    "itself": gettext_noop("It is one of those who ask."),
    "no_way": gettext_noop("There is no way along relationships, and it is nowhere where we are."),
}


def meets_in_words(introduction: Introduction, language: Language = ENGLISH) -> str:
    """Return who of us is where it is, one cell after the other; blank where nobody is."""
    names: dict[tuple[str, str], list[str]] = {}
    for cell in introduction.meets.to_dict("records"):
        names.setdefault((cell["community"], cell["cause"]), []).append(cell["name"])
    texts = [
        translated(
            "{names} in {place} ({cause})",
            language,
            names=listed(members, language=language),
            place=place,
            cause=cause,
        )
        for (place, cause), members in names.items()
    ]
    return listed(texts, _MOST, between="; ", conjunction=False, language=language)


def why_no_way(introduction: Introduction, language: Language = ENGLISH) -> str:
    """Return why there is no way to an organization; blank where there is one."""
    if not introduction.reason:
        return ""
    if introduction.reason == "meets":
        cells = meets_in_words(introduction, language)
        return translated(
            "There is no way along relationships, but it already is where we are: {cells}.", language, cells=cells
        )
    return translated(_NO_WAY[introduction.reason], language)


def way_rows(introduction: Introduction, language: Language = ENGLISH) -> pd.DataFrame:
    """Return the steps with what each rests on in words, as the command ``route`` prints them."""
    steps = introduction.frame
    words = pd.Series([step_in_words(step, language) for step in steps.to_dict("records")], dtype="str")
    columns = ["route", "step", "from_id", "from_name", "to_id", "to_name", "strength", "probability"]
    return steps[columns].assign(rests_on=words, open_conflict=steps["open_conflict"])


def expertise_rows(expertise: Expertise, language: Language = ENGLISH) -> pd.DataFrame:
    """Return what a coalition lacks, with names in one text, as ``allies --expertise`` prints it."""
    names = [listed(some, _MOST, conjunction=False, language=language) for some in expertise.frame["offered_by"]]
    return expertise.frame.assign(offered_by=pd.Series(names, dtype="str"))
