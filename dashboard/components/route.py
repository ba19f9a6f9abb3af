"""The way to an organization through people who know each other: short, and step by step when it is opened."""

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.language import LANGUAGE, text
from graph.sentences.allies import step_in_words

__all__ = ["way_in"]

_ARROW = " \u2192 "


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
    short = _ARROW.join([*steps["from_name"], name])
    items = []
    for step in steps.to_dict("records"):
        pair = f"{step['from_name']}{_ARROW}{step['to_name']}"
        items.append(html.Li(text("{pair}: {basis}", pair=pair, basis=step_in_words(step, LANGUAGE))))
    return html.Details([html.Summary(text("Introduction: {route}", route=short)), html.Ol(items)], className="way")
