"""The sentences of features as a text to read and search, or as JSON.

A vocabulary in, lines out. How a value is written is said once at the top, in the language's words.
"""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from negotiation.dates import parse_date
from negotiation.gherkin.asked import ROLES, Keyword, Step
from negotiation.gherkin.language import Language
from negotiation.gherkin.saying import date, keyword, length, number, said, samples, sentence
from negotiation.gherkin.values import Length, Polarity, Quantity
from negotiation.gherkin.vocabulary import Vocabulary
from negotiation.lines import WIDTH, wrapped
from negotiation.near import did_you_mean, quoted

NEAR = 5  # sentences that are suggested where none holds all the words
PLACES = {
    "when": "date", "duration": "length", "number": "number", "percent": "percent", "int": "count",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence to show: its pattern for a reader, help, and an example with its table."""

    step: Step
    keyword: str
    subject: str
    pattern: str
    help: str
    example: str
    table: tuple[str, ...]

    def holds(self, word: str) -> bool:
        """Say whether a plain word occurs in it anywhere."""
        texts = (self.step.id, self.subject, self.pattern, self.help, self.example, *self.table)
        return any(word in plain(text) for text in texts)


def entries(words: Vocabulary) -> list[Entry]:
    """Give every sentence of a language, in the order of the vocabulary."""
    return [_entry(words, step) for step in words.steps]


def _entry(words: Vocabulary, step: Step) -> Entry:
    own = words.translation(step)
    begins = keyword(words.words.language, step.keyword)
    return Entry(
        step,
        begins.strip(),
        words.words.subjects[step.subject],
        pattern(words.words, step.with_roles(own.says)),
        own.help,
        begins + own.example,
        tuple(samples(words.words, step)),
    )


def pattern(words: Language, says: str) -> str:
    """Give an expression as a reader takes it: `(the) "TRACK" WAS "STATE" on/at/in DATE`."""
    shown = says.replace(" )", ") ")
    for kind, text in _places(words).items():
        shown = shown.replace(f"{{{kind}}}", text)
    return shown


def _places(words: Language) -> dict[str, str]:
    """Give what stands for each kind of value: a word to be replaced, or what to choose from."""
    shown = {kind: _word(words, name) for kind, name in PLACES.items()}
    went, deviates = words.went, words.deviates
    choices = {
        "never-was": [words.never_was],
        "went": [went.plain, went.directly, went.never, went.never_directly],
        "deviates": [deviates.plain, deviates.possibly, deviates.not_, deviates.possibly_not],
        "bound": [words.bounds.exactly, words.bounds.at_least, words.bounds.at_most],
        "answer": [words.answers.accepted, words.answers.rejected],
    }
    names = {role: f'"{_word(words, role)}"' for role in ROLES}
    return {
        **shown,
        **names,
        "was": stand_in(words.was.plain[0]),
        **{kind: "/".join(texts[0] for texts in forms) for kind, forms in choices.items()},
    }


def stand_in(word: str) -> str:
    """Give a word as one that stands for another: in capitals, or in ‹marks› without such."""
    return word.upper() if word.upper() != word else f"‹{word}›"


# --- to choose from them -------------------------------------------------------------------------


def plain(text: str) -> str:
    """Give a text without accents and capitals, to search in it."""
    signs = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def chosen(
    known: Iterable[Entry], search: Sequence[str] = (), kind: Keyword | None = None
) -> list[Entry]:
    """Give the sentences of a kind that hold every one of these words."""
    wanted = [plain(word) for text in search for word in text.split()]
    return [
        entry
        for entry in known
        if kind in {None, entry.step.keyword} and all(map(entry.holds, wanted))
    ]


def nothing_found(known: Sequence[Entry], search: Sequence[str]) -> str:
    """Say that no sentence holds all the words, which word is in none, and what is near."""
    wanted = [word for text in search for word in text.split()]
    lines = [f"no sentence holds all of: {' '.join(wanted)}"]
    every = sorted({word for entry in known for word in _words(entry)})
    for word in wanted:
        if not any(entry.holds(plain(word)) for entry in known):
            hint = did_you_mean(plain(word), every)
            lines.append(f"{quoted(word)} is in none{'; ' + hint if '?' in hint else ''}")
    lines.append("names of tracks, states and events: negotiation replay daraa-2018, for example")
    near = [
        entry for entry in sorted(known, key=lambda e: -_held(e, wanted)) if _held(entry, wanted)
    ]
    if near:
        lines += ["near it:", *(f"  {entry.example}" for entry in near[:NEAR])]
    return "\n".join(lines)


def _held(entry: Entry, wanted: Sequence[str]) -> int:
    return sum(entry.holds(plain(word)) for word in wanted)


def _words(entry: Entry) -> set[str]:
    texts = plain(f"{entry.subject} {entry.pattern} {entry.help} {entry.example}")
    return set("".join(c if c.isalnum() else " " for c in texts).split())


# --- as text, as JSON ----------------------------------------------------------------------------


def steps_text(words: Vocabulary, shown: Sequence[Entry], *, whole: bool) -> str:
    """Give sentences by subject; where they are the `whole`, with all that one needs to begin."""
    parts = [opening(words)] if whole else []
    for title, members in groupby(shown, key=lambda entry: entry.subject):
        parts.append([title, "-" * len(title), *_told(members)])
    text = "\n\n".join("\n".join(part).rstrip() for part in parts) + "\n"
    hint = f"negotiation steps{_option(words.words)}"
    return text if whole else f"{text}\n`{hint}` alone says how a pattern is to be read.\n"


def _option(words: Language) -> str:
    return "" if words.language == "en" else f" --language {words.language}"


def _told(members: Iterable[Entry]) -> Iterator[str]:
    for entry in members:
        yield wrapped(entry.pattern, 2, 4)
        yield wrapped(entry.help, 6, 0)
        yield f"      {entry.example}"  # never broken: it is there to be copied
        yield from (f"        {row}" for row in entry.table)
        yield ""


def opening(words: Vocabulary) -> list[str]:
    """Give what stands on top: a whole feature, where names come from, how to read a pattern."""
    own = words.words
    search = f"negotiation steps{_option(own)} {own.lengths['hour'].many[0]}"
    commands = [
        ("negotiation list", "steps-list"),
        ("negotiation replay daraa-2018", "steps-replay"),
        ("negotiation codebook daraa-2018", "steps-codebook"),
        ("negotiation show daraa-2018 talks-resume", "steps-show"),
        (search, "steps-search"),
    ]
    title = said(own, "steps-title")
    return [
        title,
        "=" * len(title),
        "",
        said(own, "steps-whole"),
        "",
        *(f"  {line}" for line in feature(words)),
        "",
        said(own, "steps-names"),
        "",
        *_columns((command, said(own, message)) for command, message in commands),
        "",
        said(own, "steps-reading"),
        "",
        *_columns(legend(own)),
        wrapped(said(own, "steps-brackets"), 2, 0),
    ]


def _columns(pairs: Iterable[tuple[str, str]]) -> list[str]:
    kept = list(pairs)
    width = max(len(first) for first, _ in kept)
    return [
        textwrap.fill(
            second,
            WIDTH,
            initial_indent=f"  {first:<{width}}   ",
            subsequent_indent=" " * (width + 5),
        )
        for first, second in kept
    ]


def feature(words: Vocabulary) -> list[str]:
    """Give a whole feature of the fewest lines, which passes."""
    code = words.words.language
    day = parse_date("2018-07-04")
    lines = [] if code == "en" else [f"# language: {code}"]
    return [
        *lines,
        f"{keyword(code, 'feature')}: {said(words.words, 'steps-feature')}",
        f"  {keyword(code, 'scenario')}: {said(words.words, 'steps-scenario')}",
        f"    {keyword(code, 'given')}{sentence(words, 'the-chronology', 'daraa-2018')}",
        f"    {keyword(code, 'when')}{sentence(words, 'all-events')}",
        f"    {keyword(code, 'then')}"
        + sentence(words, "was-on", "process", Polarity(), "suspended", day),
    ]


def legend(words: Language) -> list[tuple[str, str]]:
    """Say how each kind of value is written: what stands for it in a pattern, and its forms."""
    dates = ["2018-07-04", "2018-07-04T15:00", "2018-07-04 afternoon", "2018-07-06 midday"]
    lengths = [Length(90 * 60, ""), Length(3 * 3600, ""), Length(3 * 86_400, "")]
    numbers = [Quantity(320_000, False, ""), Quantity(1.5, False, ""), Quantity(40, True, "")]
    shares = [Quantity(40, True, ""), Quantity(62.5, True, "")]
    was = stand_in(words.was.plain[0])
    spoken = [date(words, parse_date(text)) for text in dates]
    return [
        (f'"{_word(words, "event")}" …', said(words, "steps-name-is")),
        (_word(words, "date"), " · ".join([*spoken, dates[0]])),
        (_word(words, "length"), " · ".join(length(words, one.seconds) for one in lengths)),
        (_word(words, "number"), " · ".join(number(words, one) for one in numbers)),
        (_word(words, "percent"), " · ".join(number(words, one) for one in shares)),
        (_word(words, "count"), said(words, "steps-count-is")),
        (was, _modes(words)),
    ]


def _word(words: Language, name: str) -> str:
    return stand_in(said(words, f"steps-{name}"))


def _modes(words: Language) -> str:
    """Say the forms of "was" with what they claim."""
    was = words.was
    sure, possible = said(words, "steps-sure"), said(words, "steps-possible")
    plainly = f"{was.plain[0]} · {was.not_[0]}: {sure}"
    return f"{plainly} · {was.possibly[0]} · {was.possibly_not[0]}: {possible}"


def steps_json(words: Vocabulary, shown: Iterable[Entry]) -> str:
    """Give sentences as JSON, one object each."""
    told = [
        {
            "id": entry.step.id,
            "keyword": entry.keyword,
            "subject": entry.subject,
            "pattern": entry.pattern,
            "expression": words.translation(entry.step).says,
            "help": entry.help,
            "example": entry.example,
            "table": list(entry.table),
        }
        for entry in shown
    ]
    data = {"language": words.words.language, "steps": told}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
