"""The rows that ties rest on: what two organizations did together, and what is declared of them."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.selection import Selection, as_of_date, select, widened
from graph.tables import ShownTables
from graph.ties.meetings import packed, unpacked
from graph.ties.network import TieNetwork
from graph.ties.weighing import declared_rows, happened

__all__ = ["TieRows", "tie_rows"]


@dataclass(frozen=True)
class TieRows:
    """The rows that some ties rest on.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a tie and row that counts for it: ``from_id, to_id``, ``interaction_id`` (missing for a declared tie)
        and ``declared`` (Int64, the position in `declared_ties`; missing for an interaction).
    interactions, declared_ties : pd.DataFrame
        The rows of these tables, each once.
    """

    frame: pd.DataFrame
    interactions: pd.DataFrame
    declared_ties: pd.DataFrame


def tie_rows(tables: ShownTables, selection: Selection | None, ties: TieNetwork, *ends: str) -> TieRows:
    """Return the rows that ties rest on.

    Parameters
    ----------
    tables, selection : ShownTables, Selection
        What `ties` were made from.
    ties : TieNetwork
        From `graph.ties.strength.tie_network`.
    *ends : str
        Ids: only the ties with all of these at their ends; without any, all ties.

    Returns
    -------
    TieRows
        Interactions that add nothing to the strength, such as conflicts, are among them: a tie counts them.

    Examples
    --------
    >>> from graph.tables import Tables
    >>> from graph.ties.strength import tie_network
    >>> tables = Tables.of({
    ...     "organizations": pd.DataFrame({"organization_id": ["a", "b", "c"], "name": ["A", "B", "C"]}),
    ...     "interactions": pd.DataFrame({"interaction_id": ["i", "j"], "kind": ["meeting", "win"]}),
    ...     "participations": pd.DataFrame({"interaction_id": ["i", "i", "j", "j"],
    ...                                     "organization_id": ["a", "b", "b", "c"]}),
    ... }).shown()
    >>> tie_rows(tables, None, tie_network(tables), "a").frame[["from_id", "to_id", "interaction_id"]]
      from_id to_id interaction_id
    0       a     b              i
    """
    tables, chosen = widened(tables, selection)
    today = as_of_date(tables, chosen)
    part = select(tables, chosen.of_everybody())
    if ends:
        part = _shared_by(part, ends)
    met = happened(part, chosen, today, Counter())
    declared = declared_rows(part, chosen, today, met, every=tables.declared_ties)
    pair, place = met.meetings.pairs(met.at)
    frame = pd.DataFrame(
        {
            "pair": np.r_[pair, declared["pair"].to_numpy(np.int64)],
            "interaction_id": [*met.interaction_id.iloc[place], *[None] * len(declared)],
            "declared": pd.array([*[None] * len(pair), *declared.index], dtype="Int64"),
        }
    ).astype({"interaction_id": "str"})
    tails, heads = unpacked(frame.pop("pair").to_numpy(np.int64), met.meetings.bits)
    organization_ids = part.organizations["organization_id"].to_numpy()
    frame.insert(0, "from_id", pd.Series(organization_ids[tails], dtype="str"))
    frame.insert(1, "to_id", pd.Series(organization_ids[heads], dtype="str"))
    is_tied = frame["from_id"].isin(ends) | frame["to_id"].isin(ends) if len(ends) == 1 else _all_of(frame, ends)
    frame = frame[is_tied & _among(frame, ties)].reset_index(drop=True)
    in_ties = part.interactions["interaction_id"].isin(frame["interaction_id"].dropna())
    return TieRows(
        frame,
        part.interactions[in_ties].reset_index(drop=True),
        part.declared_ties.loc[sorted(set(frame["declared"].dropna()))],
    )


def _all_of(frame: pd.DataFrame, ends: tuple[str, ...]) -> pd.Series:
    """Return whether each pair has all of these at its ends."""
    return pd.Series(True, index=frame.index) if not ends else frame["from_id"].isin(ends) & frame["to_id"].isin(ends)


def _among(frame: pd.DataFrame, ties: TieNetwork) -> np.ndarray:
    """Return whether each pair is tied."""
    index, bits = pd.Index(ties.ids), max(len(ties.ids), 1).bit_length()
    ends = np.sort(np.column_stack([index.get_indexer(pd.Index(frame[one])) for one in ("from_id", "to_id")]), axis=1)
    tied = packed(np.asarray(ties.tails, np.int64), np.asarray(ties.heads, np.int64), bits)
    is_tied: np.ndarray = np.isin(packed(ends[:, 0], ends[:, 1], bits), tied) & (ends[:, 0] >= 0)
    return is_tied


def _shared_by(part: ShownTables, ends: tuple[str, ...]) -> ShownTables:
    """Return the interactions in which all of these took part, with all who did; and no others."""
    took_part = part.participations
    for one in ends:
        interaction_ids = took_part.loc[took_part["organization_id"] == one, "interaction_id"]
        took_part = took_part[took_part["interaction_id"].isin(interaction_ids)]
    is_shared = part.interactions["interaction_id"].isin(took_part["interaction_id"])
    return part.replace(interactions=part.interactions[is_shared], participations=took_part)
