"""The colours of the map and of everything beside it: eight hues that stay apart for every eye.

Any two hues of a theme, and what breaks, differ by CIEDE2000 >= 12 in normal, protan, deutan and tritan vision, each
has a contrast of 3:1 or more with its background, and a group has about the same hue in both themes;
``tests/dashboard/test_colours.py`` computes all three.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypedDict

__all__ = ["COLOURS", "PATTERNS", "Theme"]

PATTERNS = 5
"""In so many ways a hue is drawn before groups are grey: full, a ring, a target, pale with a rim, with a rim of ink."""


class Theme(TypedDict):
    """What a theme names: all colours are ``#rrggbb``."""

    groups: list[str]
    """The eight hues. A group's `colour` is its hue plus eight times its pattern, see `PATTERNS`."""
    broken: str
    """Whoever is cut off, and the ties that are lost."""
    other: str
    """Groups beyond the last pattern."""
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
    "broken": "#dd3355",
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
    "groups": ["#6666bb", "#cc8822", "#008877", "#b487b4", "#ffaabb", "#eedd44", "#cc2266", "#44aaff"],
    "broken": "#d40000",
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
