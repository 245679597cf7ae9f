"""Speech: say the words of pictures, pages and briefs in a language, English, French or Arabic.

Keys and values in, one line of text out. The words are those of `languages/`; names of months and
weekdays, lists, plurals and numbers are those of CLDR. How a written date is said: see dated.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, cached_property, reduce
from typing import TYPE_CHECKING, Any

from negotiation.dates import Window, local
from negotiation.view.citing import plain
from negotiation.view.dated import dated
from negotiation.view.lexicon import Lexicon, lexicon

if TYPE_CHECKING:
    from babel import Locale

    from negotiation.coded import Named
    from negotiation.history import History

SPELT = 9  # numbers up to this one are written as words


@dataclass(frozen=True)
class Speech:
    """One language, speaking of one time zone."""

    lexicon: Lexicon
    zone: tzinfo = field(default=UTC)

    @property
    def code(self) -> str:
        """The language: "en"."""
        return self.lexicon.language

    @property
    def direction(self) -> str:
        """How it is written: "ltr" or "rtl"."""
        return self.lexicon.direction

    @cached_property
    def _locale(self) -> Locale:
        """The locale that names months: where they differ, that of the zone's country."""
        names = self.lexicon.names
        country = _country(str(self.zone)) if names.territorial else ""
        return _locale(f"{names.locale}_{country}") or _known(names.locale)

    # --- words ----------------------------------------------------------------------------------

    def say(self, key: str, **values: object) -> str:
        """Give the text of a key such as "figure.sources-end", with its values filled in.

        Numbers are written as the language writes them. Where the text has plural forms, `count`
        chooses one; {spelt} stands for it in words if it is small. Raises KeyError.
        """
        text = self.lexicon.text(key)
        if not isinstance(text, str):
            text = self._form(text, values["count"])
        if isinstance(values.get("count"), int):
            values["spelt"] = self.spelt(int(str(values["count"])))
        said = text.format_map({name: self._shown(value) for name, value in values.items()})
        return self._set(said)

    def _set(self, text: str) -> str:
        """Keep signs such as a French colon on the line of the word before them."""
        spaces = self.lexicon.no_break
        return re.sub(spaces, "\N{NO-BREAK SPACE}", text) if spaces else text

    def _form(self, forms: Mapping[Any, str], count: object) -> str:
        """Choose a plural form; `zero` where it is given, whatever CLDR says of nought."""
        number = int(str(count))
        category = "zero" if number == 0 else self._locale.plural_form(number)
        return forms.get(category) or forms.get(self._locale.plural_form(number)) or forms["other"]

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, (int, float)) else str(value)

    def spelt(self, number: int) -> str:
        """Give a small number in words, as texts have it: "four", "12"."""
        words = self.lexicon.numbers
        return words[number] if 0 <= number < len(words) else self.number(number)

    def number(self, number: float) -> str:
        """Give a number in western digits, with the signs of the language."""
        from babel.numbers import format_decimal

        return format_decimal(
            number, locale=self._locale, numbering_system="latn", decimal_quantization=False
        ).replace("-", "−")

    def listed(self, texts: Iterable[str], last: str = "and") -> str:
        """Give "a, b and c", or with `last="or"` "a, b or c"; no text for none."""
        from babel.lists import format_list

        locale = _known(self.lexicon.names.lists or self.lexicon.names.locale)
        style: Any = "standard" if last == "and" else last
        return format_list(list(texts), style=style, locale=locale)

    def name(self, thing: Named) -> str:
        """Give the label of a thing in the language, else in English, else its id; on one line."""
        return self._set(plain(thing.name(self.code)))

    def label(self, label: Mapping[str, str]) -> str:
        """Give a text that may stand in several languages; any, if there is no English one."""
        texts = iter(label.values())
        return self._set(plain(label.get(self.code) or label.get("en") or next(texts, "")))

    def chained(self, key: str, texts: Iterable[str]) -> str:
        """Give texts in a row, each pair {before} and {after} put together by the text of a key."""
        said = list(texts) or [""]
        return reduce(lambda before, after: self.say(key, before=before, after=after), said)

    def unit(self, unit: str) -> str:
        """Give what a measure counts; in the file's own words where the language has none."""
        return self.lexicon.units.get(unit, unit)

    def heading(self, text: str, year: int | None = None) -> str:
        """Give a date as a heading: with a capital, without article and without that year."""
        if self.lexicon.leaves_out:
            text = re.sub(self.lexicon.leaves_out, "", text)
        text = self.short(text, year)
        return text[:1].upper() + text[1:]

    def short(self, text: str, year: int | None) -> str:
        """Give a date without that year, which whoever reads it knows already."""
        if year is None:
            return text
        months = "|".join(map(re.escape, self._locale.months["format"]["wide"].values()))
        return re.sub(rf"({months}) {year}\b", r"\1", text)

    # --- days -----------------------------------------------------------------------------------

    def day(self, when: date) -> str:
        """Give "4 July 2018"."""
        return self.say(
            "date.day", day=self._number_of(when), month=self.month(when), year=f"{when.year}"
        )

    def _number_of(self, when: date) -> str:
        """Give the day of the month; the first one may have a form of its own."""
        first = self.say("date.first-day") if when.day == 1 else ""
        return first or f"{when.day}"

    def days(self, first: date, last: date) -> str:
        """Give days from one to another: "19 June–6 July 2018"."""
        if first == last:
            return self.day(last)
        reach = "years" if first.year != last.year else "months"
        if first.year == last.year and first.month == last.month:
            reach = "days"
        start, end = self._number_of(first), self._number_of(last)
        return self.say(
            f"date.across-{reach}",
            **{"first-day": start, "first-month": self.month(first), "first-year": f"{first.year}"},
            **{"last-day": end, "last-month": self.month(last), "last-year": f"{last.year}"},
        )

    def weekday(self, when: date) -> str:
        """Give "Wednesday 4 July 2018"."""
        name = self._locale.days["format"]["wide"][when.weekday()]
        return self.say("date.weekday", weekday=name, day=self.day(when))

    def month(self, when: date) -> str:
        """Give "July"."""
        return str(self._locale.months["format"]["wide"][when.month])

    def month_and_year(self, when: date) -> str:
        """Give "July 2018"."""
        return self.say("date.month", month=self.month(when), year=f"{when.year}")

    def short_month(self, when: date) -> str:
        """Give "Jul"."""
        # where names change by country they are not shortened, and Babel, once asked for the short
        # ones of the language alone, would give those for every country
        kind = "wide" if self.lexicon.names.territorial else "abbreviated"
        return str(self._locale.months["format"][kind][when.month])

    def short_weekday(self, when: date) -> str:
        """Give "Wed"."""
        return str(self._locale.days["format"]["abbreviated"][when.weekday()])

    # --- moments and windows --------------------------------------------------------------------

    def moment(self, seconds: int) -> str:
        """Give "4 July 2018, 15:00"; the last second of a day is its end."""
        when = local(seconds, self.zone)
        if (when.hour, when.minute, when.second) == (23, 59, 59):
            return self.say("date.end-of", day=self.day(when))
        return self._at(when)

    def _at(self, when: datetime) -> str:
        return self.say("date.moment", day=self.day(when), clock=_clock(when))

    def bounds(self, window: Window) -> str:
        """Give both ends of a window in numbers: "13:15–18:00", with days where needed."""
        start = None if window.earliest is None else local(window.earliest, self.zone)
        end = None if window.latest is None else local(window.latest, self.zone)
        if start is None:
            return self.say("date.any-time") if end is None else self._before(end)
        if end is None:
            return self.say("date.from", moment=self._at(start))
        return self._between(start, end)

    def _between(self, start: datetime, end: datetime) -> str:
        midnight = _is_midnight(end)
        last = (end - timedelta(seconds=1)).date()
        if start.date() == last:
            closing = "24:00" if midnight else _clock(end)
            return self.say("date.clocks", first=_clock(start), last=closing)
        closing = "24:00" if midnight else f"{end:%H:%M}"
        day = self.day(last if midnight else end)
        ending = self.say("date.moment", day=day, clock=closing)
        return self.say("date.moments", first=self._at(start), last=ending)

    def _before(self, end: datetime) -> str:
        if _is_midnight(end):
            return self.say("date.before-end", day=self.day(end - timedelta(seconds=1)))
        return self.say("date.before", moment=self._at(end))

    def words(self, window: Window) -> str:
        """Give a window in its source's words, said in the language; none where it has none."""
        return dated(self, window)

    def window(self, window: Window) -> str:
        """Give a window in its source's words, and beside them what other reports narrow it to.

        "the afternoon of 4 July 2018 (computed: 13:15–18:00)"; where there are no words, as in a
        what-if, the numbers alone.
        """
        said = self.words(window)
        if said:
            computed = self.bounds(window) if window.computed else ""
            return self.say("date.narrowed", date=said, bounds=computed) if computed else said
        undated = self.say("date.undated")
        if window.earliest is None and window.latest is None:
            return undated
        numbers = self.bounds(window)
        if window.earliest is not None and re.match(r"\d\d:", numbers):
            day = self.day(local(window.earliest, self.zone))
            numbers = self.say("date.moment", day=day, clock=numbers)
        return (
            self.say("date.narrowed", date=undated, bounds=numbers) if window.computed else numbers
        )

    def when(self, history: History, event: str) -> str:
        """Give when an event was. Raises UnknownName, and NotReported after the replay's stop."""
        return self.window(history.window_of(event))


def speech(language: str = "en", zone: tzinfo | None = None) -> Speech:
    """Give a language, speaking of a time zone, else of UTC.

    Raises NegotiationError, which names the languages that there are.
    """
    return Speech(lexicon(language), UTC if zone is None else zone)


def english(zone: tzinfo) -> Speech:
    """Give English, speaking of a time zone."""
    return speech("en", zone)


def _clock(when: datetime) -> str:
    return f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}"


def _is_midnight(when: datetime) -> bool:
    return (when.hour, when.minute, when.second) == (0, 0, 0)


@cache
def _locale(name: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return None


def _known(name: str) -> Locale:
    found = _locale(name)
    assert found is not None  # noqa: S101  a test reads every language file
    return found


@cache
def _country(zone: str) -> str:
    """Give the country of a time zone such as Asia/Damascus; none for UTC."""
    from babel.core import get_global

    return str(get_global("zone_territories").get(zone, ""))
