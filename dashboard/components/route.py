"""The way to an organization through people who know each other: short, and step by step when it is opened."""

from dash import html
from dash.development.base_component import Component

__all__ = ["way_in"]

_ARROW, _STEP = " -> ", "; "


def way_in(route: str | None, name: str) -> Component | None:
    """Return the way to the organization `name`, folded; ``None`` where there is none.

    Parameters
    ----------
    route : str
        As `graph.allies.introductions.route_in_words` writes it: ``"A -> B: met, May 2024; B -> C: ..."``.
    name : str
        Where it leads.
    """
    if not route:
        return None
    steps = route.split(_STEP)
    through = [step.split(_ARROW)[0] for step in steps if _ARROW in step]
    short = " \u2192 ".join([*through, name])
    told = [html.Li(step.replace(_ARROW, " \u2192 ")) for step in steps]
    return html.Details([html.Summary(f"Way in: {short}"), html.Ol(told)], className="way")
