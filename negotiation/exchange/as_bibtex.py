"""Sources as BibTeX, in the fields of biblatex, and BibTeX of either kind as sources.

Writing needs no library; reading needs bibtexparser (the extra `sources`). Fields: the biblatex
manual, ctan.org/pkg/biblatex; its dates are EDTF.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from negotiation.dates.words import MONTHS
from negotiation.errors import NotInstalled
from negotiation.exchange.days import Day, day_text
from negotiation.exchange.entries import Entry, Name, line, lines, remarked, remarks
from negotiation.near import quoted
from negotiation.view.latex import escaped
from negotiation.view.speech import Speech

if TYPE_CHECKING:
    from bibtexparser.model import Entry as Block
    from bibtexparser.model import String

# what biblatex reads as a date: days, months, years, seasons, digits not known, and two of these
_ONE = (
    r"(?:[0-9]{4}-[0-9]{2}-(?:[0-9]{2}|XX)|[0-9]{4}-(?:[0-9]{2}|XX)|[0-9]{4}-XX-XX"
    r"|[0-9]{3}X|[0-9]{2}XX|[0-9]{4})[?~%]?"
)
_READ = re.compile(rf"{_ONE}|(?:{_ONE}|\.\.)/(?:{_ONE}|\.\.)")
_GROUPING = re.compile(r"[0-9]{4}-(?:2[5-9]|3[0-9]|4[01])")  # parts of a year that it has not
LANGUAGES = {
    "ar": "arabic", "bg": "bulgarian", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "fa": "persian", "fi": "finnish",
    "fr": "french", "he": "hebrew", "hr": "croatian", "hu": "hungarian", "it": "italian",
    "ja": "japanese", "ku": "kurdish", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
OTHER_NAMES = {"american": "en", "british": "en", "ngerman": "de", "francais": "fr", "farsi": "fa"}
OUTLETS = (
    "journaltitle", "journal", "organization", "publisher", "institution", "howpublished",
    "booktitle", "maintitle",
)  # fmt: skip
TYPES = frozenset({"article", "online", "misc", "electronic", "www"})
USED = frozenset(
    {"label", "author", "title", "subtitle", "entrysubtype", "date", "year", "month", "day", "url",
     "urldate", "langid", "language", "note", "annotation", "annote"}
)  # fmt: skip
SEPARATOR = "; "
BREAK = r"\newline{}"
DEEPEST = 40  # braces within braces, in a text that is read


def bibtex(entries: Iterable[Entry], speech: Speech) -> str:
    """Give entries as @online where they have an address, else as @article of a newspaper."""
    return "\n".join(_entry(entry, speech) for entry in entries)


def _entry(entry: Entry, speech: Speech) -> str:
    fields = [f"  {key} = {{{value}}}," for key, value in _fields(entry, speech) if value]
    sort = "online" if entry.url else "article"
    return "\n".join([f"@{sort}{{{entry.key},", *fields, "}"]) + "\n"


def _fields(entry: Entry, speech: Speech) -> Iterator[tuple[str, str]]:
    yield "label", escaped(entry.label)
    yield "author", " and ".join(map(_author, entry.authors))
    yield "title", escaped(entry.title)
    if entry.url:
        yield "organization", escaped(entry.outlet)
    else:
        yield from (("entrysubtype", "newspaper"), ("journaltitle", escaped(entry.outlet)))
    yield "date", _date(entry.published)
    yield "url", entry.url.replace("{", "%7B").replace("}", "%7D")
    yield "urldate", _date(entry.accessed)
    if entry.language:
        known = LANGUAGES.get(entry.language)
        yield ("langid", known) if known else ("language", entry.language)
    told = map(partial(_within, signs=";"), remarks(entry, speech, holds))
    yield "note", SEPARATOR.join(told)
    yield "annotation", BREAK.join(map(escaped, entry.note.split("\n")))


def _within(text: str, signs: str) -> str:
    """Escape a text, with signs that would divide a list kept from doing so by braces."""
    parts = re.split(f"([{re.escape(signs)}])", text)
    return "".join(f"{{{part}}}" if part in signs and part else escaped(part) for part in parts)


def _author(name: Name) -> str:
    """Give a name as BibTeX parts it: what is in braces is one word, and no "and"."""
    if not name.given:
        return f"{{{escaped(name.family)}}}"
    return ", ".join(_part(part) for part in name)


def _part(text: str) -> str:
    free = re.fullmatch(r"(?:[^\W\d_]|[-.' ])+", text)
    whole = free and text[0].isupper() and not re.search(r"(?i)(?:^| )and(?: |$)", text)
    return escaped(text) if whole else f"{{{escaped(text)}}}"


def _reads(day: Day) -> bool:
    """Say whether biblatex reads the text of a date."""
    return bool(_READ.fullmatch(day.text)) and not _GROUPING.search(day.text)


def holds(day: Day) -> bool:
    """Say whether biblatex prints all that a date says: “about” and “uncertain” it leaves out."""
    return _reads(day) and not set(day.text) & set("?~%")


def _date(day: Day | None) -> str:
    if day is None:
        return ""
    return day.text if _reads(day) else day_text(day.coarse)


# --- in ------------------------------------------------------------------------------------------


def read_bibtex(text: str, shown: str) -> tuple[list[Entry], list[str]]:
    """Give the entries of a .bib file, and what of it could not be read, in words.

    Raises NotInstalled if bibtexparser is not there.
    """
    try:
        from bibtexparser.entrypoint import parse_string
        from bibtexparser.model import Entry as Found
        from bibtexparser.model import ParsingFailedBlock
    except ModuleNotFoundError as missing:
        if missing.name not in {"bibtexparser", "pylatexenc"}:
            raise
        instead = ", or export CSL-JSON or RIS instead"
        raise NotInstalled("reading BibTeX needs bibtexparser", "sources", instead) from missing
    for library in ("bibtexparser", "pylatexenc"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what fails is told below
    entries: list[Entry] = []
    told: list[str] = []
    parsed = parse_string(text)
    for block in parsed.blocks:
        if isinstance(block, Found):
            entries.append(_read(block))
        elif isinstance(block, ParsingFailedBlock):
            twice = block.ignore_error_block  # an entry all the same, of a key or field seen before
            if isinstance(twice, Found):
                entries.append(_read(_unwrapped(twice, parsed.strings)))
            else:
                place = f"{shown}:{(block.start_line or 0) + 1}"
                told.append(f"{place}: this entry cannot be read; mend its braces and commas")
    return entries, told


def _unwrapped(entry: Block, strings: Iterable[String]) -> Block:
    """Give an entry that the parser left as it was, without the braces and quotes of its fields."""
    from bibtexparser.library import Library
    from bibtexparser.middlewares.parsestack import default_parse_stack

    library = Library([*strings, entry])
    for layer in default_parse_stack():
        library = layer.transform(library)
    return next(iter(library.entries), entry)


def _read(block: Block) -> Entry:
    fields = dict[str, str]()
    left, changed = list[str](), list[str]()
    for field in block.fields:
        key, value = field.key.lower(), str(field.value)
        if field.enclosing == "no-enclosing" and "#" in value:
            left.append(f"{key} (put together by #)")
        elif key in fields:
            left.append(f"a second {key}")
        else:
            fields[key] = value
    said = partial(_decoded, changed=changed)
    outlet = next((key for key in OUTLETS if fields.get(key)), "")
    left += [key for key in fields if key not in USED and key != outlet]
    if block.entry_type.lower() not in TYPES:
        left.append(f"its type, {block.entry_type}")
    title = ": ".join(filter(None, (said(fields.get(key, "")) for key in ("title", "subtitle"))))
    entry = Entry(
        key=line(block.key),
        label=said(fields.get("label", "")),
        title=title,
        authors=tuple(_authors(fields.get("author", ""), changed)),
        outlet=said(fields.get(outlet, "")),
        url=_address(fields.get("url", "")),
        language=_language(fields),
        published=_day(fields, left),
        accessed=Day(line(fields["urldate"])) if fields.get("urldate") else None,
    )
    pieces = [said(piece) for piece in _split(fields.get("note", ""), SEPARATOR)]
    read = remarked(entry, pieces)
    notes = [
        SEPARATOR.join(read.note.split("\n")),
        *(_noted(fields.get(key, ""), changed) for key in ("annotation", "annote")),
    ]
    noted = "\n".join(filter(None, notes))
    return replace(read, note=noted, left=tuple(map(line, left)), changed=tuple(changed))


def _noted(text: str, changed: list[str]) -> str:
    """Give the text of a note with its line ends."""
    return lines("\n".join(_decoded(part, changed) for part in text.split(BREAK)))


def _split(text: str, sign: str) -> list[str]:
    """Give what stands between signs that are in no braces."""
    parts, depth, begin = list[str](), 0, 0
    for match in re.finditer(r"\\.|[{}]|" + re.escape(sign), text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] == sign and depth == 0:
            parts.append(text[begin : match.start()])
            begin = match.end()
    return [*parts, text[begin:]]


def _authors(text: str, changed: list[str]) -> Iterator[Name]:
    from bibtexparser.middlewares.names import (
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    for author in split_multiple_persons_names(text):
        parts = parse_single_name_into_parts(author, strict=False)
        family = _decoded(" ".join((*parts.von, *parts.last)), changed)
        given = _decoded(" ".join(parts.first), changed)
        junior = _decoded(" ".join(parts.jr), changed)
        if author.strip().lower() == "others":
            changed.append("“and others” is left out of its authors")
        elif family or given:
            yield Name(family or given, ", ".join(filter(None, (given, junior))) if family else "")


def _address(text: str) -> str:
    found = re.fullmatch(r"\s*\\url\{(.*)\}\s*", text)
    return line(re.sub(r"\\([%#&_~$])(?:\{\})?", r"\1", found[1] if found else text))


def _language(fields: dict[str, str]) -> str:
    names = {name: code for code, name in LANGUAGES.items()} | OTHER_NAMES
    texts = [line(fields.get(key, "")) for key in ("langid", "language")]
    known = (names.get(text.lower(), "") for text in texts)
    return next(filter(None, known), "") or next(filter(None, texts), "")


def _day(fields: dict[str, str], left: list[str]) -> Day | None:
    """Give the date, else year, month and day as older files have them."""
    if fields.get("date"):
        left += [key for key in ("year", "month", "day") if fields.get(key)]
        return Day(line(fields["date"]))
    year, month = line(fields.get("year", "")), line(fields.get("month", "")).lower()
    if not year:
        left += [key for key in ("month", "day") if fields.get(key)]
        return None
    names = [name[:3].lower() for name in MONTHS]
    number = names.index(month[:3]) + 1 if month[:3] in names else 0
    if month.isascii() and month.isdigit():
        number = int(month)
    day = line(fields.get("day", ""))
    if month and not number:
        left.append(f"month ({month[:20]})")
    if not number or not (day.isascii() and day.isdigit()):
        left += ["day"] if day else []
        return Day(f"{year}-{number:02}" if number else year)
    return Day(f"{year}-{number:02}-{int(day):02}")


# --- LaTeX ---------------------------------------------------------------------------------------


def _decoded(text: str, changed: list[str]) -> str:
    """Give LaTeX as text; a command that is not known is left out, and that is told."""
    depth = deepest = 0
    for brace in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    decoder, known = _decoder()
    odd = len(re.findall(r"(?<!\\)\$", text)) % 2  # a price, and no mathematics
    signs = "[%&$]" if odd else "[%&]"
    try:
        if deepest > DEEPEST:
            raise ValueError("too many braces")
        said = str(decoder.latex_to_text(re.sub(rf"(?<!\\)({signs})", r"\\\1", text)))
    except (ValueError, IndexError, RecursionError) as error:
        changed.append(f"{quoted(line(text))} is kept as it is written ({error})")
        return line(text)
    names = dict.fromkeys(re.findall(r"\\([A-Za-z]+)", text))
    changed += [f"the LaTeX command \\{name} is left out" for name in names if not known(name)]
    return line(said)


@cache
def _decoder() -> tuple[Any, Any]:
    """Give the decoder, and what tells whether it knows a command."""
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    signs = {
        "textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">",
        "textbar": "|", "textasciicircum": "^", "textquotedbl": '"', "newline": " ",
        "url": "%s", "nolinkurl": "%s",
    }  # fmt: skip
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items()]
    context.add_context_category("signs", macros=macros, prepend=True)
    return LatexNodes2Text(latex_context=context, math_mode="verbatim"), context.get_macro_spec
