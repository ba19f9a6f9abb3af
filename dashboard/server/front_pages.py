"""The two pages in front of the dashboard: for a link from elsewhere, and for the password. Neither has a script."""

from html import escape
from urllib.parse import parse_qsl

from dashboard.language import text
from dashboard.server.plain_page import plain_page
from dashboard.server.sign_in import MOST_FAILURES, Outcome
from dashboard.state import State

__all__ = ["open_here", "password_page"]

_STYLE = """
:root { color-scheme: light dark; font-family: var(--font); }
main { max-width: 32rem; margin: 15vh auto; padding: 0 1rem; line-height: 1.5; }
button, input { font: inherit; padding: 0.5rem 1rem; min-height: 44px; box-sizing: border-box; }
label { display: block; margin-block-end: 1rem; }
"""


def open_here(state: State) -> str:
    """Return the page that a link from elsewhere opens: a button leads on to the dashboard.

    Parameters
    ----------
    state : State
        What the link asks for.
    """
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in parse_qsl(state.search().lstrip("?"))
    )
    explanation = escape(text("A link outside the dashboard led to this page. Open it if you trust the link."))
    button = _button(text("Open here"))
    return _page(f'<p>{explanation}</p><form method="get" action="./">{fields}{button}</form>')


def password_page(state: State, outcome: Outcome | None = None) -> str:
    """Return the page that asks for the password.

    Parameters
    ----------
    state : State
        What is opened after signing in.
    outcome : Outcome, optional
        What became of the password entered before.
    """
    sentences = {
        Outcome.WRONG: text("This password is wrong. Try again."),
        Outcome.TOO_MANY: text(
            "There were {most} wrong passwords within a minute. Wait a minute, then try again.", most=MOST_FAILURES
        ),
    }
    alert = f'<p role="alert">{escape(sentences[outcome])}</p>' if outcome in sentences else ""
    label = escape(text("Password of this dashboard"))
    control = '<input type="password" name="password" autocomplete="current-password" required autofocus>'
    button = _button(text("Sign in"))
    action = escape(f"./{state.search()}")
    return _page(f'{alert}<form method="post" action="{action}"><label>{label}<br>{control}</label>{button}</form>')


def _button(label: str) -> str:
    return f'<button type="submit">{escape(label)}</button>'


def _page(body: str) -> str:
    title = escape(text("Partner network"))
    return plain_page(title, _STYLE, f"<main><h1>{title}</h1>{body}</main>")
