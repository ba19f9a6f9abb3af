"""Whom are we missing, in sentences."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from graph.allies.results import CellAllies, MissingAllies
from graph.sentences.reach import why_near
from graph.words.filled import listed, numbered, translated
from graph.words.formats import day, decimal
from graph.words.language import ENGLISH, Language, gettext_noop

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
    "meeting": (gettext_noop("met: {title}"), gettext_noop("met")),
    "check_in": (gettext_noop("checked in: {title}"), gettext_noop("checked in")),
    "joint_campaign": (gettext_noop("campaigned together: {title}"), gettext_noop("campaigned together")),
    "co_hosted_event": (gettext_noop("co-hosted {title}"), gettext_noop("co-hosted an event")),
    "joint_project": (gettext_noop("worked together on {title}"), gettext_noop("worked together on a project")),
    "co_signature": (gettext_noop("both signed {title}"), gettext_noop("both signed a statement")),
    "referral": (gettext_noop("referral: {title}"), gettext_noop("referral")),
    "introduction": (gettext_noop("introduction: {title}"), gettext_noop("introduction")),
    "funding": (gettext_noop("funding: {title}"), gettext_noop("funding")),
    "training": (gettext_noop("training: {title}"), gettext_noop("training")),
    "support": (gettext_noop("support: {title}"), gettext_noop("support")),
    "win": (gettext_noop("celebrated {title}"), gettext_noop("celebrated a win")),
    "repair": (gettext_noop("made up: {title}"), gettext_noop("made up after a conflict")),
}
_WHY_NOBODY = {
    "nobody_outside": gettext_noop("Every organization in the data is in the coalition."),
    "no_gap": gettext_noop("The coalition has no gap: it covers every known need."),
    "nobody_present": gettext_noop("No organization outside the coalition is present in these places."),
    "nobody_in_gaps": gettext_noop("No organization outside the coalition is present in any of its gaps."),
    "nobody_near": gettext_noop("No organization outside the coalition works on this cause or in this place."),
}


def why_nobody(allies: MissingAllies | CellAllies, language: Language = ENGLISH) -> str:
    """Return why there is no ally; blank where there is one."""
    return translated(_WHY_NOBODY[allies.reason], language) if allies.reason else ""


def why(ally: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return one reason to ask an organization, from a row of the allies' frame."""
    if ally["reason"] == "covers":
        return numbered("covers {number} gap", "covers {number} gaps", int(ally["cells"]), language)
    if ally["reason"] == "there":
        return translated("already present", language)
    return why_near({**ally, "relation": ally["reason"]}, language)


def closes(cells: pd.DataFrame, language: Language = ENGLISH) -> str:
    """Return the cells that an ally helps to close, from its rows of ``closes``: five, and how many more.

    Examples
    --------
    >>> closes(pd.DataFrame({"cause": ["Water"], "community": ["Bay"], "reach": [0.4]}))
    'Water in Bay (in part)'
    """
    names = [
        translated("{cause} in {place}", language, cause=cause, place=place)
        if reach >= 1
        else translated("{cause} in {place} (in part)", language, cause=cause, place=place)
        for cause, place, reach in zip(cells["cause"], cells["community"], cells["reach"], strict=True)
    ]
    return listed(names, _MOST_CELLS, between="; ", conjunction=False, language=language)


def rests_on(step: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return what a step of an introduction rests on, from a row of ``routes`` or of `graph.warmest_routes`."""
    when = day(step["date"], _text(step["date_precision"]), language=language)
    if step["basis"] == "last_contact":
        return translated("last contact {day}", language, day=when) if when else _no_date(language)
    if step["basis"] == "confidential":
        return translated("in confidence", language)
    if step["basis"] == "stated":
        kinds = ", ".join(kind.replace("_", " ") for kind in step["kinds"])
        return translated("stated: {kinds}", language, kinds=kinds) if kinds else _declared(language)
    with_title, without_title = _CONTACTS[step["kinds"][0]]
    title = _text(step["title"])
    what = translated(without_title if title is None else with_title, language, title=title)
    if not when:
        return translated("{what}, date unknown", language, what=what)
    return translated("{what}, {day}", language, what=what, day=when)


def _no_date(language: Language) -> str:
    return translated("date of contact unknown", language)


def _declared(language: Language) -> str:
    return translated("a declared relationship", language)


def route_in_words(steps: pd.DataFrame, language: Language = ENGLISH) -> str:
    """Return an introduction as one line: each step with what it rests on; blank where there is no way."""
    return "; ".join(
        f"{step['from_name']} -> {step['to_name']}: {step_in_words(step, language)}"
        for step in steps.to_dict("records")
    )


def step_in_words(step: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return what a step rests on, and whether a conflict is open between the two."""
    basis = rests_on(step, language)
    return translated("{basis} (open conflict)", language, basis=basis) if step["open_conflict"] else basis


def call(allies: MissingAllies, language: Language = ENGLISH) -> str:
    """Return whom to call first, and what that would close; why nobody, where there is nobody."""
    if allies.frame.empty:
        return why_nobody(allies, language)
    first = allies.frame.iloc[0]
    alone = numbered(
        "Call {name} first: it alone would close {number} gap.",
        "Call {name} first: it alone would close {number} gaps.",
        int(first["cells"]),
        language,
        name=first["name"],
    )
    n_others = len(allies.frame) - 1
    if not n_others:
        return alone
    together = numbered(
        "With {number} more organization, {cells} gaps would close.",
        "With {number} more organizations, {cells} gaps would close.",
        n_others,
        language,
        cells=decimal(int(allies.frame["cells"].sum()), language),
    )
    return f"{alone} {together}"


def together_close(allies: MissingAllies, language: Language = ENGLISH) -> str:
    """Return how many cells the allies would close together."""
    return numbered(
        "Together they would close {number} gap of the coalition.",
        "Together they would close {number} gaps of the coalition.",
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
