"""Tables as a workbook of Excel: plain cells, no formula, no macro, and the same bytes for the same tables."""

import io
import math
import re
from collections.abc import Mapping, Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from dashboard.taking_out.drawing.svg import clean

__all__ = ["workbook"]

_LONGEST_CELL, _LONGEST_NAME = 32_767, 31
"""What Excel takes."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
    '<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def workbook(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a workbook with one sheet a frame: heads in bold that stay in sight, numbers as numbers, the rest as text.

    Parameters
    ----------
    sheets : mapping of str to pandas.DataFrame
        The frames by the names of their sheets. A name loses what Excel does not take in it.
    """
    names = _names(list(sheets))
    numbers = range(1, len(names) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="r{at}"/>' for at, name in zip(numbers, names, strict=True)
    )
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations([("r1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [*((f"r{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in numbers), ("r0", "styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{
            f"xl/worksheets/sheet{at}.xml": _sheet(frame) for at, frame in zip(numbers, sheets.values(), strict=True)
        },
    }  # fmt: skip
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content.encode(), ZIP_DEFLATED)
    return buffer.getvalue()


def _names(titles: Sequence[str]) -> list[str]:
    """Return names of sheets that Excel takes, each once."""
    names: list[str] = []
    for number, title in enumerate(titles, start=1):
        name = re.sub(r"[\[\]:*?/\\]", " ", clean(title)).strip(" '")[:_LONGEST_NAME] or str(number)
        taken = {one.casefold() for one in names}
        names.append(name if name.casefold() not in taken else f"{name[: _LONGEST_NAME - 5]} ({number})")
    return names


def _content_types(numbers: range) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in numbers]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts)
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(relations: Sequence[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{_KINDS}/{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{entries}</Relationships>"
    )


def _sheet(frame: pd.DataFrame) -> str:
    columns = [[None if gone else value for value, gone in zip(column.tolist(), column.isna(), strict=True)]
               for _, column in frame.items()]  # fmt: skip
    heads = [str(name) for name in frame.columns]
    widths = [
        min(max([len(head), *(len(str(value)) for value in column[:200] if value is not None)], default=8) + 2, 60)
        for head, column in zip(heads, columns, strict=True)
    ]
    sizes = "".join(f'<col min="{at}" max="{at}" width="{w}" customWidth="1"/>' for at, w in enumerate(widths, start=1))
    letters = [_letters(at) for at in range(len(heads))]
    rows = "".join(_row(line, letters, at) for at, line in enumerate([heads, *zip(*columns, strict=True)], start=1))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"{sizes and f'<cols>{sizes}</cols>'}<sheetData>{rows}</sheetData></worksheet>"
    )


def _row(line: Sequence[object], letters: Sequence[str], at: int) -> str:
    style = int(at == 1)
    cells = "".join(_cell(value, f"{column}{at}", style) for column, value in zip(letters, line, strict=True))
    return f'<row r="{at}">{cells}</row>'


def _letters(column: int) -> str:
    """Return what Excel calls a column.

    Examples
    --------
    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _cell(value: object, place: str, style: int) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    words = escape(clean(str(value))[:_LONGEST_CELL], quote=False)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
