"""The list of measures: what each is called on screen, how it is computed, what it can be, and who says so.

Choices on the command line, menus, the documentation and the test that every measure passes are made from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from math import inf
from typing import Literal

import networkx as nx
import pandas as pd

from graph.arguments import checked
from graph.engines.matrix import shown_names
from graph.errors import UnknownName
from graph.measures import centrality
from graph.measures.cutpoints import cutpoints
from graph.measures.structural_holes import constraint, effective_size

__all__ = ["MEASURES", "Measure", "centrality_scores", "measure", "measure_table", "measures_markdown"]


@dataclass(frozen=True)
class Measure:
    """One measure of an organization's centrality.

    Attributes
    ----------
    name : str
        In code, in a column, on the command line.
    label : str
        Its title in plain words.
    short : str
        Its title in at most 14 characters.
    formula, unit : str
        How it is computed, and in what it is counted.
    low, high : float
        The range, ends included.
    isolates : str
        What an organization without a tie gets.
    directed : {"right", "undirected view", "refused"}
        What it does with a network whose ties have a direction: it follows the direction as its source defines it, it
        takes each tie both ways, or it raises an error.
    source : str
        Who defined it, and when.
    function : callable
        From the tie network to a series indexed by organization.
    """

    name: str
    label: str
    short: str
    formula: str
    unit: str
    low: float
    high: float
    isolates: str
    directed: Literal["right", "undirected view", "refused"]
    source: str
    function: Callable[[nx.Graph], pd.Series]


def _pieces_without(ties: nx.Graph) -> pd.Series:
    return cutpoints(ties)["pieces_without"]


def _fragmentation(ties: nx.Graph) -> pd.Series:
    return cutpoints(ties)["fragmentation"]


MEASURES: tuple[Measure, ...] = (
    Measure(
        "degree", "partners", "partners",
        "number of ties",
        "organizations", 0, inf, "0", "undirected view", "Freeman 1979", centrality.degree,
    ),
    Measure(
        "strength", "how warm its relationships are, all together", "warmth",
        "sum of the strengths of its ties",
        "strength", 0, inf, "0", "undirected view", "Barrat and others 2004", centrality.strength,
    ),
    Measure(
        "betweenness", "how often it lies between two others", "in between",
        "sum over pairs of others of the share of their shortest paths (in steps) that pass through it, divided by "
        "(n-1)(n-2)/2; estimated above 20,000 organizations",
        "share of pairs", 0, 1, "0", "right", "Freeman 1977", centrality.betweenness,
    ),
    Measure(
        "betweenness_distance", "how often it lies on the warmest path between two others", "between, warm",
        "as betweenness (also estimated above 20,000 organizations), but the length of a path is the sum of the "
        "distances of its ties",
        "share of pairs", 0, 1, "0", "right", "Newman 2001", centrality.betweenness_distance,
    ),
    Measure(
        "closeness", "how near it is to the others", "nearness",
        "(r/(n-1)) * (r / sum of the steps to the r organizations that it can reach)",
        "1 / steps", 0, 1, "0", "right", "Wasserman and Faust 1994", centrality.closeness,
    ),
    Measure(
        "harmonic", "how near it is to all others, also those that it cannot reach", "nearness, all",
        "mean over all others of 1 / steps (0 if it cannot reach them); estimated above 20,000 organizations",
        "1 / steps", 0, 1, "0", "right", "Marchiori and Latora 2000", centrality.harmonic,
    ),
    Measure(
        "eigenvector", "how well connected its partners are", "well connected",
        "x with A x = largest eigenvalue * x, A = matrix of strengths; sum of squares 1 in each component",
        "none; compare only inside a component", 0, 1, "0", "refused", "Bonacich 1972", centrality.eigenvector,
    ),
    Measure(
        "pagerank", "how often a random walk along relationships reaches it", "random walk",
        "x = .85 * S' x + .15 / n, S_ij = share of the tie of i and j in the strength of i",
        "probability", 0, 1, "more than 0: a walk can start anywhere", "right", "Brin and Page 1998",
        centrality.pagerank,
    ),
    Measure(
        "core_number", "how deep it is in the core of the network", "depth in core",
        "largest k such that it belongs to a group in which everybody has at least k partners",
        "partners", 0, inf, "0", "undirected view", "Seidman 1983", centrality.core_number,
    ),
    Measure(
        "clustering", "share of its pairs of partners that are tied to each other", "closed pairs",
        "number of ties among its partners, divided by the number of pairs of its partners",
        "share of pairs", 0, 1, "0; also 0 with one partner", "undirected view", "Watts and Strogatz 1998",
        centrality.clustering,
    ),
    Measure(
        "constraint", "how much its partners are tied to each other", "tied partners",
        "sum over its partners j of (p_ij + sum over q of p_iq p_qj)^2, p_ij = share of the tie of i and j in the "
        "strength of i",
        "none", 0, 2, "nothing (NaN)", "right", "Burt 1992", constraint,
    ),
    Measure(
        "effective_size", "number of its partners, less if they are tied to each other", "distinct ties",
        "sum over its partners j of (1 - sum over q of p_iq m_jq), m_jq = strength of j and q divided by that of j's "
        "strongest tie",
        "organizations", 1, inf, "nothing (NaN)", "right", "Burt 1992", effective_size,
    ),
    Measure(
        "pieces_without", "number of parts into which its component falls without it", "parts without",
        "number of components that are left of its component if it is removed",
        "parts", 0, inf, "0", "undirected view", "Borgatti 2006", _pieces_without,
    ),
    Measure(
        "fragmentation", "how much more the network falls apart without it", "apart without",
        "F after its removal minus F before, F = 1 - sum over components of s(s-1) / (n(n-1)), s = size of a component",
        "share of pairs", -1, 1, "0 or below: nobody could reach it before", "undirected view", "Borgatti 2006",
        _fragmentation,
    ),
)  # fmt: skip


def measure(name: str) -> Measure:
    """Return the measure called `name`.

    Raises
    ------
    UnknownName
        If there is none; the message offers the nearest.

    Examples
    --------
    >>> measure("constraint").source
    'Burt 1992'
    """
    matches = [m for m in MEASURES if m.name == name]
    if not matches:
        raise UnknownName("measure", name, [m.name for m in MEASURES])
    return matches[0]


@checked
def centrality_scores(ties: nx.Graph, measures: Sequence[str]) -> pd.DataFrame:
    """Return the measures asked for, one column each.

    Parameters
    ----------
    ties : nx.Graph
        The tie network, with ``strength`` and ``distance`` on its edges (each 1 where absent).
    measures : sequence of str
        Names from `graph.measures.registry.MEASURES`; a name given twice stands once.

    Returns
    -------
    pd.DataFrame
        One row an organization, in the order of `ties`: ``organization_id``, ``name``, then one column a
        measure in the order asked for, in the unit and range that its entry in the list states. Isolates get what
        it says there. No rows for an empty network.

    Raises
    ------
    UnknownName
        If a name is not in the list.

    Examples
    --------
    >>> path = nx.path_graph(["ana", "ben", "cy"])
    >>> centrality_scores(path, ["degree", "betweenness"])
      organization_id name  degree  betweenness
    0             ana  ana       1          0.0
    1             ben  ben       2          1.0
    2              cy   cy       1          0.0
    """
    wanted = [measure(name) for name in dict.fromkeys(measures)]
    columns = {
        "organization_id": pd.Series(list(ties), dtype="str"),
        "name": pd.Series(shown_names(ties), dtype="str"),
    }
    return pd.DataFrame(columns | {m.name: m.function(ties).array for m in wanted})


def measure_table() -> pd.DataFrame:
    """Return the list as a frame: ``name, label, short, formula, unit, low, high, isolates, directed, source``."""
    columns = [f.name for f in fields(Measure) if f.name != "function"]
    return pd.DataFrame([[getattr(m, column) for column in columns] for m in MEASURES], columns=columns)


def measures_markdown() -> str:
    """Return the list as a Markdown table, as it stands in the documentation.

    Examples
    --------
    >>> print(measures_markdown().splitlines()[0])
    | measure | title | short title | formula | unit | range | isolates | directed networks | source |
    """
    head = "| measure | title | short title | formula | unit | range | isolates | directed networks | source |"
    rows = [
        f"| `{m.name}` | {m.label} | {m.short} | {m.formula} | {m.unit} | {_range(m)} | {m.isolates} | {m.directed} "
        f"| {m.source} |"
        for m in MEASURES
    ]
    return "\n".join([head, "| --- | --- | --- | --- | --- | --- | --- | --- | --- |", *rows])


def _range(entry: Measure) -> str:
    return f"from {entry.low:g}" if entry.high == inf else f"{entry.low:g} to {entry.high:g}"
