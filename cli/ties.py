"""The tie network of a command, with a report of what was left out of it on standard error."""

from typing import TYPE_CHECKING

from cli.output import tell

if TYPE_CHECKING:
    from graph.selection import Selection
    from graph.tables import ShownTables
    from graph.ties.network import TieNetwork

__all__ = ["weighed_ties"]


def weighed_ties(tables: "ShownTables", selection: "Selection | None" = None) -> "TieNetwork":
    """Return the tie network, and report what it leaves out, and that it has no tie where it has none."""
    from graph.selection import Selection
    from graph.sentences.words import numbered
    from graph.ties.strength import tie_network

    ties = tie_network(tables, selection)
    most = (selection or Selection()).most_participants
    words = {
        "lapsed": (
            "{number} tie that has lapsed: its newest contact is some ten half-lives old (--half-life)",
            "{number} ties that have lapsed: their newest contact is some ten half-lives old (--half-life)",
        ),
        "filtered_out": (
            "{number} tie of organizations outside the filter",
            "{number} ties of organizations outside the filter",
        ),
        "no_weight": (
            "{number} pair that shares only conflicts, or kinds of weight 0",
            "{number} pairs that share only conflicts, or kinds of weight 0",
        ),
        "too_many_participants": (
            "{number} interaction with more than {most} participants (--most-participants)",
            "{number} interactions with more than {most} participants (--most-participants)",
        ),
        "after_as_of": (
            "{number} interaction after {as_of} (--as-of)",
            "{number} interactions after {as_of} (--as-of)",
        ),
        "confidential": (
            "{number} confidential interaction (a filter by kind, cause or community leaves it out)",
            "{number} confidential interactions (a filter by kind, cause or community leaves them out)",
        ),
        "declared_after_as_of": (
            "{number} declared tie after {as_of} (--as-of)",
            "{number} declared ties after {as_of} (--as-of)",
        ),
        "declared_negative": ("{number} declared tie that is negative", "{number} declared ties that are negative"),
    }
    parts = [
        numbered(singular, plural, number, most=most, as_of=ties.as_of)
        for name, (singular, plural) in words.items()
        if (number := ties.counts.get(name))
    ]
    if parts:
        tell(f"Left out of the network: {'; '.join(parts)}.")
    if ties.number_of_nodes() and not ties.number_of_edges():
        tell(
            "There are no ties in this selection: nobody connects others, and there are no coalitions. Widen the dates "
            "or the filters, or see 'partners check --notes' for what the files say."
        )
    return ties
