"""Who holds the network together: bridging partners, their roles, and what breaks without them."""

from graph.brokers.across_groups import participation
from graph.brokers.key_player_sets import key_players
from graph.brokers.roles import brokerage_roles, role_significance
from graph.brokers.scores import broker_scores, what_breaks

__all__ = ["broker_scores", "brokerage_roles", "key_players", "participation", "role_significance", "what_breaks"]
