"""Any other spreadsheet: which column holds what, proposed from the file, kept beside it, and read by it."""

from loaders.formats.mapped.facts import load_mapped
from loaders.formats.mapped.kept import mapping_beside, mapping_journal, mapping_path, put_back, read_mapping, save
from loaders.formats.mapped.model import Mapping
from loaders.formats.mapped.previews import Preview, preview
from loaders.formats.mapped.proposal import propose

__all__ = [
    "Mapping", "Preview", "load_mapped", "mapping_beside", "mapping_journal", "mapping_path", "preview", "propose",
    "put_back", "read_mapping", "save",
]  # fmt: skip
