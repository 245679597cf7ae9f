"""Set a brief as a Word file: real headings, lists and tables, the same bytes every time.

Content and a picture in, bytes out. What python-docx has no words for: see view/ooxml.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, cast

import docx
from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt, RGBColor

from negotiation.brief.case import APART, TOGETHER
from negotiation.brief.content import SHARES, Content, Line, Part, shortened
from negotiation.brief.raised import parted
from negotiation.view import ooxml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

SIDE, EDGE, GAP, HANGING = 13.0, 10.0, 7.0, 3.0  # millimetres
WIDTH = ooxml.WIDE - 2 * SIDE
COLUMN = (WIDTH - GAP) / 2
FONT, INK, SOFT = "Arial", RGBColor(0x1B, 0x1F, 0x27), RGBColor(0x55, 0x5C, 0x68)
SIZES = {"Normal": 8.0, "Title": 15.0, "Heading 1": 9.5, "List Bullet": 8.0}


def word(content: Content, png: bytes = b"", alt: str = "") -> bytes:
    """Give the file; `png` is the timeline, and `alt` what it shows."""
    made = docx.Document()
    _set_up(made, content)
    _head(made, content)
    if png:
        made.add_picture(BytesIO(png), width=Mm(WIDTH))
        ooxml.describe_pictures(made, alt)
    ooxml.set_columns(made.add_section(WD_SECTION.CONTINUOUS), 2, GAP)
    for part in content.parts:
        _part(made, part)
    _small(made.sections[0].footer.paragraphs[0], " ".join(content.foot))
    if content.direction == "rtl":
        ooxml.turn(made)
    return ooxml.packed(made)


def _set_up(made: Document, content: Content) -> None:
    ooxml.set_page(made.sections[0], SIDE, EDGE)
    for name, size in SIZES.items():
        style = cast("ParagraphStyle", made.styles[name])
        ooxml.set_face(style, FONT, size)
        style.font.color.rgb = INK
        style.paragraph_format.space_before = Pt(4 if name == "Heading 1" else 0)
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.line_spacing = 1.0
    bullets = cast("ParagraphStyle", made.styles["List Bullet"]).paragraph_format
    bullets.left_indent, bullets.first_line_indent = Mm(HANGING), Mm(-HANGING)
    ooxml.set_properties(made, shortened(content.title, ooxml.TITLE), content.language)


def _head(made: Document, content: Content) -> None:
    _small(made.add_paragraph(), content.kind)
    _write(made.add_paragraph(style="Title"), content.title)
    _bold(made.add_paragraph(), content.period)
    if content.about:
        _write(made.add_paragraph(), content.about)
    _small(made.add_paragraph(), content.reading)


def _part(made: Document, part: Part) -> None:
    made.add_heading(part.title, level=1)
    if part.columns:
        _table(made, part)
    else:
        for line in part.lines:
            _line(made.add_paragraph(style="List Bullet"), line)
    for note in (*part.notes, part.more):
        if note:
            _small(made.add_paragraph(), note)


def _table(made: Document, part: Part) -> None:
    table = made.add_table(rows=1, cols=len(part.columns), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, part.columns, strict=True):
        _bold(cell.paragraphs[0], head)
    for line in part.lines:
        for cell, text in zip(table.add_row().cells, line.cells, strict=True):
            _write(cell.paragraphs[0], text)
    ooxml.set_head(table, part.title)
    ooxml.set_widths(table, SHARES[part.key], COLUMN)


def _line(paragraph: Paragraph, line: Line) -> None:
    topic, text = line.cells
    if topic:
        _bold(paragraph, f"{topic} ")
    _write(paragraph, text)


def _write(paragraph: Paragraph, text: str) -> Sequence[Run]:
    """Write a text without the marks that set it apart: Word draws them, and needs none."""
    plain = text.replace(APART, "").replace(TOGETHER, "")
    runs = []
    for piece, raised in parted(plain):
        run = paragraph.add_run(piece)
        run.font.superscript = raised or None
        runs.append(run)
    return runs


def _bold(paragraph: Paragraph, text: str) -> None:
    for run in _write(paragraph, text):
        run.font.bold = run.font.cs_bold = True


def _small(paragraph: Paragraph, text: str) -> None:
    for run in _write(paragraph, text):
        run.font.color.rgb = SOFT
