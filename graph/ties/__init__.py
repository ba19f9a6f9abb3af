"""From interactions to weighted ties, and the network that they make."""

from graph.ties.network import TieNetwork
from graph.ties.strength import tie_network

__all__ = ["TieNetwork", "tie_network"]
