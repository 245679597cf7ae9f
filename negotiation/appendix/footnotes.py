"""Give a Word file real footnotes, which python-docx has no words for.

A document in, whose runs then refer to notes; `attach` writes the notes themselves into it.
Form: ECMA-376, part 1, 17.11.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import CharacterStyle, ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

TEXT, MARK = "footnote text", "footnote reference"  # as Word calls the styles
SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def set_styles(made: Document, size: float) -> None:
    """Add the styles of footnotes and of their marks, the text at a size in points."""
    text = cast("ParagraphStyle", made.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH))
    text.base_style = made.styles["Normal"]
    text.font.size = Pt(size)
    text.paragraph_format.space_after = Pt(0)
    mark = cast("CharacterStyle", made.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER))
    mark.font.superscript = True


def add_reference(paragraph: Paragraph, number: int) -> Run:
    """Add the mark of a footnote."""
    run = paragraph.add_run(style=MARK)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)
    return run


def attach(made: Document, notes: Sequence[str], *, rtl: bool) -> None:
    """Write the notes, numbered from 1, into the file."""
    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    for number, sort in SEPARATORS:
        root.append(_separator(number, sort))
    styles = made.styles
    for number, text in enumerate(notes, 1):
        root.append(_note(number, text, styles[TEXT].style_id, styles[MARK].style_id, rtl))
    blob = serialize_part_xml(root)
    package = made.part.package
    place = PackURI("/word/footnotes.xml")
    part = Part(place, CONTENT_TYPE.WML_FOOTNOTES, blob, package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _set_separators(made)


def _set_separators(made: Document) -> None:
    """Name the lines above the notes in the settings, where Word looks for them."""
    settings = made.settings.element
    named = OxmlElement("w:footnotePr")
    for number, _ in SEPARATORS:
        one = OxmlElement("w:footnote")
        one.set(qn("w:id"), str(number))
        named.append(one)
    before = settings.find(qn("w:compat"))
    if before is None:
        settings.append(named)
    else:
        before.addprevious(named)


def _separator(number: int, sort: str) -> BaseOxmlElement:
    xml = (
        f'<w:footnote {nsdecls("w")} w:type="{sort}" w:id="{number}">'
        f"<w:p><w:r><w:{sort}/></w:r></w:p></w:footnote>"
    )
    return parse_xml(xml)


def _note(number: int, text: str, style: str, mark: str, rtl: bool) -> BaseOxmlElement:
    note = OxmlElement("w:footnote")
    note.set(qn("w:id"), str(number))
    paragraph = OxmlElement("w:p")
    properties = _appended(paragraph, "w:pPr")
    _appended(properties, "w:pStyle").set(qn("w:val"), style)
    if rtl:
        _appended(properties, "w:bidi")
    for run in (_run(mark=mark), _run(text=f" {text}", rtl=rtl)):
        paragraph.append(run)
    note.append(paragraph)
    return note


def _run(*, mark: str = "", text: str = "", rtl: bool = False) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    properties = _appended(run, "w:rPr")
    if mark:
        _appended(properties, "w:rStyle").set(qn("w:val"), mark)
        _appended(run, "w:footnoteRef")
    if rtl:
        _appended(properties, "w:rtl")
    if text:
        said = _appended(run, "w:t")
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        said.text = text
    return run


def _appended(parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    child = OxmlElement(tag)
    parent.append(child)
    return child
