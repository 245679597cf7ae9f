"""What the model allows next, by hand and held against stepping through every reading."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.chronology import Chronology
from negotiation.claims import Verdict
from negotiation.exchange.event_text import why_text
from negotiation.exchange.openings_text import why_json
from negotiation.history import History
from negotiation.machine import Condition, Machine
from negotiation.model import Model, Track
from negotiation.openings import Opening, coming, openings
from negotiation.replay import replay
from tests.making import event, model, report, rule, story, track
from tests.test_claims import Reading, chronologies, readings

START = 1924992000  # 2031-01-01T00:00 UTC, counted by hand
DAY = 86_400
TRUCE = track(
    rule("truce", "none", "holds"),
    rule("shots", "holds", "broken", where={"scale": "wide"}),
    rule("shots", "holds"),
    initial="none",
)
TALKS = track(
    rule("talks", "apart", "together", requires={"truce": ["holds"]}),
    rule("talks", "apart", "by-phone"),
    rule("deal", "together", "agreed", unless={"truce": ["broken"]}),
    rule("deal", "apart"),
    initial="apart",
)
VALLEY = model(truce=TRUCE, talks=TALKS)


def told(history: History, name: str, day: int) -> dict[tuple[str, str | None], Opening]:
    """Give the openings of a track at noon of a day in January 2031, by kind and goal."""
    moment = START + (day - 1) * DAY + DAY // 2
    return {(one.kind, one.after): one for one in openings(history, name, moment)}


def test_condition_says_why_a_transition_is_not_open() -> None:
    """Before any truce, talks lead to the phone: meeting needs a truce, and it was none."""
    history = replay(
        story(VALLEY, event("t", "truce", "2031-01-03"), event("d", "deal", "2031-01-01"))
    )

    found = told(history, "talks", 2)

    assert found["talks", "together"].verdict is Verdict.NEVER
    assert found["talks", "together"].failed == (Condition("truce in holds", "none"),)
    assert found["talks", "by-phone"].verdict is Verdict.ALWAYS
    assert set(found) == {("talks", "together"), ("talks", "by-phone"), ("deal", None)}


def test_transition_before_it_closes_the_general_one() -> None:
    """Under a truce, the meeting is taken first, so that the phone is not open any more."""
    history = replay(story(VALLEY, event("t", "truce", "2031-01-03")))

    found = told(history, "talks", 4)

    assert found["talks", "together"].verdict is Verdict.ALWAYS
    assert found["talks", "by-phone"].verdict is Verdict.NEVER
    assert found["talks", "by-phone"].failed == (
        Condition("no earlier transition that fits", "the one to together"),
    )


def test_condition_on_the_event_leaves_a_transition_open() -> None:
    """Wide shots would break the truce, others would not: both are open, one with an if."""
    history = replay(story(VALLEY, event("t", "truce", "2031-01-03")))

    found = told(history, "truce", 4)

    assert found["shots", "broken"].verdict is Verdict.ALWAYS
    assert found["shots", "broken"].where == {"scale": "wide"}
    assert found["shots", None].verdict is Verdict.ALWAYS


def test_open_date_opens_a_transition_in_some_configurations() -> None:
    """A truce on 3 or 4 January: at noon of the 3rd a meeting is open in some readings only."""
    history = replay(story(VALLEY, event("t", "truce", "2031-01-03/2031-01-04")))

    found = told(history, "talks", 3)

    assert found["talks", "together"].verdict is Verdict.SOMETIMES
    assert found["talks", "by-phone"].verdict is Verdict.SOMETIMES


def test_tied_tracks_are_taken_jointly() -> None:
    """Who left when the truce broke cannot be together under a truce, though each is possible."""
    both = model(
        truce=track(rule("shots", "holds", "broken"), initial="holds"),
        talks=track(
            rule("shots", "together", "apart"),
            rule("deal", "together", "agreed", requires={"truce": ["broken"]}),
            initial="together",
        ),
    )
    first = event("first", "nothing", "2031-01-01")
    history = replay(story(both, first, event("s", "shots", "2031-01-03/2031-01-04")))

    found = told(history, "talks", 3)

    assert found["deal", "agreed"].verdict is Verdict.NEVER


def test_event_that_came_next_is_marked_on_its_transition() -> None:
    """On 4 January the next event is the shots of the 5th, local ones: the truce stays."""
    shots = event("s", "shots", "2031-01-05", details={"scale": "local"})
    history = replay(story(VALLEY, event("t", "truce", "2031-01-03"), shots))

    found = told(history, "truce", 4)

    assert found["shots", None].next_events == ("s",)
    assert found["shots", None].is_next
    assert found["shots", "broken"].next_events == ()
    sure = coming(history, "truce", START + 3 * DAY).sure
    assert sure is not None
    assert sure.event == "s"


def test_nothing_is_said_outside_the_record() -> None:
    """Before the first event nothing is reported, so nothing is said to be open."""
    history = replay(story(VALLEY, event("t", "truce", "2031-01-03")))

    assert not told(history, "truce", 2)
    assert told(history, "truce", 3)


def test_event_set_beside_the_model_is_next_and_takes_nothing() -> None:
    """A deal before talks that the truce's track does not know is next for no transition there."""
    history = replay(
        story(VALLEY, event("t", "truce", "2031-01-03"), event("d", "deal", report("2031-01-04")))
    )

    assert coming(history, "truce", START + 3 * DAY).candidates == ()
    assert told(history, "talks", 3)["deal", None].next_events == ("d",)


def states_at(theory: Model, reading: Reading, moment: int) -> dict[str, str]:
    states = {name: one.initial for name, one in theory.tracks.items()}
    for at, _, outcomes in reading:
        if at <= moment:
            states |= {name: outcome.after for name, outcome in outcomes.items()}
    return states


def marked(theory: Model, name: str, number: int) -> Machine:
    """Give the machine of a model in which one transition leads to a state of its own."""
    old = theory.tracks[name]
    rules = list(old.transitions)
    rules[number] = rules[number].model_copy(update={"to": "marked"})
    some = next(iter(old.states.values()))
    changed = Track(
        initial=old.initial, states=old.states | {"marked": some}, transitions=tuple(rules)
    )
    return Machine(theory.model_copy(update={"tracks": theory.tracks | {name: changed}}), {})


@settings(max_examples=150, deadline=None)
@given(chronologies(), st.sampled_from(["one", "two"]), st.integers(0, 7))
def test_openings_are_those_that_stepping_finds(
    chronology: Chronology, name: str, second: int
) -> None:
    """A transition is open iff an event of its kind takes it in a possible configuration."""
    history, moment, theory = replay(chronology), START + second, chronology.model
    found = openings(history, name, moment)
    if history.record is None or not history.record.covers(moment):
        assert not found
        return
    possible = [states_at(theory, reading, moment) for reading in readings(chronology)]
    if not possible:
        return
    expected = set()
    for number, one in enumerate(theory.tracks[name].transitions):
        machine = marked(theory, name, number)
        for kind in one.on:
            for state in {here[name] for here in possible} & set(one.from_):
                takes = set()
                for here in possible:
                    after, _ = machine.step(here, event("next", kind))
                    takes.add(here[name] == state and after[name] == "marked")
                verdict = Verdict.ALWAYS if takes == {True} else Verdict.SOMETIMES
                expected.add((kind, state, one.to, verdict if True in takes else Verdict.NEVER))

    assert {(o.kind, o.before, o.after, o.verdict) for o in found} == expected


def test_why_tells_what_is_allowed_next() -> None:
    """The text says what is open, on which condition, and what came next in the record."""
    shots = event("s", "shots", "2031-01-05", details={"scale": "local"})
    history = replay(story(VALLEY, event("t", "truce", "2031-01-03"), shots))

    text = why_text(history, "truce", "2031-01-04")

    assert text.partition("What the model allows next")[2].splitlines()[2:] == [
        "From holds:",
        "- shots → broken, if the event says scale: wide",
        "- shots: stays holds  (came next: s)",
    ]


def test_why_tells_what_is_not_open_and_why() -> None:
    """The text names the condition that fails, and what was found instead."""
    history = replay(
        story(VALLEY, event("t", "truce", "2031-01-03"), event("d", "deal", "2031-01-01"))
    )

    text = why_text(history, "talks", "2031-01-02")

    assert "- talks → together: not open; it needs truce in holds, but it is none" in text


def test_why_as_json_holds_state_and_openings() -> None:
    """As data: the state as `replay --at` gives it, and each transition with its verdict."""
    history = replay(story(VALLEY, event("t", "truce", "2031-01-03/2031-01-04")))

    data = json.loads(why_json(history, "talks", "2031-01-03"))

    assert data["format"] == "negotiation-why/1"
    assert data["state"]["certain"] == "apart"
    assert data["openings"][0] == {
        "kind": "talks",
        "from": "apart",
        "to": "together",
        "open": "possibly",
        "if-event-says": {},
        "needs": [{"asks": "truce in holds", "found": "none"}],
        "came-next": None,
        "possibly-next": [],
    }
