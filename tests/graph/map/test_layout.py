"""The map's places: areas that never meet, a strip that stays low, and the same picture every time."""

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.spatial.distance import cdist, pdist

from graph.map.areas import divided, evenly, spread
from graph.map.layout import HEIGHT, MARGIN, SMALLEST_AREA, WIDTH, map_layout, smallest_area
from tests.examples import examples

Array = NDArray[np.float64]


def grouped(sizes: list[int], alone: int, seed: int = 1) -> tuple[nx.Graph, pd.Series]:
    """Draw groups that hang together, ties between neighbouring groups, and organizations tied to nobody."""
    random = np.random.default_rng(seed)
    ties = nx.Graph()
    members: dict[str, int] = {}
    for number, size in enumerate(sizes, 1):
        group = [f"{number:02d}-{place:03d}" for place in range(size)]
        ties.add_nodes_from(group)
        members |= dict.fromkeys(group, number)
        for place in range(1, size):
            ties.add_edge(group[place], group[int(random.integers(place))], strength=float(random.uniform(0.1, 2)))
    for number in range(1, len(sizes)):
        ties.add_edge(f"{number:02d}-000", f"{number + 1:02d}-000", strength=1.0)
    ties.add_nodes_from(f"alone-{place:03d}" for place in range(alone))
    return ties, pd.Series(members, dtype="Int64")


def points(places: pd.DataFrame, chosen: "pd.Series | None" = None) -> Array:
    return (places if chosen is None else places[chosen])[["x", "y"]].to_numpy(dtype=float)


def layout_by_id(ties: nx.Graph, members: pd.Series, **seed: int) -> pd.DataFrame:
    return map_layout(ties, members, **seed).set_index("organization_id")


def clearance(one: Array, other: Array) -> float:
    """Widest empty band between two sets of points: positive exactly where their hulls do not meet."""
    angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    ways = np.stack([np.cos(angles), np.sin(angles)])
    return float(((other @ ways).min(axis=0) - (one @ ways).max(axis=0)).max())


SHAPES = [
    ([60, 50, 45, 40, 35, 30, 25, 15], 20),
    ([25, 13, 12, 12, 9, 8, 6, 5, *[4, 3, 2] * 5, 2, 2], 140),
    ([5], 0),
    ([7, 5], 3),
    ([300], 0),
    ([5] * 40, 0),
]


@pytest.mark.parametrize(("sizes", "alone"), SHAPES)
def test_areas_keep_apart_and_inside_the_frame(sizes: list[int], alone: int) -> None:
    ties, members = grouped(sizes, alone)
    places = layout_by_id(ties, members)
    assert places["x"].between(0, WIDTH).all()
    assert places["y"].between(0, HEIGHT).all()
    areas = [
        points(places, members.reindex(places.index) == number)
        for number, size in enumerate(sizes, 1)
        if size >= SMALLEST_AREA
    ]
    for one, other in combinations(areas, 2):
        assert clearance(one, other) > (2 * 0.82 * MARGIN if len(sizes) < 30 else 0)
    if places["strip"].any():
        floor = places.loc[places["strip"], "y"].max()
        assert min(area[:, 1].min() for area in areas) > floor + 2 * MARGIN


@pytest.mark.parametrize(("sizes", "alone"), SHAPES)
def test_discs_have_room(sizes: list[int], alone: int) -> None:
    ties, members = grouped(sizes, alone)
    places = layout_by_id(ties, members)
    on_map = points(places, ~places["strip"])
    assert pdist(on_map).min() > 0.3 * math.sqrt(WIDTH * HEIGHT / len(on_map))


def test_an_area_is_as_large_as_its_group() -> None:
    ties, members = grouped([80, 40, 20, 10, 5], 0)
    places = layout_by_id(ties, members)
    spans = [np.prod(np.ptp(points(places, members.reindex(places.index) == n), axis=0)) for n in range(1, 6)]
    assert spans == sorted(spans, reverse=True)
    assert sum(spans) > 0.45 * WIDTH * HEIGHT


def test_small_groups_and_the_untied_stand_in_the_strip() -> None:
    ties, members = grouped([12, 6, 4, 3, 2, 1], 40)
    places = layout_by_id(ties, members)
    size = members.map(members.value_counts()).reindex(places.index).fillna(0)
    assert (places["strip"] == (size < SMALLEST_AREA)).all()
    strip = places[places["strip"]]
    assert strip["y"].max() <= HEIGHT / 4
    assert pdist(points(strip)).min() > 15


def test_where_no_group_is_large_the_small_ones_have_areas() -> None:
    ties, members = grouped([4, 2, 2], 3)
    places = layout_by_id(ties, members)
    assert places["strip"].sum() == 3
    assert places.loc[~places["strip"], "y"].min() > HEIGHT / 10


def test_nobody_stands_between_the_members_of_a_small_group() -> None:
    ties, members = grouped([9, *[4, 3, 2] * 6], 50)
    places = layout_by_id(ties, members)
    strip = places[places["strip"]]
    for number in range(2, 20):
        mine = members.reindex(strip.index).eq(number).fillna(value=False).astype(bool)
        low, high = points(strip, mine).min(axis=0), points(strip, mine).max(axis=0)
        others = points(strip, ~mine)
        assert not ((others >= low) & (others <= high)).all(axis=1).any()


@pytest.mark.parametrize("alone", [1, 200, 3000])
def test_the_strip_never_eats_more_than_a_quarter(alone: int) -> None:
    ties, members = grouped([8, 6, 3], alone)
    strip = layout_by_id(ties, members).query("strip")
    assert strip["y"].max() <= HEIGHT / 4
    assert strip["x"].between(0, WIDTH).all()
    assert not strip.duplicated(["x", "y"]).any()


def test_the_untied_stand_in_the_order_of_their_names() -> None:
    ties = nx.Graph()
    for organization, name in [("c", "Alder"), ("a", "Birch"), ("b", "Cedar")]:
        ties.add_node(organization, name=name)
    places = layout_by_id(ties, pd.Series(dtype="Int64"))
    assert places["x"].sort_values().index.tolist() == ["c", "a", "b"]


def test_same_picture_whatever_the_order_of_rows() -> None:
    ties, members = grouped([20, 14, 8, 5, 3, 2], 15)
    shuffled = nx.Graph()
    random = np.random.default_rng(5)
    shuffled.add_nodes_from(random.permutation(list(ties)).tolist())
    shuffled.add_edges_from([(b, a, ties[a][b]) for a, b in list(ties.edges)[::-1]])
    places = layout_by_id(ties, members)
    pd.testing.assert_frame_equal(places, layout_by_id(ties, members))
    again = layout_by_id(shuffled, members.sample(frac=1, random_state=3))
    assert again.index.tolist() == list(shuffled)
    pd.testing.assert_frame_equal(places, again.loc[places.index])


def test_another_numbering_of_groups_is_the_same_picture() -> None:
    ties, members = grouped([20, 14, 8, 5], 3)
    pd.testing.assert_frame_equal(layout_by_id(ties, members), layout_by_id(ties, 10 - members))


def test_another_seed_is_another_picture() -> None:
    ties, members = grouped([20, 14, 8, 5], 3)
    assert not np.allclose(points(layout_by_id(ties, members)), points(layout_by_id(ties, members, seed=1)))


def test_the_global_random_numbers_stay_untouched() -> None:
    import random

    ties, members = grouped([20, 14], 3)
    before = random.getstate(), np.random.get_state(legacy=False)["state"]["key"].tolist()  # noqa: NPY002  (the state others share)
    layout_by_id(ties, members)
    assert before == (random.getstate(), np.random.get_state(legacy=False)["state"]["key"].tolist())  # noqa: NPY002


def test_partners_stand_closer_than_others_of_their_group() -> None:
    ties: nx.Graph = nx.random_geometric_graph(50, 0.25, seed=3)
    ties = nx.relabel_nodes(ties.subgraph(max(nx.connected_components(ties), key=len)), str)
    places = points(layout_by_id(ties, pd.Series(1, index=sorted(ties), dtype="Int64")))
    apart = cdist(places, places)
    tied = nx.to_numpy_array(ties) > 0
    assert apart[tied].mean() < 0.62 * apart[~tied].mean()


def test_groups_with_strong_ties_are_neighbours() -> None:
    ties, members = grouped([10] * 8, 0)
    ties.remove_edges_from([(a, b) for a, b in ties.edges if a[:2] != b[:2]])
    for one, other in [(1, 2), (3, 4), (5, 6), (7, 8)]:
        for place in range(5):
            ties.add_edge(f"{one:02d}-{place:03d}", f"{other:02d}-{place:03d}", strength=5.0)
    for number in range(1, 8):
        ties.add_edge(f"{number:02d}-009", f"{number + 1:02d}-009", strength=0.05)
    places = layout_by_id(ties, members)
    middles = points(places).reshape(8, 10, 2).mean(axis=1)
    apart = cdist(middles, middles)
    pairs = np.mean([apart[at, at + 1] for at in (0, 2, 4, 6)])
    assert pairs < 0.75 * apart[np.triu_indices(8, 1)].mean()


def test_an_empty_network_gives_an_empty_frame() -> None:
    places = map_layout(nx.Graph(), pd.Series(dtype="Int64"))
    assert places.empty
    assert places.columns.tolist() == ["organization_id", "name", "x", "y", "strip"]
    assert [str(dtype) for dtype in places.dtypes] == ["str", "str", "float64", "float64", "bool"]


def test_a_group_without_ties_of_its_own_has_an_area() -> None:
    ties = nx.empty_graph(["a", "b", "c", "d", "e"])
    places = layout_by_id(ties, pd.Series(1, index=list(ties), dtype="Int64"))
    assert not places["strip"].any()
    assert pdist(points(places)).min() > 50


@settings(max_examples=examples(40))
@given(
    size=st.integers(0, 60),
    share=st.floats(0, 0.3),
    groups=st.integers(1, 9),
    seed=st.integers(0, 10_000),
)
def test_everybody_has_a_place_of_their_own(size: int, share: float, groups: int, seed: int) -> None:
    ties = nx.relabel_nodes(nx.gnp_random_graph(size, share, seed=seed), str)
    random = np.random.default_rng(seed)
    number = pd.Series(random.integers(0, groups + 1, size), index=list(ties), dtype="Int64").replace(0, pd.NA)
    places = layout_by_id(ties, number)
    assert places.index.tolist() == list(ties)
    assert np.isfinite(points(places)).all()
    assert not places.round(3).duplicated(["x", "y"]).any()
    areas = [points(places, number.eq(one).fillna(value=False).astype(bool)) for one in range(1, groups + 1)]
    for one, other in combinations([area for area in areas if len(area) >= smallest_area(map(len, areas))], 2):
        assert clearance(one, other) > MARGIN
    assert places["x"].between(0, WIDTH).all()
    assert places["y"].between(0, HEIGHT).all()


def test_cells_have_the_areas_asked_for() -> None:
    size = np.array([40.0, 20.0, 10.0, 10.0, 5.0, 5.0])
    start = np.random.default_rng(2).random((6, 2)) * [1000, 700]
    cells = divided(np.zeros(2), np.array([1000.0, 700.0]), start, size)
    field = evenly(np.zeros(2), np.array([1000.0, 700.0]), 40_000)
    owner = np.argmax([cells.depth(field, cell) for cell in range(6)], axis=0)
    share = np.bincount(owner, minlength=6) / len(field)
    assert share == pytest.approx(size / size.sum(), rel=0.08)


def test_depth_is_the_distance_from_the_border() -> None:
    low, high = np.zeros(2), np.array([100.0, 60.0])
    cells = divided(low, high, np.array([[30.0, 30.0], [70.0, 30.0]]), np.ones(2))
    depth = cells.depth(np.array([[10.0, 30.0], [45.0, 30.0], [60.0, 30.0], [25.0, 58.0]]), 0)
    assert depth == pytest.approx([10, 5, -10, 2], abs=0.5)


def test_room_goes_to_those_who_need_it() -> None:
    ground = evenly(np.zeros(2), np.array([300.0, 300.0]), 10_000)
    start = evenly(np.zeros(2), np.array([1.0, 1.0]), 25) + np.random.default_rng(1).random((25, 2)) * 0.05
    room = np.where(np.arange(25) == 12, 4.0, 1.0)
    nearest = [
        np.sort(cdist(placed[[12]], placed)[0])[1]
        for placed in (spread(start, np.ones(25), ground, 1.0), spread(start, room, ground, 1.0))
    ]
    assert nearest[1] > 1.25 * nearest[0]
