"""Workbooks for tests, written by hand as Excel writes them: part by part."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from negotiation.sheets.grid import Cell, Grid

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(*kinds: tuple[str, str, str]) -> str:
    """Give a part of relations: id, kind and target of each."""
    rows = (f'<Relationship Id="{i}" Type="{OFFICE}/{k}" Target="{t}"/>' for i, k, t in kinds)
    return f"{HEAD}<Relationships>{''.join(rows)}</Relationships>"


def sheet(rows: str, after: str = "") -> str:
    """Give the part of a sheet with these rows, as XML."""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(inner: str, attributes: str = "") -> str:
    """Give a sheet with one cell, B2."""
    return sheet(f'<row r="2"><c r="B2" {attributes}>{inner}</c></row>')


def styles(*formats: str | int) -> str:
    """Give a part of styles: one for each number format, written out or by its number."""
    written, used = "", ""
    for key, code in enumerate(formats, 164):
        number = key if isinstance(code, str) else code
        if isinstance(code, str):
            written += f'<numFmt numFmtId="{key}" formatCode={quoteattr(code)}/>'
        used += f'<xf numFmtId="{number}" applyNumberFormat="1"/>'
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{written}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{used}</cellXfs></styleSheet>'
    )


def parts(page: str, *, texts: str = "", looks: str = "", book: str = "") -> dict[str, str | bytes]:
    """Give the parts of a workbook with one sheet, "talks"."""
    home = f'<sheets><sheet name="talks" sheetId="1" r:id="rId1"/></sheets>{book}'
    return {
        "[Content_Types].xml": f"{HEAD}<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{home}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "/xl/sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": page,
        "xl/styles.xml": looks or styles(0),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{texts}</sst>',
    }


def pack(path: Path, content: dict[str, str | bytes]) -> Path:
    """Write parts as a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in content.items():
            packed.writestr(name, data)
    return path


def shared(*texts: str) -> str:
    """Give shared texts as Excel keeps them."""
    return "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)


def filled(grid: Grid) -> dict[str, str]:
    """Give the texts of a grid by the names of their cells."""
    return {one.name: one.text for row in grid.rows.values() for one in row.values()}


def only(grids: list[Grid]) -> Cell:
    """Give the one cell that is filled."""
    (found,) = (one for grid in grids for row in grid.rows.values() for one in row.values())
    return found
