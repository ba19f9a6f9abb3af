"""False alarms: how many networks of pure noise have a coalition that is called more than chance."""

import networkx as nx

from graph.clusters.chance import compare_with_chance
from graph.clusters.table import SEED, clusters


def test_at_most_five_of_a_hundred_networks_of_noise_have_a_coalition_beyond_chance() -> None:
    alarms = 0
    for seed in range(2000, 2200):
        noise = nx.gnm_random_graph(100, 200, seed=seed)
        ties = nx.relabel_nodes(noise, {node: f"o{node:03}" for node in noise})
        chance = compare_with_chance(ties, clusters(ties), resolution=1.0, seed=SEED)
        alarms += bool(chance.groups["beyond_chance"].any())
    assert alarms <= 10
