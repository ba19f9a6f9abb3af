"""Large tables of who does what where, in the shapes that real ones have."""

import csv
import random
import zipfile
from pathlib import Path

__all__ = ["distinct_csv", "wide_workbook"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_START = '<?xml version="1.0" encoding="UTF-8"?>'
_HEADERS = [
    "Donor", "Programme Organization", "Implementing partner", "Sector", "Activity", "Region", "Zone", "Woreda",
    "Start date", "End date", "People reached", "Status", *(f"Extra {i}" for i in range(12)),
]  # fmt: skip
_DATES = (8, 9)


def _row(dice: random.Random, number: int) -> list[str | int]:
    woreda = dice.randrange(1000)
    return [
        f"Donor {dice.randrange(30)}",
        f"Programme {dice.randrange(60)}",
        f"Implementer {dice.randrange(90)}",
        f"Sector {dice.randrange(9)}",
        f"Activity {dice.randrange(40)}",
        f"Region {woreda % 92 % 11}",
        f"Zone {woreda % 92}",
        f"Woreda {woreda}",
        44_000 + dice.randrange(300),
        44_400 + dice.randrange(300),
        dice.randrange(10_000),
        "Ongoing",
        *(f"some words about {number}" if i % 2 else number * i for i in range(12)),
    ]


def wide_workbook(path: Path, *, named: int, rows: int = 275_000, declared: int = 1_021, distinct: int = 700) -> None:
    """Write a workbook of `rows` by `declared` columns, of which 24 hold something and `named` have a header."""
    dice = random.Random(1)
    columns = [_letters(i) for i in range(declared)]
    strings: dict[str, int] = {}

    def cell(column: int, line: int, value: str | int) -> str:
        place = f'<c r="{columns[column]}{line}"'
        if isinstance(value, str):
            return f'{place} t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        style = ' s="1"' if column in _DATES else ""
        return f"{place}{style}><v>{value}</v></c>"

    kinds = [_row(dice, number) for number in range(distinct)]
    heads: list[str | int] = [*_HEADERS, *(f"Column {i}" for i in range(len(_HEADERS), named))]
    blank = "".join(f'<c r="{column}1" s="0"/>' for column in columns[len(heads) :])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in _frame().items():
            packed.writestr(name, _START + text)
        with packed.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'{_START}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{columns[-1]}{rows + 1}"/>'.encode())
            first = "".join(cell(i, 1, head) for i, head in enumerate(heads))
            sheet.write(f'<sheetData><row r="1">{first}{blank}</row>'.encode())
            for line in range(2, rows + 2):
                held = "".join(cell(i, line, value) for i, value in enumerate(kinds[dice.randrange(distinct)]))
                sheet.write(f'<row r="{line}">{held}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
        packed.writestr("xl/sharedStrings.xml", f'{_START}<sst xmlns="{_MAIN}">{texts}</sst>')


def distinct_csv(path: Path, rows: int = 300_000) -> None:
    """Write a CSV of `rows` of which no two are equal."""
    dice = random.Random(2)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADERS)
        writer.writerows(_row(dice, number) for number in range(rows))


def _letters(column: int) -> str:
    name, left = "", column + 1
    while left:
        left, last = divmod(left - 1, 26)
        name = chr(65 + last) + name
    return name


def _frame() -> dict[str, str]:
    """Return the parts of a workbook beside its sheet and its strings."""
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "sharedStrings": "sharedStrings",
        "styles": "styles",
    }
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{sheet}.{kind}+xml"/>' for name, kind in parts.items()
    )
    kinds = {"worksheet": "worksheets/sheet1", "sharedStrings": "sharedStrings", "styles": "styles"}
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{_RELATIONS}/{kind}" Target="{target}.xml"/>'
        for i, (kind, target) in enumerate(kinds.items(), start=1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
