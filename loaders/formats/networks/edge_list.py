"""Lists of pairs without a header: two columns, and a third with a strength where the form is asked for."""

from collections.abc import Sequence

from graph.errors import UnreadableSource
from graph.names import normal_name
from loaders.facts.alone import one_by_one
from loaders.facts.form import Form
from loaders.formats.networks.network import NetworkFile, loaded_network
from loaders.formats.networks.record import Record
from loaders.formats.networks.vocabulary import connection_field, element_field
from loaders.formats.who_does_what.headers import header_role, is_tag
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading.sheet import blank_rows
from loaders.reading.tabular import Sheet
from loaders.reading_options import Reading

__all__ = ["EDGE_LIST"]

_LABEL = "list of pairs"
_FIELDS = ("from", "to", "strength")
_FEWEST = 3


def _filled(sheet: Sheet) -> list[list[str]]:
    return [row for row, blank in zip(sheet.rows, blank_rows(sheet.rows), strict=True) if not blank]


def _has_header(row: Sequence[str]) -> bool:
    return any(connection_field(c)[0] or element_field(c)[0] or header_role(c) or is_tag(c) for c in row if c.strip())


def _recognises(file: Opened) -> bool:
    sheets = [sheet for sheet in file.tables if sheet.visible and _filled(sheet)]
    return not file.root and bool(sheets) and all(_is_list(sheet) for sheet in sheets)


def _is_list(sheet: Sheet) -> bool:
    """Whether a sheet can be nothing but a list of pairs: names of one column come back in the other."""
    rows = _filled(sheet)
    if len(rows) < _FEWEST or sheet.first_line == 0 or any(len(row) != 2 for row in rows):
        return False
    if not all(all(map(str.strip, row)) for row in rows):
        return False
    left, right = ({normal_name(row[side]) for row in rows} for side in (0, 1))
    words = [cell for row in rows for cell in row if any(c.isalpha() for c in cell)]
    return not _has_header(rows[0]) and bool(left & right) and len(words) == 2 * len(rows)


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    records: list[Record] = []
    for file in files:
        file_records = [record for sheet in file.sheets if sheet.visible for record in _records(sheet)]
        if not file_records or not any({"from", "to"} <= set(record.cells) for record in file_records):
            raise UnreadableSource(
                f"{file.name}: no pairs. Allowed: two columns, one pair a line, with a strength in a third if there is "
                "one. Save the list in that way, or load the file without --form."
            )
        records += file_records
    return loaded_network(_LABEL, NetworkFile(connections=records), reading)


def _records(sheet: Sheet) -> list[Record]:
    """Return each line as a connection; a header is passed over, and further columns keep their number."""
    records: list[Record] = []
    header: list[str] = []
    for i, row in enumerate(sheet.rows):
        if not any(cell.strip() for cell in row):
            continue
        if not header and not records and _has_header(row):
            header = row
            continue
        names = [*_FIELDS[: len(row)], *(f"column {k}" for k in range(4, len(row) + 1))]
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=True) if cell.strip()}
        records.append(Record(sheet.file, sheet.name, sheet.first_line + i, cells))
    return records


EDGE_LIST = Form("edge-list", _LABEL, _recognises, one_by_one(_load), stands_alone=True)
