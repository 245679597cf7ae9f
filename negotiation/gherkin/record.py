"""Write what a record says as a feature that passes: a history in, the text of a feature out.

Every sentence is asked of the history before it is written, so that none fails; what the sources
leave open is written as open. Reads and writes no file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import PurePath

from negotiation import claims
from negotiation.claims import Stage, Verdict
from negotiation.dates import Dating, Window, local, parse_date
from negotiation.errors import NegotiationError
from negotiation.gherkin.places import ENDINGS
from negotiation.gherkin.saying import date, has_words, keyword, said, sentence, steps_of, table
from negotiation.gherkin.values import Polarity, Went
from negotiation.gherkin.vocabulary import Vocabulary, vocabulary
from negotiation.history import History, Span
from negotiation.near import quoted

NAMED = 3  # tracks that a title tells of
POSSIBLY = Polarity(possibly=True)
PLAINLY = Polarity()

Written = tuple[str, Sequence[str]]  # a sentence, and the lines of its table
Scenario = tuple[str, list[Written]]


def spoken_name(file: str) -> str:
    """Give the name by which a feature calls a chronology: of a file, what it is called."""
    path = PurePath(file)
    return path.stem if path.suffix in ENDINGS[1:] else path.name


def feature_text(history: History, name: str, code: str = "en") -> str:
    """Give a feature about a chronology of that name, in a language.

    Raises NegotiationError for a record of which there is nothing to say, and UnknownName for a
    language that there is none of.
    """
    words = vocabulary(code)
    record = _Record(history, words)
    scenarios = [scenario for scenario in record.scenarios() if scenario[1]]
    if not scenarios:
        raise NegotiationError(f"the record {quoted(name)} is empty: no event moves any track")
    title = history.chronology.title
    heading = " ".join((title.get(code) or title.get("en") or name).split())
    given = ("given", sentence(words, "the-chronology", name), ())
    replayed = ("when", sentence(words, "all-events"), ())
    lines = [
        *([] if code == "en" else [f"# language: {code}"]),
        f"# {said(words.words, 'record-note')}",
        *([f"# {hidden}"] if (hidden := history.chronology.withheld.text()) else []),
        f"{keyword(code, 'feature')}: {heading}",
        "",
        f"  {keyword(code, 'background')}:",
        *(f"    {line}" for line in steps_of(code, [given, replayed])),
    ]
    for heading, sentences in scenarios:
        lines += ["", f"  {keyword(code, 'scenario')}: {heading}"]
        steps = [("then", text, rows) for text, rows in sentences]
        lines += [f"    {line}" for line in steps_of(code, steps)]
    return "\n".join(lines) + "\n"


class _Record:
    """A history, and the language in which it is written down."""

    def __init__(self, history: History, words: Vocabulary) -> None:
        self.history = history
        self.words = words
        self.moved = [track for track in history.tracks if self._may_move(track)]

    def _may_move(self, track: str) -> bool:
        start = self.history.start[track]
        return any(set(self._possible(track, m)) != {start} for m in self._changes(track))

    def _changes(self, track: str) -> list[int]:
        return self.history.readings.changes(track)

    def _possible(self, track: str, moment: int) -> tuple[str, ...]:
        return tuple(self.history.readings.at(track, moment))

    def _write(self, step: str, *values: object) -> Written:
        return sentence(self.words, step, *values), ()

    def _write_table(self, step: str, rows: Sequence[dict[str, str]], *values: object) -> Written:
        return sentence(self.words, step, *values), table(self.words.words, rows)

    def _title(self, message: str, **filled: object) -> str:
        return said(self.words.words, message, **filled)

    def scenarios(self) -> Iterator[Scenario]:
        """Give every scenario with its sentences, of which there may be none."""
        yield from (self._sequence(track) for track in self.moved)
        yield from self._days()
        yield self._title("record-order"), list(self._order())
        yield self._title("record-deviations"), list(self._deviations())
        yield self._title("record-end"), list(self._end())

    # --- the states of a track ------------------------------------------------------------------

    def _sequence(self, track: str) -> Scenario:
        spans = self.history.spans(track)
        if self._is_certain(spans, [None] * len(spans)):
            starts = ("" if w is None else date(self.words.words, w) for w in self._starts(spans))
            rows = [
                {"state": span.state, "from": start}
                for span, start in zip(spans, starts, strict=True)
            ]
            written = self._write_table("went-through", rows, track)
            return self._title("record-sequence", track=track), [written]
        return self._title("record-open-sequence", track=track), list(self._visited(track))

    def _is_certain(self, spans: Sequence[Span], starts: Sequence[Dating | None]) -> bool:
        """Say whether a track surely went through these states, from these dates on."""
        stages = [
            Stage(span.state, None if start is None else self._window(start))
            for span, start in zip(spans, starts, strict=True)
        ]
        judged = claims.went_through(self.history, spans[0].track, stages)
        return judged.verdict is Verdict.ALWAYS

    def _window(self, when: Dating) -> Window:
        return when.window(self.history.zone, self.history.chronology.words)

    def _starts(self, spans: Sequence[Span]) -> list[Dating | None]:
        """Give for each stay the most precise date on which it surely began, if there is one."""
        starts = list(map(self._start, spans))
        if self._is_certain(spans, starts):
            return starts
        alone = [
            [s if n == place else None for n, s in enumerate(starts)] for place in range(len(spans))
        ]
        return [
            start if self._is_certain(spans, only) else None
            for start, only in zip(starts, alone, strict=True)
        ]

    def _start(self, span: Span) -> Dating | None:
        """Give the first date that holds all of the window in which a stay began."""
        start = span.start
        if start is None or start.earliest is None or start.latest is None:
            return None
        day = parse_date(local(start.earliest, self.history.zone).date().isoformat())
        found = dict.fromkeys(_reported(self.history, span.events[0]))
        for when in (*sorted(found, key=lambda when: -len(when.text)), day):
            first, last = self._window(when).earliest, self._window(when).latest
            if first is None or last is None or first > start.earliest or last < start.latest:
                continue
            return when
        return None

    def _visited(self, track: str) -> Iterator[Written]:
        """Tell to which states a track came, surely or possibly, and which way it surely went."""
        for state in self.history.chronology.track(track).states:
            verdict = claims.times(self.history, track, state, 1, None).verdict
            if verdict is not Verdict.NEVER:
                mode = PLAINLY if verdict is Verdict.ALWAYS else POSSIBLY
                yield self._write("times", track, mode, state, "at_least", 1)
        states = [span.state for span in self.history.spans(track)]
        for first, then in dict.fromkeys(pairwise(states)):
            judged = claims.went(self.history, track, first, then, directly=False)
            if judged.verdict is Verdict.ALWAYS:
                yield self._write("went", track, Went(PLAINLY, directly=False), first, then)

    # --- day by day -----------------------------------------------------------------------------

    def _days(self) -> Iterator[Scenario]:
        """Tell for each day what held at its end on the tracks that changed on it."""
        changed: dict[dt.date, dict[str, list[int]]] = {}
        for track in self.moved:
            for moment in filter(self._is_reported, self._changes(track)):
                day = local(moment, self.history.zone).date()
                changed.setdefault(day, {}).setdefault(track, []).append(moment)
        for day in sorted(changed):
            yield self._day(parse_date(day.isoformat()), changed[day])

    def _is_reported(self, moment: int) -> bool:
        return self.history.record is not None and self.history.record.covers(moment)

    def _day(self, when: Dating, changes: dict[str, list[int]]) -> Scenario:
        window = when.window(self.history.zone, self.history.chronology.words)
        first, last = window.earliest or 0, (window.latest or 0) - 1
        told = {
            track: self._possible(track, last)
            for track, moments in changes.items()
            if self._is_reported(last) and self._differs(track, first - 1, moments)
        }
        title = f"{date(self.words.words, when)}: {_summary(told)}"
        return title, [self._held(track, states, when) for track, states in told.items()]

    def _differs(self, track: str, before: int, moments: Iterable[int]) -> bool:
        known = set(self._possible(track, before))
        return any(set(self._possible(track, moment)) != known for moment in moments)

    def _held(self, track: str, states: Sequence[str], when: Dating) -> Written:
        if len(states) > 1:
            return self._write_table("could-be", [{"state": s} for s in states], when, track)
        kept, _, issue = track.partition("/")
        if issue and kept == self.history.chronology.model.kept_for("issues"):
            return self._write("issue-was", issue, PLAINLY, states[0], when)
        return self._write("was-on", track, PLAINLY, states[0], when)

    # --- events ---------------------------------------------------------------------------------

    def _order(self) -> Iterator[Written]:
        chain = _longest_chain(self.history)
        if len(chain) > 1 and self._is_in_order(chain):
            yield self._write_table("in-order", [{"event": event} for event in chain])

    def _is_in_order(self, events: Sequence[str]) -> bool:
        judged = claims.in_order(self.history, events, nothing_between=False)
        return judged.verdict is Verdict.ALWAYS

    def _deviations(self) -> Iterator[Written]:
        for event in dict.fromkeys(d.step.event.id for d in self.history.deviations):
            verdict = claims.deviates(self.history, event).verdict
            if verdict is not Verdict.NEVER:
                mode = PLAINLY if verdict is Verdict.ALWAYS else POSSIBLY
                yield self._write("deviates", event, mode)

    # --- the end --------------------------------------------------------------------------------

    def _end(self) -> Iterator[Written]:
        record = self.history.record
        if record is None:
            return
        for track in self.moved:
            states = self._possible(track, record.end - 1)
            mode = PLAINLY if len(states) == 1 else POSSIBLY
            yield from (self._write("last-known", track, mode, state) for state in states)
        last = local(record.end - 1, self.history.zone).date()
        yield self._write("record-ends", parse_date(last.isoformat()))


def _summary(told: dict[str, tuple[str, ...]]) -> str:
    """Name the states of a day: "phase collapse, process suspended, …"; open ones with a mark."""
    names = (f"{track} {' / '.join(states)}" for track, states in islice(told.items(), NAMED))
    return ", ".join([*names, *(["…"] if len(told) > NAMED else [])])


def _reported(history: History, event: str) -> Iterator[Dating]:
    """Give the dates of an event that its reports give, where there are words for them."""
    for report in history.chronology.events[event].supporting():
        if report.when is not None and report.timezone is None and has_words(report.when):
            yield report.when


def _longest_chain(history: History) -> list[str]:
    """Give the most events that surely happened, each surely before the next."""
    relations = history.readings.relations
    events = [step.event.id for step in history.steps if not step.event.is_disputed]
    best: list[tuple[int, int | None]] = []  # how many up to each, and which is before it
    for place, event in enumerate(events):
        before = [n for n in range(place) if relations.in_sequence(events[n], event)]
        last = max(before, key=lambda n: best[n][0], default=None)
        best.append((1 if last is None else best[last][0] + 1, last))
    end = max(range(len(events)), key=lambda n: best[n][0], default=None)
    chain = list[str]()
    while end is not None:
        chain.append(events[end])
        end = best[end][1]
    return chain[::-1]
