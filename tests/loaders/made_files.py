"""Small files of every form of table, written by hand or by other libraries."""

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["gzipped", "ods", "parquet", "workbook", "workbook_of", "xlsx_of", "zipped"]

_ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="data">{}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_XLSX = {
    "_rels/.rels": (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="xl/workbook.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
    "[Content_Types].xml": (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    ),
    "xl/workbook.xml": (
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    ),
}


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return held.getvalue()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Return rows as XLSX, by openpyxl."""
    return workbook_of({"Sheet": rows})


def workbook_of(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return sheets of rows as XLSX, by openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def xlsx_of(rows: str, after: str = "", prefix: str = "") -> bytes:
    """Return the XML of rows as XLSX."""
    named = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    sheet = (
        f'<?xml version="1.0"?><{prefix}worksheet {named}="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<{prefix}sheetData>{rows}</{prefix}sheetData>{after}</{prefix}worksheet>"
    )
    return zipped(_XLSX | {"xl/worksheets/sheet1.xml": sheet})


def ods(rows: str) -> bytes:
    """Return the XML of rows as ODS."""
    return zipped({"mimetype": _SPREADSHEET, "META-INF/manifest.xml": _MANIFEST, "content.xml": _ODS.format(rows)})


def parquet(columns: Mapping[str, Sequence[object]]) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.table({name: list(values) for name, values in columns.items()}), held)
    return held.getvalue()
