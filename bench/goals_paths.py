"""G4, G5, G10: what follows shortest paths."""

import random
from functools import partial

import networkx as nx
import numpy as np
import pandas as pd

from bench.rows import Row, cpu_seconds, paired
from bench.world import World, world
from graph.measures.harmonic import estimated_harmonic
from graph.measures.registry import centrality_scores
from graph.measures.sampled import PAIRS, sampled_betweenness

__all__ = ["g4", "g5", "g10"]

_SMALL = 2_000
_SOURCES = 300
_PLAIN_SOURCES = 50
_TOP = 50


def g4(size: int) -> list[Row]:
    """Exact betweenness; beyond the small network from the same sources on both sides."""
    here = world(size)
    here.warm_up()
    rows = []
    for name, along, lengths in (
        ("betweenness", None, None),
        ("betweenness_distance", "distance", here.distance),
    ):
        what = f"exact betweenness, {'hops' if along is None else 'distance'}"
        if size <= _SMALL:
            ours, best, ratio = paired(
                partial(centrality_scores, here.ties, [name]), partial(here.igraph.betweenness, weights=lengths)
            )
            plain = cpu_seconds(partial(nx.betweenness_centrality, here.plain, k=_PLAIN_SOURCES, weight=along, seed=1))
            plain = plain * size / _PLAIN_SOURCES / ours
        else:
            ours, best, ratio = paired(
                partial(nx.betweenness_centrality, here.ties, k=_SOURCES, weight=along, seed=1),
                partial(here.igraph.betweenness, weights=lengths, sources=_drawn(size)),
                patience=3.0,
            )
            what, plain = f"{what}, from {_SOURCES} sources in both programs", float("nan")
        rows.append(Row("G4", what, size, ours, best, "igraph", ratio, 1.1, networkx=plain))
    return rows


def _drawn(size: int) -> list[int]:
    return random.Random(1).sample(range(size), _SOURCES)


def g5(size: int, *, full: bool) -> list[Row]:
    """Ask what share of the exact time a sample takes, what it finds, and whether its bound holds."""
    here = world(size)
    here.warm_up()
    rows = []
    kinds = [("hops", None, None), ("distance", "distance", here.distance)]
    for kind, along, lengths in kinds:
        whole = cpu_seconds(partial(here.igraph.betweenness, weights=lengths, sources=_drawn(size)))
        exact_time = whole * size / _SOURCES
        sampled_betweenness(here.ties, along=along, pairs=1)  # compiles, once in a process
        ours = cpu_seconds(partial(sampled_betweenness, here.ties, along=along))
        what = f"sampled betweenness, {kind}, {PAIRS[along]:,} pairs"
        rows.append(
            Row(
                "G5",
                what,
                size,
                ours,
                exact_time,
                "igraph, exact",
                ours / exact_time,
                0.03,
                measured="share of the time:",
            )
        )
        if full:
            rows += _against_exact(here, kind, along, lengths, seeds=40)
    if not full:
        # The bound holds for every network: at a tenth of the size it is checked in seconds.
        small = world(_SMALL)
        for kind, along, lengths in [("hops", None, None), ("distance", "distance", small.distance)]:
            rows += _against_exact(small, kind, along, lengths, seeds=40)[1:]
    return rows


def _against_exact(here: World, kind: str, along: str | None, lengths: list[float] | None, seeds: int) -> list[Row]:
    n = here.size
    exact = np.array(here.igraph.betweenness(weights=lengths)) / ((n - 1) * (n - 2) / 2)
    top = set(np.argsort(-exact)[:_TOP].tolist())
    overlap, held, widest = [], [], []
    pairs = PAIRS[along] if n > _SMALL else PAIRS[along] // 10
    for seed in range(seeds):
        estimate = sampled_betweenness(here.ties, along=along, pairs=pairs, seed=seed)
        scores = estimate.frame
        inside = (scores["low"] - 1e-12 <= exact) & (exact <= scores["high"] + 1e-12)
        held.append(bool(inside.all()))
        widest.append(estimate.epsilon)
        overlap.append(len(top & set(np.argsort(-scores["betweenness"].to_numpy())[:_TOP].tolist())) / _TOP)
    nan, what = float("nan"), f"sampled betweenness, {kind}, {pairs:,} pairs"
    top_found = f"share of the top {_TOP} found:"
    delta = f"delta .05, epsilon {np.median(widest):.3f}, {seeds} seeds"
    return [
        Row("G5", what, n, nan, nan, "", float(np.mean(overlap)), 0.95, at_least=True, measured=top_found),
        Row(
            "G5",
            what,
            n,
            nan,
            nan,
            "",
            float(np.mean(held)),
            0.95,
            at_least=True,
            measured="share of seeds within the bound:",
            note=delta,
        ),
    ]


def g10(size: int, *, full: bool) -> list[Row]:
    """Measure harmonic closeness, exact and estimated."""
    here = world(size)
    here.warm_up()
    rows = []
    if size <= _SMALL or full:
        ours, best, ratio = paired(lambda: centrality_scores(here.ties, ["harmonic"]), here.igraph.harmonic_centrality)
        plain = cpu_seconds(lambda: nx.harmonic_centrality(here.plain)) / ours if size <= _SMALL else float("nan")
        rows.append(Row("G10", "harmonic closeness, exact", size, ours, best, "igraph", ratio, 1.1, networkx=plain))
    if size > _SMALL:
        rows.append(_estimated(here))
    return rows


def _estimated(here: World) -> Row:
    """Compare the estimate with the exact value of some organizations: all of them take igraph half a minute at 20k."""
    times: list[float] = []
    found = np.zeros(0)

    def ours() -> None:
        nonlocal found
        found = estimated_harmonic(here.ties)["harmonic"].to_numpy()

    times = [cpu_seconds(ours) for _ in range(3)]
    many = min(here.size, 2_000_000 // here.size + 200)
    some = np.sort(np.random.default_rng(1).choice(here.size, many, replace=False))
    seconds = cpu_seconds(lambda: here.igraph.harmonic_centrality(vertices=some[:50].tolist())) * here.size / 50
    exact = np.nan_to_num(np.array(here.igraph.harmonic_centrality(vertices=some.tolist())))
    agree = pd.Series(exact).corr(pd.Series(found[some]), method="spearman")
    return Row(
        "G10", "harmonic closeness, estimated", here.size, sorted(times)[1], seconds, "igraph, exact", float(agree),
        0.998, at_least=True, measured="rank correlation", note=f"compared with the exact values of {len(some)}",
    )  # fmt: skip
