"""What reports contradict, what was set aside, what each choice changes, and why each time is so.

A chronology in, text for researchers out. Found by contradictions.py; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from negotiation import wording
from negotiation.chronology import Chronology
from negotiation.cite import citation
from negotiation.contradictions import (
    Misfit,
    Reconciled,
    because,
    changed,
    choosing,
    contradictions,
    disputed,
    misfits,
    reconciled,
)
from negotiation.dates import Window, zone
from negotiation.differences import differences
from negotiation.doubts import Doubt, Reports
from negotiation.event import Event
from negotiation.evidence import Note, Report, paragraphs_text
from negotiation.exchange.as_text import withheld_lines
from negotiation.exchange.statements import cited, saying
from negotiation.lines import wrapped
from negotiation.network import ORIGIN, Edge
from negotiation.replay import replay

STOPPED = "The search was stopped at its limit: there may be more contradictions than these."
UNSETTLED = "It was cut short, so that smaller sets, and cheaper ones to doubt, may exist."

Keyed = dict[str, tuple[Event, Report]]


def contradictions_text(chronology: Chronology) -> str:
    """Give every contradiction, open and decided, and every computed window with its reasons.

    `chronology` holds the reports that were set aside too.
    """
    found = contradictions(chronology)
    reports = keyed(chronology)
    used = reconciled(chronology.in_use())
    parts = [
        _heading(chronology),
        ["Open contradictions", "-" * 19, *_open(chronology, reports, found.open, used)],
        _decided(chronology, reports, found.decided),
        [] if found.complete else [wrapped(STOPPED)],
        [] if found.settled else [wrapped(UNSETTLED)],
        _disputed(chronology),
        _computed(chronology, reports, used),
        _kinds(chronology),
        _misfits(chronology),
        _notes(chronology),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def keyed(chronology: Chronology) -> Keyed:
    """Give every report with its event, by the report's key."""
    return {event.key_of(report): (event, report) for event, report in chronology.reports()}


def _heading(chronology: Chronology) -> list[str]:
    title = chronology.title.get("en") or chronology.name
    text = (
        f"Times are local ({chronology.timezone}). A contradiction is a smallest set of reports "
        "that cannot all be right: without any one of them the others can."
    )
    return [f"{title}: contradictions", "=" * 60, wrapped(text), *withheld_lines(chronology)]


# --- contradictions --------------------------------------------------------------------------


def _open(
    chronology: Chronology, reports: Keyed, doubts: Iterable[Doubt], used: Reconciled
) -> list[str]:
    if not used.left_out:
        return ["None: all reports in use can be right at once."]
    lines = _all_lines(chronology, reports, doubts)
    text = (
        f"Left out of the reckoning until one is set aside: {', '.join(used.left_out)}. Their "
        "events keep all that their own dates say."
    )
    return [*lines, "", wrapped(text)]


def _decided(chronology: Chronology, reports: Keyed, doubts: Iterable[Doubt]) -> list[str]:
    lines = _all_lines(chronology, reports, doubts)
    in_doubt = {report for doubt in doubts for report in doubt.reports}
    for item in chronology.set_aside:
        lines += [
            wrapped(f"{key}, set aside, contradicts no date or relation: {item.because}")
            for key in item.report
            if key in reports and key not in in_doubt
        ]
    title = "Decided by setting reports aside"
    return [title, "-" * len(title), *lines] if lines else []


def _all_lines(chronology: Chronology, reports: Keyed, doubts: Iterable[Doubt]) -> list[str]:
    return [
        line
        for number, doubt in enumerate(doubts, 1)
        for line in _doubt_lines(chronology, reports, doubt, number)
    ]


def _doubt_lines(
    chronology: Chronology, reports: Keyed, doubt: Doubt, number: int
) -> Iterator[str]:
    events = dict.fromkeys(reports[key][0].id for one in doubt.contradictions for key in one)
    yield wrapped(f"{number}. {', '.join(events)}")
    yield wrapped(f"Cannot all be right: {together_text(doubt)}", 3)
    for key in (key for key in reports if key in doubt.reports):
        yield wrapped(f"- {cited(*reports[key])}", 5)
    for item in chronology.set_aside:
        aside = [key for key in item.report if key in doubt.reports]
        if aside:
            yield wrapped(f"Set aside: {', '.join(aside)}: {item.because}", 3)
    yield wrapped(f"Cheapest to doubt: {', or '.join(map(' and '.join, doubt.cheapest))}", 3)
    for choice in doubt.cheapest:
        yield from _choice_lines(chronology, doubt, choice)


def together_text(doubt: Doubt) -> str:
    """Say what stands in every contradiction and what completes each: "a, with either b or c"."""
    sets = doubt.contradictions
    core = [key for key in sets[0] if all(key in one for one in sets)]
    if len(sets) == 1 or not core:
        return "; nor ".join(" and ".join(one) for one in sets)
    rest = (" and ".join(key for key in one if key not in core) for one in sets)
    return f"{' and '.join(core)}, with any one of: {'; '.join(rest)}"


def _choice_lines(chronology: Chronology, doubt: Doubt, choice: Reports) -> Iterator[str]:
    aside = chronology.report_ids_set_aside() & doubt.reports
    named = " and ".join(choice)
    if set(choice) == aside:
        yield wrapped(f"With {named} set aside: as it is now", 3)
        return
    changes = changed(chronology, doubt, choice)
    told = "times that change" if changes else "no time changes"
    yield wrapped(f"With {named} set aside{' instead' if aside else ''}: {told}", 3)
    home = zone(chronology.timezone)
    for key, (now, then) in changes.items():
        yield wrapped(f"- {key}: {_when(now, home)} → {_when(then, home)}", 5)
    tracks = ", ".join(tracks_changed(chronology, doubt, choice))
    yield wrapped(f"states that change: {tracks or 'none'}", 5)


def tracks_changed(chronology: Chronology, doubt: Doubt, choice: Reports) -> list[str]:
    """Give the tracks whose possible states are others with just this choice set aside."""
    now = replay(chronology)
    then = replay(choosing(chronology, doubt, choice), record=now.record)
    return list(dict.fromkeys(difference.track for difference in differences(now, then)))


def _when(window: Window | None, home: ZoneInfo) -> str:
    return "not reported" if window is None else wording.window(window, home)


def _disputed(chronology: Chronology) -> list[str]:
    lines = [
        wrapped(f"- {event.id}: denied by {'; '.join(map(citation, deniers))}")
        for event, deniers in disputed(chronology)
    ]
    title = "Disputed: one report says that it happened, another that it did not"
    return [title, "-" * len(title), *lines] if lines else []


# --- computed windows ------------------------------------------------------------------------


def _computed(chronology: Chronology, reports: Keyed, used: Reconciled) -> list[str]:
    narrowed = [key for key, window in used.windows.items() if window.computed]
    reasons = because(chronology.in_use(), used, narrowed)
    lines: list[str] = []
    home = zone(chronology.timezone)
    for key in narrowed:
        lines.append(wrapped(f"- {key}: {wording.window(used.windows[key], home)}"))
        for side, edges in (("earliest", reasons[key].earliest), ("latest", reasons[key].latest)):
            if edges:
                told = "; ".join(link_text(reports, edge) for edge in edges)
                lines.append(wrapped(f"{side} because of {told}", 4))
    title = "Times that reports narrow together, and because of which"
    return [title, "-" * len(title), *lines] if lines else []


def link_text(reports: Keyed, edge: Edge) -> str:
    """Give one link of a chain in words: "r41a: x about 90 minutes after y"."""
    if edge.report == ORIGIN:
        return f"{edge.first or edge.then}: all that its own dates say, which contradict others"
    event, report = reports[edge.report]
    other = edge.first if edge.then == event.id else edge.then
    return f"{edge.report}: {event.id} {saying(report, other)}"


# --- other disagreements ---------------------------------------------------------------------


def kinds_told_apart(chronology: Chronology) -> Iterator[tuple[Event, Report]]:
    """Give the reports in use that say an event was of another kind than it is coded."""
    for event, report in chronology.in_use().reports():
        if report.kind not in {None, event.kind}:
            yield event, report


def _kinds(chronology: Chronology) -> list[str]:
    lines = [
        wrapped(
            f"- {event.id}: coded as {event.kind}; {event.key_of(report)} says {report.kind}  "
            f"[{citation(report)}]"
        )
        for event, report in kinds_told_apart(chronology)
    ]
    title = "Disagreements about what it was"
    return [title, "-" * len(title), *lines] if lines else []


def _misfits(chronology: Chronology) -> list[str]:
    title = "Values that do not fit one another"
    lines = [wrapped(f"- {misfit_text(misfit)}") for misfit in misfits(chronology)]
    return [title, "-" * len(title), *lines] if lines else []


def misfit_text(misfit: Misfit) -> str:
    """Say which value does not fit what is said of it beside another."""
    value, other, times = misfit.value, misfit.other, misfit.value.times
    assert times is not None  # noqa: S101  a misfit has one
    high = "" if misfit.high is None or misfit.high == misfit.low else f"–{misfit.high:,.10g}"
    return (
        f"{misfit.measure.id}: {value.text()} ({value.as_of.describe()}) is said to be "
        f"{times.factor:g} times {other.text()} ({other.as_of.describe()}), which would be "
        f"{misfit.low:,.10g}{high}  [{value.source} {paragraphs_text(value.paragraph)}; "
        f"{other.source} {paragraphs_text(other.paragraph)}]"
    )


def _notes(chronology: Chronology) -> list[str]:
    lines = [wrapped(f"- {_about(note)}{note.text.get('en', '')}") for note in chronology.notes]
    title = "Left open by the coder"
    return [title, "-" * len(title), *lines] if lines else []


def _about(note: Note) -> str:
    named = ", ".join((*note.about, *note.measures))
    return f"{named}: " if named else ""
