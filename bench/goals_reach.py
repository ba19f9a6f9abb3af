"""G12, G13 and G16: the map, missing allies, and likely arrivals."""

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from bench.rows import Row, paired
from bench.world import World, world
from graph.allies.arrival_scores import Scores
from graph.allies.greedy import Offers, greedy_choice
from graph.allies.reported import Cells
from graph.clusters.table import clusters
from graph.map.layout import map_layout

__all__ = ["g12", "g13", "g16"]

_CELLS = 13_000
_K = 10


def g12(size: int) -> list[Row]:
    """Compare time and neighbourhoods with igraph's UMAP."""
    here = world(size)
    here.warm_up()
    members = clusters(here.ties)
    spots: list[np.ndarray] = []

    def ours() -> None:
        spots.append(map_layout(here.ties, members)[["x", "y"]].to_numpy())

    drawn: list[np.ndarray] = []

    def theirs() -> None:
        drawn.append(np.array(here.igraph.layout_umap(dist=here.distance).coords))

    mine, best, ratio = paired(ours, theirs, patience=3.0)
    kept, umap = _kept(here, spots[-1]), _kept(here, drawn[-1])
    near = "map layout, partners among the nearest"
    note = f"share of the nearest that are partners: ours {kept:.2f}, UMAP {umap:.2f}"
    return [
        Row("G12", "map layout, time", size, mine, best, "igraph UMAP", ratio, 1.1, note=note),
        Row("G12", near, size, mine, best, "igraph UMAP", kept / umap, 1.0, at_least=True),
    ]


def _kept(here: World, spots: np.ndarray) -> float:
    """Return what share of the points nearest to an organization, as many as it has partners, are its partners."""
    matrix = here.matrix
    degree = np.diff(matrix.indptr)
    tree = cKDTree(spots)
    shares = []
    for i in np.flatnonzero(degree).tolist():
        near = np.asarray(tree.query(spots[i], k=int(degree[i]) + 1)[1])
        partners = matrix.indices[matrix.indptr[i] : matrix.indptr[i + 1]]
        shares.append(np.isin(near[near != i][: degree[i]], partners).mean())
    return float(np.mean(shares))


def g13(size: int) -> list[Row]:
    """Choose ten of many candidates."""
    draw = np.random.default_rng(1)
    many = draw.integers(1, 6, size)
    who = np.repeat(np.arange(size), many)
    key = np.unique(who * _CELLS + (draw.random(len(who)) ** 2 * _CELLS).astype(np.int64))
    who, cell = key // _CELLS, key % _CELLS
    reach = np.where(draw.random(len(key)) < 0.5, 1.0, draw.random(len(key)))
    starts = np.r_[0, np.cumsum(np.bincount(who, minlength=size))]
    offers = Offers(np.char.add("o", np.arange(size).astype("U7")).astype(object), starts, cell, reach)
    missing = draw.integers(0, 6, _CELLS).astype(np.float64)
    matrix = sparse.csr_array((reach, cell, starts), shape=(size, _CELLS))
    mine, best, ratio = paired(lambda: greedy_choice(offers, missing, _K), lambda: _lazy(matrix, missing, _K))
    gained = sum(choice.gain for choice in greedy_choice(offers, missing, _K))
    naive = _naive(matrix, missing, _K)
    what = f"missing allies, {_K} of all candidates"
    return [
        Row("G13", what, size, mine, best, "sparse product and lazy greedy", ratio, 1.2,
            note=f"gain / gain of a simple search: {gained / naive:.12g}"),
    ]  # fmt: skip


def g16(size: int) -> list[Row]:
    """List who is likely to come among all organizations x causes x places, beside one logarithm of each."""
    draw = np.random.default_rng(0)
    causes, places, block = 30, 300, 28
    who = np.repeat(np.arange(size), draw.integers(1, 40, size))
    cell = (who * causes + draw.integers(0, causes, len(who))) * places
    flat = np.unique(cell + (draw.random(len(who)) ** 2 * places).astype(np.int64))
    who, rest = np.divmod(flat, causes * places)
    names = (np.char.add(letter, np.arange(n).astype("U7")).astype(object)
             for letter, n in (("o", size), ("c", causes), ("p", places)))  # fmt: skip
    organizations, cause_ids, place_ids = names
    cause, place = np.divmod(rest, places)
    cells = Cells(organizations, cause_ids, place_ids, who, cause, place, np.arange(places) // 15)
    part, logarithms = draw.random((block, causes, places)), np.empty((block, causes, places))

    def ours() -> None:
        scores = Scores(cells)
        scores.best_with_limit(20, 3)
        len(scores.overall)

    def bare() -> None:
        for _ in range(0, size, block):
            np.log1p(part, out=logarithms)

    mine, best, ratio = paired(ours, bare)
    what = f"likely arrivals, {causes} causes x {places} places"
    return [Row("G16", what, size, mine, best, "one log1p of every candidate", ratio, 5.0)]


def _lazy(matrix: sparse.csr_array, missing: np.ndarray, k: int) -> float:
    """Choose lazily: all gains once, by a product; then the best are counted again as others are chosen."""
    left = missing.copy()
    bound = matrix @ left
    total = 0.0
    for _ in range(k):
        best, gain = -1, -1.0
        ahead = np.argpartition(-bound, 200)[:200]
        for i in ahead[np.argsort(-bound[ahead])].tolist():
            if bound[i] <= gain:
                break
            part = slice(matrix.indptr[i], matrix.indptr[i + 1])
            bound[i] = left[matrix.indices[part]] @ matrix.data[part]
            if bound[i] > gain:
                best, gain = i, bound[i]
        part = slice(matrix.indptr[best], matrix.indptr[best + 1])
        left[matrix.indices[part]] *= 1 - matrix.data[part]
        bound[best] = 0.0
        total += gain
    return total


def _naive(matrix: sparse.csr_array, missing: np.ndarray, k: int) -> float:
    left, total = missing.copy(), 0.0
    for _ in range(k):
        gains = matrix @ left
        best = int(np.argmax(gains))
        total += float(gains[best])
        part = slice(matrix.indptr[best], matrix.indptr[best + 1])
        left[matrix.indices[part]] *= 1 - matrix.data[part]
    return total
