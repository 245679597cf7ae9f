"""The steps for pytest-bdd: thin words over the claims. Import them with `from … import *`."""

from __future__ import annotations

from dataclasses import dataclass

from pytest_bdd import given, parsers, then, when

from negotiation import claims
from negotiation.chronology import Chronology
from negotiation.claims import Judgement, Stage, Verdict
from negotiation.dates import is_bare_date, zone
from negotiation.gherkin.when import parse_length, parse_when
from negotiation.history import History
from negotiation.load import load
from negotiation.replay import replay

# "was", "was not", "was possibly", "was possibly not", "was certainly", …
WAS = r"(?:is|are|was|were)(?P<sure> certainly| possibly)?(?P<no> not)?"
NAME = r"\"(?P<{}>[^\"]*)\""


def _pattern(text: str) -> parsers.re:
    return parsers.re(text + "$")


@dataclass
class Talks:
    """What a scenario works on: the chronology as read, and its history once replayed."""

    chronology: Chronology
    history: History | None = None

    def replayed(self) -> History:
        """Give the history. Raises AssertionError if no step has replayed the events."""
        assert self.history is not None, "write `When all events are replayed` before"  # noqa: S101
        return self.history


@given(_pattern(rf"the chronology {NAME.format('name')}"), target_fixture="talks")
def _chronology(name: str) -> Talks:
    return Talks(load(name))


@given(_pattern(r"only reports published by (?P<text>[^\"]+) are used"))
def _known_by(talks: Talks, text: str) -> None:
    talks.chronology = talks.chronology.known_by(_moment(talks, text))


@given(_pattern(rf"only reports from {NAME.format('name')} are used"))
def _only(talks: Talks, name: str) -> None:
    talks.chronology = talks.chronology.only([name])


@given(_pattern(rf"reports from {NAME.format('name')} are set aside"))
def _without(talks: Talks, name: str) -> None:
    talks.chronology = talks.chronology.without([name])


@when("all events are replayed")
def _replayed(talks: Talks) -> None:
    talks.history = replay(talks.chronology)


@then(
    _pattern(
        rf"the (?!last known){NAME.format('track')} {WAS} {NAME.format('state')} "
        r"on (?P<text>[^\"]+)"
    )
)
def _was(talks: Talks, track: str, sure: str | None, no: str | None, state: str, text: str) -> None:
    history = talks.replayed()
    _expect(claims.was(history, track, state, _moment(talks, text)), sure, no, track, state)


@then(
    _pattern(
        rf"the {NAME.format('track')} {WAS} {NAME.format('state')} throughout (?P<text>[^\"]+)"
    )
)
def _throughout(
    talks: Talks, track: str, sure: str | None, no: str | None, state: str, text: str
) -> None:
    first, last = _stretch(talks, text)
    judged = claims.throughout(talks.replayed(), track, state, first, last)
    _expect(judged, sure, no, track, state)


@then(
    _pattern(
        rf"the {NAME.format('track')} {WAS} {NAME.format('state')} "
        r"at some point on (?P<text>[^\"]+)"
    )
)
def _at_some_point(
    talks: Talks, track: str, sure: str | None, no: str | None, state: str, text: str
) -> None:
    first, last = _stretch(talks, text)
    judged = claims.at_some_point(talks.replayed(), track, state, first, last)
    _expect(judged, sure, no, track, state)


@then(_pattern(rf"the last known {NAME.format('track')} {WAS} {NAME.format('state')}"))
def _last_known(talks: Talks, track: str, sure: str | None, no: str | None, state: str) -> None:
    _expect(claims.last_known(talks.replayed(), track, state), sure, no, track, state)


@then(_pattern(rf"the {NAME.format('track')} (?:was|were) never {NAME.format('state')}"))
def _never(talks: Talks, track: str, state: str) -> None:
    _expect(claims.never_was(talks.replayed(), track, state), None, None, track, f"never {state}")


@then(_pattern(rf"the {NAME.format('track')} went through these states:"))
def _went_through(talks: Talks, track: str, datatable: list[list[str]]) -> None:
    heading, *rows = datatable
    assert heading[0] == "state", "the table begins with | state | from |"  # noqa: S101
    stages = [
        Stage(row[0], parse_when(row[1]) if len(row) > 1 and row[1] else None) for row in rows
    ]
    judged = claims.went_through(talks.replayed(), track, stages)
    _expect(judged, None, None, track, " → ".join(stage.state for stage in stages))


@then(_pattern(rf"{NAME.format('first')} {WAS} before {NAME.format('other')}"))
def _before(talks: Talks, first: str, sure: str | None, no: str | None, other: str) -> None:
    _expect(claims.before(talks.replayed(), first, other), sure, no, first, f"before {other}")


@then(
    _pattern(
        rf"{NAME.format('then')} {WAS} at most (?P<length>[^\"]+) after {NAME.format('first')}"
    )
)
def _delay(
    talks: Talks, then: str, sure: str | None, no: str | None, length: str, first: str
) -> None:
    judged = claims.at_most_after(talks.replayed(), then, parse_length(length), first)
    _expect(judged, sure, no, then, f"at most {length} after {first}")


RESPONSE = (
    rf"every {NAME.format('state')} of the {NAME.format('track')} was followed by "
    rf"{NAME.format('answer')} of the {NAME.format('other')} within (?P<length>[^\"]+)"
)


@then(_pattern(rf"(?P<no>not )?{RESPONSE}"))
def _followed(
    talks: Talks, no: str | None, state: str, track: str, answer: str, other: str, length: str
) -> None:
    claim = claims.Response(track, state, other, answer, parse_length(length))
    judged = claims.every_followed(talks.replayed(), claim)
    if no:
        assert judged.verdict is not Verdict.ALWAYS, f"every one was followed: {judged.found}"  # noqa: S101
    else:
        _expect(judged, None, None, track, f"followed by {answer} within {length}")


@then(
    _pattern(
        rf"the sources leave open whether {NAME.format('then')} was at most "
        rf"(?P<length>[^\"]+) after {NAME.format('first')}"
    )
)
def _delay_open(talks: Talks, then: str, length: str, first: str) -> None:
    judged = claims.at_most_after(talks.replayed(), then, parse_length(length), first)
    assert judged.verdict is Verdict.SOMETIMES, f"it is settled: {judged.found}"  # noqa: S101


@then(
    _pattern(
        rf"the sources leave open whether {NAME.format('first')} was before {NAME.format('other')}"
    )
)
def _before_open(talks: Talks, first: str, other: str) -> None:
    judged = claims.before(talks.replayed(), first, other)
    assert judged.verdict is Verdict.SOMETIMES, f"it is settled: {judged.found}"  # noqa: S101


@then(_pattern(rf"the event {NAME.format('event')} is(?P<no> not)? recorded"))
def _recorded(talks: Talks, event: str, no: str | None) -> None:
    _expect(claims.is_recorded(talks.replayed(), event), None, no, event, "recorded")


@then(_pattern(rf"the event {NAME.format('event')} deviates from the model"))
def _deviates(talks: Talks, event: str) -> None:
    _expect(claims.deviates(talks.replayed(), event), None, None, event, "a deviation")


@then(
    _pattern(
        rf"the event {NAME.format('event')} is supported by at least (?P<number>\d+)"
        r"(?P<independent> independent)? reports?"
    )
)
def _supported(talks: Talks, event: str, number: str, independent: str | None) -> None:
    count = claims.supported_by(talks.replayed(), event, independent=bool(independent))
    assert count >= int(number), f'"{event}" is supported by {count}'  # noqa: S101


@then(
    _pattern(
        rf"the sources leave open whether the {NAME.format('track')} (?:was|were) "
        rf"{NAME.format('state')} on (?P<text>[^\"]+)"
    )
)
def _open(talks: Talks, track: str, state: str, text: str) -> None:
    judged = claims.was(talks.replayed(), track, state, _moment(talks, text))
    assert judged.verdict is Verdict.SOMETIMES, f'"{track}" was {judged.found}'  # noqa: S101


def _stretch(talks: Talks, text: str) -> tuple[int, int]:
    """Give the first and last second of a date."""
    window = parse_when(text).window(zone(talks.chronology.timezone), talks.chronology.words)
    assert window.earliest is not None, f"{text} has no beginning"  # noqa: S101
    assert window.latest is not None, f"{text} has no end"  # noqa: S101
    return window.earliest, window.latest - 1


def _moment(talks: Talks, text: str) -> int:
    """Give the moment meant: a day is its last second, a clock time itself."""
    dating = parse_when(text)
    window = dating.window(zone(talks.chronology.timezone), talks.chronology.words)
    assert window.earliest is not None, f"{text} is not one moment"  # noqa: S101
    assert window.latest is not None, f"{text} is not one moment"  # noqa: S101
    return window.latest - 1 if is_bare_date(dating.text) else window.earliest


def _expect(judged: Judgement, sure: str | None, no: str | None, name: str, wanted: str) -> None:
    """Fail unless the verdict is the one that the words claim; plain words mean certainly."""
    right = Verdict.NEVER if no else Verdict.ALWAYS
    possible = (sure or "").strip() == "possibly"
    met = judged.verdict is right or (possible and judged.verdict is Verdict.SOMETIMES)
    claim = f'"{name}" {"possibly" if possible else "certainly"} {"not " if no else ""}{wanted}'
    assert met, f"expected {claim}; found: {judged.found}"  # noqa: S101
