"""Where every organization stands on the map: one area a coalition, one strip for the rest.

A force layout of a real partner file is a hairball with a ring of crumbs. Here the plane is first divided
among the groups (a power diagram: convex cells, as large as the group needs, neighbours where ties are
strong), and each group's own layout is then spread evenly inside its cell, so that names find room.
"""

import math
from collections.abc import Iterable

import igraph
import networkx as nx
import numpy as np
import pandas as pd

from graph.arguments import checked
from graph.clusters.table import SEED
from graph.engines.matrix import shown_names
from graph.map.areas import Cells, Points, divided, fitted, spread

__all__ = ["HEIGHT", "MARGIN", "SMALLEST_AREA", "WIDTH", "map_layout", "smallest_area"]

WIDTH = 1250.0
"""Width of the frame: x runs from 0 (left) to WIDTH (right)."""
HEIGHT = 1000.0
"""Height of the frame: y runs from 0 (bottom) to HEIGHT (top)."""
MARGIN = 22.0
"""Every member keeps this distance from the border of its group's cell, so areas may be padded by less."""
SMALLEST_AREA = 5
"""Groups below this size have no area of their own where any group reaches it: they stand in the strip."""

_TALLEST_STRIP = HEIGHT / 4
_STRIP_CAPTION = 34.0  # free height at the foot of the strip, for its caption
_STRIP_GAP = 44.0  # between the strip's line and the areas
_ROW = 34.0
_LABEL_COLUMN = 118.0  # the widest column worth having: a short name fits
_TIGHT_COLUMN = 50.0
_NAME_ROOM = 30.0  # kept free at the top of a cell for the group's name
_TURNS = 6
_GROUND = 30  # points of the ground for each member
_BUSY_SHARE = 0.22
_BUSY_ROOM = 2.6  # how many times the room of another member
_FLAT = 1.7  # a label is wide and low: neighbours side by side stand further apart than one above the other


def smallest_area(sizes: Iterable[int]) -> int:
    """Return the size from which a group has an area of its own: `SMALLEST_AREA`, or 2 where no group is so large.

    Examples
    --------
    >>> smallest_area([12, 3]), smallest_area([4, 2])
    (5, 2)
    """
    return SMALLEST_AREA if max(sizes, default=0) >= SMALLEST_AREA else 2


@checked
def map_layout(ties: nx.Graph, members: pd.Series, *, seed: int = SEED) -> pd.DataFrame:
    """Position of every organization on a fixed map, areas for groups, a strip for the rest.

    Groups of `smallest_area` or more divide the frame above the strip as a power diagram whose cells have
    areas proportional to ``members + 4`` (Aurenhammer, Hoffmann and Aronov 1998), starting from a layout of
    the group network (strength between groups). Inside its cell a group is laid out by its ties (Kamada and
    Kawai 1989), turned towards the groups it is tied to, and spread by Lloyd's relaxation. Smaller groups
    and organizations tied to nobody stand in a grid along the bottom, at most a quarter of the height.

    Parameters
    ----------
    ties : networkx.Graph
        Nodes are organization ids; edge attribute `strength` (float > 0, 1 where it is missing); node
        attribute `name` orders the strip.
    members : pandas.Series
        Group number per organization id, Int64; ``<NA>`` or missing: not in any group.
    seed : int, optional
        Start of the random placement from which the layouts of groups begin.

    Returns
    -------
    pandas.DataFrame
        One row a node of `ties`, in its order: `organization_id`, `name`. `x` float in [0, `WIDTH`], from left
        to right; `y` float in [0, `HEIGHT`], upwards; `strip` bool, true for members of groups without an
        area and for organizations without a group. An empty network gives an empty frame. The
        result depends on ids, ties, groups and seed, never on the order of rows.

    References
    ----------
    .. [1] F. Aurenhammer, F. Hoffmann, B. Aronov: Minkowski-type theorems and least-squares clustering.
       Algorithmica 20 (1998).
    .. [2] T. Kamada, S. Kawai: An algorithm for drawing general undirected graphs. Information Processing
       Letters 31 (1989).
    .. [3] S. Lloyd: Least squares quantization in PCM. IEEE Transactions on Information Theory 28 (1982).

    Examples
    --------
    >>> ties = nx.complete_graph(["a", "b", "c", "d", "e"])
    >>> ties.add_node("alone")
    >>> places = map_layout(ties, pd.Series(1, index=list("abcde"), dtype="Int64"))
    >>> places["strip"].tolist()
    [False, False, False, False, False, True]
    """
    large, small, alone = _divide(ties, members)
    spots, top = _strip(small, alone)
    floor = top + _STRIP_GAP if spots else 0.0
    spots |= _areas(ties, large, floor, np.random.default_rng(seed))
    order = list(ties)
    on_map = {organization for group in large for organization in group}
    return pd.DataFrame(
        {
            "organization_id": pd.Series(order, dtype="str"),
            "name": pd.Series(shown_names(ties), dtype="str"),
            "x": np.array([spots[organization][0] for organization in order], dtype=float),
            "y": np.array([spots[organization][1] for organization in order], dtype=float),
            "strip": np.array([organization not in on_map for organization in order], dtype=bool),
        }
    )


def _divide(ties: nx.Graph, members: pd.Series) -> tuple[list[list[str]], list[list[str]], list[str]]:
    """Sort out groups with an area, groups in the strip, and organizations without a group, in a stable order."""
    number = members.dropna().to_dict()
    groups: dict[int, list[str]] = {}
    alone = []
    for organization in sorted(ties):
        if organization in number:
            groups.setdefault(int(number[organization]), []).append(organization)
        else:
            alone.append(organization)
    by_size = [groups[key] for key in sorted(groups, key=lambda key: (-len(groups[key]), groups[key][0]))]
    alone += [group[0] for group in by_size if len(group) == 1]
    alone.sort(key=lambda organization: (str(ties.nodes[organization].get("name", organization)), organization))
    smallest = smallest_area(map(len, by_size))
    large = [group for group in by_size if len(group) >= smallest]
    small = [group for group in by_size if 1 < len(group) < smallest]
    return large, small, alone


# Columns and rows of the members of a small group inside its block of two rows: no tie runs through a third.
_BLOCKS = {
    2: [(0.0, 0.0), (0.0, 1.0)],
    3: [(0.0, 0.0), (0.5, 1.0), (1.0, 0.0)],
    4: [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)],
}


def _strip(small: list[list[str]], alone: list[str]) -> tuple[dict[str, tuple[float, float]], float]:
    """Grid along the bottom: blocks of small groups from the left, then the organizations tied to nobody."""
    if not small and not alone:
        return {}, 0.0
    rows, columns, row = 1, math.inf, _ROW
    cells: list[tuple[str, float, float]] = []
    step = 2 if small else 1  # blocks of small groups are two rows high
    room = _TALLEST_STRIP - _STRIP_CAPTION - 10.0
    for rows in range(step, len(small) * 2 + len(alone) + step, step):
        row = min(_ROW, room / rows)
        cells, columns = _strip_cells(small, alone, rows)
        tight = _TIGHT_COLUMN if row == _ROW else 1.3 * row
        if WIDTH / columns >= tight:
            break
    column = min(WIDTH / columns, _LABEL_COLUMN)
    foot = _STRIP_CAPTION + row / 2
    spots = {
        organization: ((across + 0.5) * column, foot + (rows - 1 - down) * row) for organization, across, down in cells
    }
    return spots, foot + (rows - 0.5) * row


def _strip_cells(small: list[list[str]], alone: list[str], rows: int) -> tuple[list[tuple[str, float, float]], float]:
    """Column and row of everybody in a strip of so many rows, and how many columns that takes."""
    cells = []
    filled = [0.0] * (rows // 2)
    for group in small:
        band = filled.index(min(filled))
        for organization, (across, down) in zip(group, _BLOCKS[len(group)], strict=True):
            cells.append((organization, filled[band] + across, 2 * band + down))
        filled[band] += 1.5 if len(group) == 2 else 2.5
    start = max(filled, default=0.0)
    cells += [(organization, start + place // rows, place % rows) for place, organization in enumerate(alone)]
    return cells, max(start + math.ceil(len(alone) / rows), 1.0)


def _areas(
    ties: nx.Graph, groups: list[list[str]], floor: float, random: np.random.Generator
) -> dict[str, tuple[float, float]]:
    """Every member of a group with an area, placed inside the group's cell."""
    if not groups:
        return {}
    group_of = {organization: place for place, group in enumerate(groups) for organization in group}
    size = np.array([len(group) + 4.0 for group in groups])
    between = np.zeros((len(groups), len(groups)))
    for one, other, tie in ties.edges(data=True):
        if one in group_of and other in group_of:
            between[group_of[one], group_of[other]] += tie.get("strength", 1.0)
    between = between + between.T
    np.fill_diagonal(between, 0.0)
    low, high = np.array([0.0, floor]), np.array([WIDTH, HEIGHT])
    drawn = _group_layout(between / np.sqrt(np.outer(size, size)), random)
    # A layout may be turned as one likes: the turn that gives the roundest cells, and names the most room.
    turns = [np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]) for t in np.pi * np.arange(_TURNS) / _TURNS]
    cells = max((divided(low, high, fitted(drawn @ turn, low, high), size) for turn in turns), key=Cells.roundness)
    busy = _busy(ties, group_of)
    spots: dict[str, tuple[float, float]] = {}
    for place, group in enumerate(groups):
        pull = np.array([_pull(ties, organization, place, group_of, cells.centres) for organization in group])
        inner = _turned(_inner_layout(ties, group, random), pull)
        inside = cells.inside(place, min(_GROUND * len(group) + 300, 3000 + 8 * len(group)), MARGIN, _NAME_ROOM)
        room = np.array([_BUSY_ROOM if organization in busy else 1.0 for organization in group])
        placed = spread(inner, room, inside, _FLAT)
        spots |= {
            organization: (float(across), float(down))
            for organization, (across, down) in zip(group, placed, strict=True)
        }
    return spots


def _busy(ties: nx.Graph, group_of: dict[str, int]) -> set[str]:
    """Return the fifth with the most partners: their names are read first and need room."""
    order = sorted(group_of, key=lambda organization: (-ties.degree(organization), organization))
    return set(order[: math.ceil(len(order) * _BUSY_SHARE)])


def _drawn(edges: list[tuple[int, int]], lengths: list[float], start: Points) -> Points:
    """Kamada and Kawai's layout from a given start: no random number is drawn, so it can be repeated."""
    drawing = igraph.Graph(n=len(start), edges=edges)
    layout = drawing.layout_kamada_kawai(
        seed=start.tolist(), weights=lengths or None, maxiter=min(50 * len(start), 20_000)
    )
    return np.asarray(layout.coords, dtype=float)


def _circle(count: int, random: np.random.Generator) -> Points:
    turn = 2 * np.pi * (np.arange(count) + random.random()) / count
    radius = 1 + 0.2 * random.random(count)
    return np.column_stack([np.cos(turn), np.sin(turn)]) * radius[:, None]


def _group_layout(between: Points, random: np.random.Generator) -> Points:
    """Lay out the group network: groups with strong ties to each other stand together."""
    pairs = [(int(a), int(b)) for a, b in np.argwhere(np.triu(between) > 0)]
    strongest = float(between.max()) or 1.0
    lengths = [1 + 1.5 * (1 - math.sqrt(between[pair] / strongest)) for pair in pairs]
    return _drawn(pairs, lengths, _circle(len(between), random))


def _inner_layout(ties: nx.Graph, group: list[str], random: np.random.Generator) -> Points:
    place = {organization: index for index, organization in enumerate(group)}
    strengths = {
        (index, place[partner]): float(tie.get("strength", 1.0))
        for organization, index in place.items()
        for partner, tie in ties.adj[organization].items()
        if partner in place and index < place[partner]
    }
    pairs = sorted(strengths)
    strongest = max(strengths.values(), default=1.0)
    lengths = [1.5 - 0.5 * math.sqrt(strengths[pair] / strongest) for pair in pairs]
    return _drawn(pairs, lengths, _circle(len(group), random))


def _pull(
    ties: nx.Graph, organization: str, place: int, group_of: dict[str, int], centres: Points
) -> tuple[float, float]:
    """Direction in which an organization is drawn by its ties to other groups."""
    total = np.zeros(2)
    for partner, tie in ties.adj[organization].items():
        other = group_of.get(partner, place)
        if other != place:
            away = centres[other] - centres[place]
            total += tie.get("strength", 1.0) * away / (np.hypot(*away) or 1.0)
    return float(total[0]), float(total[1])


def _turned(points: Points, pull: Points) -> Points:
    """Turn a layout so that members look towards the groups they are tied to (orthogonal Procrustes)."""
    points = points - points.mean(axis=0)
    left, _, right = np.linalg.svd(points.T @ pull)
    return np.asarray(points @ left @ right)
