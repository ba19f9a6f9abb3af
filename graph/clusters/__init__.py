"""Who already stands together: coalitions found in the ties, their names and what each shares."""

from graph.clusters.coalition import coalition_members
from graph.clusters.overlapping import overlapping_groups
from graph.clusters.table import ClusterTable, cluster_members, cluster_table

__all__ = ["ClusterTable", "cluster_members", "cluster_table", "coalition_members", "overlapping_groups"]
