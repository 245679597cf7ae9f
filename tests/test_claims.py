"""Verdicts, held against listing every timing and order of small random stories."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.bounds import Constraint, constraints, windows
from negotiation.chronology import Chronology
from negotiation.claims import (
    Judgement,
    Response,
    Stage,
    Verdict,
    at_most_after,
    at_some_point,
    before,
    deviates,
    every_followed,
    never_was,
    throughout,
    was,
    went_through,
)
from negotiation.dates import Window, parse_moment
from negotiation.errors import NotReported
from negotiation.event import Event
from negotiation.evidence import Lag, Report
from negotiation.history import History
from negotiation.load import load
from negotiation.machine import Machine, Outcome
from negotiation.replay import replay
from tests.making import event, model, report, rule, story, track
from tests.test_readings import KINDS, STATES, models, runs

START = 1924992000  # 2031-01-01T00:00 UTC, counted by hand: 22,280 days after 1970
Reading = list[tuple[int, str, dict[str, Outcome]]]


def clock(second: int) -> str:
    return f"2031-01-01T00:00:{second:02}"


@st.composite
def chronologies(draw: st.DrawFn) -> Chronology:
    theory, events = draw(models()), []
    keys = "abcd"[: draw(st.integers(1, 4))]
    for key in keys:
        low = draw(st.integers(1, 5))
        high = draw(st.integers(low, 6))
        reports = [Report(source="paper", when=f"{clock(low)}/{clock(high)}")]
        if draw(st.integers(0, 6)) == 0:
            reports.append(Report(source="paper", modality="negated"))
        other = draw(st.sampled_from(keys))
        if other < key and draw(st.booleans()):
            reports.append(Report(inferred="so", after=[other]))
        elif other < key and draw(st.booleans()):
            lag = Lag(of=other, at_least=f"PT{draw(st.integers(0, 3))}S", at_most="PT4S")
            reports.append(Report(inferred="so", lag=lag))
        events.append(Event(id=key, kind=draw(st.sampled_from(KINDS)), reports=tuple(reports)))
    return story(theory, *events)


def readings(chronology: Chronology) -> list[Reading]:
    """List every reading: when each event was and what it did, in order."""
    machine = Machine(chronology.model, chronology.topics())
    found = []
    own = {
        key: Window((w.earliest or 0) - START, (w.latest or 0) - START)
        for key, w in windows(chronology).items()
    }
    rules: list[Constraint] = list(constraints(chronology))
    actual = [event for event in chronology.events.values() if event.is_actual]
    for at, order in runs(own, rules, actual):
        configuration, reading = machine.start, []
        for one in order:
            configuration, outcomes = machine.step(configuration, one)
            reading.append((START + at[one.id], one.id, {o.track: o for o in outcomes}))
        found.append(reading)
    return found


def states(reading: Reading, name: str) -> list[tuple[int, str]]:
    """Give the states of a track with the moment from which it was in each."""
    found = [(-1, "red")]
    for moment, _, outcomes in reading:
        if name in outcomes:
            found.append((moment, outcomes[name].after))
    return found


def at(reading: Reading, name: str, moment: int) -> str:
    return [state for since, state in states(reading, name) if since <= moment][-1]


def agrees(
    judge: Callable[[History], Judgement],
    holds: Callable[[Reading], bool | None],
    story_: Chronology,
) -> None:
    """Hold a verdict against listing: all, some or none of the readings; None leaves it open."""
    history = replay(story_)
    listed = readings(story_)
    if not listed or history.record is None:
        return
    answers = {holds(reading) for reading in listed}
    answers = {True, False} if None in answers else answers
    expected = {frozenset({True}): Verdict.ALWAYS, frozenset({False}): Verdict.NEVER}
    assert judge(history).verdict is expected.get(frozenset(answers), Verdict.SOMETIMES)


MANY = settings(max_examples=60, deadline=None)
SECOND = st.integers(1, 6)


@MANY
@given(chronologies(), st.sampled_from(STATES), SECOND)
def test_was(chronology: Chronology, state: str, second: int) -> None:
    """`was` holds in a reading in which the track is in the state at the moment."""
    moment = START + second
    history = replay(chronology)
    if history.record is not None and history.record.covers(moment):
        agrees(
            lambda h: was(h, "two", state, moment),
            lambda r: at(r, "two", moment) == state,
            chronology,
        )


@MANY
@given(chronologies(), st.sampled_from(STATES), SECOND, SECOND, st.booleans())
def test_stretches(chronology: Chronology, state: str, one: int, other: int, every: bool) -> None:
    """`throughout` asks for every state of a stretch, passed through or held, the other for one."""
    first, last = START + min(one, other), START + max(one, other)
    history = replay(chronology)
    if history.record is None or not history.record.covers(first):
        return
    judge, all_or_any = (throughout, all) if every else (at_some_point, any)

    def passed(reading: Reading) -> list[str]:
        """Give the states from the first second on; of those left in it, what began in it too."""
        came = pairwise(states(reading, "two"))
        begun = [(since, one) for (_, old), (since, one) in came if one != old]
        within = [one for since, one in begun if first + every <= since <= last]
        return [at(reading, "two", first), *within]

    agrees(
        lambda h: judge(h, "two", state, first, last),
        lambda r: all_or_any(one == state for one in passed(r)),
        chronology,
    )


@MANY
@given(chronologies(), st.sampled_from(STATES))
def test_never(chronology: Chronology, state: str) -> None:
    """`never` counts every state that a reading passes through, the first one included."""
    agrees(
        lambda h: never_was(h, "two", state),
        lambda r: state not in [s for _, s in states(r, "two")],
        chronology,
    )


@MANY
@given(chronologies(), st.lists(st.sampled_from(STATES), max_size=3), SECOND, SECOND)
def test_sequence(chronology: Chronology, rest: list[str], low: int, high: int) -> None:
    """A sequence holds if the states are just these and each began when its date allows."""
    dated = Window(START + min(low, high), START + max(low, high) + 1)
    stages = [Stage("red"), *(Stage(state, dated) for state in rest)]

    def holds(reading: Reading) -> bool:
        passed = [(-1, "red")]
        for moment, _, outcomes in reading:
            if "two" in outcomes and outcomes["two"].moved:
                passed.append((moment, outcomes["two"].after))
        inside = all(min(low, high) <= since - START <= max(low, high) for since, _ in passed[1:])
        return [state for _, state in passed] == ["red", *rest] and inside

    agrees(lambda h: went_through(h, "two", stages), holds, chronology)


@MANY
@given(chronologies(), st.integers(0, 4))
def test_order_and_delay(chronology: Chronology, seconds: int) -> None:
    """`before` and `at most after` follow the times and the order of the two events.

    Both fail in a reading without one of them, which a report denies.
    """
    if len(chronology.events) < 2:
        return

    def gap(reading: Reading) -> int:
        times = {key: moment for moment, key, _ in reading}
        return times["b"] - times["a"]

    def both(reading: Reading) -> bool:
        return {"a", "b"} <= {key for _, key, _ in reading}

    def first(reading: Reading) -> bool:
        keys = [key for _, key, _ in reading if key in {"a", "b"}]
        return keys == ["a", "b"]

    agrees(lambda h: before(h, "a", "b"), first, chronology)
    agrees(
        lambda h: at_most_after(h, "b", seconds, "a"),
        lambda r: both(r) and 0 <= gap(r) <= seconds,
        chronology,
    )


@MANY
@given(chronologies())
def test_deviation(chronology: Chronology) -> None:
    """An event deviates in a reading in which some track does not foresee it."""
    agrees(
        lambda h: deviates(h, "a"),
        lambda r: any(
            o.deviation is not None for _, key, outcomes in r if key == "a"
            for o in outcomes.values()
        ),
        chronology,
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(chronologies(), st.sampled_from(STATES), st.sampled_from(STATES), st.integers(0, 4))
def test_response(chronology: Chronology, state: str, answer: str, seconds: int) -> None:
    """A response holds if every stay is answered within the time, in one reading at once.

    What holds of every stay is open in a reading without one.
    """
    listed = readings(chronology)

    def stays(reading: Reading) -> list[int]:
        return [
            number
            for number, (_, _, outcomes) in enumerate(reading)
            if "one" in outcomes and outcomes["one"].moved and outcomes["one"].after == state
        ]

    def holds(reading: Reading) -> bool | None:
        if not stays(reading):
            return None
        now, after = "red", []
        for _, _, outcomes in reading:
            now = outcomes["two"].after if "two" in outcomes else now
            after.append(now)
        return all(
            any(
                after[later] == answer and reading[later][0] - reading[number][0] <= seconds
                for later in range(number, len(reading))
            )
            for number in stays(reading)
        )

    claim = Response("one", state, "two", answer, seconds)
    if listed and not any(stays(reading) != [] for reading in listed):
        with pytest.raises(NotReported):
            every_followed(replay(chronology), claim)
        return
    agrees(lambda h: every_followed(h, claim), holds, chronology)


# --- by hand -------------------------------------------------------------------------------------


def test_month_hides_the_order() -> None:
    """A truce “in March” may come before or after talks on 4 March; the two events decide it."""
    theory = model(
        truce=track(rule("truce", "none", "holds"), initial="none"),
        talks=track(rule("talk", "none", "open", requires={"truce": ["holds"]}), initial="none"),
    )
    history = replay(
        story(theory, event("truce-1", "truce", "2031-03"), event("talks-1", "talk", "2031-03-04"))
    )

    judgement = deviates(history, "talks-1")

    assert judgement.verdict is Verdict.SOMETIMES
    assert set(judgement.decided_by) == {"truce-1", "talks-1"}


def test_delay_is_bounded_not_sampled() -> None:
    """From a morning to the next afternoon it is 24 to 36 hours: 06–12 to 12–18 of the next day."""
    theory = model(talks=track(rule("talk", "none", "open"), initial="none"))
    history = replay(
        story(
            theory,
            event("one", "talk", report("2031-03-04 morning")),
            event("other", "nothing", report("2031-03-05 afternoon")),
        )
    )
    day = 86_400

    assert at_most_after(history, "other", 36 * 3600, "one").verdict is Verdict.ALWAYS
    assert at_most_after(history, "other", day, "one").verdict is Verdict.NEVER
    assert at_most_after(history, "other", 30 * 3600, "one").verdict is Verdict.SOMETIMES


def test_open_state_comes_with_an_order_for_each_side() -> None:
    """At 16:00 on 4 July the process may be suspended or not: one reading for each is shown."""
    daraa = replay(load("daraa-2018"))
    failure = "joint-command-declares-failure"

    judgement = was(daraa, "process", "suspended", parse_moment("2018-07-04T16:00", daraa.zone))

    assert judgement.verdict is Verdict.SOMETIMES
    assert judgement.holds is not None
    assert judgement.fails is not None
    assert failure in judgement.holds


def test_delay_says_its_bounds() -> None:
    """From the failure (13:15–18:00 on 4 July) to midday on 6 July: 41 h to 47 h 45 min."""
    daraa = replay(load("daraa-2018"))
    failure = "joint-command-declares-failure"

    within_46 = at_most_after(daraa, "talks-resume", 46 * 3600, failure)

    assert within_46.verdict is Verdict.SOMETIMES
    assert within_46.found.startswith("between 41 h and 47 h 45 min")
    assert at_most_after(daraa, "talks-resume", 48 * 3600, failure).verdict is Verdict.ALWAYS


def test_open_order_names_the_two_events() -> None:
    """Offer and announcement are both of 5 July: either may have been first."""
    judgement = before(replay(load("daraa-2018")), "new-round-offered", "resumption-announced")

    assert judgement.verdict is Verdict.SOMETIMES
    assert set(judgement.decided_by) == {"new-round-offered", "resumption-announced"}
