"""The network map as a picture, made from the columns that the map on screen is made from."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.colours import COLOURS, Theme
from dashboard.language import counted, decimal, text
from dashboard.taking_out.drawing.boxes import Box
from dashboard.taking_out.drawing.frames import Drawing, Key
from dashboard.taking_out.drawing.geometry import Frame, Point, frame_of, hull, positions, radii, softened
from dashboard.taking_out.drawing.lit import Light, disc_colours, light_of, line_colours, mix, tints
from dashboard.taking_out.drawing.places import LABEL_SIZE, NAME_SIZE, Area, Disc, Label, Places
from dashboard.taking_out.drawing.svg import number, tag, written

__all__ = ["Marks", "map_picture"]

WIDTH, HEIGHT = 840.0, 672.0
"""Of the map in pixels; 11 pixels of text are 7 points where it is printed as wide as A4."""

_STRIP_LINE = 36.0
_STRIP_FOOT, _FOOT = 14.0, 10.0


@dataclass(frozen=True)
class Marks:
    """What is marked on the map.

    Attributes
    ----------
    selected : str
        Id of the selected organization; blank: none.
    broken : sequence of sequences of str, optional
        The groups of ids that are cut off without it.
    group : int, optional
        Number of the selected coalition.
    """

    selected: str = ""
    broken: Sequence[Sequence[str]] | None = None
    group: int | None = None


class _Map:
    """The map's columns with everything that its layers need."""

    def __init__(self, columns: Mapping[str, Any], marks: Marks, theme: str) -> None:
        self.columns, self.marks = columns, marks
        self.colours: Theme = COLOURS[theme]
        self.organizations = columns["organizations"]
        strip = self.organizations["strip"]
        self.frame: Frame = frame_of(WIDTH, HEIGHT, _STRIP_FOOT if any(strip) else _FOOT)
        self.left, self.top = positions(self.organizations, self.frame)
        self.radius = radii(self.organizations, self.frame)
        self.light: Light = light_of(columns, marks.selected, marks.broken, marks.group)
        groups, other = self.colours["groups"], self.colours["other"]
        self.group_hues = [
            other if one["colour"] is None else groups[one["colour"] % len(groups)] for one in columns["groups"]
        ]
        self.hues = [
            self.colours["small"] if group < 0 or in_strip else self.group_hues[group]
            for group, in_strip in zip(self.organizations["group"], strip, strict=True)
        ]
        members: dict[int, list[int]] = defaultdict(list)
        for at, (group, in_strip) in enumerate(zip(self.organizations["group"], strip, strict=True)):
            if group >= 0 and not in_strip:
                members[group].append(at)
        self.areas = {
            group: Area(
                columns["groups"][group]["name"],
                hull([self.point(at) for at in places]),
                self.frame.padding,
                self.group_hues[group],
                not self.light.everything and (bool(self.light.pieces) or not self.light.lit[places].any()),
            )
            for group, places in sorted(members.items())
        }
        self.strip_places = [at for at, in_strip in enumerate(strip) if in_strip]

    def point(self, at: int) -> Point:
        """Return the middle of a disc."""
        return float(self.left[at]), float(self.top[at])

    def strip_line(self) -> float:
        """Return how far down the line above the strip is."""
        return float(self.top[self.strip_places].min()) - _STRIP_LINE * self.frame.unit


def map_picture(columns: Mapping[str, Any], marks: Marks | None = None, theme: str = "light") -> Drawing:
    """Return the map as a picture with its legend.

    Parameters
    ----------
    columns : mapping
        What `dashboard.explorer.map_data.map_data` returns.
    marks : Marks, optional
        What is selected.
    theme : {"light", "dark"}, optional
        The colours.
    """
    drawn = _Map(columns, marks or Marks(), theme)
    layers = [*_areas(drawn), *_strip(drawn), *_lines(drawn), *_discs(drawn), *_break(drawn), *_texts(drawn)]
    return Drawing(WIDTH, HEIGHT, "\n".join(layers), _legend(drawn), _remarks(drawn))


def _path(*points: Point, closed: bool = False) -> str:
    return "M" + "L".join(f"{number(left)} {number(top)}" for left, top in points) + ("Z" if closed else "")


def _areas(drawn: _Map) -> Iterator[str]:
    for area in drawn.areas.values():
        if len(area.corners) < 3:
            continue
        colour = drawn.colours["small"] if area.quiet else area.hue
        fill, edge = tints(colour, drawn.colours, quiet=area.quiet)
        line = _path(*softened(area.corners, 1.4 * area.padding), closed=True)
        common = {"d": line, "stroke_linejoin": "round"}
        yield tag("path", **common, fill="none", stroke=edge, stroke_width=2 * area.padding + 2)
        yield tag("path", **common, fill=fill, stroke=fill, stroke_width=2 * area.padding)


def _strip(drawn: _Map) -> Iterator[str]:
    if drawn.strip_places:
        height = drawn.strip_line()
        yield tag("path", d=f"M12 {number(height)}H{number(WIDTH - 12)}", stroke=drawn.colours["line"], fill="none")


def _lines(drawn: _Map) -> Iterator[str]:
    """Yield the ties; those of one colour and width are one path."""
    paths: dict[tuple[str, float], list[str]] = defaultdict(list)
    ends = drawn.columns["ties"]
    for at, colour, size in line_colours(drawn.columns, drawn.light, drawn.hues, drawn.colours):
        line = _path(drawn.point(ends["from"][at]), drawn.point(ends["to"][at]))
        paths[colour, round(size * 4) / 4].append(line)
    for (colour, size), path in paths.items():
        yield tag("path", d="".join(path), stroke=colour, stroke_width=size, fill="none")


def _discs(drawn: _Map) -> Iterator[str]:
    colours, light = drawn.colours, drawn.light
    fills = disc_colours(drawn.columns, light, drawn.hues, colours)
    is_shown = drawn.organizations["shown"]
    in_front = [(2 * (is_shown[at] and bool(light.lit[at])) + (at == light.point), at) for at in range(len(fills))]
    for _, at in sorted(in_front):
        left, top = drawn.point(at)
        leaves = at == light.point and light.pieces
        rim = {"stroke": colours["ink"] if leaves else colours["background"], "stroke_width": 2.5 if leaves else 1.2}
        radius = float(drawn.radius[at]) + (2 if leaves else 0)
        yield tag("circle", cx=left, cy=top, r=radius, fill=fills[at], **rim)


def _break(drawn: _Map) -> Iterator[str]:
    """Yield the ring around the selected organization; or what breaks without it: it is struck out, its ties dashed."""
    point, colours, organizations = drawn.light.point, drawn.colours, drawn.organizations
    if point is None or not organizations["shown"][point]:
        return
    left, top = drawn.point(point)
    radius = float(drawn.radius[point])
    if not drawn.light.pieces:
        yield tag("circle", cx=left, cy=top, r=radius + 3, fill="none", stroke=colours["ink"], stroke_width=2)
        return
    ties = drawn.columns["ties"]
    for pair in zip(ties["from"], ties["to"], strict=True):
        other = pair[pair[0] == point]
        if point not in pair or not organizations["shown"][other]:
            continue
        end_left, end_top = drawn.point(other)
        length = math.hypot(end_left - left, end_top - top) or 1
        across, down = (end_left - left) / length, (end_top - top) / length
        near, far = radius + 3, length - float(drawn.radius[other]) - 1
        yield tag(
            "line", x1=left + across * near, y1=top + down * near, x2=left + across * far, y2=top + down * far,
            stroke=colours["quiet"], stroke_width=1.4, stroke_dasharray="4 4",
        )  # fmt: skip
    arm = radius + 5
    yield tag("line", x1=left - arm, y1=top + arm, x2=left + arm, y2=top - arm, stroke=colours["ink"], stroke_width=2.5)


def _texts(drawn: _Map) -> Iterator[str]:
    colours, light, organizations = drawn.colours, drawn.light, drawn.organizations
    is_whole = organizations.get("members", [0] * len(organizations["id"]))  # a whole coalition has its name already
    ranked = [
        at
        for at in np.argsort(organizations["rank"]).tolist()
        if organizations["shown"][at] and light.lit[at] and not is_whole[at]
    ]
    discs = {at: Disc(organizations["label"][at], *drawn.point(at), float(drawn.radius[at])) for at in ranked}
    places = Places(WIDTH, HEIGHT, list(discs.values()))
    if drawn.strip_places:
        places.taken.add(Box(0, drawn.strip_line(), WIDTH, 1))
    if drawn.strip_places and drawn.columns["caption"]:
        left = drawn.frame.left + 14 * drawn.frame.across
        caption = places.caption(drawn.columns["caption"], left, HEIGHT - drawn.frame.foot - 15 * drawn.frame.up)
        if caption:
            yield written(
                caption.lines[0], left, caption.box.top + 10, font_size=NAME_SIZE, fill=colours["quiet"]
            )  # fmt: skip
    names = [*_pieces(drawn), *drawn.areas.values()]
    for area in names:
        label = places.area(area, [other for other in drawn.areas.values() if other is not area])
        if label:
            yield from _name(label, area, colours)
    if light.point in discs and (label := places.pointed(discs[light.point])):
        yield _plate(label, 5, fill=colours["ink"])
        yield written(
            label.lines[0], label.box.left + 7, label.box.top + 15.2, font_size=NAME_SIZE, font_weight=600,
            fill=colours["background"],
        )  # fmt: skip
    for place, at in enumerate(one for one in ranked if one != light.point):
        label = places.organization(discs[at], place)
        if label:
            for line, words in enumerate(label.lines):
                yield written(
                    words, label.box.left, label.box.top + 12 * line + 10, font_size=LABEL_SIZE, fill=colours["ink"],
                    stroke=colours["background"], stroke_width=3, stroke_linejoin="round", paint_order="stroke",
                )  # fmt: skip


def _pieces(drawn: _Map) -> Iterator[Area]:
    """Yield each part that is cut off, to be named."""
    broken = drawn.marks.broken or ()
    for piece in sorted(set(drawn.light.pieces.values())):
        places = [
            at for at, one in drawn.light.pieces.items() if one == piece and drawn.organizations["shown"][at]
        ]  # fmt: skip
        size = len(broken[piece])
        if places and not (size == 1 and len(broken) > len(drawn.colours["groups"])):
            name = counted("Cut off: {number} organization", "Cut off: {number} organizations", size)
            yield Area(name, hull([drawn.point(at) for at in places]), 15, drawn.colours["broken"])


def _plate(label: Label, radius: float, **attributes: object) -> str:
    box = label.box
    return tag("rect", x=box.left, y=box.top, width=box.width, height=box.height, rx=radius, **attributes)


def _name(label: Label, area: Area, colours: Theme) -> Iterator[str]:
    box = label.box
    yield _plate(label, 6, fill=colours["background"], stroke=colours["line"] if area.quiet else area.hue)
    yield tag(
        "rect", x=box.left + 7, y=box.top + box.height / 2 - 4.5, width=9, height=9, rx=2.5,
        fill=colours["faint"] if area.quiet else area.hue,
    )  # fmt: skip
    for line, words in enumerate(label.lines):
        yield written(
            words, box.left + 20, box.top + 14 * line + 14.2, font_size=NAME_SIZE, font_weight=600,
            fill=colours["quiet"] if area.quiet else colours["ink"],
        )  # fmt: skip


def _legend(drawn: _Map) -> list[Key]:
    """Return each coalition with a colour of its own, the others together, and what else has a look of its own."""
    if drawn.light.pieces:
        return [Key(piece.hue, piece.name) for piece in _pieces(drawn)]
    coloured = [
        Key(hue, text("{name} ({number})", name=group["name"], number=decimal(group["size"])))
        for group, hue in zip(drawn.columns["groups"], drawn.group_hues, strict=True)
        if group["colour"] is not None
    ]
    n_other = len(drawn.columns["groups"]) - len(coloured)
    if n_other:
        coloured.append(
            Key(drawn.colours["other"], counted("{number} other group", "{number} other groups", n_other))
        )  # fmt: skip
    if not all(drawn.organizations["shown"]):
        faint = mix(drawn.colours["other"], drawn.colours["background"], 0.8)
        coloured.append(Key(faint, text("Left out by the filters")))
    return coloured


def _remarks(drawn: _Map) -> list[str]:
    if drawn.light.pieces:
        return [text("Dashed lines are the relationships that end if the organization leaves.")]
    if not drawn.columns["ties"]["from"]:
        return []
    if any(drawn.organizations.get("members", ())):
        return [text("A disc with the name of a coalition stands for all its organizations.")]
    return [
        text(
            "Organizations close to each other work together. A larger disc has more partners. Numbers in brackets "
            "count organizations."
        )
    ]
