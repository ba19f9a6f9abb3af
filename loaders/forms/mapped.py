"""Any spreadsheet that has a mapping: beside it, beside another file with the same columns, or named."""

from collections.abc import Sequence

from graph.errors import UnreadableSource
from loaders.forms.alone import side_by_side
from loaders.forms.form import Form, Options
from loaders.loaded import Loaded
from loaders.mapping.facts import FORM, load_mapped
from loaders.mapping.kept import mapping_beside, mapping_path, read_mapping
from loaders.reading.opened import Opened

__all__ = ["MAPPED"]


def _recognises(file: Opened) -> bool:
    return mapping_path(file.path).is_file() or mapping_beside(file) is not None


def _load(files: Sequence[Opened], options: Options) -> Loaded:
    return side_by_side(_one(file, options) for file in files)


def _one(file: Opened, options: Options) -> Loaded:
    if options.mapping is not None:
        return load_mapped(file, read_mapping(options.mapping), options)
    found = mapping_beside(file)
    if found is None:
        raise UnreadableSource(
            f"{file.name}: has no mapping. Allowed: {mapping_path(file.path).name} beside it, or one that is named. "
            f"'partners map {file.name}' proposes one, and with --write keeps it."
        )
    return load_mapped(file, found[0], options)


MAPPED = Form("mapped", FORM, _recognises, _load, stands_alone=True)
