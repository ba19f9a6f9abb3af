"""Where is nobody: presence and need for every cause in every community."""

from graph.reach.gaps import ReachGaps, reach_gaps
from graph.reach.nearby import who_is_near, who_is_there

__all__ = ["ReachGaps", "reach_gaps", "who_is_near", "who_is_there"]
