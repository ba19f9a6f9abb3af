"""The colours of the map and of everything beside it: eight hues that stay apart for every eye.

Any two hues of a theme differ by CIEDE2000 >= 12 in normal, protan, deutan and tritan vision, and each has a
contrast of 3:1 or more with its background; ``tests/dashboard/test_colours.py`` computes both.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypedDict

__all__ = ["COLOURS", "Theme"]


class Theme(TypedDict):
    """What a theme names: all colours are ``#rrggbb``."""

    groups: list[str]
    """Hues of the eight largest groups, by `colour` 0..7."""
    other: str
    """Groups beyond the eighth."""
    small: str
    """Groups without an area, and organizations tied to nobody."""
    faint: str
    """Discs that are not lit."""
    background: str
    ink: str
    quiet: str
    """Ink of captions and of names that are not lit."""
    line: str
    """Thin lines and borders."""
    link: str
    """Ties between groups."""
    lit: str
    """Ties of the organization pointed at."""
    area: float
    """Share of background in the tint behind a group, 0..1."""
    thread: float
    """Share of background in ties inside a group, 0..1."""


_LIGHT: Theme = {
    "groups": ["#3355dd", "#995500", "#008866", "#662266", "#ee6699", "#999900", "#772222", "#3399ee"],
    "other": "#6b7280",
    "small": "#8a919c",
    "faint": "#dfe3e8",
    "background": "#ffffff",
    "ink": "#1b2130",
    "quiet": "#5b6472",
    "line": "#d5dae1",
    "link": "#c9ced6",
    "lit": "#4a5365",
    "area": 0.91,
    "thread": 0.45,
}
_DARK: Theme = {
    "groups": ["#44aaff", "#cc8822", "#aacc99", "#dd2266", "#eedd44", "#008877", "#6666bb", "#66eeff"],
    "other": "#a3acb8",
    "small": "#838c99",
    "faint": "#373d49",
    "background": "#16191f",
    "ink": "#edf0f5",
    "quiet": "#a5aebc",
    "line": "#39404d",
    "link": "#3b424f",
    "lit": "#c6cedb",
    "area": 0.86,
    "thread": 0.5,
}

COLOURS: Mapping[str, Theme] = MappingProxyType({"light": _LIGHT, "dark": _DARK})
"""Colours by theme, ``"light"`` and ``"dark"``."""
