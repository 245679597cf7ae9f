"""Read back a file of decisions: two codings and what was decided, or every problem of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from negotiation import library
from negotiation.coders.adjudication import (
    CHOICES,
    FORMAT,
    HEADER,
    OF_NAMES,
    AdjudicationFile,
    Decided,
    Side,
    conflicting,
    conflicts,
    differing,
)
from negotiation.coders.coding import Coding, read
from negotiation.coders.revision import SECTIONS
from negotiation.errors import LoadError, NegotiationError
from negotiation.load import inside, is_file
from negotiation.load.files import exists
from negotiation.load.form_file import filled
from negotiation.load.page import Page
from negotiation.near import did_you_mean, listing, quoted


@dataclass(frozen=True, slots=True)
class Decisions:
    """Two codings and the file in which somebody decided between them."""

    a: Coding
    b: Coding
    file: AdjudicationFile


def name_beside(name: str, target: Path) -> str:
    """Give the name by which a file of decisions at `target` names a chronology.

    Raises NegotiationError if the chronology lies outside of that file's folder: a file never
    leads out of it.
    """
    if name in library.chronologies() and not is_file(Path(name)):
        return name
    folder = target.resolve().parent
    path = Path(name).resolve()
    if not path.is_relative_to(folder):
        raise NegotiationError(
            f"{quoted(name)} lies outside the folder of {quoted(str(target))}; "
            "write the decisions beside the two chronologies"
        )
    return path.relative_to(folder).as_posix()


def read_decisions(path: str, *, quotations: bool = False) -> Decisions:
    """Read a file of decisions with its two codings. Raises LoadError with every problem."""
    page = Page(Path(path), path)
    file = filled(page, AdjudicationFile, FORMAT)
    if file is None:
        page.give_up()
    sides = [
        _side(page, key, side, other, quotations=quotations)
        for key, side, other in (("a", file.a, file.b), ("b", file.b, file.a))
    ]
    _check_decided(page, "events", file.events, CHOICES)
    _check_decided(page, "names", file.names, OF_NAMES)
    a, b = sides
    if a is not None and b is not None:
        _check_events(page, file, a, b)
        _check_names(page, file, a, b)
    page.finish()
    assert a is not None  # noqa: S101  finish() has raised
    assert b is not None  # noqa: S101
    return Decisions(a, b, file)


def _side(page: Page, key: str, side: Side, other: Side, *, quotations: bool) -> Coding | None:
    """Give one of the two codings; None, with the problem noted, if it cannot be had.

    What the `other` one marks confidential is not in it.
    """
    name = side.file
    if name not in library.chronologies():
        found = inside(name, page.path.parent)
        if found is None:
            hint = "put both chronologies beside this file, and name them from its folder"
            page.fault_at((key, "file"), "P502", f"{quoted(name)} lies outside this folder", hint)
            return None
        if not exists(found):
            hint = "check the name, or put it there"
            page.fault_at((key, "file"), "P501", f"there is no file {quoted(name)} here", hint)
            return None
        name = str(found)
    shown = name if side.file == name else (PurePath(page.shown).parent / side.file).as_posix()
    try:
        coding = read(name, beside=_found(page, other.file), shown=shown, quotations=quotations)
    except LoadError as error:
        page.problems.extend(error.problems)
        hint = "mend its problems, which are listed too, and write this file anew"
        page.fault_at((key, "file"), "P506", f"{quoted(side.file)} cannot be used", hint)
        return None
    if coding.digest != side.digest:
        message = f"{quoted(side.file)} has changed since this file was written"
        hint = f"write this file anew; or look at each entry, then write digest: {coding.digest}"
        page.fault_at((key, "digest"), "P507", message, hint)
    return coding


def _found(page: Page, name: str) -> str:
    """Give where the other coding lies; empty if it cannot be had, which is told at its place."""
    if name in library.chronologies():
        return name
    found = inside(name, page.path.parent)
    return str(found) if found is not None and exists(found) else ""


def _check_decided(
    page: Page, section: str, entries: Sequence[Decided], choices: tuple[str, ...]
) -> None:
    """Note every entry that is not decided, or not by somebody, or without a reason."""
    known = " or ".join([", ".join(choices[:-1]), choices[-1]])
    for index, entry in enumerate(entries):
        path = (section, index)
        if not entry.decide.strip():
            hint = f"write {known}, with by: and because:"
            page.fault_at((*path, "decide"), "F208", "this is not decided", hint)
            continue
        if entry.decide not in choices:
            message = f"{quoted(entry.decide)} is not one of the choices"
            page.fault_at((*path, "decide"), "F207", message, f"write {known}")
        for field, what in (("by", "who decided it"), ("because", "why")):
            if not getattr(entry, field).strip():
                page.fault_at((*path, field), "F208", f"it is not said {what}", "fill it")


def _check_events(page: Page, file: AdjudicationFile, a: Coding, b: Coding) -> None:
    """Note events that are not in the files, and that stand in no entry, or in several."""
    for letter, coding in (("a", a), ("b", b)):
        events = coding.chronology.events
        seen: set[str] = set()
        for path, key in _named(file, letter):
            if key not in events:
                message = f"{quoted(file_of(file, letter).file)} has no event {quoted(key)}"
                page.fault_at(path, "R305", message, did_you_mean(key, events))
            elif key in seen:
                message = f"{quoted(key)} of {letter} stands in another entry already"
                page.fault_at(path, "F209", message, "keep one of the two")
            seen.add(key)
        missing = [key for key in events if key not in seen]
        if missing:
            message = f"no entry holds {listing(missing)} of {letter}"
            hint = "write this file anew with negotiation agree … --adjudicate"
            page.fault_at_key(("events",), "F202", message, hint)
    for index, entry in enumerate(file.events):
        if entry.a is None and entry.b is None:
            page.fault_at(("events", index), "F209", "the entry names no event", "write a: or b:")
    _check_agreed(page, file, a, b)


def _check_agreed(page: Page, file: AdjudicationFile, a: Coding, b: Coding) -> None:
    """Note pairs that stand as agreed and differ: nobody would have decided, or said why."""
    pairs = [(e.a, e.b) for e in file.events if e.a is not None and e.b is not None]
    pairs += file.agreed.items()
    for one, other in file.agreed.items():
        if one not in a.chronology.events or other not in b.chronology.events:
            continue
        found = differing(a, b, one, other, pairs)
        if found:
            message = f"{quoted(one)} and {quoted(other)} differ in {listing(found)}"
            hint = "give them an entry under events: with decide:, by: and because:"
            page.fault_at_key(("agreed", one), "F209", message, hint)


def file_of(file: AdjudicationFile, letter: str) -> Side:
    """Give one of the two sides of a file."""
    return file.a if letter == "a" else file.b


def _named(file: AdjudicationFile, letter: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for index, entry in enumerate(file.events):
        key = entry.a if letter == "a" else entry.b
        if key is not None:
            yield ("events", index, letter), key
    for one, other in file.agreed.items():
        yield ("agreed", one), one if letter == "a" else other


def _check_names(page: Page, file: AdjudicationFile, a: Coding, b: Coding) -> None:
    """Note entries about nothing that differs, and differences without an entry."""
    due: set[tuple[str, str | None]] = {(f, None) for f in HEADER if conflicts(a, b, f)}
    due |= {(section, key) for section in SECTIONS for key in conflicting(a, b, section)}
    seen: set[tuple[str, str | None]] = set()
    for index, entry in enumerate(file.names):
        about = (entry.section, entry.id)
        if about not in due or about in seen:
            what = "stands here already" if about in seen else "does not differ between the two"
            message = f"{quoted(' '.join(filter(None, about)))} {what}"
            page.fault_at(("names", index), "F209", message, "remove this entry")
        seen.add(about)
    missing = [" ".join(filter(None, about)) for about in sorted(due - seen, key=str)]
    if missing:
        hint = "write this file anew with negotiation agree … --adjudicate"
        page.fault_at_key(("names",), "F202", f"no entry holds {listing(missing)}", hint)
