"""Write sentences, dates and tables as a language has them: values in, text of a feature out.

The way back from the grammars: what is written here, the vocabulary of that language finds as the
same step with the same values. Decides nothing about what is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cucumber_expressions.ast import Node, NodeType
from cucumber_expressions.expression_parser import CucumberExpressionParser
from gherkin.dialect import Dialect

from negotiation.dates import Dating
from negotiation.errors import NegotiationError
from negotiation.gherkin.asked import Step
from negotiation.gherkin.grammar import SECONDS, WRITTEN
from negotiation.gherkin.language import Language, Modes, Moves, filled, language
from negotiation.gherkin.values import Length, Polarity, Quantity, Went
from negotiation.gherkin.vocabulary import Vocabulary, parameters, vocabulary
from negotiation.near import quoted

DATED = ("from", "when")  # the columns of tables that hold dates


def sentence(words: Vocabulary, step: str, *values: object) -> str:
    """Write a step, by its id, with values in the order of its English expression.

    What may be left out stands; of words to choose from the first one does. Raises
    NegotiationError for a value that the language has no words for.
    """
    row = next(row for row in words.steps if row.id == step)
    kinds = parameters(row.says)
    waiting: dict[str, list[object]] = {kind: [] for kind in kinds}
    for kind, value in zip(kinds, values, strict=True):
        waiting[kind].append(value)
    own = words.translation(row)
    says = CucumberExpressionParser().parse(own.says)
    return _Saying(words.words, waiting, own.was).whole(says)


class _Saying:
    """One sentence while it is written, with the values that wait for their places."""

    def __init__(self, words: Language, waiting: dict[str, list[Any]], was: str | None) -> None:
        self.words = words
        self.waiting = waiting
        self.form = words.was.plain.index(was) if was else 0
        self.single = False  # whether the last number was one

    def whole(self, node: Node) -> str:
        """Write a node of an expression, and all below it."""
        if node.ast_type is NodeType.TEXT:
            return str(node.text)
        if node.ast_type is NodeType.PARAMETER:
            return self._value(node.text)
        if node.ast_type is NodeType.ALTERNATION:
            return self.whole(node.nodes[0])
        if node.ast_type is NodeType.OPTIONAL and self._is_ending(node.text):
            return ""
        return "".join(map(self.whole, node.nodes))

    def _is_ending(self, text: str) -> bool:
        """Say whether what may be left out is the ending of a plural, and the number is one."""
        return self.single and text.isalpha()

    def _value(self, kind: str) -> str:
        value = self.waiting[kind].pop(0)
        if kind in {"int", "number"}:
            self.single = (value.value if isinstance(value, Quantity) else value) == 1
        if kind == "was":
            return _was(self.words.was, value, self.form)
        return WRITERS[kind](self.words, value)


# --- the kinds of value --------------------------------------------------------------------------


def date(words: Language, when: Dating) -> str:
    """Write a date in words; as files write it where the language has none for its form.

    Raises NegotiationError for what no sentence can hold.
    """
    match = _PLAIN.fullmatch(when.text)
    if match is None:
        if not re.fullmatch(WRITTEN, when.text):
            raise NegotiationError(f"no sentence can hold the date {quoted(when.text)}")
        return when.text
    dates = words.dates
    number = dates.first_day if dates.first_day and int(match["day"]) == 1 else int(match["day"])
    month = words.months[int(match["month"]) - 1][0]
    day = filled(dates.day[0], day=number, month=month, year=match["year"])
    if match["clock"]:
        return filled(dates.clock[0], date=day, clock=match["clock"])
    if match["word"] is None:
        return day
    part = words.parts.get(match["word"])
    if part is not None and part.on:
        return filled(dates.part_on[0], part=part.on[0], date=day)
    named = part.of[0] if part is not None else words.other_part.format(part=match["word"])
    return filled(dates.part[0], part=named, date=day)


def has_words(when: Dating) -> bool:
    """Say whether a date is a day, a clock time or a part of a day: features say these in words."""
    return _PLAIN.fullmatch(when.text) is not None


_PLAIN = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:T(?P<clock>\d\d:\d\d)| (?P<word>[a-z][a-z-]*))?"
)


def length(words: Language, seconds: int) -> str:
    """Write a length of time in the largest unit that it is a whole number of.

    Raises NegotiationError for one that is not a whole number of minutes.
    """
    units = sorted(words.lengths, key=SECONDS.__getitem__, reverse=True)
    unit = next((u for u in units if seconds % SECONDS[u] == 0 and seconds), units[-1])
    count, rest = divmod(seconds, SECONDS[unit])
    if rest or count > 999_999:
        raise NegotiationError(f"features have no words for a length of {seconds} seconds")
    return words.lengths[unit].counted(count)


def number(words: Language, quantity: Quantity) -> str:
    """Write a number with the signs of the language, a percentage with its sign."""
    signs = words.numbers
    whole, _, decimals = f"{quantity.value:,.9f}".rstrip("0").partition(".")
    written = whole.replace(",", signs.thousands)
    if len(decimals) == 3 and not signs.thousandths:
        decimals += "0"
    written += f"{signs.decimal}{decimals}" if decimals else ""
    return filled(signs.percent[0], number=written) if quantity.is_percent else written


def _was(modes: Modes, polarity: Polarity, form: int = 0) -> str:
    """Give a form of a verb; those of one number and gender stand in one place in all modes."""
    if polarity.negative:
        forms = modes.possibly_not if polarity.possibly else modes.not_
    else:
        forms = modes.possibly if polarity.possibly else modes.plain
    return forms[form]


def _went(moves: Moves, went: Went) -> str:
    if went.polarity.negative:
        return (moves.never_directly if went.directly else moves.never)[0]
    return (moves.directly if went.directly else moves.plain)[0]


def _name(_words: Language, name: str) -> str:
    if '"' in name:
        raise NegotiationError(f"the name {quoted(name)} holds a quotation mark")
    return f'"{name}"'


def _length(words: Language, value: Length) -> str:
    return length(words, value.seconds)


def _bound(words: Language, value: str) -> str:
    found: Sequence[str] = getattr(words.bounds, value)
    return found[0]


def _answer(words: Language, value: str) -> str:
    found: Sequence[str] = getattr(words.answers, value)
    return found[0]


WRITERS: Mapping[str, Callable[[Language, Any], str]] = {
    "name": _name,
    "int": lambda _, value: str(value),
    "when": date,
    "duration": _length,
    "number": number,
    "percent": number,
    "was": lambda words, value: _was(words.was, value),
    "never-was": lambda words, _: words.never_was[0],
    "went": lambda words, value: _went(words.went, value),
    "deviates": lambda words, value: _was(words.deviates, value),
    "bound": _bound,
    "answer": _answer,
}


# --- tables, keywords, messages ------------------------------------------------------------------


def table(words: Language, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Write rows as the lines of a table, headings first; the columns are those of the first."""
    heads = list(rows[0])
    cells = [[words.columns[head][0] for head in heads]]
    cells += [[row[head] for head in heads] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [_row(line, widths) for line in cells]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def samples(words: Language, step: Step) -> list[str]:
    """Write the sample rows of a step as a table; none for a step that takes none."""
    read = vocabulary("en").grammar.when
    rows = [
        {
            head: date(words, read(text)) if text and head in DATED else text
            for head, text in row.items()
        }
        for row in step.rows
    ]
    return table(words, rows) if rows else []


def keyword(code: str, kind: str) -> str:
    """Give the keyword of a language as it stands before a title or a step: "Given ".

    The first one that is a single word; for scenarios, the last of their names.
    """
    dialect = Dialect.for_name(code) or Dialect.for_name("en")
    assert dialect is not None  # noqa: S101  English is always there
    words: Sequence[str] = dialect.spec[kind]  # type: ignore[literal-required]
    if kind == "scenario":
        return words[-1]
    known = [word for word in words if word != "* "]
    return next((w for w in known if w.endswith(" ") and " " not in w[:-1]), known[0])


def said(words: Language, message: str, **filled: object) -> str:
    """Give a message in this language, in English if it is not translated."""
    source = words if message in words.messages else language("en")
    return source.say(message, **filled)


def steps_of(code: str, written: Sequence[tuple[str, str, Sequence[str]]]) -> Iterator[str]:
    """Write steps, each with its kind, sentence and table, one below another.

    The second one of a kind in a row begins with And.
    """
    last = ""
    for kind, text, rows in written:
        yield keyword(code, "and" if kind == last else kind) + text
        yield from (f"  {row}" for row in rows)
        last = kind
