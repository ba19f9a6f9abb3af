"""What a connection says of its tie: kind, direction, strength, scale and sign."""

from graph.names import tidy
from loaders.facts.gathered import Gathered
from loaders.formats.networks.record import Record
from loaders.formats.networks.vocabulary import direction_of
from loaders.values.plain import normal_header
from loaders.values.scales import Scale, scale_in

__all__ = ["tie_facts"]

_WORDS = {"low": 1.0, "weak": 1.0, "medium": 2.0, "moderate": 2.0, "high": 3.0, "strong": 3.0}
_UNSAID = "unknown"
_SIGNS = {"+": 1.0, "positive": 1.0, "1": 1.0, "1.0": 1.0, "0": 0.0, "0.0": 0.0, "neutral": 0.0,
          "-": -1.0, "\u2212": -1.0, "negative": -1.0, "-1": -1.0, "-1.0": -1.0}  # fmt: skip


def tie_facts(
    facts: Gathered,
    record: Record,
    cells: dict[str, str],
    header_of: dict[str, str],
    others: dict[str, str],
) -> tuple[dict[str, object], bool]:
    """Return kind, direction, strength, scale, sign and unknown columns, and whether the ends are the other way round.

    What is not understood is noted in `facts`, and `others` is left with the columns that are not known.

    What Gephi calls the type of an edge is its direction; elsewhere a type is the kind of tie.
    """
    values: dict[str, object] = {}
    direction = direction_of(cells.get("direction", ""))
    kind = cells.get("kind", "")
    if direction_of(kind) and normal_header(header_of.get("kind", "")) == "type":
        direction = direction or direction_of(kind)
        label = next((h for h in others if normal_header(h) == "label"), "")
        kind = others.pop(label, "")
    elif normal_header(header_of.get("kind", "")) != "type":
        typed = next((h for h in others if normal_header(h) == "type" and direction_of(others[h])), "")
        direction = direction or direction_of(others.pop(typed, ""))
    if direction is None and normal_header(cells.get("direction", _UNSAID)) != _UNSAID:
        others[header_of["direction"]] = cells["direction"]
    if kind:
        values["kind"] = kind if header_of.get("kind") == "kind" else tidy(kind)
    if direction:
        values["directed"] = direction[0]
    values |= _strength(facts, record, cells, header_of)
    for header, text in others.items():
        values[header if header.startswith("x_") else f"x_{header}"] = text
    return values, bool(direction and direction[1])


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _strength(facts: Gathered, record: Record, cells: dict[str, str], header_of: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    scale = scale_in(header_of.get("strength", "")).ends
    ends = [_number(cells.get(end, "")) for end in ("scale_min", "scale_max")]
    if all(end is not None for end in ends):
        scale = (ends[0] or 0.0, ends[1] or 0.0)
    sign = _SIGNS.get(cells.get("sign", "").strip().casefold(), _number(cells.get("sign", "")))
    text = cells.get("strength", "")
    strength = _number(text)
    if strength is None and normal_header(text) in _WORDS:
        strength, scale = _WORDS[normal_header(text)], (1.0, 3.0)
    if text and strength is None:
        expected = "a number, or one of " + ", ".join(_WORDS)
        facts.note(record.source, header_of["strength"], text, expected, "unknown_strength")
    elif strength is not None and strength < 0 and sign is None and scale is None:
        strength, sign = -strength, -1.0
    if strength is not None:
        values["strength"] = strength
    if scale is not None and strength is not None:
        values |= {"scale_min": scale[0], "scale_max": scale[1]}
        if expected := Scale(scale).outside(strength):
            facts.note(record.source, header_of["strength"], text, expected, "outside_scale")
    if sign is not None and -1 <= sign <= 1:
        values["sign"] = sign
    elif cells.get("sign"):
        facts.note(record.source, header_of["sign"], cells["sign"], "positive or negative", "unknown_sign")
    return values
