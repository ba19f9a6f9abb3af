"""Every colour on screen, light and dark: of the map, of the gap table's cells, and as CSS."""

from dashboard.colours.cells import cell_colours
from dashboard.colours.css import theme_css
from dashboard.colours.themes import COLOURS, PATTERNS, Theme

__all__ = ["COLOURS", "PATTERNS", "Theme", "cell_colours", "theme_css"]
