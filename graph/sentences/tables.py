"""Answers as the commands print them: every code beside its numbers turned into words."""

import pandas as pd

from graph.allies.arrivals import LikelyArrivals
from graph.allies.expected import ExpectedAllies
from graph.allies.expertise import Expertise
from graph.allies.introduce import Introduction
from graph.allies.results import CellAllies, MissingAllies
from graph.arguments import checked
from graph.clusters.table import ClusterTable
from graph.sentences.allies import ally_rows
from graph.sentences.arrivals import arrival_rows
from graph.sentences.clusters import cluster_rows
from graph.sentences.expected import expected_rows
from graph.sentences.introduce import expertise_rows, way_rows
from graph.words.language import ENGLISH, Language

__all__ = ["with_sentences"]


@checked
def with_sentences(
    answer: ClusterTable | MissingAllies | CellAllies | LikelyArrivals | ExpectedAllies | Expertise | Introduction,
    language: Language = ENGLISH,
) -> pd.DataFrame:
    """Return the frame of an answer with words in place of codes, as the command prints it.

    Parameters
    ----------
    answer : ClusterTable, MissingAllies, CellAllies, LikelyArrivals, ExpectedAllies, Expertise or Introduction
        Of `graph.cluster_table`, `graph.missing_allies`, `graph.cell_allies`, `graph.likely_arrivals`,
        `graph.expected_allies`, `graph.missing_expertise` or `graph.ways_to`.
    language : Language
        The translator, such as `gettext.translation(...)`; English by default.

    Returns
    -------
    pd.DataFrame
        Clusters: ``cluster, name, organizations, form, cohesion, certainty, reached, rewired, beyond_chance`` and
        ``causes``, ``communities`` (what members share, with how many of them), ``holds_together`` (a sentence).
        Allies: ``organization_id, name, rank, gain, cells`` and ``shared_causes``, ``route`` (the warmest introduction
        and what it rests on), ``closes`` (which cells; "in part" where it does not reach everybody in need),
        ``connects``, ``capabilities``, ``near`` (bool), ``why``.
        Likely arrivals: ``organization_id, name, rank, cause, community, within, part``, the five counts, ``score,
        band`` and ``why``, ``came_elsewhere``. Expected allies: ``organization_id, name, rank, there_now, may_come``
        and ``closes``, ``may_close`` (which cells). Expertise: its frame, with names as text. Introductions: the steps,
        with ``rests_on``. All words are str, blank where there is nothing to say.

    Examples
    --------
    >>> import networkx as nx
    >>> from graph.clusters.table import cluster_table
    >>> from graph.tables import Tables
    >>> table = cluster_table(nx.complete_graph(["ana", "ben", "cy"]), Tables.of())
    >>> with_sentences(table)["holds_together"].tolist()
    ['3 organizations; 100% of their joint work is with each other']
    """
    if isinstance(answer, Introduction):
        return way_rows(answer, language)
    if isinstance(answer, Expertise):
        return expertise_rows(answer, language)
    if isinstance(answer, ExpectedAllies):
        return expected_rows(answer, language)
    if isinstance(answer, LikelyArrivals):
        return arrival_rows(answer, language)
    return cluster_rows(answer, language) if isinstance(answer, ClusterTable) else ally_rows(answer, language)
