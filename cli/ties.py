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
    from graph.sentences.ties import left_out_sentences
    from graph.ties.strength import tie_network

    ties = tie_network(tables, selection)
    for sentence in left_out_sentences(ties.counts, (selection or Selection()).most_participants, ties.as_of):
        tell(sentence)
    if ties.number_of_nodes() and not ties.number_of_edges():
        tell(
            "There are no ties in this selection: nobody connects others, and there are no coalitions. Widen the dates "
            "or the filters, or see 'partners check --notes' for what the files say."
        )
    return ties
