"""Set an appendix as a Word file: a real table, real footnotes, the same bytes every time.

Content in, bytes out. What python-docx has no words for: see footnotes.py and view/ooxml.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import docx
from docx.shared import Pt, RGBColor

from negotiation.appendix.content import SHARES, Appendix, Listed, Row
from negotiation.appendix.footnotes import add_reference, attach, set_styles
from negotiation.view import ooxml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

SIDE, EDGE = 18.0, 18.0  # millimetres
WIDTH = ooxml.WIDE - 2 * SIDE
FONT = "Arial"
INK, SOFT, ACCENT = RGBColor(0x1B, 0x1F, 0x27), RGBColor(0x55, 0x5C, 0x68), RGBColor(29, 79, 145)
SIZES = {"Normal": 9.0, "Title": 16.0, "Heading 1": 11.0, "List Bullet": 9.0}
NOTE = 8.0  # points


def word(content: Appendix) -> bytes:
    """Give the file."""
    made = docx.Document()
    _set_up(made, content)
    made.add_paragraph(content.title, style="Title")
    for line in content.lines:
        made.add_paragraph(line)
    if content.rows:
        _table(made, content)
    made.add_heading(content.sources_title, level=1)
    for source in content.sources:
        _source(made.add_paragraph(), source)
    if content.left:
        made.add_heading(content.left_title, level=1)
        for line in content.left:
            made.add_paragraph(line, style="List Bullet")
    _foot(made.sections[0].footer.paragraphs[0], content)
    attach(made, content.notes, rtl=content.direction == "rtl")
    if content.direction == "rtl":
        ooxml.turn(made)
    return ooxml.packed(made)


def _set_up(made: Document, content: Appendix) -> None:
    ooxml.set_page(made.sections[0], SIDE, EDGE)
    for name, size in SIZES.items():
        style = cast("ParagraphStyle", made.styles[name])
        ooxml.set_face(style, FONT, size)
        style.font.color.rgb = ACCENT if name == "Heading 1" else INK
        style.paragraph_format.space_after = Pt(3)
    set_styles(made, NOTE)
    ooxml.set_properties(made, content.title, content.language)


def _foot(paragraph: Paragraph, content: Appendix) -> None:
    paragraph.add_run(f"{' '.join(content.foot)} · ").font.color.rgb = SOFT
    ooxml.add_page_number(paragraph)


def _source(paragraph: Paragraph, source: Listed) -> None:
    paragraph.add_run(f"{source.number} {source.text}")
    for words, address in (("", source.url), (source.archived_words, source.archived)):
        if address:
            paragraph.add_run(f" {words} " if words else " ")
            ooxml.add_address(paragraph, address).font.color.rgb = ACCENT
    if source.note:
        paragraph.add_run(f" {source.note}")


def _table(made: Document, content: Appendix) -> None:
    table = made.add_table(rows=1, cols=len(content.columns), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, content.columns, strict=True):
        run = cell.paragraphs[0].add_run(head)
        run.font.bold = run.font.cs_bold = True
    for row in content.rows:
        _row([cell.paragraphs[0] for cell in table.add_row().cells], row, content.between)
    ooxml.set_head(table, content.title)
    ooxml.keep_rows(table)
    ooxml.set_widths(table, SHARES, WIDTH)
    made.add_paragraph()


def _row(cells: Sequence[Paragraph], row: Row, between: str) -> None:
    when, what, kind, who = cells
    when.add_run(row.when)
    what.add_run(row.what)
    for mark in row.marks:
        run = what.add_run(f" ({mark})")
        run.font.italic = run.font.cs_italic = True
    kind.add_run(row.kind)
    for place, voice in enumerate(row.voices):
        who.add_run(f"{between if place else ''}{voice.name}")
        for number_place, number in enumerate(voice.notes):
            if number_place:
                who.add_run(",").font.superscript = True
            add_reference(who, number)
