"""Whether an ODS workbook can be read: its XML is whole, and its cells, which may repeat, are not too many."""

import re
import zipfile

from graph.errors import UnreadableSource
from loaders.reading import limits
from loaders.reading.xml import fault_of

__all__ = ["check_repeats"]

_STEP = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*)>|<(/)table:(table-row|table)>"
)
_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,18})""")
_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,18})""")
_HOLDS = re.compile(rb"(?:value|formula|string-value|value-type)\s*=")


def check_repeats(packed: zipfile.ZipFile, name: str) -> None:
    """Refuse a workbook that is no well-formed XML, or whose cells, repeated as it says, are over `limits.MOST_CELLS`.

    Blank cells and rows at the end repeat to the end of every sheet and are not counted.

    Raises
    ------
    UnreadableSource
        If it is broken, or would become too large.
    """
    with packed.open("content.xml") as stream:
        xml = stream.read(limits.MOST_BYTES + 1)
    if len(xml) > limits.MOST_BYTES:
        raise limits.too_large(name)
    if fault := fault_of(xml):
        raise limits.broken_workbook(name, fault)
    rows = wide = cells = used = repeats = 0
    for step in _STEP.finditer(xml):
        kind, about = step[1] or step[4], step[2] or b""
        if step[3]:
            if kind == b"table-row" and used:
                rows, wide, repeats = rows + repeats, max(wide, used), 0
            cells = used = 0
        elif kind == b"table":
            rows = wide = repeats = 0
        elif kind == b"table-row":
            match = _ROWS.search(about)
            repeats += int(match[1]) if match else 1
            cells = used = 0
        else:
            match = _COLUMNS.search(about)
            cells += int(match[1]) if match else 1
            used = cells if _HOLDS.search(about) else used
        if (rows + repeats) * max(wide, used) > limits.MOST_CELLS and used:
            raise UnreadableSource(
                f"{name}: a sheet whose repeated cells are more than {limits.MOST_CELLS:,}. Delete the rows and "
                "columns that hold nothing, save it as XLSX or CSV and load that."
            )
