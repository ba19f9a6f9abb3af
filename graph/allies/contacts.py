"""What two organizations did together: what an introduction rests on, and what stands in its way."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from graph.schema import CONFLICT_KINDS
from graph.selection import ACTIVE, Selection
from graph.tables import ShownTables
from graph.tables.secrets import confidential

__all__ = ["Basis", "Contacts"]

_Pair = frozenset[str]


class Basis(NamedTuple):
    """What a step of an introduction rests on.

    Attributes
    ----------
    basis : {"interaction", "stated", "confidential", "last_contact"}
        The latest thing that the two did together; a relationship that somebody stated; something confidential; the
        date of the latest contact alone, where no tables say more.
    kinds : tuple of str
        The kind of the interaction, or the kinds of the stated relationship; may be empty.
    title : str or None
        Of the interaction.
    date : pd.Timestamp or None
        Of the interaction or the latest contact.
    date_precision : str or None
        ``"year"`` or ``"month"`` where the date is no more precise.
    """

    basis: str
    kinds: tuple[str, ...] = ()
    title: str | None = None
    date: pd.Timestamp | None = None
    date_precision: str | None = None


class Contacts:
    """The interactions of pairs of organizations, as far as they may be told.

    What is confidential was left out at the gate: a confidential conflict is none here, and of other confidential
    interactions only the participants and the date are known.

    Parameters
    ----------
    tables : Tables
        The data set, not narrowed: a conflict over one cause also stands between two who talk about another.
    today : date, optional
        Later interactions are left out, as is what is planned or suspended.
    most_participants : int
        Interactions with more participants are left out: they make no ties.

    Attributes
    ----------
    open_conflicts : set of frozenset of str
        The pairs with a conflict that no later repair answers. A repair counts where one of the two has no date.
    """

    def __init__(
        self, tables: ShownTables, today: date | None = None, most_participants: int = Selection().most_participants
    ) -> None:
        rows = tables.interactions
        rows = rows[rows["status"].isna() | rows["status"].isin(ACTIVE)]
        if today is not None:
            rows = rows[~(rows["date"] > pd.Timestamp(today))]
        took_part = tables.participations[["interaction_id", "organization_id"]].drop_duplicates()
        size = took_part["interaction_id"].value_counts()
        small = size.index[size <= most_participants]
        rows = rows[rows["interaction_id"].isin(small)]
        self._took_part = took_part[took_part["interaction_id"].isin(rows["interaction_id"])]
        self._rows = rows.set_index("interaction_id")
        self._of: dict[str, set[str]] = {}
        self.open_conflicts: set[_Pair] = set()
        self._find_conflicts()

    def rests_on(self, one: str, other: str, kinds: Iterable[str]) -> Basis:
        """Return the latest interaction of two organizations among those of `kinds` (of their tie)."""
        of_tie = tuple(kind for kind in kinds if kind not in CONFLICT_KINDS)
        shared = sorted(self._interactions_of(one) & self._interactions_of(other))
        rows = self._rows.loc[shared]
        rows = rows[~rows["kind"].isin(CONFLICT_KINDS)]
        secret = confidential(rows)
        if not of_tie:
            return Basis("confidential" if secret.any() else "stated")
        rows = rows[rows["kind"].isin(of_tie)]
        if rows.empty:
            return Basis("stated", of_tie)
        last = rows.sort_values("date", na_position="first", kind="stable").iloc[-1]
        title, day, precision = (
            None if pd.isna(last[column]) else last[column] for column in ("title", "date", "date_precision")
        )
        return Basis("interaction", (last["kind"],), title, day, precision)

    def _interactions_of(self, organization_id: str) -> set[str]:
        if organization_id not in self._of:
            mine = self._took_part["organization_id"] == organization_id
            self._of[organization_id] = set(self._took_part.loc[mine, "interaction_id"])
        return self._of[organization_id]

    def _find_conflicts(self) -> None:
        repairs = self._dates_by_pair(("repair",))
        for pair, quarrels in self._dates_by_pair(CONFLICT_KINDS).items():
            mended = repairs.get(pair, [])
            if any(not any(_answers(repair, day) for repair in mended) for day in quarrels):
                self.open_conflicts.add(pair)

    def _dates_by_pair(self, kinds: tuple[str, ...]) -> dict[_Pair, list[pd.Timestamp]]:
        """Return, for each pair, the dates of its interactions of `kinds`."""
        rows = self._rows[self._rows["kind"].isin(kinds)]
        days = rows["date"].to_dict()
        who = self._took_part[self._took_part["interaction_id"].isin(rows.index)]
        dates: dict[_Pair, list[pd.Timestamp]] = {}
        for interaction_id, group in who.groupby("interaction_id")["organization_id"]:
            for pair in combinations(group, 2):
                dates.setdefault(frozenset(pair), []).append(days[interaction_id])
        return dates


def _answers(repair: pd.Timestamp, conflict: pd.Timestamp) -> bool:
    return bool(pd.isna(repair) or pd.isna(conflict) or repair >= conflict)
