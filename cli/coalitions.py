"""What the command ``clusters`` answers: coalitions or members, whether they are more than chance, and who stays."""

import pandas as pd

from cli.output import tell
from graph.change.membership import resampled_membership
from graph.clusters.chance import compare_with_chance
from graph.clusters.table import ClusterTable, cluster_members, cluster_table, clusters
from graph.selection import Selection
from graph.sentences.chance import whole_sentence
from graph.sentences.tables import with_sentences
from graph.tables import ShownTables
from graph.ties.network import TieNetwork

__all__ = ["coalition_frame"]


def coalition_frame(
    ties: TieNetwork,
    tables: ShownTables,
    selection: Selection,
    *,
    members: bool,
    resampled: bool,
    resolution: float,
    seed: int,
) -> pd.DataFrame:
    """Return the coalitions, or their members, and report how many coalitions are more than chance.

    Parameters
    ----------
    ties : TieNetwork
        Of `tables` and `selection`.
    tables, selection
        The data, and the part of them that counts.
    members : bool
        Whether one row is an organization instead of a coalition.
    resampled : bool
        Whether to add ``stays``, as `graph.change.membership.resampled_membership` has it.
    resolution, seed
        As in `graph.clusters.table.clusters`.
    """
    if members:
        chance = compare_with_chance(
            ties, clusters(ties, resolution=resolution, seed=seed), resolution=resolution, seed=seed
        )
        frame = cluster_members(ties, tables, resolution=resolution, seed=seed, chance=chance)
    else:
        table = cluster_table(ties, tables, resolution=resolution, seed=seed)
        _tell_chance(table)
        frame = with_sentences(table)
    if not resampled:
        return frame
    stays = resampled_membership(tables, selection, resolution=resolution, seed=seed)
    return _with_resamples(frame, stays)


def _tell_chance(table: ClusterTable) -> None:
    compared, beyond = int(table.frame["rewired"].notna().sum()), int(table.frame["beyond_chance"].sum())
    if compared and table.whole:
        tell(f"More than chance: {beyond} of {compared} coalitions. {whole_sentence(table.whole)}")


def _with_resamples(frame: pd.DataFrame, stays: pd.DataFrame) -> pd.DataFrame:
    """Return a table of coalitions or members with the column ``stays`` behind ``certainty``."""
    if stays["stays"].isna().all():
        tell("No resamples: no coalition rests on interactions.")
    if "organization_id" in frame:
        shares = frame["organization_id"].map(stays.set_index("organization_id")["stays"])
    else:
        shares = frame["cluster"].map(stays.groupby("cluster")["stays"].mean())
    columns = list(frame)
    behind = columns.index("certainty") + 1
    return frame.assign(stays=shares.astype("float64"))[[*columns[:behind], "stays", *columns[behind:]]]
