"""Set the living document as Markdown: the same content, every text escaped, strips in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negotiation.errors import Problem
from negotiation.gherkin.asked import Table
from negotiation.gherkin.document.content import Chapter, Content, Library, Line, Row, Told, named
from negotiation.gherkin.document.evidence import Cited, Effect, Evidence, Rest
from negotiation.gherkin.feature import Sentence
from negotiation.gherkin.language import Language
from negotiation.gherkin.results import Status
from negotiation.view.markdown import escaped
from negotiation.view.texts import brief, shown

SIGNS = {Status.PASSED: "✓", Status.FAILED: "✗", Status.MISTAKE: "!", Status.SKIPPED: "–"}


def markdown(content: Content) -> str:
    """Give the document as text; a last line break is part of it."""
    return "\n".join(_document(content)).rstrip("\n") + "\n"


# --- escaping ------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Give a text on one line in which nothing is Markdown, HTML or a link."""
    return escaped(" ".join(shown(text).split()))


def code(text: str) -> str:
    """Give a text on one line as code, in which nothing is Markdown."""
    line = " ".join(shown(text).split()).replace("|", "\u2502")
    if not line:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    space = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{space}{line}{space}{fence}"


def block(text: str, indent: str = "") -> Iterator[str]:
    """Give a text of several lines as a block of code."""
    runs = [len(run) for run in re.findall("`+", text)]
    fence = "`" * max(3, 1 + max(runs, default=0))
    yield f"{indent}{fence}text"
    yield from (f"{indent}{line}" for line in shown(text).split("\n"))
    yield f"{indent}{fence}"


# --- the whole -----------------------------------------------------------------------------------


def _document(content: Content) -> Iterator[str]:
    say = content.words.say
    yield f"# {plain(content.title)}"
    yield from ("", plain(say("document-about")), "")
    yield from _summary(content)
    if content.chapters:
        yield from (f"## {plain(say('document-contents'))}", "", *_contents(content), "")
    for chapter in content.chapters:
        yield from _chapter(chapter)
    for library in content.libraries:
        yield from _library(library, content.words)


def _summary(content: Content) -> Iterator[str]:
    say, count = content.words.say, content.count
    yield from (f"## {plain(say('document-summary'))}", "")
    yield f"- {plain(say('document-scenarios'))}: {count.ran}"
    for status, number in (
        (Status.PASSED, count.passed),
        (Status.FAILED, count.failed),
        (Status.MISTAKE, count.mistakes),
    ):
        yield f"- {_state(status, content.words)}: {number}"
    if count.left_out:
        yield f"- {plain(say('document-left-out'))}: {count.left_out}"
    for library in content.libraries:
        code_ = content.words.language
        title = plain(named(library.chronology.title, code_))
        model = plain(named(library.chronology.model.title, code_))
        name = f" ({code(library.chronology.name)})" if library.chronology.name else ""
        yield f"- {plain(say('document-chronology'))}: {title}{name}"
        yield f"- {plain(say('document-model'))}: {model}"
    yield f"- {plain(say('document-programme'))}: negotiation {content.version}"
    yield from ("", plain(say("document-nothing")), "") if not count.ran else ("",)


def _contents(content: Content) -> Iterator[str]:
    listed = content.listed
    for chapter in content.chapters:
        states = [row.status for row in chapter.rows]
        counts = " ".join(f"{SIGNS[s]} {states.count(s)}" for s in Status if s in states)
        linked = f"[{plain(brief(chapter.name))}](#{chapter.anchor})"
        yield f"- {SIGNS[chapter.status]} {linked} {counts}".rstrip()
        for row in chapter.rows:
            if row.anchor in listed:
                told = plain(brief(row.name)) + _number(row, chapter.words)
                yield f"  - {SIGNS[row.status]} [{told}](#{row.anchor})"


def _number(row: Row, words: Language) -> str:
    return f" ({plain(words.say('document-row', row=row.number))})" if row.number else ""


def _library(library: Library, words: Language) -> Iterator[str]:
    title = plain(named(library.chronology.title, words.language))
    yield from (f"## {plain(words.say('document-sources'))}: {title}", "")
    for number, (key, reference) in enumerate(library.references.items(), 1):
        yield f"{number}. {code(key)}: {plain(reference)}"
    if hidden := library.withheld(words.language):
        yield from ("", plain(hidden))
    if library.events:
        yield from ("", f"## {plain(words.say('document-events'))}: {title}", "")
    for rest in library.events:
        label = f"**{plain(rest.label)}** " if rest.label != rest.event else ""
        yield f"- {label}{code(rest.event)}: {plain(rest.when)}"
        yield from (f"  - {_cited(report, words)}" for report in rest.reports)
    yield ""


def _state(status: Status, words: Language) -> str:
    return f"{SIGNS[status]} {plain(words.say(f'document-{status.value}'))}"


# --- features ------------------------------------------------------------------------------------


def _chapter(chapter: Chapter) -> Iterator[str]:
    words = chapter.words
    yield from (f'<a id="{chapter.anchor}"></a>', "", f"## {plain(chapter.name)}", "")
    file, tongue = plain(words.say("document-file")), plain(words.say("document-language"))
    yield from (f"{file}: {code(chapter.file)} · {tongue}: {plain(words.name)}", "")
    for text in chapter.description:
        yield from (plain(text), "")
    for problem in chapter.problems:
        yield from _problem(problem, words)
    for part in chapter.parts:
        if part.rule:
            yield from (f"### {plain(words.say('document-rule'))}: {plain(part.rule)}", "")
        if part.background:
            yield from (f"{plain(words.say('document-background'))}:", "")
            yield from (text for line in part.background for text in _line(line, words))
            yield ""
        for one in part.scenarios:
            yield from _told(one, words, "####" if part.rule else "###")


def _told(one: Told, words: Language, level: str) -> Iterator[str]:
    if not one.is_outline:
        yield from (f'<a id="{one.anchor}"></a>', "")
    yield from (f"{level} {_state(one.status, words)}: {plain(one.name)}", "")
    if one.tags:
        yield from (" ".join(code(tag) for tag in one.tags), "")
    for row in one.rows:
        if one.is_outline:
            yield from (f'<a id="{row.anchor}"></a>', "")
            state = f"{_state(row.status, words)}: {plain(row.name)}{_number(row, words)}"
            yield from (f"{level}# {state}", "")
        for problem in row.problems:
            yield from _problem(problem, words)
        for line in row.lines:
            yield from _line(line, words)
        yield ""
    if one.is_what_if and one.strips:
        yield from (plain(words.say("copy-says")), "")
    for drawn in one.strips:
        if drawn.above is None:
            yield from (plain(drawn.dated), "")


def _problem(problem: Problem, words: Language) -> Iterator[str]:
    place = code(f"{problem.file}:{problem.line}:{problem.column}")
    where = f"{problem.where}: " if problem.where else ""
    yield f"- ! {place} {problem.code} {plain(where + problem.message)}"
    if problem.hint:
        yield f"  {plain(words.say('document-remedy'))}: {plain(problem.hint)}"
    if problem.excerpt:
        below = " " * (problem.caret - 1) + "^"
        yield from ("", *block(f"{problem.excerpt}\n{below}", "  "))
    yield ""


# --- steps ---------------------------------------------------------------------------------------


def _line(line: Line, words: Language) -> Iterator[str]:
    if line.phrase is not None:
        yield f"- {_sentence(line.phrase)}"
    yield f"- {_state(line.status, words)}: {_sentence(line.sentence)}"
    if line.sentence.table:
        yield from ("", *_table(line.sentence.table), "")
    if line.verdict:
        found = f" {plain(words.say('found', found=line.found))}" if line.found else ""
        yield f"  - **{plain(words.say(line.verdict))}.**{found}"
    if line.decided and not line.message:
        yield f"  - {plain(words.say('document-decided', events=', '.join(line.decided)))}"
    if line.message:
        yield from ("", *block("\n".join(line.message), "  "), "")
    if line.above is not None:
        linked = f"[{plain(brief(line.above.name))}](#{line.above.anchor})"
        yield f"  - {plain(words.say('document-as-there'))} {linked}"
    elif line.evidence is not None:
        yield from _evidence(line.evidence, words)


def _sentence(sentence: Sentence) -> str:
    return f"**{plain(sentence.keyword)}** {plain(sentence.written)}"


def _table(rows: Table) -> Iterator[str]:
    """Give a table, under the step that it belongs to."""
    for number, row in enumerate(rows):
        yield "  | " + " | ".join(plain(cell) for cell in row) + " |"
        if number == 0:
            yield "  |" + " --- |" * len(row)


def _evidence(found: Evidence, words: Language) -> Iterator[str]:
    yield f"  - {plain(words.say('document-rests'))}:"
    for track in found.unmoved:
        yield f"    - {plain(words.say('document-start', track=track))}"
    for rest in found.rests:
        yield f"    - {_rest(rest, words)}"
    if found.more:
        yield f"    - {plain(words.say('and-more', count=found.more))}"


def _rest(rest: Rest, words: Language) -> str:
    label = f"{plain(rest.label)} " if rest.label != rest.event else ""
    effects = "".join(f" · {_effect(effect, words)}" for effect in rest.effects)
    return f"{plain(rest.when)}{effects} · {label}{code(rest.event)} \\[{plain(rest.cites)}\\]"


def _effect(effect: Effect, words: Language) -> str:
    track = f"{plain(effect.track)}: " if effect.track else ""
    if effect.after:
        return f"{track}{plain(effect.before)} → {plain(effect.after)}"
    return f"{track}{plain(effect.before)} ({plain(words.say('document-not-foreseen'))})"


def _cited(report: Cited, words: Language) -> str:
    why = plain(words.say("document-inferred", why=report.inferred)) if report.inferred else ""
    if report.source is None and why:
        return why
    date = f": {plain(report.date)}" if report.date else ""
    return f"{plain(report.text)}{date}{f' ({why})' if why else ''}"
