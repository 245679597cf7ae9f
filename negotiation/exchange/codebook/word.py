"""Set a codebook as a Word file: real headings, links, lists and tables, the same bytes each time.

Content in, bytes out. What python-docx has no words for: see view/ooxml.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

import docx
from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt, RGBColor

from negotiation.exchange.codebook.content import Codebook, Entry, Kind, Ref, Rule, Told, Track
from negotiation.view import ooxml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

SIDE, EDGE, GAP, HANGING = 18.0, 16.0, 8.0, 4.0  # millimetres
WIDTH = ooxml.WIDE - 2 * SIDE
SHARES = (28, 32, 18, 22)  # how much of the width each column of a table has, of a hundred
FONT, FIXED = "Arial", "Courier New"
INK, SOFT, ACCENT = RGBColor(0x1B, 0x1F, 0x27), RGBColor(0x55, 0x5C, 0x68), RGBColor(29, 79, 145)
SIZES = {
    "Normal": 9.5, "Title": 20.0, "Heading 1": 15.0, "Heading 2": 11.5, "Heading 3": 10.5,
    "Heading 4": 10.0, "List Bullet": 9.5, "List": 8.5,
}  # fmt: skip
ABOVE = {"Heading 1": 14.0, "Heading 2": 9.0, "Heading 3": 10.0, "Heading 4": 6.0}  # points


def word(book: Codebook) -> bytes:
    """Give the file."""
    made = docx.Document()
    _set_up(made, book)
    _head(made, book)
    _contents(made, book)
    ooxml.set_columns(made.add_section(WD_SECTION.NEW_PAGE), 1, GAP)
    _kinds(made, book)
    _tracks(made, book)
    made.add_heading(book.say("index"), level=1).paragraph_format.page_break_before = True
    ooxml.set_columns(made.add_section(WD_SECTION.CONTINUOUS), 3, GAP)
    _index(made, book)
    ooxml.set_columns(made.add_section(WD_SECTION.CONTINUOUS), 1, GAP)
    _soft(made.add_paragraph(), book.made)
    _foot(made.sections[0].footer.paragraphs[0], book)
    if book.speech.direction == "rtl":
        ooxml.turn(made)
    return ooxml.packed(made)


def _set_up(made: Document, book: Codebook) -> None:
    ooxml.set_page(made.sections[0], SIDE, EDGE)
    for name, size in SIZES.items():
        style = cast("ParagraphStyle", made.styles[name])
        ooxml.set_face(style, FONT, size)
        style.font.color.rgb = ACCENT if name in ("Heading 1", "Heading 3") else INK
        style.font.italic = False
        style.paragraph_format.space_before = Pt(ABOVE.get(name, 0.0))
        style.paragraph_format.space_after = Pt(1 if name == "List" else 2)
        style.paragraph_format.line_spacing = 1.05
    for name in ("List", "List Bullet"):
        lists = cast("ParagraphStyle", made.styles[name]).paragraph_format
        lists.left_indent, lists.first_line_indent = Mm(HANGING), Mm(-HANGING)
    ooxml.set_properties(made, book.say("title", model=book.title), book.speech.code)


def _foot(paragraph: Paragraph, book: Codebook) -> None:
    _soft(paragraph, f"{book.say('title', model=book.title)} · ")
    ooxml.add_page_number(paragraph)


# --- parts ---------------------------------------------------------------------------------------


def _head(made: Document, book: Codebook) -> None:
    _soft(made.add_paragraph(), book.say("codebook"))
    made.add_paragraph(book.title, style="Title")
    if book.definition:
        _told(made.add_paragraph(), book.definition, book)
    _bold(made.add_paragraph(), book.facts)
    for remark in book.remarks:
        _soft(made.add_paragraph(), remark)


def _contents(made: Document, book: Codebook) -> None:
    made.add_heading(book.say("contents"), level=1)
    _bold(made.add_paragraph(), book.say("kinds"))
    ooxml.set_columns(made.add_section(WD_SECTION.CONTINUOUS), 3, GAP)
    for kind in book.kinds:
        _line(made, kind.entry)
    ooxml.set_columns(made.add_section(WD_SECTION.CONTINUOUS), 1, GAP)
    _bold(made.add_paragraph(), book.say("tracks"))
    for track in book.tracks:
        paragraph = _line(made, track.entry)
        for number, state in enumerate(track.states):
            paragraph.add_run(" · " if number else ": ")
            _link(paragraph, state.ref)


def _line(made: Document, entry: Entry) -> Paragraph:
    """Write a line of the contents."""
    paragraph = made.add_paragraph(style="List")
    _soft(paragraph, f"{entry.number}  ")
    _link(paragraph, entry.ref)
    return paragraph


def _kinds(made: Document, book: Codebook) -> None:
    made.add_heading(book.say("kinds"), level=1)
    for kind in book.kinds:
        _keep_together((*_entry(made, kind.entry, 2, book), *_moves(made, kind, book)))


def _moves(made: Document, kind: Kind, book: Codebook) -> Iterator[Paragraph]:
    if not kind.moves:
        yield _soft(made.add_paragraph(), book.say("moves-nothing"))
    for move in kind.moves:
        paragraph = made.add_paragraph(style="List Bullet")
        _link(paragraph, move.track)
        paragraph.add_run(f": {move.text}")
        yield paragraph


def _tracks(made: Document, book: Codebook) -> None:
    made.add_heading(book.say("tracks"), level=1).paragraph_format.page_break_before = True
    for track in book.tracks:
        _keep_together(tuple(_entry(made, track.entry, 2, book)))
        made.add_heading(book.say("states"), level=3)
        for state in track.states:
            _keep_together(tuple(_entry(made, state, 4, book)))
        made.add_heading(book.say("transitions"), level=3)
        if track.rules:
            _table(made, track, book)
        else:
            _soft(made.add_paragraph(), book.say("no-transitions"))


def _entry(made: Document, entry: Entry, level: int, book: Codebook) -> Iterator[Paragraph]:
    """Write a kind, track or state, and give its paragraphs."""
    heading = made.add_heading(f"{entry.number}  {entry.ref.name}", level=level)
    ooxml.set_bookmark(heading, entry.ref.anchor)
    yield heading
    key = made.add_paragraph()
    run = key.add_run(entry.ref.key)
    run.font.name, run.font.size, run.font.color.rgb = FIXED, Pt(8.5), SOFT
    yield key
    yield _told(made.add_paragraph(), entry.definition, book, italic=not entry.is_defined)
    for title, told in entry.notes:
        paragraph = made.add_paragraph()
        _bold(paragraph, f"{title}: ")
        yield _told(paragraph, told, book)
    if entry.remark:
        yield _soft(made.add_paragraph(), entry.remark)


def _keep_together(paragraphs: Sequence[Paragraph]) -> None:
    """Let no page end among these paragraphs."""
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _table(made: Document, track: Track, book: Codebook) -> None:
    shares = SHARES[: len(track.columns)]
    table = made.add_table(rows=1, cols=len(shares), style="Table Grid")
    for cell, key in zip(table.rows[0].cells, track.columns, strict=True):
        _bold(cell.paragraphs[0], book.say(key))
    for rule in track.rules:
        _row([cell.paragraphs[0] for cell in table.add_row().cells], rule, book)
    ooxml.set_head(table, f"{track.entry.ref.name}: {book.say('transitions')}")
    ooxml.keep_rows(table)
    ooxml.set_widths(table, shares, WIDTH)


def _row(cells: list[Paragraph], rule: Rule, book: Codebook) -> None:
    _links(cells[0], rule.before)
    _links(cells[1], rule.kinds)
    if rule.after:
        _link(cells[2], rule.after)
    else:
        _soft(cells[2], book.say("stays"))
    for cell in cells[3:]:
        cell.add_run(rule.needs)


def _index(made: Document, book: Codebook) -> None:
    for ref, number in book.index:
        paragraph = made.add_paragraph(style="List")
        _link(paragraph, ref)
        _soft(paragraph, f"  {number}")


# --- texts ---------------------------------------------------------------------------------------


def _told(paragraph: Paragraph, told: Told, book: Codebook, *, italic: bool = False) -> Paragraph:
    run = paragraph.add_run(told.text)
    run.font.italic = run.font.cs_italic = italic or None
    if told.language != book.speech.code:
        ooxml.set_run_language(run, told.language)
    return paragraph


def _bold(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.bold = run.font.cs_bold = True


def _soft(paragraph: Paragraph, text: str) -> Paragraph:
    paragraph.add_run(text).font.color.rgb = SOFT
    return paragraph


def _links(paragraph: Paragraph, refs: Iterable[Ref]) -> None:
    for number, ref in enumerate(refs):
        if number:
            paragraph.add_run(", ")
        _link(paragraph, ref)


def _link(paragraph: Paragraph, ref: Ref) -> None:
    ooxml.add_link(paragraph, ref.name, ref.anchor).font.color.rgb = ACCENT
