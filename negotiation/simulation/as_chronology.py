"""A run as a chronology with exact times: what can be asked of a record can be asked of it.

Its one source, "simulation", is invented and marked as such; nothing here reports anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from negotiation.chronology import Chronology
from negotiation.dates import Dating, Window, Words, between, local, zone
from negotiation.event import Event
from negotiation.evidence import Place, Report, Source, Topic
from negotiation.history import History, Record
from negotiation.machine import Configuration
from negotiation.model import COLLECTIONS, Model
from negotiation.replay import replay
from negotiation.simulation.begins import Begin
from negotiation.simulation.runs import Happened

SOURCE = "simulation"
NOWHERE = 946_684_800  # 1 January 2000, for runs that begin at no moment: an invented day
EXACT = 60  # seconds: a window no wider is a clock time
Topics = dict[str, tuple[str, ...]]


def moment_of(begin: Begin) -> int | None:
    """Give the second at which runs begin, None if no clock time is known."""
    if begin.moment is not None:
        return begin.moment
    first, last = begin.window
    known = first is not None and last is not None and last - first <= EXACT
    return first if known else None


@dataclass(frozen=True, slots=True)
class Second(Dating):
    """One second: a file cannot write 12:00:00, which means the whole minute there."""

    second: int = 0

    def window(self, zone: tzinfo, words: Words) -> Window:  # noqa: ARG002  as of any date
        """Give that second."""
        return Window(self.second, self.second + 1, self.text)


class Told:
    """What all runs of an ensemble share as chronologies: the model, the names, begin and end.

    `beside` is the chronology that lists issues, places, parties and words of time, if there is
    one; `moment` is in seconds UTC, None where runs begin at no moment; `horizon` in seconds.
    """

    def __init__(
        self, model: Model, beside: Chronology | None, moment: int | None, horizon: int
    ) -> None:
        self.record = Record(begin := NOWHERE if moment is None else moment, begin + horizon + 1)
        topics: Topics = beside.topics() if beside is not None else {}
        timezone = beside.timezone if beside is not None else "UTC"
        last = local(self.record.end, zone(timezone)).date()
        source = Source(
            id=SOURCE,
            outlet="a simulation, under assumptions; not a record",
            published=last.isoformat(),
            published_inferred=True,
        )
        self._empty = Chronology(
            name=SOURCE,
            title="A run of a simulation; not a record",
            model=model,
            timezone=timezone,
            words=beside.words if beside is not None else Words({}),
            issues={name: Topic(id=name) for name in topics.get("issues", ())},
            places={name: Place(id=name) for name in topics.get("places", ())},
            third_parties={name: Topic(id=name) for name in topics.get("third-parties", ())},
            sources={SOURCE: source},
        )

    def chronology(self, run: Sequence[Happened]) -> Chronology:
        """Give a run as a chronology: the first event of a kind is called shots-fired-1."""
        events = {event.id: event for event in self._events(run)}
        return self._empty.model_copy(update={"events": events})

    def history(self, run: Sequence[Happened], start: Configuration) -> History:
        """Replay a run from where it began, over all of its time."""
        return replay(self.chronology(run), record=self.record, start=start)

    def _events(self, run: Sequence[Happened]) -> Iterator[Event]:
        count, before, last = Counter[str](), None, -1
        for happened in run:
            kind, second = happened.sort.kind, int(happened.time)
            stem = kind[:70]  # two kinds of one stem are counted together: no id twice
            count[stem] += 1
            key = f"{stem}-{count[stem]}"
            report = Report(
                source=SOURCE,
                when=_second(self.record.start + second),
                # two in one second keep their order
                after=(before,) if before is not None and second == last else (),
            )
            fed = {COLLECTIONS[heading]: names for heading, names in happened.sort.fed.items()}
            yield Event(id=key, kind=kind, details=happened.sort.details, reports=(report,), **fed)
            before, last = key, second


def _second(moment: int) -> Second:
    when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment)
    return Second(f"{when:%Y-%m-%dT%H:%M:%S}Z", between(moment, moment).choices, moment)
