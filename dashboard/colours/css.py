"""The style sheet's colours, written from the same lists that the map is painted with."""

from dashboard.colours.cells import cell_colours
from dashboard.colours.themes import COLOURS

__all__ = ["theme_css"]


def theme_css() -> str:
    """Return CSS that names every group's and every cell's colour, light and dark."""
    return _rules(":root", "light") + _rules('[data-mantine-color-scheme="dark"]', "dark")


def _rules(where: str, theme: str) -> str:
    hues = COLOURS[theme]
    colours = {f"swatch-{i}": hue for i, hue in enumerate(hues["groups"])}
    colours |= {"swatch-other": hues["other"], "broken": hues["broken"], "ink": hues["ink"], "page": hues["background"]}
    for state, (ground, ink) in cell_colours(theme)["cells"].items():
        colours |= {f"cell-{state}": ground, f"cell-ink-{state}": ink}
    return f"{where}{{{';'.join(f'--{name}:{value}' for name, value in colours.items())}}}\n"
