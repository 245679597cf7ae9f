"""The page of the documentation with every sentence in every language, made from the data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from negotiation.gherkin.language import Language, languages
from negotiation.gherkin.saying import said
from negotiation.gherkin.steps_text import Entry, entries, feature, legend
from negotiation.gherkin.vocabulary import vocabulary

HEAD = """\
<!-- Made by `make format` from negotiation/gherkin/sentences/ and languages/; change those. -->

# The sentences of features

Every sentence that a `.feature` file may hold, by subject, in each language of features. The file
chooses its language in its first line (`# language: fr`; without one it is English) and needs no
Python. `negotiation steps` prints the same and searches it: `negotiation steps hours after`.
"""


def steps_page() -> str:
    """Give the whole page, in Markdown."""
    known = list(languages())
    parts = [HEAD]
    if len(known) > 1:
        links = (f"[{one.name}](#{one.name.casefold().replace(' ', '-')})" for one in known)
        parts.append(" · ".join(links) + "\n")
    parts += ["\n".join(_language(one)) for one in known]
    return "\n".join(parts).rstrip() + "\n"


def _language(words: Language) -> Iterator[str]:
    yield f"## {words.name}"
    yield ""
    if words.direction == "rtl":
        yield from ('<div dir="rtl">', "")
    yield from _opening(words)
    for title, members in groupby(entries(vocabulary(words.language)), lambda one: one.subject):
        yield f"### {title}"
        yield ""
        for entry in members:
            yield from _entry(entry)
    if words.direction == "rtl":
        yield from ("</div>", "")


def _opening(words: Language) -> Iterator[str]:
    yield f"{said(words, 'steps-whole')}"
    yield ""
    yield from _block(feature(vocabulary(words.language)))
    yield f"{said(words, 'steps-reading')}: {said(words, 'steps-brackets')}"
    yield ""
    yield from ("| | |", "|---|---|")
    for name, meaning in legend(words):
        yield f"| `{name}` | {meaning} |"
    yield ""


def _entry(entry: Entry) -> Iterator[str]:
    yield f"**`{entry.pattern}`**"
    yield ""
    yield entry.help
    yield ""
    yield from _block([entry.example, *(f"  {row}" for row in entry.table)])


def _block(lines: list[str]) -> Iterator[str]:
    yield from ("```gherkin", *lines, "```", "")
