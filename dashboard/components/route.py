"""The way to an organization through people who know each other: short, and step by step when it is opened."""

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.language import LANGUAGE, text
from graph.sentences.allies import step_in_words

__all__ = ["short_way", "step_items", "way_in"]

_ARROW = " \u2192 "


def short_way(steps: pd.DataFrame, name: str) -> str:
    """Return the names on the way to the organization `name`; blank where there is no way."""
    return _ARROW.join([*steps["from_name"], name]) if len(steps) else ""


def way_in(steps: pd.DataFrame, name: str) -> Component | None:
    """Return the way to the organization `name`, folded; ``None`` where there is none.

    Parameters
    ----------
    steps : pd.DataFrame
        The rows of ``routes`` of `graph.allies.results.MissingAllies` that lead to it.
    name : str
        Where it leads.
    """
    if steps.empty:
        return None
    summary = html.Summary(text("Introduction: {route}", route=short_way(steps, name)))
    return html.Details([summary, html.Ol(step_items(steps))], className="way")


def step_items(steps: pd.DataFrame) -> list[Component]:
    """Return each step of a way, with what it rests on, as the item of a list."""
    items: list[Component] = []
    for step in steps.to_dict("records"):
        pair = f"{step['from_name']}{_ARROW}{step['to_name']}"
        items.append(html.Li(text("{pair}: {basis}", pair=pair, basis=step_in_words(step, LANGUAGE))))
    return items
