"""What two organizations did together, in words: what an introduction rests on, and what stands in its way."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

import pandas as pd

from graph.schema import CONFLICT_KINDS
from graph.selection import ACTIVE, Selection
from graph.tables import Tables, confidential
from graph.wording import day_in_words

__all__ = ["Contacts"]

_WORDS = {
    "meeting": ("met: {}", "met"),
    "check_in": ("checked in: {}", "checked in"),
    "joint_campaign": ("campaigned together: {}", "campaigned together"),
    "co_hosted_event": ("co-hosted {}", "co-hosted an event"),
    "joint_project": ("worked together on {}", "worked together on a project"),
    "co_signature": ("both signed {}", "both signed a statement"),
    "referral": ("referral: {}", "referral"),
    "introduction": ("introduction: {}", "introduction"),
    "funding": ("funding: {}", "funding"),
    "training": ("training: {}", "training"),
    "support": ("support: {}", "support"),
    "win": ("celebrated {}", "celebrated a win"),
    "repair": ("made up: {}", "made up after a conflict"),
}

_Pair = frozenset[str]


class Contacts:
    """The interactions of pairs of organizations, as far as they may be told.

    What is confidential is never put into words, and nobody is sent along a conflict that is confidential: such a
    pair is in `hidden_conflicts`.

    Parameters
    ----------
    tables : Tables
        The data set, not narrowed: a conflict over one cause also stands between two who talk about another.
    today : date, optional
        Later interactions are left out, as is what is planned or suspended.

    Attributes
    ----------
    open_conflicts : set of frozenset of str
        The pairs with a conflict that no later repair answers, without the confidential ones. A repair counts where
        one of the two has no date.
    hidden_conflicts : set of frozenset of str
        The pairs whose open conflict is confidential.
    """

    def __init__(self, tables: Tables, today: date | None = None) -> None:
        rows = tables.interactions
        rows = rows[rows["status"].isna() | rows["status"].isin(ACTIVE)]
        if today is not None:
            rows = rows[~(rows["date"] > pd.Timestamp(today))]
        took_part = tables.participations[["interaction_id", "organization_id"]].drop_duplicates()
        size = took_part["interaction_id"].value_counts()
        small = size.index[size <= Selection().most_participants]
        rows = rows[rows["interaction_id"].isin(small)]
        self._took_part = took_part[took_part["interaction_id"].isin(rows["interaction_id"])]
        self._rows = rows.set_index("interaction_id")
        self._of: dict[str, set[str]] = {}
        self.open_conflicts: set[_Pair] = set()
        self.hidden_conflicts: set[_Pair] = set()
        self._find_conflicts()

    def rests_on(self, one: str, other: str, kinds: Iterable[str]) -> str:
        """Return the latest interaction of two organizations in words, among those of `kinds` (of their tie)."""
        of_tie = [kind for kind in kinds if kind not in CONFLICT_KINDS]
        shared = sorted(self._interactions_of(one) & self._interactions_of(other))
        rows = self._rows.loc[shared]
        rows = rows[~rows["kind"].isin(CONFLICT_KINDS)]
        secret = confidential(rows)
        if not of_tie:
            return "in confidence" if secret.any() else "a stated relationship"
        rows = rows[rows["kind"].isin(of_tie) & ~secret]
        if rows.empty:
            return f"stated: {', '.join(kind.replace('_', ' ') for kind in of_tie)}"
        last = rows.sort_values("date", na_position="first", kind="stable").iloc[-1]
        with_title, without = _WORDS[last["kind"]]
        what = without if pd.isna(last["title"]) else with_title.format(last["title"])
        if pd.isna(last["date"]):
            return f"{what}, date unknown"
        precision = None if pd.isna(last["date_precision"]) else last["date_precision"]
        return f"{what}, {day_in_words(last['date'], precision)}"

    def _interactions_of(self, organization_id: str) -> set[str]:
        if organization_id not in self._of:
            mine = self._took_part["organization_id"] == organization_id
            self._of[organization_id] = set(self._took_part.loc[mine, "interaction_id"])
        return self._of[organization_id]

    def _find_conflicts(self) -> None:
        repairs = self._dates_by_pair(("repair",))
        for pair, quarrels in self._dates_by_pair(CONFLICT_KINDS).items():
            mended = repairs.get(pair, [])
            still_open = [(day, told) for day, told in quarrels if not any(_answers(r, day) for r, _ in mended)]
            if any(not told for _, told in still_open):
                self.hidden_conflicts.add(pair)
            elif still_open:
                self.open_conflicts.add(pair)

    def _dates_by_pair(self, kinds: tuple[str, ...]) -> dict[_Pair, list[tuple[pd.Timestamp, bool]]]:
        """Return, for each pair, the dates of its interactions of `kinds` and whether they may be told."""
        rows = self._rows[self._rows["kind"].isin(kinds)]
        told = ~confidential(rows)
        facts = dict(zip(rows.index, zip(rows["date"], told, strict=True), strict=True))
        who = self._took_part[self._took_part["interaction_id"].isin(rows.index)]
        found: dict[_Pair, list[tuple[pd.Timestamp, bool]]] = {}
        for interaction_id, group in who.groupby("interaction_id")["organization_id"]:
            for pair in combinations(group, 2):
                found.setdefault(frozenset(pair), []).append(facts[interaction_id])
        return found


def _answers(repair: pd.Timestamp, conflict: pd.Timestamp) -> bool:
    return bool(pd.isna(repair) or pd.isna(conflict) or repair >= conflict)
