"""Whom are we missing, in sentences."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from graph.allies.results import CellAllies, MissingAllies
from graph.sentences.language import ENGLISH, Language
from graph.sentences.reach import why_near
from graph.sentences.words import count, day, listed, numbered

__all__ = [
    "ally_rows",
    "call",
    "closes",
    "rests_on",
    "route_in_words",
    "step_in_words",
    "together_close",
    "why",
    "why_nobody",
]

_MOST_CELLS = 5
_CONTACTS = {
    "meeting": ("met: {title}", "met"),
    "check_in": ("checked in: {title}", "checked in"),
    "joint_campaign": ("campaigned together: {title}", "campaigned together"),
    "co_hosted_event": ("co-hosted {title}", "co-hosted an event"),
    "joint_project": ("worked together on {title}", "worked together on a project"),
    "co_signature": ("both signed {title}", "both signed a statement"),
    "referral": ("referral: {title}", "referral"),
    "introduction": ("introduction: {title}", "introduction"),
    "funding": ("funding: {title}", "funding"),
    "training": ("training: {title}", "training"),
    "support": ("support: {title}", "support"),
    "win": ("celebrated {title}", "celebrated a win"),
    "repair": ("made up: {title}", "made up after a conflict"),
}
_WHY_NOBODY = {
    "": "",
    "nobody_outside": "Everybody is in the coalition: there is nobody outside it to ask.",
    "no_gap": "The coalition has no gap here: whatever is known to be needed is covered.",
    "nobody_present": "Nobody outside the coalition is known to be present anywhere here.",
    "nobody_in_gaps": "Nobody outside the coalition is present in any of its gaps.",
    "nobody_near": "Nobody outside the coalition works on this cause or in this place.",
}


def why_nobody(allies: MissingAllies | CellAllies, language: Language = ENGLISH) -> str:
    """Return why there is no ally; blank where there is one."""
    # The translation of a blank message is the header of a catalogue.
    return language.gettext(_WHY_NOBODY[allies.reason]) if allies.reason else ""


def why(ally: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return one reason to ask an organization, from a row of the allies' frame."""
    if ally["reason"] == "covers":
        return numbered("covers {number} gap", "covers {number} gaps", int(ally["cells"]), language)
    if ally["reason"] == "there":
        return language.gettext("there already")
    return why_near({**ally, "relation": ally["reason"]}, language)


def closes(cells: pd.DataFrame, language: Language = ENGLISH) -> str:
    """Return the cells that an ally helps to close, from its rows of ``closes``: five, and how many more.

    Examples
    --------
    >>> closes(pd.DataFrame({"cause": ["Water"], "community": ["Bay"], "reach": [0.4]}))
    'Water in Bay (in part)'
    """
    whole, in_part = language.gettext("{cause} in {place}"), language.gettext("{cause} in {place} (in part)")
    names = [
        (whole if reach >= 1 else in_part).format(cause=cause, place=place)
        for cause, place, reach in zip(cells["cause"], cells["community"], cells["reach"], strict=True)
    ]
    return listed(names, _MOST_CELLS, between="; ", conjunction=False, language=language)


def rests_on(step: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return what a step of an introduction rests on, from a row of ``routes`` or of `graph.warmest_routes`."""
    when = day(step["date"], _text(step["date_precision"]), language=language)
    if step["basis"] == "last_contact":
        message = "last contact {day}" if when else "date of contact unknown"
        return language.gettext(message).format(day=when)
    if step["basis"] == "confidential":
        return language.gettext("in confidence")
    if step["basis"] == "stated":
        kinds = ", ".join(kind.replace("_", " ") for kind in step["kinds"])
        message = "stated: {kinds}" if kinds else "a stated relationship"
        return language.gettext(message).format(kinds=kinds)
    with_title, without_title = _CONTACTS[step["kinds"][0]]
    title = _text(step["title"])
    what = language.gettext(without_title if title is None else with_title).format(title=title)
    message = "{what}, {day}" if when else "{what}, date unknown"
    return language.gettext(message).format(what=what, day=when)


def route_in_words(steps: pd.DataFrame, language: Language = ENGLISH) -> str:
    """Return an introduction as one line: each step with what it rests on; blank where there is no way."""
    return "; ".join(
        f"{step['from_name']} -> {step['to_name']}: {step_in_words(step, language)}"
        for step in steps.to_dict("records")
    )


def step_in_words(step: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return what a step rests on, and whether a conflict is open between the two."""
    basis = rests_on(step, language)
    return language.gettext("{basis} (open conflict)").format(basis=basis) if step["open_conflict"] else basis


def call(allies: MissingAllies, language: Language = ENGLISH) -> str:
    """Return whom to call first, and what that would close; why nobody, where there is nobody."""
    if allies.frame.empty:
        return why_nobody(allies, language)
    first = allies.frame.iloc[0]
    cells = allies.closes[allies.closes["organization_id"] == first["organization_id"]]
    message = language.gettext("Call {names}. {name} alone would close {cells}: {which}.")
    return message.format(
        names=listed(allies.frame["name"].tolist(), language=language),
        name=first["name"],
        cells=count(int(first["cells"]), "cell", language=language),
        which=closes(cells, language),
    )


def together_close(allies: MissingAllies, language: Language = ENGLISH) -> str:
    """Return how many cells the allies would close together."""
    return numbered(
        "Together they would close {number} cell where nobody of the coalition is now.",
        "Together they would close {number} cells where nobody of the coalition is now.",
        int(allies.frame["cells"].sum()),
        language,
    )


def ally_rows(allies: MissingAllies | CellAllies, language: Language = ENGLISH) -> pd.DataFrame:
    """Return the allies with their reasons in words, as the command ``allies`` prints them."""
    rows = allies.frame.to_dict("records")
    cells, steps = (dict(list(frame.groupby("organization_id"))) for frame in (allies.closes, allies.routes))
    ids = allies.frame["organization_id"].tolist()
    texts = {
        "shared_causes": [_names(row["shared_causes"], ", ", language) for row in rows],
        "route": [route_in_words(steps[i], language) if i in steps else "" for i in ids],
        "closes": [closes(cells[i], language) if i in cells else "" for i in ids],
        "connects": [_names(row["connects"], "; ", language) for row in rows],
        "capabilities": [_names(row["capabilities"], ", ", language) for row in rows],
        "near": allies.frame["near"].tolist(),
        "why": [why(row, language) for row in rows],
    }
    dtypes = {name: "bool" if name == "near" else "str" for name in texts}
    columns = {name: pd.Series(text, dtype=dtypes[name]) for name, text in texts.items()}
    return allies.frame[["organization_id", "name", "rank", "gain", "cells"]].assign(**columns)


def _names(names: tuple[str, ...], between: str, language: Language) -> str:
    return listed(names, 5, between=between, conjunction=False, language=language)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
