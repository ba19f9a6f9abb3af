"""How warm two organizations are and what they did together, as far as it may be told."""

from datetime import date

import pandas as pd

from dashboard.explorer.answers import Answers
from dashboard.language import LANGUAGE, text
from dashboard.words import KINDS_IN_SENTENCES
from graph.sentences.ties import confidential_sentence, relationship_sentence

__all__ = ["relationship"]


def relationship(answers: Answers, one: str, other: str) -> str:
    """Return e.g. ``"warm: meeting and win, last 11 Mar 2024"`` of two that are tied, without what is confidential."""
    tie = answers.ties.adj[one][other]
    strength = tie["strength"]
    shared = _interactions_of(answers, one) & _interactions_of(answers, other)
    if not shared & answers.confidential:
        return _sentence(strength, tie["kinds"], tie["last"])
    if not tie["kinds"]:
        return confidential_sentence(strength, LANGUAGE)
    rows = answers.selected_tables.interactions
    rows = rows[rows["interaction_id"].isin(shared - answers.confidential)]
    declared = answers.selected_tables.declared_ties
    declared = declared[declared["from_id"].isin([one, other]) & declared["to_id"].isin([one, other])]
    last = pd.concat([rows["date"], declared["date"]]).max()
    return _sentence(strength, tie["kinds"], None if pd.isna(last) else last.date())


def _interactions_of(answers: Answers, organization: str) -> set[str]:
    took_part = answers.selected_tables.participations
    return set(took_part.loc[took_part["organization_id"] == organization, "interaction_id"])


def _sentence(strength: float, kinds: tuple[str, ...], last: date | None) -> str:
    names = [text(KINDS_IN_SENTENCES[kind]) if kind in KINDS_IN_SENTENCES else str(kind).lower() for kind in kinds]
    return relationship_sentence(strength, names, last, LANGUAGE)
