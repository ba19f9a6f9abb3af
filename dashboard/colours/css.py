"""The style sheet's colours, written from the same lists that the map is painted with."""

from pathlib import Path

from dashboard.colours.cells import cell_colours
from dashboard.colours.themes import COLOURS

__all__ = ["theme_css"]


def theme_css() -> str:
    """Return CSS that names every group's and every cell's colour, light and dark, and the classes that wear them."""
    patterns = (Path(__file__).parent / "patterns.css").read_text(encoding="utf-8")
    return _colours(":root", "light") + _colours('[data-mantine-color-scheme="dark"]', "dark") + _classes() + patterns


def _colours(where: str, theme: str) -> str:
    hues = COLOURS[theme]
    colours = {f"swatch-{i}": hue for i, hue in enumerate(hues["groups"])}
    colours |= {"swatch-other": hues["other"], "broken": hues["broken"], "ink": hues["ink"], "page": hues["background"]}
    for state, (ground, ink) in cell_colours(theme)["cells"].items():
        colours |= {f"cell-{state}": ground, f"cell-ink-{state}": ink}
    return f"{where}{{{';'.join(f'--{name}:{value}' for name, value in colours.items())}}}\n"


def _classes() -> str:
    groups = (*range(len(COLOURS["light"]["groups"])), "other")
    swatches = [f".swatch-{group}{{--hue:var(--swatch-{group})}}" for group in groups]
    cells = [
        f".cell-{state}{{background:var(--cell-{state});color:var(--cell-ink-{state})}}"
        for state in cell_colours("light")["cells"]
    ]
    return "\n".join([*swatches, *cells, ""])
