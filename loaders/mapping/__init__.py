"""Any other spreadsheet: which column holds what, proposed from the file, kept beside it, and read by it."""

from loaders.mapping.facts import load_mapped
from loaders.mapping.kept import mapping_beside, mapping_path, read_mapping, save
from loaders.mapping.model import Mapping
from loaders.mapping.preview import Preview, preview
from loaders.mapping.proposal import propose

__all__ = [
    "Mapping", "Preview", "load_mapped", "mapping_beside", "mapping_path", "preview", "propose", "read_mapping", "save",
]  # fmt: skip
