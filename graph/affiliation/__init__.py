"""Organizations and what they share: the two-mode network, its projections and their significant ties."""

from graph.affiliation.centrality import two_mode_centrality
from graph.affiliation.network import partner_network
from graph.affiliation.one_mode import projection
from graph.affiliation.sdsm_backbone import backbone

__all__ = ["backbone", "partner_network", "projection", "two_mode_centrality"]
