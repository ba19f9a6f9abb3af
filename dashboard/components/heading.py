"""The heading of a view: its question, and the answer to it."""

from dash import html
from dash.development.base_component import Component

__all__ = ["heading"]


def heading(question: str, answer: str) -> list[Component]:
    """Return the question above its answer; the question alone where there is no answer."""
    if not answer:
        return [html.H2(question, className="answer")]
    return [html.P(question, className="muted small"), html.H2(answer, className="answer")]
