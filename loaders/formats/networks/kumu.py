"""Kumu's JSON, in both of its forms: a plain list of elements and connections, and a whole project."""

from collections.abc import Sequence
from typing import Any

from loaders.facts.alone import side_by_side
from loaders.facts.form import Form
from loaders.formats.networks.network import NetworkFile, loaded_network
from loaders.formats.networks.network_tables import load_network_tables
from loaders.formats.networks.objects import object_records
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["KUMU"]

_LABEL = "Kumu map"


def _held(file: Opened) -> dict[str, list[Any]] | None:
    content = file.json
    if not isinstance(content, dict) or not all(isinstance(content.get(p), list) for p in ("elements", "connections")):
        return None
    return {part: content[part] for part in ("elements", "connections")}


def _recognises(file: Opened) -> bool:
    return _held(file) is not None


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    tables = [file for file in files if _held(file) is None]
    parts = [load_network_tables(tables, reading, _LABEL)] if tables else []
    return side_by_side([*parts, *(_one(file, lists, reading) for file in files if (lists := _held(file)))])


def _one(file: Opened, lists: dict[str, list[Any]], reading: Reading) -> Loaded:
    elements, connections = (object_records(lists[part], file.name, part) for part in ("elements", "connections"))
    return loaded_network(_LABEL, NetworkFile(elements, connections), reading)


KUMU = Form("kumu", _LABEL, _recognises, _load, stands_alone=True)
