"""The closed grammars of one language: dates, lengths, numbers and percentages, polarity.

Text in, values out; and for each kind of parameter the regular expression of what it may be.
Nothing is guessed: what is not of these forms is refused with what to write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from negotiation.dates import Dating, parse_date
from negotiation.errors import DateError
from negotiation.gherkin.language import Language, Modes, language
from negotiation.gherkin.values import Length, Polarity, Quantity, Went
from negotiation.near import quoted

SECONDS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
# a date as files write it: 2018-07-04, 2018-07-04T15:00, 2018-07-04 afternoon, and EDTF
WRITTEN = r"[~\[./]*\d[\dX]{3}(?:[^\s\"]*[^\s\",،;:])?(?: [a-z][a-z-]*\b(?! ?\"))?"
WORD = r"[a-z][a-z-]*"  # a part of the day that a file declares
NAME = r"\"[^\"]*\""
ANYTHING = r"[^\"]+?"
WHOLE = 100  # per cent
_HOLE = re.compile(r"\{(\w+)\}|\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of parameter: its name, what it may be, and how it is read."""

    name: str
    regexp: str
    read: Callable[[str], Any]


class Grammar:
    """How one language writes what the steps ask for."""

    def __init__(self, words: Language) -> None:
        self.words = words

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of parameter by name."""
        words = self.words
        return {
            kind.name: kind
            for kind in (
                Kind("name", NAME, lambda text: text[1:-1]),
                Kind("when", self._plain_dates, self.when),
                Kind("duration", self._plain_lengths, self.duration),
                Kind("number", self._plain_numbers, self.number),
                Kind("percent", self._plain_percents, self.percent),
                Kind("was", _any(self._was), self._was.__getitem__),
                Kind("never-was", _any(words.never_was), lambda _: None),
                Kind("went", _any(self._went), self._went.__getitem__),
                Kind("deviates", _any(self._deviates), self._deviates.__getitem__),
                Kind("bound", _any(self._bounds), self._bounds.__getitem__),
                Kind("answer", _any(self._answers), self._answers.__getitem__),
            )
        }

    # --- dates ----------------------------------------------------------------------------------

    def when(self, text: str) -> Dating:
        """Read a date in this language's words, or as files write it. Raises DateError."""
        stripped = " ".join(text.split())
        made = self._as_files_write(stripped)
        if made is not None:
            return parse_date(made)
        try:
            return parse_date(stripped)
        except DateError as error:
            if re.fullmatch(WRITTEN, stripped):
                raise
            raise DateError(error.code, error.message, self.words.say("write-date")) from None

    def _as_files_write(self, text: str) -> str | None:
        """Give a date in words as files write it, None if it is in no form of this language."""
        found = _read(self._date_forms, text)
        if not found:
            return None
        day = self._iso_day(found["date"])
        if "clock" in found:
            return f"{day}T{self._iso_time(found['clock'])}"
        return f"{day} {self._part(found['part'])}" if "part" in found else day

    def _iso_day(self, text: str) -> str:
        found = _read(self._day_forms, text)
        number = 1 if found["day"] == self.words.dates.first_day else int(found["day"])
        return f"{found['year']}-{self._months[found['month']]:02}-{number:02}"

    def _iso_time(self, text: str) -> str:
        found = _read(self._time_forms, text)
        return f"{int(found['hour']):02}:{found.get('minute', '00')}"

    def _part(self, text: str) -> str:
        """Give the id of a part of the day: one of the language's, or the file's own word."""
        known = {**self._parts_of, **self._parts_on}
        own = re.compile(_regexp(self.words.other_part, {"part": rf"(?P<part>{WORD})"}))
        return known.get(text) or _read([own], text)["part"]

    @cached_property
    def _date_forms(self) -> list[re.Pattern[str]]:
        return [re.compile(form) for form in self._dated(named=True)]

    @cached_property
    def _plain_dates(self) -> str:
        return "|".join([*self._dated(named=False), WRITTEN])

    def _dated(self, *, named: bool) -> list[str]:
        """Give what a date in words may look like, its parts in named groups or without."""
        dates = self.words.dates
        other = _regexp(self.words.other_part, {"part": WORD})
        date = "|".join(self._days(named=False))
        clock = "|".join(self._times(named=False))
        holes = {
            "date": _group("date", date, named=named),
            "clock": _group("clock", clock, named=named),
            "part": _group("part", f"{_any(self._parts_of)}|{other}", named=named),
        }
        forms = [*dates.clock, *dates.part, "{date}"]
        made = [_regexp(form, holes) for form in forms]
        if self._parts_on:
            holes["part"] = _group("part", _any(self._parts_on), named=named)
            made += [_regexp(form, holes) for form in dates.part_on]
        return made

    @cached_property
    def _day_forms(self) -> list[re.Pattern[str]]:
        return [re.compile(form) for form in self._days(named=True)]

    @cached_property
    def _time_forms(self) -> list[re.Pattern[str]]:
        return [re.compile(form) for form in self._times(named=True)]

    def _days(self, *, named: bool) -> list[str]:
        first = self.words.dates.first_day
        number = r"\d{1,2}" if first is None else rf"{re.escape(first)}|\d{{1,2}}"
        forms = {"day": number, "month": _any(self._months), "year": r"\d{4}"}
        holes = {name: _group(name, form, named=named) for name, form in forms.items()}
        return [_regexp(form, holes) for form in self.words.dates.day]

    def _times(self, *, named: bool) -> list[str]:
        forms = {"hour": r"\d{1,2}", "minute": r"\d\d"}
        holes = {name: _group(name, form, named=named) for name, form in forms.items()}
        return [_regexp(form, holes) for form in self.words.dates.time]

    @cached_property
    def _months(self) -> dict[str, int]:
        months = enumerate(self.words.months, 1)
        return {name: number for number, names in months for name in names}

    @cached_property
    def _parts_of(self) -> dict[str, str]:
        return {text: word for word, part in self.words.parts.items() for text in part.of}

    @cached_property
    def _parts_on(self) -> dict[str, str]:
        return {text: word for word, part in self.words.parts.items() for text in part.on}

    # --- lengths and numbers --------------------------------------------------------------------

    def duration(self, text: str) -> Length:
        """Read a length of time. Raises DateError."""
        number, _, unit = text.partition(" ")
        if text in self._single:
            return Length(self._single[text], text)
        if re.fullmatch(r"\d{1,6}", number) and unit in self._units:
            return Length(int(number) * self._units[unit], text)
        message = f"{quoted(text)} is not a length of time"
        raise DateError("D109", message, self.words.say("write-length"))

    @cached_property
    def _units(self) -> dict[str, int]:
        """The words that stand after a number, with the seconds of one."""
        return {
            word: SECONDS[unit]
            for unit, forms in self.words.lengths.items()
            for word in (*forms.one, *forms.few, *forms.many)
        }

    @cached_property
    def _single(self) -> dict[str, int]:
        """The words that need no number: "two hours" where that is one word."""
        return {
            word: count * SECONDS[unit]
            for unit, forms in self.words.lengths.items()
            for count, words in ((1, forms.alone), (2, forms.two))
            for word in words
        }

    @cached_property
    def _plain_lengths(self) -> str:
        counted = rf"\d{{1,6}} {_any(self._units)}"
        return f"{counted}|{_any(self._single)}" if self._single else counted

    def number(self, text: str) -> Quantity:
        """Read 320,000 or 1.5, or a percentage: 40%. Raises DateError."""
        percent = _read(self._percent_forms, text)
        bare = percent.get("number", text)
        if not re.fullmatch(self._bare_numbers, bare):
            message = f"{quoted(text)} is not a number"
            raise DateError("G020", message, self.words.say("write-number"))
        signs = self.words.numbers
        if signs.thousands:
            bare = bare.replace(signs.thousands, "")
        return Quantity(float(bare.replace(signs.decimal, ".")), bool(percent), text)

    def percent(self, text: str) -> Quantity:
        """Read a share of the whole: 40%. Raises DateError for what is none, or above all of it."""
        found = self.number(text) if _read(self._percent_forms, text) else None
        if found is None or found.value > WHOLE:
            message = f"{quoted(text)} is no share of a whole"
            raise DateError("G020", message, self.words.say("write-percent"))
        return found

    @cached_property
    def _plain_percents(self) -> str:
        holes = {"number": f"(?:{self._bare_numbers})"}
        return "|".join(_regexp(form, holes) for form in self.words.numbers.percent)

    @cached_property
    def _plain_numbers(self) -> str:
        return "|".join([self._plain_percents, self._bare_numbers])

    @cached_property
    def _percent_forms(self) -> list[re.Pattern[str]]:
        holes = {"number": _group("number", self._bare_numbers, named=True)}
        return [re.compile(_regexp(form, holes)) for form in self.words.numbers.percent]

    @cached_property
    def _bare_numbers(self) -> str:
        """The expression of a number without a percent sign."""
        signs = self.words.numbers
        thousands, decimal = re.escape(signs.thousands), re.escape(signs.decimal)
        grouped = rf"\d{{1,3}}(?:{thousands}\d{{3}}){{1,4}}|" if signs.thousands else ""
        # where others write 320,000 for 320.000, neither is taken for a number with decimals
        doubtful = "" if signs.thousandths else rf"(?![1-9]\d{{0,2}}{decimal}\d{{3}}(?!\d))"
        return rf"{doubtful}(?:{grouped}\d{{1,15}})(?:{decimal}\d{{1,9}})?"

    # --- polarity -------------------------------------------------------------------------------

    @cached_property
    def _was(self) -> dict[str, Polarity]:
        return _modes(self.words.was)

    @cached_property
    def _deviates(self) -> dict[str, Polarity]:
        return _modes(self.words.deviates)

    @cached_property
    def _went(self) -> dict[str, Went]:
        forms = self.words.went
        plain, never = Polarity(), Polarity(negative=True)
        return {
            **dict.fromkeys(forms.plain, Went(plain, directly=False)),
            **dict.fromkeys(forms.directly, Went(plain, directly=True)),
            **dict.fromkeys(forms.never, Went(never, directly=False)),
            **dict.fromkeys(forms.never_directly, Went(never, directly=True)),
        }

    @cached_property
    def _bounds(self) -> dict[str, str]:
        return _named(self.words.bounds.model_dump())

    @cached_property
    def _answers(self) -> dict[str, str]:
        return _named(self.words.answers.model_dump())


@cache
def grammar(code: str) -> Grammar:
    """Give the grammars of a language by its code. Raises UnknownName."""
    return Grammar(language(code))


def _modes(forms: Modes) -> dict[str, Polarity]:
    return {
        **dict.fromkeys([*forms.plain, *forms.certainly], Polarity()),
        **dict.fromkeys(forms.possibly, Polarity(possibly=True)),
        **dict.fromkeys([*forms.not_, *forms.certainly_not], Polarity(negative=True)),
        **dict.fromkeys(forms.possibly_not, Polarity(possibly=True, negative=True)),
    }


def _named(forms: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {text: name for name, texts in forms.items() for text in texts}


def _any(texts: Iterable[str]) -> str:
    """Give the expression of one of these texts, the longest first."""
    return f"(?:{'|'.join(re.escape(text) for text in sorted(texts, key=len, reverse=True))})"


def _read(forms: Iterable[re.Pattern[str]], text: str) -> dict[str, str]:
    """Give what the first form that a text is of finds in it; nothing if it is of none."""
    matches = (form.fullmatch(text) for form in forms)
    return next((match.groupdict() for match in matches if match), {})


def _group(name: str, expression: str, *, named: bool) -> str:
    return f"(?P<{name}>{expression})" if named else f"(?:{expression})"


def _regexp(template: str, forms: Mapping[str, str]) -> str:
    """Fill a template's {holes} with expressions; what stands in [brackets] may be left out."""
    made, place = "", 0
    for hole in _HOLE.finditer(template):
        made += re.escape(template[place : hole.start()])
        made += forms[hole[1]] if hole[1] else f"(?:{re.escape(hole[2])})?"
        place = hole.end()
    return made + re.escape(template[place:])
