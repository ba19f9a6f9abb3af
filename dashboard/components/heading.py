"""The heading of a view: its question, and the answer to it."""

from dash import html
from dash.development.base_component import Component

__all__ = ["heading"]


def heading(question: str, answer: str, why: Component | None = None) -> list[Component]:
    """Return the question above its answer, with the link to what that rests on; the question alone without one."""
    if not answer:
        return [html.H2(question, className="answer")]
    return [
        html.P(question, className="muted small"),
        html.H2([answer, " ", why] if why else answer, className="answer"),
    ]
