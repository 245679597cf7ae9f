"""Say in a Word file what python-docx has no words for: columns, language, direction, alt text.

Changes the document it is given; `packed` gives its bytes, with no trace of when it was made.
Needs the extra `documents`, so it is imported only where a Word file is asked for.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_DIRECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

MADE = datetime(2000, 1, 1)  # noqa: DTZ001  the same in every file, so that it says nothing
TITLE = 255  # letters of a document's title
WIDE, HIGH = 210.0, 297.0  # millimetres of a page
MARGIN = 0.8  # millimetres beside the text of a cell
PACKED = (1980, 1, 1, 0, 0, 0)
THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def set_page(section: Section, side: float, edge: float) -> None:
    """Give a section pages of A4, with margins at the sides and at top and bottom, in mm."""
    section.page_width, section.page_height = Mm(WIDE), Mm(HIGH)
    section.left_margin = section.right_margin = Mm(side)
    section.top_margin = section.bottom_margin = Mm(edge)
    section.header_distance = section.footer_distance = Mm(edge / 2)


def set_properties(made: Document, title: str, language: str) -> None:
    """Say what the file is and in which language; of who made it and when only what is public."""
    core = made.core_properties
    core.title = title if len(title) <= TITLE else f"{title[: TITLE - 1]}…"
    core.language = language
    core.author = core.last_modified_by = "negotiation"
    core.created = core.modified = MADE
    core.comments = ""
    _set_language(made, language)


def set_face(style: ParagraphStyle, font: str, size: float) -> None:
    """Give a style its typeface and its size in points, for every script."""
    style.font.name, style.font.size = font, Pt(size)
    properties = style.element.get_or_add_rPr()
    faces = properties.find(qn("w:rFonts"))
    for theme in THEMES:
        faces.attrib.pop(qn(theme), None)
    for script in ("w:cs", "w:eastAsia"):
        faces.set(qn(script), font)
    # the size of other scripts is set below; letters set apart tear Arabic words to pieces
    for name in ("w:szCs", "w:spacing"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    other = OxmlElement("w:szCs")
    other.set(qn("w:val"), str(round(2 * size)))
    properties.find(qn("w:sz")).addnext(other)


def set_columns(section: Section, count: int, gap: float) -> None:
    """Divide a section into columns, with a gap in millimetres."""
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(Mm(gap).twips))


def set_widths(table: Table, shares: Sequence[float], width: float) -> None:
    """Fix the widths of a table's columns: their shares of a width in millimetres."""
    table.autofit = False
    _set_margins(table, MARGIN)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(width * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width


def _set_margins(table: Table, margin: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        edge = OxmlElement(side)
        edge.set(qn("w:w"), str(Mm(margin).twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tblPr.find(qn("w:tblLook")).addprevious(margins)


def set_head(table: Table, caption: str) -> None:
    """Make the first row one of headings, and say what the table is about."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), caption)
    table._tblPr.append(named)


def keep_rows(table: Table) -> None:
    """Let no page end within a row."""
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def describe_pictures(made: Document, alt: str) -> None:
    """Say what the pictures show, for whoever cannot see them."""
    for picture in made.element.body.iter(qn("wp:docPr")):
        picture.set("descr", alt)


def _set_language(made: Document, language: str) -> None:
    """Name the language for whatever reads the file aloud or checks its spelling."""
    for named in made.styles.element.iter(qn("w:lang")):
        for script in ("w:val", "w:bidi", "w:eastAsia"):
            named.set(qn(script), language)


def set_run_language(run: Run, language: str) -> None:
    """Name the language of a text that is not that of the file, and let it run its own way."""
    run.font.rtl = False
    named = OxmlElement("w:lang")
    for script in ("w:val", "w:bidi", "w:eastAsia"):
        named.set(qn(script), language)
    run._r.get_or_add_rPr().append(named)


def set_bookmark(paragraph: Paragraph, name: str) -> None:
    """Let links of that name lead to a paragraph."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    before = paragraph.part.element.xpath("count(//w:bookmarkStart)")
    for edge in (start, end):
        edge.set(qn("w:id"), str(int(before)))
    start.set(qn("w:name"), bookmark(name))
    paragraph._p.get_or_add_pPr().addnext(start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, text: str, name: str) -> Run:
    """Add a text that leads to the bookmark of that name."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark(name))
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_address(paragraph: Paragraph, address: str) -> Run:
    """Add an address of the web that leads there; it runs from the left in every language."""
    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    run = paragraph.add_run(address)
    run.font.rtl = False
    link.append(run._r)
    paragraph._p.append(link)
    return run


def bookmark(name: str) -> str:
    """Give a name that Word takes for a bookmark: at most 40 letters, the same for the same."""
    return f"b{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def add_page_number(paragraph: Paragraph) -> None:
    """Add the number of the page, which whatever shows the file works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def turn(made: Document) -> None:
    """Let paragraphs, texts, tables and columns run from right to left."""
    for root in (made.element.body, made.sections[0].footer._element):
        for paragraph in root.iter(qn("w:p")):
            properties = paragraph.get_or_add_pPr()
            properties.insert_element_before(
                OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
            )
        for run in root.iter(qn("w:r")):
            properties = run.get_or_add_rPr()
            if properties.find(qn("w:rtl")) is None:  # a text that runs its own way keeps it
                properties.append(OxmlElement("w:rtl"))
    for table in made.tables:
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for section in made.sections:
        section._sectPr.find(qn("w:cols")).addnext(OxmlElement("w:bidi"))


def packed(made: Document) -> bytes:
    """Give the file's bytes: the same for the same document, on every day."""
    raw, again = BytesIO(), BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, PACKED), old.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
