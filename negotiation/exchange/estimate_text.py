"""What some records say of how fast things happen, as text: no number without how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from negotiation import wording
from negotiation.dates import DAY
from negotiation.exchange.coding_text import line
from negotiation.exchange.estimate_words import (
    about,
    count,
    mean_wait,
    of_each,
    per_day,
    percent,
    times,
)
from negotiation.lines import WIDTH
from negotiation.near import listing
from negotiation.simulation.estimation.observed import Observed
from negotiation.simulation.estimation.pooled import Estimate, InState, Taken, TrackRates
from negotiation.simulation.estimation.waits import Uncounted, Unseen, Waits, WaitSeen, Why

CAUTION = (
    "A description of these records under a model's assumptions; not a forecast. It assumes that "
    "waits forget how long they have lasted, that rates never change, and that several records are "
    "independent and follow the same rates."
)
NOTES = (
    "events: how often it happened inside the record; 0–1 and the like where the dates or the "
    "sources leave it open. Times likewise: at least the time in which it surely held, at most "
    "that in which it possibly did.",
    "A record begins with its first event, which is not counted: nobody reported how long that one "
    "took to come. It ends with the last day on which a source was published; silence after that "
    "is no exposure. A stay that the end cuts off (right-censored) counts as time without an exit.",
    "Only what sources report is counted. What they left out makes rates too low and waits too "
    "long.",
    "Intervals are 95 %, equal-tailed, with Jeffreys' prior: a rate is Gamma(events + 1/2, "
    "exposure); the share of an exit is Beta(own + 1/2, others + 1/2), by the records whose models "
    "foresee all of them. With few events the prior decides much. Where the sources leave a range, "
    "an interval covers that of every value in it.",
    "An event that feeds several issues, places or third parties counts once for each. It is one "
    "event all the same: its interval is that of as many fewer counts in as much less time.",
)
TRACKS = (
    "Each line is one kind of event, from one state. Its rate counts over all time in that state; "
    "the mean wait is what it would be if nothing else ended the stay."
)
WAITS = (
    "Each kind of event over the time in which the model allows it: some track takes it and none "
    "deviates. “taken as” is the number that -o writes into a file of assumptions: the median of "
    "the mean wait, at the middle of both ranges. It is one choice inside the interval beside it."
)
EACH = (
    "Kinds that feed issues, places or third parties are counted for each name, in time summed "
    "over the names: every name is taken to have the same rate."
)
WHYS: dict[Why, str] = {
    "opens": "opens the record",
    "outside": "lies outside the record",
    "not-foreseen": "came when the model does not foresee it on every track it concerns",
    "no-track": "concerns no track of the model",
    "announced": "is not reported to have happened",
}
HEADS = ("events", "rate a day", "mean wait", "share of exits")
WAIT_HEADS = ("events", "rate a day", "mean wait", "taken as")
LABEL, COLUMNS = 32, (8, 16, 25, 15)


def estimate_text(found: Estimate) -> str:
    """Give the rates of every track, the waits of every kind, and what does not count."""
    title = f"Rates estimated from {listing(one.name for one in found.observed)}"
    lines = [title, "=" * min(len(title), WIDTH), line(CAUTION, 0, 0), ""]
    lines += [line(f"- {record_text(one)}") for one in found.observed]
    lines += [line(f"- {note}") for note in NOTES]
    lines += [line(f"- {text}") for text in remarks(found)]
    lines += ["", line("What each state led to", 0, 0), "-" * 22, line(TRACKS, 0, 0)]
    for track in found.tracks:
        lines += ["", *_track(track, len(found.observed))]
    lines += ["", "How long each kind of event waits", "-" * 33, line(WAITS, 0, 0)]
    if len(found.observed) > 1:
        lines.append(line(EACH, 0, 0))
    lines += [*_waits(found.waits), "", *_uncounted(found.uncounted)]
    return "\n".join(lines).rstrip() + "\n"


def record_text(one: Observed) -> str:
    """Say from when to when a record runs, how many events and sources it has, what is withheld."""
    zone, record = one.history.zone, one.record
    told = f"{one.name}: {wording.stretch(record.start, record.end, zone)}"
    days = f"{(record.end - record.start) / DAY:,.1f} days"
    chronology = one.history.chronology
    sources = _number(len(chronology.source_ids()), "source")
    told += f" ({days}, {_number(len(one.history.steps), 'event')}, {sources})"
    first = " or ".join(step.event.id for step in one.opening)
    told += f"; it begins with {first}" if first else ""
    return f"{told}. {chronology.withheld.text()}" if chronology.withheld else told


def remarks(found: Estimate) -> Iterator[str]:
    """Say what was left out, and which records look like one story told twice."""
    for one, other in combinations(found.observed, 2):
        ids = [{step.event.id for step in side.history.steps} for side in (one, other)]
        both = ids[0] & ids[1]
        if 2 * len(both) > min(map(len, ids)):
            yield (
                f"{one.name} and {other.name} share {_number(len(both), 'event id')}. If they are "
                "two codings of one story, every event counts twice: leave one out."
            )
    if found.apart:
        yield (
            f"Left out, because the models give them other rules: {', '.join(found.apart)}. "
            "Estimate the chronologies by themselves for these."
        )


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


# --- tracks --------------------------------------------------------------------------------------


def _track(track: TrackRates, records: int) -> Iterator[str]:
    told = track.track
    if track.for_each:
        told += f" ({track.copies} taken together)" if track.copies > 1 else " (one)"
    if len(track.seen_in) < records:
        told += f" (from {listing(track.seen_in)} only: the other models lack it)"
    yield _row(told, HEADS)
    for state in track.states:
        yield from _state(state)
    if track.never:
        yield line(f"never in: {', '.join(track.never)}", 2)


def _state(state: InState) -> Iterator[str]:
    told = f"in {state.state}: {times(state.exposure)}, {_left(state)}"
    yield line(told, 2)
    seen = [one for one in state.taken if one.events.high]
    lone = len(state.exits) == 1
    for one in sorted(seen, key=lambda one: one.to is None):
        yield _row(_label(one), (count(one.events), *_rate(one), _share(one, state, lone)), 4)
    rest = [one for one in state.exits if not one.events.high]
    if rest:
        yield line(_rest(rest, state, bool(seen)), 4)


def _left(state: InState) -> str:
    often = count(state.left)
    told = {"0": "never left", "1": "left once"}.get(often, f"left {often} times")
    if state.opened:
        told += ", not counting the first event of the record"
    if not state.cut_off.high:
        return told
    return f"{told}; stays cut off by the end of the record: {count(state.cut_off)}"


def _label(one: Taken) -> str:
    return f"→ {one.to} ({one.kind})" if one.to else f"stays ({one.kind})"


def _rate(one: Taken | WaitSeen | Unseen) -> tuple[str, str]:
    return per_day(one.rate), mean_wait(one.rate)


def _share(one: Taken, state: InState, lone: bool) -> str:
    if one.share is None:
        return "no exit"
    if lone:
        return "the only exit"
    return percent(one.share) if state.left.high else "unknown"


def _rest(rest: Sequence[Taken], state: InState, some: bool) -> str:
    """Say how often the exits that were not taken can be at most, together with what they are."""
    highest = max(rest, key=lambda one: one.rate.high)
    kinds = listing(dict.fromkeys(f"{one.kind} → {one.to}" for one in rest))
    number = _number(len(rest), "more exit" if some else "exit")
    told = f"{number} foreseen and not {'counted' if state.opened else 'taken'}: "
    told += f"{'each ' if len(rest) > 1 else ''}{_most(highest)}"
    if state.left.low and highest.share is not None and len(state.exits) > 1:
        told += f", {percent(highest.share)} of the exits"
    return f"{told}: {kinds}"


def _most(one: Taken | Unseen) -> str:
    if one.rate.high == float("inf"):
        return "at a rate that nothing bounds"
    return f"{per_day(one.rate)} a day (mean wait {mean_wait(one.rate)})"


def _row(label: str, cells: Sequence[str], indent: int = 0) -> str:
    """Give a row; a label that is too long for its column stands on a line of its own."""
    told = " " * indent + label
    row = "".join(cell.rjust(width) for cell, width in zip(cells, COLUMNS, strict=True))
    if len(told) < LABEL:
        return f"{told:<{LABEL}}{row}".rstrip()
    return f"{line(label, indent)}\n{'':<{LABEL}}{row}".rstrip()


# --- waits ---------------------------------------------------------------------------------------


def _waits(waits: Waits) -> Iterator[str]:
    yield ""
    yield _row("", WAIT_HEADS)
    for one in waits.seen:
        taken = "none" if one.mean is None else about(one.mean)
        yield _row(one.name, (count(one.events), *_rate(one), taken), 2)
        yield line(f"allowed for {times(one.exposure)}{_endings(one)}", 4)
    if waits.unseen:
        yield ""
        yield line("Kinds with a rule of some track that were not seen:", 0, 0)
    never = [one.kind for one in waits.unseen if not one.exposure.high]
    for unseen in waits.unseen:
        if unseen.exposure.high:
            each = of_each(unseen.each)
            summed = f", all of them together,{each}" if each else ";"
            told = f"- {unseen.kind}: allowed for {times(unseen.exposure)}{summed} {_most(unseen)}"
            yield line(told, 2)
    if never:
        yield line(f"- allowed at no time in the record: {', '.join(never)}", 2)


def _endings(one: WaitSeen) -> str:
    """Say what the events fed, where they did not all feed the same."""
    if len(one.endings) == 1:
        return ""
    told = []
    for ending in one.endings:
        named = [name for names in ending.sort.fed.values() for name in names]
        named += [f"{key}: {value}" for key, value in ending.sort.details.items()]
        told.append(f"{' + '.join(named) or 'without a name'} {count(ending.events)}")
    return f"; {', '.join(told)}"


def _uncounted(events: Iterable[Uncounted]) -> Iterator[str]:
    groups: dict[Why, list[str]] = {}
    for one in events:
        groups.setdefault(one.why, []).append(f"{one.event} ({one.kind})")
    if groups:
        yield "Events that end no wait"
        yield "-" * 23
    for why, told in WHYS.items():
        if why in groups:
            yield line(f"- {told}: {len(groups[why]):,}: {', '.join(groups[why])}")
