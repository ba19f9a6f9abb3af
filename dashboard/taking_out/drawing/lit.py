"""What is lit on the map, and the colours of discs and lines, as the map on screen has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.colours import Theme

__all__ = ["Light", "disc_colours", "light_of", "line_colours", "mix", "tints"]

Bools = npt.NDArray[np.bool_]

_MANY_TIES = 1800
"""From here lines are paler, so that the discs stay in front."""


@dataclass(frozen=True)
class Light:
    """What is singled out on the map; without a point, pieces and a group everything is lit.

    Attributes
    ----------
    lit : array of bool
        For each organization of the map.
    point : int, optional
        The place of the selected organization in the map's columns.
    pieces : mapping of int to int
        Which piece an organization falls into if the selected one leaves.
    group : int, optional
        The place of the lit group in the map's columns.
    """

    lit: Bools
    point: int | None = None
    pieces: Mapping[int, int] = field(default_factory=dict)
    group: int | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is singled out."""
        return self.point is None and self.group is None


def light_of(
    columns: Mapping[str, Any], selected: str, broken: Sequence[Sequence[str]] | None, number: int | None
) -> Light:
    """Return what is lit.

    Parameters
    ----------
    columns : mapping
        What `dashboard.explorer.map_data.map_data` returns.
    selected : str
        Id of the selected organization; one that the map does not have lights nothing.
    broken : sequence of sequences of str, optional
        The groups of ids that are cut off without it.
    number : int, optional
        The number of the selected coalition.
    """
    ids = columns["organizations"]["id"]
    is_shown = np.asarray(columns["organizations"]["shown"], dtype=bool)
    at = {organization: place for place, organization in enumerate(ids)}
    point = at.get(selected)
    if point is not None and broken:
        pieces = {at[one]: piece for piece, group in enumerate(broken) for one in group if one in at}
        return Light(np.isin(np.arange(len(ids)), [point, *pieces]), point, pieces)
    if point is not None:
        tails, heads = (np.asarray(columns["ties"][end], dtype=np.int64) for end in ("from", "to"))
        near = np.concatenate([heads[tails == point], tails[heads == point]])
        return Light(np.isin(np.arange(len(ids)), [point, *near]) & (is_shown | (np.arange(len(ids)) == point)), point)
    groups = [group["number"] for group in columns["groups"]]
    if number in groups:
        group = groups.index(number)
        return Light(np.asarray(columns["organizations"]["group"]) == group, group=group)
    return Light(np.ones(len(ids), dtype=bool))


def mix(colour: str, other: str, share: float) -> str:
    """Return the opaque mixture of two colours.

    Examples
    --------
    >>> mix("#000080", "#ffffff", 0.5)
    '#8080c0'
    """
    channels = [[int(one[at : at + 2], 16) for one in (colour, other)] for at in (1, 3, 5)]
    return "#" + "".join(f"{int(a + (b - a) * share + 0.5):02x}" for a, b in channels)


def tints(colour: str, colours: Theme, *, quiet: bool) -> tuple[str, str]:
    """Return the fill and the edge of an area."""
    fill, edge = (0.95, 0.82) if quiet else (colours["area"], colours["area"] - 0.26)
    return mix(colour, colours["background"], fill), mix(colour, colours["background"], edge)


def disc_colours(columns: Mapping[str, Any], light: Light, hues: Sequence[str], colours: Theme) -> list[str]:
    """Return the colour of each disc; `hues` are those of the organizations."""
    return [
        mix(hue, colours["background"], 0.8)
        if not is_shown
        else colours["broken"]
        if at in light.pieces
        else colours["background"]
        if light.pieces and at == light.point
        else hue
        if light.lit[at]
        else colours["faint"]
        for at, (hue, is_shown) in enumerate(zip(hues, columns["organizations"]["shown"], strict=True))
    ]


def line_colours(
    columns: Mapping[str, Any], light: Light, hues: Sequence[str], colours: Theme
) -> list[tuple[int, str, float]]:
    """Return place, colour and width of each tie that is drawn, those behind first."""
    ties, organizations = columns["ties"], columns["organizations"]
    is_shown, group = organizations["shown"], organizations["group"]
    dense = len(ties["from"]) > _MANY_TIES
    lines: list[tuple[int, int, str, float]] = []
    for at, (tail, head, strength, between) in enumerate(
        zip(ties["from"], ties["to"], ties["strength"], ties["between"], strict=True)
    ):
        if not (is_shown[tail] and is_shown[head]):
            continue
        size = 1.3 + 1.5 * min(max(strength, 0), 1)
        base, share = (colours["link"], 0.35 * dense) if between else (hues[tail], 0.68 if dense else colours["thread"])
        plain = mix(base, colours["background"], share)
        if light.everything:
            lines.append((0 if between else 1, at, plain, size))
        elif light.pieces:
            piece = light.pieces.get(tail)
            if piece is not None and piece == light.pieces.get(head):
                lines.append((1, at, mix(colours["broken"], colours["background"], 0.55), size))
        elif light.point is not None:
            if light.point in {tail, head}:
                lines.append((2, at, colours["lit"], size + 0.5))
        elif inside := (group[tail] == light.group) + (group[head] == light.group):
            lines.append((inside, at, plain if inside == 2 else colours["link"], size))
    return [(at, colour, size) for _, at, colour, size in sorted(lines)]
