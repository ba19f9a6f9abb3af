"""The print sheet of a view: a page of its own with all that the view says, for A4, without scripts and controls."""

from datetime import date
from functools import cache
from pathlib import Path

from dashboard.colours import theme_css
from dashboard.language import text
from dashboard.server.plain_page import plain_page
from dashboard.taking_out.about import About, about
from dashboard.taking_out.drawing.frames import plain
from dashboard.taking_out.paper import element, paper, text_of
from dashboard.taking_out.pictures import drawing_of
from dashboard.views import Scene, view_of
from dashboard.views.why_panel import right_of

__all__ = ["panel_text", "sheet"]


def sheet(scene: Scene, when: date) -> str:
    """Return the print sheet of what a scene shows: the picture or table first, then the answers, then the lists.

    Parameters
    ----------
    scene : Scene
        What the page shows.
    when : date
        The day on which it is made.
    """
    view, said = view_of(scene.state), about(scene, when)
    how = text("To print this sheet, or to save it as a PDF, use the command Print of the browser.")
    head = [
        element("p", paper(how), "how"),
        element("p", paper(said.names), "confidential") if said.confidential else "",
        element("h1", paper(said.title)),
        element("p", paper(said.question), "question"),
        element("p", paper(said.filters), "filters"),
        element("p", paper(view.answer(scene)), "answer"),
    ]
    drawing = drawing_of(scene) if view.layout == "map" else None
    picture = element("figure", plain(drawing, said.title)) if drawing else ""
    places = [
        element(
            "main",
            picture + "".join(paper(place) for place in (view.centre(scene), right_of(view, scene), view.left(scene))),
        )
    ]
    foot = element("footer", "".join(element("p", paper(line)) for line in said.below), "about")
    return plain_page(paper(said.title), _style(said), "\n".join(filter(None, [*head, *places, foot])))


def panel_text(scene: Scene, when: date) -> str:
    """Return what the answers of a scene say, as text: its card, else what stands in its centre."""
    view, said = view_of(scene.state), about(scene, when)
    card = text_of(paper(right_of(view, scene))) or text_of(paper(view.centre(scene)))
    lines = [said.title, said.filters, view.answer(scene), "", card, "", *said.below]
    return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1])).strip() + "\n"


def _style(said: About) -> str:
    """Return the style sheet, with the colours of the page and what stands at the foot of each printed page."""
    foot = _css_text(" - ".join(filter(None, [said.title, said.names if said.confidential else ""])))
    pages = "@bottom-right{content:counter(page) ' / ' counter(pages);font:8pt sans-serif;color:#55616d}"
    every = f"@page{{@bottom-left{{content:{foot};font:8pt sans-serif;color:#55616d}}{pages}}}"
    return _rules() + theme_css() + every


@cache
def _rules() -> str:
    return (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")


def _css_text(words: str) -> str:
    r"""Return a text as CSS writes it: whatever could end it, or the style sheet, by its number.

    Examples
    --------
    >>> _css_text('a"<')
    '"a\\22 \\3c "'
    """
    return '"' + "".join(one if one.isalnum() or one in " .,:-" else f"\\{ord(one):x} " for one in words) + '"'
