"""Trees of causes and of communities: who lies below whom, and how deep."""

from collections.abc import Container, Iterable, Iterator, Mapping

import pandas as pd

__all__ = ["above", "ancestor_at", "below", "depths", "parents"]


def parents(nodes: pd.DataFrame) -> dict[str, str | None]:
    """Return the parent of each node, ``None`` for a root.

    Parameters
    ----------
    nodes : pd.DataFrame
        The table of causes or of communities: its id in the first column, ``parent_id``.
    """
    parent_of = nodes["parent_id"].astype("object")
    return dict(zip(nodes.iloc[:, 0].tolist(), parent_of.where(parent_of.notna(), None).tolist(), strict=True))


def above(parent_of: Mapping[str, str | None], node: str) -> Iterator[str]:
    """Yield what lies above a node, the nearest first.

    Examples
    --------
    >>> list(above({"spring": "hill", "hill": "north", "north": None}, "spring"))
    ['hill', 'north']
    """
    while (parent := parent_of.get(node)) is not None:
        yield parent
        node = parent


def _path_up(start: str, parent_of: Mapping[str, str | None], visited: Container[str]) -> tuple[list[str], str | None]:
    """Return the nodes from `start` upwards that were not visited, and the visited node above them, if any."""
    path: list[str] = []
    node: str | None = start
    while node is not None and node not in visited:
        path.append(node)
        node = parent_of[node]
    return path, node


def depths(nodes: pd.DataFrame) -> pd.Series:
    """Return the depth of each node, 1 for a root.

    Parameters
    ----------
    nodes : pd.DataFrame
        The table of causes or of communities: its id in the first column, ``parent_id``.

    Returns
    -------
    pd.Series
        Int, indexed by id in the order of `nodes`, named ``"depth"``.

    Examples
    --------
    >>> places = pd.DataFrame({"community_id": ["north", "hill"], "parent_id": [None, "north"]})
    >>> depths(places).to_dict()
    {'north': 1, 'hill': 2}
    """
    parent_of = parents(nodes)
    depth: dict[str, int] = {}
    for start in parent_of:
        path, at = _path_up(start, parent_of, depth)
        above = 0 if at is None else depth[at]
        for steps, node in enumerate(reversed(path), start=1):
            depth[node] = above + steps
    return pd.Series({i: depth[i] for i in parent_of}, name="depth", dtype="int64")


def below(nodes: pd.DataFrame, roots: Iterable[str]) -> set[str]:
    """Return `roots` and every id below them."""
    ids = set(roots)
    parent_of = parents(nodes)
    for start in parent_of:
        path, at = _path_up(start, parent_of, ids)
        if at is not None:
            ids.update(path)
    return ids


def ancestor_at(nodes: pd.DataFrame, level: int) -> pd.Series:
    """Return, for each node, its ancestor at depth `level` (itself if it stands there).

    Returns
    -------
    pd.Series
        Text, indexed by id in the order of `nodes`; missing for a node above that level.
    """
    parent_of, depth = parents(nodes), depths(nodes)
    ancestors: dict[str, str | None] = {}
    for node in parent_of:
        at: str | None = node
        for _ in range(int(depth[node]) - level):
            at = parent_of[at] if at is not None else None
        ancestors[node] = at if depth[node] >= level else None
    return pd.Series(ancestors, name="ancestor", dtype="str")
