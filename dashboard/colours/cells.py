"""The colours of the cells of the table of gaps, light and dark: what a cell says, and the ink it is said in."""

from typing import Any

__all__ = ["cell_colours"]

_LIGHT = {
    "nobody_much": ("#9f2229", "#ffffff"),
    "nobody": ("#d98a84", "#2b0506"),
    "nobody_some": ("#f4d4d0", "#5a1216"),
    "none": ("#dde2e7", "#39424c"),
    "fragile": ("#f6d77a", "#3a2c00"),
    "few": ("#a9d6c3", "#0b3b2d"),
    "many": ("#2a7763", "#ffffff"),
    "unneeded": ("#f3f5f6", "#5c6670"),
    "unknown": ("#dcdff6", "#343b78"),
    "silent": ("#fbfbfb", "#6b7480"),
}
_DARK = {
    "nobody_much": ("#c23b43", "#ffffff"),
    "nobody": ("#7f2a2f", "#ffe3e0"),
    "nobody_some": ("#4a2225", "#f3c9c6"),
    "none": ("#39414a", "#d5dbe1"),
    "fragile": ("#6f5a15", "#ffecb0"),
    "few": ("#1f5a49", "#d6f5ea"),
    "many": ("#5cbc9f", "#06231a"),
    "unneeded": ("#20252a", "#98a2ac"),
    "unknown": ("#2f3468", "#d3d7ff"),
    "silent": ("#16191d", "#8b949e"),
}


def cell_colours(theme: str) -> dict[str, Any]:
    """Return the colours for ``"light"`` or ``"dark"``.

    ``cells`` maps each state to its background and ink; ``ink`` and ``background`` are those of the page.

    Examples
    --------
    >>> cell_colours("light")["ink"]
    '#1c2733'
    """
    dark = theme == "dark"
    return {
        "cells": _DARK if dark else _LIGHT,
        "ink": "#e6edf3" if dark else "#1c2733",
        "background": "#1a1d21" if dark else "#ffffff",
    }
