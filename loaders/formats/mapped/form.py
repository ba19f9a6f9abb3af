"""Any spreadsheet that has a mapping: beside it, beside another file with the same columns, named, or proposed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from graph.errors import UnreadableSource
from graph.report import REJECT_COLUMNS
from loaders.facts.alone import side_by_side
from loaders.facts.form import Form
from loaders.formats.mapped.facts import FORM, load_mapped
from loaders.formats.mapped.kept import mapping_beside, mapping_path, read_mapping
from loaders.formats.mapped.model import Mapping
from loaders.formats.mapped.proposal import propose
from loaders.formats.mapped.roles import ORGANIZATIONS
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.values.notes import joined_notes

__all__ = ["MAPPED", "proposal_of"]


def _recognises(file: Opened) -> bool:
    return mapping_path(file.path).is_file() or mapping_beside(file) is not None


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    return side_by_side(_one(file, reading) for file in files)


def _one(file: Opened, reading: Reading) -> Loaded:
    if reading.mapping is not None:
        return load_mapped(file, read_mapping(Path(reading.mapping)), reading)
    own_mapping = mapping_beside(file)
    if own_mapping is None and reading.proposed and (proposal := proposal_of(file)):
        return _told(load_mapped(file, proposal, reading), file, proposal)
    if own_mapping is None:
        raise UnreadableSource(
            f"{file.name}: has no mapping. Allowed: {mapping_path(file.path).name} beside it, or one that is named. "
            f"'partners map {file.name}' proposes one, and with --write keeps it."
        )
    return load_mapped(file, own_mapping[0], reading)


def proposal_of(file: Opened) -> Mapping | None:
    """Return what the columns of a spreadsheet seem to hold; nothing where none seems to name organizations."""
    try:
        proposal = propose(file)
    except UnreadableSource:
        return None
    return proposal if any(column.role in ORGANIZATIONS for column in proposal.columns) else None


def _told(loaded: Loaded, file: Opened, proposal: Mapping) -> Loaded:
    """Return what was loaded with a note on every column that was taken for something."""
    expected = "a mapping that is kept: check it on the Data page, or with 'partners map'"
    rows = [
        (file.name, proposal.sheet, pd.NA, column.header, column.role, expected, "proposed_column")
        for column in proposal.columns
        if column.role != "ignore"
    ]
    notes = pd.DataFrame(rows, columns=list(REJECT_COLUMNS))
    report = replace(loaded.report, notes=joined_notes([notes, loaded.report.notes]))
    return replace(loaded, report=report)


MAPPED = Form("mapped", FORM, _recognises, _load, stands_alone=True)
