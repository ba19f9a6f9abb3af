"""A callback that fails says so on the page, whatever it should have filled."""

from dash import html, set_props

from dashboard.ids import FAILED
from dashboard.language import text
from dashboard.log import log_error

__all__ = ["shown"]


def shown(error: Exception) -> None:
    """Say on the page that something failed, and write a line without data to the log; nothing else is changed.

    ``assets/arrived.js`` takes the sentence back when another address is answered, or an answer is saved.
    """
    log_error(error)
    sentence = text(
        "An unexpected error occurred, and this part of the page could not be changed. The window in which the "
        "dashboard was started has a line about it."
    )
    set_props(FAILED, {"children": html.P(sentence, className="warn", role="alert")})
