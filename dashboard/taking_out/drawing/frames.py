"""A drawing with what stands around it: title, filters, legend, date and source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.colours import COLOURS
from dashboard.taking_out.drawing.svg import FONT, tag, written
from dashboard.taking_out.drawing.widths import paragraph, shortened, width_of

__all__ = ["Drawing", "Key", "framed", "plain"]

_MARGIN = 16.0
_TITLE, _TEXT = 18.0, 12.0
_LINE = 17.0
_KEY_GAP = 18.0


@dataclass(frozen=True)
class Key:
    """One entry of a legend: a colour, what it means, and the sign in it with its ink."""

    colour: str
    words: str
    sign: str = ""
    ink: str = ""


@dataclass(frozen=True)
class Drawing:
    """A drawing without its frame.

    Attributes
    ----------
    width, height : float
        Its size.
    body : str
        Its elements.
    legend : sequence of Key
        What its colours mean.
    remarks : sequence of str
        Sentences that belong to the legend.
    """

    width: float
    height: float
    body: str
    legend: Sequence[Key] = ()
    remarks: Sequence[str] = ()


def framed(drawing: Drawing, title: str, above: Sequence[str], below: Sequence[str], theme: str = "light") -> str:
    """Return a picture as a file of its own.

    Parameters
    ----------
    drawing : Drawing
        What is in it.
    title : str
        Its title.
    above, below : sequence of str
        Sentences below the title and below the legend; blank ones are left out.
    theme : {"light", "dark"}, optional
        The colours.
    """
    colours = COLOURS[theme]
    most = drawing.width - 2 * _MARGIN
    parts: list[str] = []
    down = _MARGIN + _TITLE
    for line in paragraph(title, most, _TITLE, bold=True):
        parts.append(written(line, _MARGIN, down, font_size=_TITLE, font_weight=700, fill=colours["ink"]))
        down += _TITLE + 4
    for line in _lines(above, most):
        parts.append(written(line, _MARGIN, down, font_size=_TEXT, fill=colours["quiet"]))
        down += _LINE
    parts.append(tag("g", drawing.body, transform=f"translate(0 {round(down)})"))
    legend, down = _legend(drawing, theme, round(down) + drawing.height + _LINE)
    parts += legend
    for line in _lines(below, most):
        parts.append(written(line, _MARGIN, down, font_size=_TEXT, fill=colours["quiet"]))
        down += _LINE
    return _picture(drawing.width, down, title, parts, theme)


def plain(drawing: Drawing, title: str, theme: str = "light") -> str:
    """Return a picture with its legend alone, for a page that says the rest."""
    legend, down = _legend(drawing, theme, drawing.height + _LINE)
    return _picture(drawing.width, down, title, [tag("g", drawing.body), *legend], theme)


def _picture(width: float, height: float, title: str, parts: Sequence[str], theme: str) -> str:
    ground = tag("rect", width=width, height=round(height), fill=COLOURS[theme]["background"])
    return tag(
        "svg",
        "\n".join([tag("title", _escaped(title)), ground, *parts]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {round(height)}",
        width=width,
        height=round(height),
        font_family=FONT,
        role="img",
    )


def _escaped(words: str) -> str:
    return written(words, 0, 0).partition(">")[2].removesuffix("</text>")


def _lines(sentences: Sequence[str], most: float) -> Iterator[str]:
    for sentence in sentences:
        yield from paragraph(sentence, most, _TEXT)


def _legend(drawing: Drawing, theme: str, down: float) -> tuple[list[str], float]:
    """Return the legend in rows from `down` on, and where what follows begins."""
    colours = COLOURS[theme]
    parts: list[str] = []
    most, left = drawing.width - _MARGIN, _MARGIN
    for key in drawing.legend:
        words = shortened(key.words, most - _MARGIN - _KEY_GAP, _TEXT)
        width = _KEY_GAP + width_of(words, _TEXT)
        if left > _MARGIN and left + width > most:
            left, down = _MARGIN, down + _LINE
        parts.append(
            tag("rect", x=left, y=down - 10, width=12, height=12, rx=3, fill=key.colour, stroke=colours["line"])
        )
        if key.sign:
            parts.append(written(key.sign, left + 6, down - 0.5, font_size=10, fill=key.ink, text_anchor="middle"))
        parts.append(written(words, left + _KEY_GAP, down, font_size=_TEXT, fill=colours["ink"]))
        left += width + _KEY_GAP
    down += _LINE if drawing.legend else 0
    for line in _lines(drawing.remarks, drawing.width - 2 * _MARGIN):
        parts.append(written(line, _MARGIN, down, font_size=_TEXT, fill=colours["quiet"]))
        down += _LINE
    return parts, down
