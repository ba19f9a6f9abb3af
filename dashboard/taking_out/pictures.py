"""The picture of a view: the map, or the table of gaps."""

from datetime import date

from dashboard.explorer.folded import map_columns
from dashboard.language import text
from dashboard.taking_out.about import about
from dashboard.taking_out.drawing.frames import Drawing, framed, plain
from dashboard.taking_out.drawing.grid_picture import grid_picture
from dashboard.taking_out.drawing.map_picture import Marks, map_picture
from dashboard.views import Scene, View, broken_without, view_of
from dashboard.views.unfolded import unfolded_of

__all__ = ["drawing_of", "has_picture", "picture"]


def has_picture(view: View) -> bool:
    """Return whether a view can be taken out as a picture."""
    return view.layout == "map" or view.picture is not None


def drawing_of(scene: Scene) -> Drawing | None:
    """Return what a scene draws in the centre of the page; ``None`` where that is no drawing."""
    state, view = scene.state, view_of(scene.state)
    if view.layout == "map":
        marks = Marks(state.organization, broken_without(state, scene.answers), state.coalition)
        base = scene.explorer.base_of(state)
        columns = map_columns(scene.answers, base, unfolded_of(state, scene.answers, base))
        return map_picture(columns, marks, scene.theme)
    table = view.picture(scene) if view.picture else None
    return None if table is None else grid_picture(table, scene.theme)


def picture(scene: Scene, when: date, *, bare: bool = False) -> str:
    """Return the picture of a scene as SVG; blank where it has none.

    Parameters
    ----------
    scene : Scene
        What the page shows.
    when : date
        The day on which it is made.
    bare : bool, optional
        Whether title, filters, date and source are left out, for a page that shows them.
    """
    drawing = drawing_of(scene)
    if drawing is None:
        return ""
    said = about(scene, when)
    if bare:
        return plain(drawing, text("Map of organizations and their relationships"), scene.theme)
    return framed(drawing, said.title, [said.question, said.filters], said.below, scene.theme)
