"""From deeds to the frames of the data model, with what people said about them and what a survey stated."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from sample.dice import Dice
from sample.history import LAST_DAY, Deed
from sample.places import slug
from sample.voices import GOOD, MIXED, POOR, QUESTIONS

__all__ = ["declared", "feedback", "history_frames", "unclear_dates"]

_SAID_OF = {
    "training": 0.5, "co_hosted_event": 0.45, "meeting": 0.16, "joint_campaign": 0.3, "joint_project": 0.25,
    "support": 0.3, "referral": 0.2, "win": 0.25, "repair": 1.0, "conflict": 1.0, "introduction": 0.2,
}  # fmt: skip


def unclear_dates(dice: Dice, deeds: Sequence[Deed]) -> list[Deed]:
    """Return the deeds by date, a few of them with only a month, a year or no date, and longer ones with an end."""
    found = []
    for deed in sorted(deeds, key=lambda d: (d.day or LAST_DAY, d.kind, d.title, [n for n, _ in d.took_part])):
        day, draw = deed.day, dice.between(0, 1)
        if day is None or deed.status != "done" or deed.kind in {"conflict", "repair", "win", "co_signature"}:
            found.append(deed)
        elif draw < 0.004:
            found.append(replace(deed, day=None, precision=None))
        elif draw < 0.02:
            found.append(replace(deed, day=day.replace(day=1), precision="month"))
        elif draw < 0.0225 and day.year < 2026:
            found.append(replace(deed, day=date(day.year, 1, 1), precision="year"))
        elif deed.kind == "joint_project" and draw < 0.7:
            end = min(LAST_DAY, day + timedelta(days=dice.whole(20, 240)))
            found.append(replace(deed, end=end))
        else:
            found.append(deed)
    return found


def history_frames(deeds: Sequence[Deed]) -> dict[str, pd.DataFrame]:
    """Return interactions, participations and the two link tables; ids follow the order of `deeds`."""
    ids = [f"act-{number:04d}" for number in range(1, len(deeds) + 1)]
    numbered = list(zip(ids, deeds, strict=True))
    interactions = [
        (i, d.day, d.end, d.precision, d.status, d.kind, d.title, d.outcome, d.attendance, d.people_reached, d.note,
         d.confidential)
        for i, d in numbered
    ]  # fmt: skip
    columns = [
        "interaction_id", "date", "date_end", "date_precision", "status", "kind", "title", "outcome", "attendance",
        "people_reached", "note", "confidential",
    ]  # fmt: skip
    part = [(i, slug(name), role) for i, d in numbered for name, role in d.took_part]
    about = [(i, cause) for i, d in numbered for cause in d.causes]
    where = [(i, community) for i, d in numbered for community in d.communities]
    return {
        "interactions": pd.DataFrame(interactions, columns=columns),
        "participations": pd.DataFrame(part, columns=["interaction_id", "organization_id", "role"]),
        "interaction_causes": pd.DataFrame(about, columns=["interaction_id", "cause_id"]),
        "interaction_communities": pd.DataFrame(where, columns=["interaction_id", "community_id"]),
    }


def feedback(dice: Dice, deeds: Sequence[Deed]) -> pd.DataFrame:
    """Return what people said; each remark is used up before it comes again."""
    moods = {"good": GOOD, "mixed": MIXED, "poor": POOR}
    decks: dict[str, list[str]] = {mood: [] for mood in moods}
    rows = []
    for number, deed in enumerate(deeds, start=1):
        if deed.status != "done" or deed.day is None or not dice.chance(_SAID_OF.get(deed.kind, 0.0)):
            continue
        for name, _ in dice.picks(deed.took_part, dice.whole(1, 2)):
            mood = _mood(dice, deed)
            if not decks[mood]:
                decks[mood] = dice.picks(moods[mood], len(moods[mood]))
            question, low, high = dice.pick(QUESTIONS)
            asked = dice.chance(0.8)
            comment = decks[mood].pop() if not asked or dice.chance(0.5) else None
            # A deed known by its month alone may have been at its end.
            day = deed.day + timedelta(days=dice.whole(0, 12)) if deed.precision == "day" else None
            said = None if dice.chance(0.2) else slug(name)
            score = _score(dice, mood, low, high) if asked else None
            scale = (low, high) if asked else (None, None)
            rows.append((f"act-{number:04d}", said, day, question if asked else None, score, *scale, comment))
    columns = ["interaction_id", "organization_id", "date", "question", "score", "scale_min", "scale_max", "comment"]
    return pd.DataFrame(rows, columns=columns)


def _mood(dice: Dice, deed: Deed) -> str:
    outcome = 0.3 if deed.outcome is None else deed.outcome
    if deed.kind == "conflict":
        return "poor"
    return dice.weighted(("good", "mixed", "poor"), (max(0.05, 0.35 + outcome / 2), 0.35, max(0.04, 0.2 - outcome / 4)))


def _score(dice: Dice, mood: str, low: int, high: int) -> int:
    part = {"good": (0.7, 1.0), "mixed": (0.4, 0.75), "poor": (0.0, 0.35)}[mood]
    return low + round((high - low) * dice.between(*part))


def declared(dice: Dice, close: Sequence[tuple[str, str]], apart: Mapping[str, str]) -> pd.DataFrame:
    """Return what a survey of spring 2026 stated: trust from 1 to 4, closeness from 5 (far) to 1 (near)."""
    rows: list[tuple[object, ...]] = []
    for number, (one, other) in enumerate(close):
        if number % 3:
            rows.append((slug(one), slug(other), "trust", dice.weighted((2, 3, 4), (2, 4, 3)), 1, 4, True, 1))
        else:
            rows.append((slug(one), slug(other), "closeness", dice.weighted((1, 2, 3), (4, 3, 2)), 5, 1, False, 1))
    rows += [(slug(one), slug(other), "trust", 1, 1, 4, True, -1) for one, other in apart.items()]
    columns = ["from_id", "to_id", "kind", "strength", "scale_min", "scale_max", "directed", "sign"]
    return pd.DataFrame(rows, columns=columns).assign(date=date(2026, 4, 15))
