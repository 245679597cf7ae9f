"""Hold a chronology against the texts of its sources, where the coder has them at hand.

A chronology and a folder in; paragraphs that are not there, and quotations that are not in theirs,
out. Of a text only numbers leave this module: what is said of it is where, never what it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from negotiation.chronology import Chronology
from negotiation.errors import NegotiationError, Problem
from negotiation.evidence import paragraphs_text
from negotiation.exchange.findings import FileReport, Located
from negotiation.lint import Finding
from negotiation.load import (
    Missing,
    NotText,
    decoded,
    inside,
    is_assumptions,
    is_model,
    load,
    places,
    read_bytes,
    spell,
)
from negotiation.near import listing, quoted

ENDINGS = (".txt", ".md")
Where = tuple[str | int, ...]
# quotation marks, with the space inside French ones, and hyphens that show at a line's end alone
_MARKS = re.compile("[«‹]\\s*|\\s*[»›]|[\"'`´‘’‚‛“”„‟″′\u00ad]")
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\(\s*\.{3}\s*\)|\.{3,}")


@dataclass(frozen=True, slots=True)
class Cited:
    """One place of the file that cites paragraphs of a source, perhaps with its words."""

    path: Where
    source: str
    paragraphs: tuple[int, ...]
    quotation: str = ""


@dataclass(slots=True)
class Texts:
    """The paragraphs of each source that has a text, and what is wrong with the folder."""

    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def remarks(self) -> Iterator[str]:
        """Say which sources have no text, and which texts no source."""
        if self.paragraphs or self.lacking:
            yield f"texts at hand: {len(self.paragraphs)}"
        if self.lacking:
            yield f"no text at hand for: {', '.join(self.lacking)}"
        if self.unknown:
            yield f"no source is called like: {listing(self.unknown)}"


def with_texts(
    report: FileReport, folder: Path, *, whole: bool = False
) -> tuple[FileReport, Texts]:
    """Give the report on a chronology with what its texts show; models and assumptions have none.

    With `whole`, what is confidential is checked too, for the eyes of the coders.
    Raises NegotiationError if there is no such folder.
    """
    if not folder.is_dir():
        raise NegotiationError(f"{quoted(str(folder))} is no folder; name the one with the texts")
    if report.problems or is_model(report.name) or is_assumptions(report.name):
        return report, Texts()
    chronology = load(report.name, whole=True)
    open_ = {key for key, source in chronology.sources.items() if whole or not source.confidential}
    texts = read_texts(chronology, open_, folder)
    cited = [one for one in citing(chronology, whole=whole) if one.source in open_]
    checked = _added(report, cited, texts)
    return replace(checked, problems=(*checked.problems, *texts.problems)), texts


def _added(report: FileReport, cited: Iterable[Cited], texts: Texts) -> FileReport:
    """Give a report with what does not agree with the texts, each at its place."""
    beyond, misquoted = dict[Where, str](), dict[Where, str]()
    for one in cited:
        if told := _beyond(one, texts):
            beyond[one.path] = told
        elif told := _misquoted(one, texts):
            misquoted[one.path] = told
    found = places(report.name, [*beyond, *misquoted])
    hint = "correct the paragraph; they are the lines of the text that are not empty, from 1"
    problems = []
    for path, told in sorted(beyond.items(), key=lambda item: found[item[0]]):
        line, column, _ = place = found[path]
        said = ("F215", spell(path), told, hint)
        problems.append(Problem(report.name, line, column, *said, cell=place.cell))
    findings = [
        *report.findings,
        *(
            Located(Finding("L210", path, (), told), found[path])
            for path, told in misquoted.items()
        ),
    ]
    return replace(
        report,
        problems=tuple(problems),
        findings=tuple(sorted(findings, key=lambda one: one.place)),
    )


def citing(chronology: Chronology, *, whole: bool = False) -> Iterator[Cited]:
    """Give every place that cites a source, with its path in the file; confidential ones if asked.

    The chronology is the whole one: what is left out of it would shift the places of the rest.
    """
    for key, event in chronology.events.items():
        for number, report in enumerate(event.reports):
            if report.confidential and not whole:
                continue
            path: Where = ("events", key, "reports", number)
            if report.source and report.quotation:
                words = (*path, "quotation")
                yield Cited(words, report.source, report.paragraph, report.quotation)
            if report.source:
                yield Cited((*path, "paragraph"), report.source, report.paragraph)
    for key, measure in chronology.measures.items():
        for number, value in enumerate(measure.values):
            path = ("measures", key, "values", number)
            yield Cited((*path, "paragraph"), value.source, value.paragraph)
    for number, item in enumerate(chronology.background):
        yield Cited(("background", number, "paragraph"), item.source, item.paragraph)
    for number, left in enumerate(chronology.left_uncoded):
        if left.source:
            yield Cited(("left-uncoded", number, "paragraph"), left.source, left.paragraph)


# --- what does not agree --------------------------------------------------------------------------


def _beyond(one: Cited, texts: Texts) -> str:
    """Say that a text has no such paragraph; an empty text if it has, or is not at hand."""
    paragraphs = texts.paragraphs.get(one.source)
    if one.quotation or paragraphs is None or max(one.paragraphs, default=0) <= len(paragraphs):
        return ""
    beyond = tuple(number for number in one.paragraphs if number > len(paragraphs))
    count = f"{len(paragraphs)} paragraph{'' if len(paragraphs) == 1 else 's'}"
    return f"there is no {paragraphs_text(beyond)} in {one.source}: the text has {count}"


def _misquoted(one: Cited, texts: Texts) -> str:
    """Say that the words are not in their paragraph, and in which they are."""
    paragraphs = texts.paragraphs.get(one.source)
    if not one.quotation or paragraphs is None:
        return ""
    numbers = one.paragraphs or tuple(range(1, len(paragraphs) + 1))
    if max(numbers, default=0) > len(paragraphs) or _holds(paragraphs, numbers, one.quotation):
        return ""
    others = tuple(
        number
        for number in range(1, len(paragraphs) + 1)
        if _holds(paragraphs, (number,), one.quotation)
    )
    place = f"{paragraphs_text(one.paragraphs)} of {one.source}" if one.paragraphs else one.source
    instead = f"; they stand in {paragraphs_text(others)}" if others else ""
    return f"the words quoted are not in {place}{instead}"


def _holds(paragraphs: list[str], numbers: Iterable[int], quotation: str) -> bool:
    """Say whether paragraphs hold words, whatever their spaces and quotation marks.

    What is left out (… or […]) or added in square brackets parts them; the parts stand in order.
    """
    text = _plain(" ".join(paragraphs[number - 1] for number in numbers))
    place = 0
    for part in _LEFT_OUT.split(unicodedata.normalize("NFKC", quotation)):
        words = _plain(part)
        found = text.find(words, place)
        if found < 0:
            return False
        place = found + len(words)
    return True


def _plain(text: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", _MARKS.sub("", text)))
    return " ".join(bare.split())


# --- the folder -----------------------------------------------------------------------------------


def read_texts(chronology: Chronology, sources: Collection[str], folder: Path) -> Texts:
    """Read the text of each of some sources: a file called like it, .txt or .md, in this folder."""
    texts = Texts()
    for key in (key for key in chronology.sources if key in sources):
        names = [f"{key}{end}" for end in ENDINGS if _is_there(folder / f"{key}{end}")]
        if not names:
            texts.lacking.append(key)
        elif len(names) > 1:
            message = f"{' and '.join(names)} are both there, and may differ"
            texts.problems.append(_problem(folder / names[1], "P503", message, "keep one"))
        else:
            _read(texts, key, folder, names[0])
    known = {f"{key}{end}" for key in chronology.sources for end in ENDINGS}
    files = (path.name for path in folder.iterdir() if path.suffix in ENDINGS)
    texts.unknown += sorted(name for name in files if name not in known)
    return texts


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _read(texts: Texts, key: str, folder: Path, name: str) -> None:
    path = inside(name, folder)
    if path is None:
        hint = "copy the text itself there"
        message = "the link leads out of the folder, and is not followed"
        texts.problems.append(_problem(folder / name, "P502", message, hint))
        return
    try:
        text = decoded(read_bytes(path, name))
    except Missing as missing:
        texts.problems.append(_problem(folder / name, missing.code, missing.message, ""))
    except NotText as error:
        hint = "save it as text, with the encoding UTF-8"
        texts.problems.append(_problem(folder / name, "Y008", error.message, hint, error.line))
    else:
        rows = re.split(r"\r\n|\r|\n", text)
        texts.paragraphs[key] = [row.strip() for row in rows if row.strip()]


def _problem(path: Path, code: str, message: str, hint: str, line: int = 1) -> Problem:
    return Problem(str(path), line, 1, code, "", message, hint)
