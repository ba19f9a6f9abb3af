"""Kumu's JSON, in both of its forms: a plain list of elements and connections, and a whole project."""

from collections.abc import Sequence
from typing import Any

from loaders.drawn.network import Drawing, loaded_drawing
from loaders.drawn.objects import object_records
from loaders.drawn.record import Record
from loaders.forms.form import Form, Options
from loaders.forms.network_tables import load_network_tables
from loaders.loaded import Loaded
from loaders.reading.opened import Opened

__all__ = ["KUMU"]

_LABEL = "Kumu map"


def _held(file: Opened) -> dict[str, list[Any]] | None:
    held = file.json
    if not isinstance(held, dict) or not all(isinstance(held.get(p), list) for p in ("elements", "connections")):
        return None
    return {part: held[part] for part in ("elements", "connections")}


def _recognises(file: Opened) -> bool:
    return _held(file) is not None


def _load(files: Sequence[Opened], options: Options) -> Loaded:
    if any(_held(file) is None for file in files):
        return load_network_tables(files, options, _LABEL)
    elements: list[Record] = []
    connections: list[Record] = []
    for file in files:
        held = _held(file) or {}
        elements += object_records(held["elements"], file.name, "elements")
        connections += object_records(held["connections"], file.name, "connections")
    return loaded_drawing(_LABEL, Drawing(elements, connections), options)


KUMU = Form("kumu", _LABEL, _recognises, _load)
