"""Measures of an organization's position: the functions, and the list that commands, menus and docs are made from."""

from graph.measures.registry import MEASURES, Measure, centrality_scores, measure_table
from graph.measures.sampled import SampledBetweenness, sampled_betweenness

__all__ = ["MEASURES", "Measure", "SampledBetweenness", "centrality_scores", "measure_table", "sampled_betweenness"]
