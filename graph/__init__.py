"""The network: what it is and what can be asked of it. Pure: no files, no database, no browser.

What is listed here is the way in from a notebook; each name is loaded when it is first used.

Examples
--------
>>> import pandas as pd
>>> import graph
>>> tables = graph.Tables.of({
...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
...     "interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]}),
...     "participations": pd.DataFrame({"interaction_id": ["i", "i"], "organization_id": ["a", "b"]}),
... })
>>> ties = graph.tie_network(tables)
>>> graph.centrality_scores(ties, ["degree"])
  organization_id       name  degree
0               a  Ana Trust       1
1               b  Ben House       1
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.affiliation import partner_network
    from graph.allies import cell_allies, missing_allies
    from graph.brokerage import broker_scores, what_breaks
    from graph.centrality import centrality_scores
    from graph.clusters import cluster_members, cluster_table
    from graph.coalition import coalition_members
    from graph.compared import Comparison, compare_dates
    from graph.errors import PartnerNetworkError
    from graph.fragmenting import key_players
    from graph.intervals import data_warnings, rank_intervals
    from graph.introductions import warmest_routes
    from graph.layout import map_layout
    from graph.measures import MEASURES, measure_table
    from graph.network import TieNetwork
    from graph.one_mode import projection
    from graph.overlap import overlapping_groups
    from graph.partners_of_partners import missing_pairs
    from graph.reach import reach_gaps, who_is_near, who_is_there
    from graph.report import LoadReport
    from graph.roles import brokerage_roles, role_significance
    from graph.sampled import sampled_betweenness
    from graph.sdsm import backbone
    from graph.selection import Selection, as_of_date, select
    from graph.spread import participation
    from graph.tables import Tables
    from graph.ties import tie_network
    from graph.two_mode import two_mode_centrality

__all__ = [
    "MEASURES",
    "Comparison",
    "LoadReport",
    "PartnerNetworkError",
    "Selection",
    "Tables",
    "TieNetwork",
    "as_of_date",
    "backbone",
    "broker_scores",
    "brokerage_roles",
    "cell_allies",
    "centrality_scores",
    "cluster_members",
    "cluster_table",
    "coalition_members",
    "compare_dates",
    "data_warnings",
    "key_players",
    "map_layout",
    "measure_table",
    "missing_allies",
    "missing_pairs",
    "overlapping_groups",
    "participation",
    "partner_network",
    "projection",
    "rank_intervals",
    "reach_gaps",
    "role_significance",
    "sampled_betweenness",
    "select",
    "tie_network",
    "two_mode_centrality",
    "warmest_routes",
    "what_breaks",
    "who_is_near",
    "who_is_there",
]

_NAMES_OF = {
    "affiliation": ("partner_network",),
    "allies": ("cell_allies", "missing_allies"),
    "sdsm": ("backbone",),
    "brokerage": ("broker_scores", "what_breaks"),
    "centrality": ("centrality_scores",),
    "clusters": ("cluster_members", "cluster_table"),
    "coalition": ("coalition_members",),
    "compared": ("Comparison", "compare_dates"),
    "errors": ("PartnerNetworkError",),
    "intervals": ("data_warnings", "rank_intervals"),
    "introductions": ("warmest_routes",),
    "fragmenting": ("key_players",),
    "layout": ("map_layout",),
    "measures": ("MEASURES", "measure_table"),
    "partners_of_partners": ("missing_pairs",),
    "network": ("TieNetwork",),
    "overlap": ("overlapping_groups",),
    "spread": ("participation",),
    "one_mode": ("projection",),
    "reach": ("reach_gaps", "who_is_near", "who_is_there"),
    "report": ("LoadReport",),
    "roles": ("brokerage_roles", "role_significance"),
    "sampled": ("sampled_betweenness",),
    "selection": ("Selection", "as_of_date", "select"),
    "tables": ("Tables",),
    "ties": ("tie_network",),
    "two_mode": ("two_mode_centrality",),
}


def __getattr__(name: str) -> object:
    # Everything at once takes a second to load, and reading a file needs little of it.
    for module, names in _NAMES_OF.items():
        if name in names:
            return getattr(import_module(f"graph.{module}"), name)
    msg = f"module 'graph' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return __all__
