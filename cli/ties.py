"""The tie network of a command, with a report of what was left out of it on standard error."""

from typing import TYPE_CHECKING

from cli.output import tell

if TYPE_CHECKING:
    from graph.selection import Selection
    from graph.tables import Tables
    from graph.ties.network import TieNetwork

__all__ = ["weighed_ties"]


def weighed_ties(tables: "Tables", selection: "Selection | None" = None) -> "TieNetwork":
    """Return the tie network, and report what it leaves out, where it leaves out anything."""
    from graph.selection import Selection
    from graph.ties.strength import tie_network

    ties = tie_network(tables, selection)
    most = (selection or Selection()).most_participants
    words = {
        "lapsed": "{} ties that have lapsed: their newest contact is some ten half-lives old (--half-life)",
        "filtered_out": "{} ties of organizations outside the filter",
        "no_weight": "{} pairs that share only conflicts, or kinds of weight 0",
        "too_many_participants": f"{{}} interactions with more than {most} participants (--most-participants)",
        "after_as_of": f"{{}} interactions after {ties.as_of} (--as-of)",
        "confidential": "{} confidential interactions (a filter by kind, cause or community leaves them out)",
        "declared_after_as_of": f"{{}} declared ties after {ties.as_of} (--as-of)",
        "declared_negative": "{} declared ties that are negative",
    }
    parts = [text.format(f"{ties.counts[name]:,}") for name, text in words.items() if ties.counts.get(name)]
    if parts:
        tell(f"Left out of the network: {'; '.join(parts)}.")
    return ties
