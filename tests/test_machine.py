"""The engine: what one event does to one configuration."""

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from negotiation.machine import Condition, Deviation, Machine, Outcome
from negotiation.model import Model, Track, Transition
from tests.making import event, model, rule, track

TRUCE = track(
    rule("truce-begins", "none", "in-effect"),
    rule("truce-begins", "in-effect"),
    rule("shots", "in-effect", "broken", where={"scale": "wide"}),
    rule("shots", "in-effect"),
    initial="none",
)
SESSION = track(
    rule("talks-begin", ["none", "over"], "under-way", requires={"truce": ["in-effect"]}),
    rule("talks-end", "under-way", "over", unless={"truce": ["broken"]}),
    initial="none",
)
VALLEY = model(truce=TRUCE, session=SESSION)


def machine(theory: Model = VALLEY, **names: tuple[str, ...]) -> Machine:
    return Machine(theory, names)


def outcomes(start: Mapping[str, str], kind: str, **fields: Any) -> list[Outcome]:
    return list(machine().step(start, event("e", kind, **fields))[1])


# --- moved, stayed, deviation ---------------------------------------------------------------------


def test_event_moves_a_track() -> None:
    """A transition with `to` moves the track from its state to that one."""
    after, met = machine().step(
        {"truce": "none", "session": "none"}, event("truce-1", "truce-begins")
    )

    assert met == (Outcome("truce", "none", "in-effect"),)
    assert met[0].word == "moved"
    assert after == {"truce": "in-effect", "session": "none"}


def test_transition_without_to_leaves_the_track_on_purpose() -> None:
    """A transition without `to` is foreseen and changes nothing."""
    before = {"truce": "in-effect", "session": "none"}
    after, met = machine().step(before, event("truce-2", "truce-begins"))

    assert met == (Outcome("truce", "in-effect", "in-effect"),)
    assert met[0].word == "stayed"
    assert after == before


def test_event_that_no_transition_foresees_from_here_is_a_deviation() -> None:
    """The track stays where it is, and the deviation says from where it would be foreseen."""
    after, met = machine().step({"truce": "broken", "session": "none"}, event("e", "truce-begins"))

    assert met[0].word == "deviation"
    assert met[0].deviation == Deviation(foreseen_from=("none", "in-effect"))
    assert after["truce"] == "broken"


def test_deviation_is_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    """What the model does not foresee is a finding of ours, not a warning in somebody's log."""
    met = outcomes({"truce": "broken", "session": "none"}, "truce-begins")

    assert met[0].word == "deviation"
    assert not caplog.records


def test_kind_that_a_track_does_not_know_says_nothing_about_it() -> None:
    """A track without a transition for the kind is not concerned."""
    assert outcomes({"truce": "none", "session": "none"}, "nothing") == []
    assert machine().concerned(event("e", "talks-begin")) == ("session",)


def test_every_track_that_knows_the_kind_takes_the_event_once() -> None:
    """One event may concern several tracks; outcomes stand in the order of the model."""
    both = model(
        a=track(rule("go", "x", "y"), rule("go", "y", "z"), initial="x"),
        b=track(rule("go", "x", "y"), initial="x"),
    )
    after, met = machine(both).step({"a": "x", "b": "x"}, event("e", "go"))

    assert [outcome.track for outcome in met] == ["a", "b"]
    assert after == {"a": "y", "b": "y"}


def test_machine_starts_in_the_initial_states() -> None:
    """The first configuration holds the initial state of every track, the headline first."""
    assert list(machine().start.items()) == [("truce", "none"), ("session", "none")]


# --- conditions -----------------------------------------------------------------------------------


def test_requires_asks_for_a_state_of_another_track() -> None:
    """Talks need a truce: without one they deviate, with what was asked for and found."""
    with_truce = outcomes({"truce": "in-effect", "session": "none"}, "talks-begin")
    without = outcomes({"truce": "broken", "session": "none"}, "talks-begin")

    assert with_truce[0].after == "under-way"
    assert without[0].deviation == Deviation(failed=(Condition("truce in in-effect", "broken"),))
    assert without[0].after == "none"


def test_unless_refuses_a_state_of_another_track() -> None:
    """Talks do not end in order while the truce is broken."""
    calm = outcomes({"truce": "in-effect", "session": "under-way"}, "talks-end")
    broken = outcomes({"truce": "broken", "session": "under-way"}, "talks-end")

    assert calm[0].after == "over"
    assert broken[0].deviation == Deviation(failed=(Condition("truce not in broken", "broken"),))


def test_where_asks_for_a_detail_of_the_event() -> None:
    """Only wide shooting breaks the truce; other shooting, or none said, leaves it."""
    start = {"truce": "in-effect", "session": "none"}

    assert outcomes(start, "shots", details={"scale": "wide"})[0].after == "broken"
    assert outcomes(start, "shots", details={"scale": "local"})[0].word == "stayed"
    assert outcomes(start, "shots")[0].word == "stayed"


def test_all_conditions_must_hold_and_all_that_failed_are_told() -> None:
    """Conditions add up; a deviation lists each that failed, an absent detail as not said."""
    theory = model(
        truce=TRUCE,
        deal=track(
            rule(
                "sign", "open", "signed",
                requires={"truce": ["in-effect"]}, unless={"truce": ["none"]}, where={"by": "both"},
            ),
            initial="open",
        ),
    )  # fmt: skip
    met = machine(theory).step({"truce": "none", "deal": "open"}, event("e", "sign"))[1]

    assert met[0].deviation == Deviation(
        failed=(
            Condition("truce in in-effect", "none"),
            Condition("truce not in none", "none"),
            Condition("by: both", "not said"),
        )
    )


def test_several_states_of_a_condition_are_alternatives() -> None:
    """`requires: {a: [x, y]}` asks for one of them, `unless: {a: [x, y]}` for none."""
    a = track(rule("nothing", ["x", "y", "z"]), initial="x")
    theory = model(
        a=a,
        b=track(rule("go", "off", "on", requires={"a": ["x", "y"]}), initial="off"),
        c=track(rule("go", "off", "on", unless={"a": ["x", "y"]}), initial="off"),
    )
    moved = {
        state: [o.track for o in machine(theory).step(
            {"a": state, "b": "off", "c": "off"}, event("e", "go"))[1] if o.moved]
        for state in "xyz"
    }  # fmt: skip

    assert moved == {"x": ["b"], "y": ["b"], "z": ["c"]}


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_conditions_read_the_configuration_before_the_event(order: str) -> None:
    """An event that moves a from x lets b move that needs a in x, whichever comes first."""
    tracks = {
        "a": track(rule("go", "x", "y"), initial="x"),
        "b": track(rule("go", "off", "on", requires={"a": ["x"]}), initial="off"),
    }
    theory = model(**{key: tracks[key] for key in order})

    after, _ = machine(theory).step({"a": "x", "b": "off"}, event("e", "go"))

    assert after == {"a": "y", "b": "on"}


def test_first_transition_whose_conditions_hold_is_taken() -> None:
    """Several transitions may fit; the first in the order of the file is the one."""
    conditional = rule("go", "x", "special", where={"scale": "wide"})
    plain = rule("go", "x", "plain")
    wide = event("e", "go", details={"scale": "wide"})

    def where_to(*rules: Transition, one: Any = wide) -> str:
        return machine(model(a=track(*rules, initial="x"))).step({"a": "x"}, one)[0]["a"]

    assert where_to(conditional, plain) == "special"
    assert where_to(conditional, plain, one=event("e", "go")) == "plain"
    assert where_to(plain, conditional) == "plain"


# --- one track for each name ----------------------------------------------------------------------

ISSUE = track(
    rule("demand", "open", "demanded"),
    rule("demand", "demanded"),
    rule("refuse", "demanded", "refused"),
    initial="open",
    for_each="issues",
)


def test_track_for_each_name_is_fed_by_events_that_name_it() -> None:
    """One copy for each name; an event moves the copies that it names and no other."""
    engine = machine(model(issue=ISSUE), issues=("water", "pumping", "fish"))
    after, met = engine.step(engine.start, event("e", "demand", issues=["pumping", "water"]))

    assert [outcome.track for outcome in met] == ["issue/pumping", "issue/water"]
    assert after == {"issue/water": "demanded", "issue/pumping": "demanded", "issue/fish": "open"}


def test_name_given_twice_feeds_its_track_once() -> None:
    """An event that names an issue twice is offered to its track once."""
    engine = machine(model(issue=ISSUE), issues=("water",))
    _, met = engine.step(engine.start, event("e", "demand", issues=["water", "water"]))

    assert met == (Outcome("issue/water", "open", "demanded"),)


def test_name_without_a_track_feeds_none() -> None:
    """A place that the chronology does not track has no copy to feed."""
    engine = machine(model(issue=ISSUE), issues=("water",))

    assert engine.step(engine.start, event("e", "demand", issues=["fish"])) == (engine.start, ())
    assert engine.step(engine.start, event("e", "demand")) == (engine.start, ())


@pytest.mark.parametrize("heading", ["issues", "places", "third-parties"])
def test_each_heading_has_its_own_copies(heading: str) -> None:
    """Issues, places and third parties feed the tracks kept for each of them."""
    theory = model(one=track(rule("go", "x", "y"), initial="x", for_each=heading))
    engine = Machine(theory, {heading: ("n",)})
    field = heading.replace("-", "_")

    assert engine.step(engine.start, event("e", "go", **{field: ["n"]}))[0] == {"one/n": "y"}


def test_copies_deviate_one_by_one() -> None:
    """Refusing what one copy holds demanded and another not deviates on the other alone."""
    engine = machine(model(issue=ISSUE), issues=("water", "fish"))
    state = {"issue/water": "demanded", "issue/fish": "open"}
    _, met = engine.step(state, event("e", "refuse", issues=["water", "fish"]))

    assert [outcome.word for outcome in met] == ["moved", "deviation"]
    assert met[1].deviation == Deviation(foreseen_from=("demanded",))


# --- data, never code -----------------------------------------------------------------------------

ODD = [
    "trigger", "state", "to", "model", "states", "events", "initial", "machine", "name", "may-go",
    "is-x", "to-x", "on-enter-x", "on-exit-x", "remove-transition", "self", "none", "queued",
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_any_id_may_name_a_kind_a_state_or_a_track(odd: str) -> None:
    """Names that the library behind the engine uses itself are names like any other."""
    theory = model(
        **{odd: track(rule(odd, odd, "x"), rule("x", "x", odd, requires={odd: ["x"]}), initial=odd)}
    )
    engine = machine(theory)
    there, _ = engine.step(engine.start, event("e", odd))
    back, _ = engine.step(there, event("e", "x"))

    assert (there, back) == ({odd: "x"}, {odd: odd})


@pytest.mark.parametrize("code", ["os.system", "a b", "X", "__class__", "*", "=", "", "to_x", "-x"])
def test_id_cannot_be_code(code: str) -> None:
    """Kinds, states and tracks are ids: nothing that Python or the library could look up."""
    with pytest.raises(ValidationError):
        rule(code, "x", "y")
    with pytest.raises(ValidationError):
        rule("go", code, "y")
    with pytest.raises(ValidationError):
        rule("go", "x", code or "X")
    with pytest.raises(ValidationError):
        Track(initial="x", states={"x": {}, code: {}})


def test_text_of_a_condition_is_compared_and_never_run(tmp_path: Path) -> None:
    """A detail that looks like code is a text: it equals itself, and nothing happens."""
    canary = tmp_path / "canary"
    code = f"__import__('pathlib').Path({str(canary)!r}).touch()"
    theory = model(a=track(rule("go", "x", "y", where={"scale": code}), initial="x"))

    after, _ = machine(theory).step({"a": "x"}, event("e", "go", details={"scale": code}))

    assert after == {"a": "y"}
    assert not canary.exists()


# --- pure -----------------------------------------------------------------------------------------


def test_configuration_is_never_changed() -> None:
    """A step gives a new configuration; the one before it cannot be written to at all."""
    engine = machine()
    after, _ = engine.step(engine.start, event("e", "truce-begins"))

    assert engine.start == {"truce": "none", "session": "none"}
    with pytest.raises(TypeError):
        after["truce"] = "none"  # type: ignore[index]


# Random models: three tracks of three states that condition one another, four kinds of event.

NAMES, STATES, KINDS = ("a", "b", "c"), ("x", "y", "z"), ("k", "l", "m", "n")
some_states = st.lists(st.sampled_from(STATES), min_size=1, max_size=3, unique=True)
conditions = st.dictionaries(st.sampled_from(NAMES), some_states, max_size=2)
rules = st.builds(
    Transition,
    on=st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True),
    from_=some_states,
    to=st.none() | st.sampled_from(STATES),
    requires=conditions,
    unless=conditions,
    where=st.dictionaries(st.just("scale"), st.sampled_from(("wide", "local")), max_size=1),
)
tracks = st.builds(
    Track,
    initial=st.sampled_from(STATES),
    states=st.just({name: {} for name in STATES}),
    transitions=st.lists(rules, min_size=1, max_size=6).map(tuple),
)
models = st.fixed_dictionaries(dict.fromkeys(NAMES, tracks)).map(lambda t: model(**t))
happenings = st.builds(
    lambda kind, scale: event("e", kind, details={} if scale is None else {"scale": scale}),
    st.sampled_from(KINDS),
    st.sampled_from(("wide", "local", None)),
)
configurations = st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(STATES)))


def by_hand(one: Track, name: str, before: Mapping[str, str], happening: Any) -> str | None:
    """Give the state that the first fitting rule leads to, None where no rule fits."""
    for each in one.transitions:
        fits = happening.kind in each.on and before[name] in each.from_
        fits &= all(before[other] in wanted for other, wanted in each.requires.items())
        fits &= all(before[other] not in barred for other, barred in each.unless.items())
        fits &= all(happening.details.get(key) == value for key, value in each.where.items())
        if fits:
            return each.to or before[name]
    return None


@settings(max_examples=80, deadline=None)
@given(models, st.lists(st.tuples(configurations, happenings), min_size=1, max_size=8))
def test_step_is_what_the_rules_say_read_by_hand(
    theory: Model, asked: list[tuple[dict[str, str], Any]]
) -> None:
    """On any model, configuration and event, whatever was asked of the engine before."""
    engine = machine(theory)
    for before, happening in asked:
        after, met = engine.step(before, happening)
        for outcome in met:
            said = by_hand(theory.tracks[outcome.track], outcome.track, before, happening)
            assert (outcome.deviation is None) == (said is not None)
            assert after[outcome.track] == outcome.after == (said or before[outcome.track])
        concerned = [n for n, one in theory.tracks.items() if happening.kind in one.kinds()]
        assert [outcome.track for outcome in met] == concerned


@settings(max_examples=40, deadline=None)
@given(models, configurations, happenings)
def test_order_of_tracks_does_not_matter(
    theory: Model, before: dict[str, str], happening: Any
) -> None:
    """Permuting the tracks of a model permutes the outcomes and changes none."""
    answers = []
    for order in itertools.permutations(NAMES):
        permuted = model(**{key: theory.tracks[key] for key in order})
        after, met = machine(permuted).step(before, happening)
        answers.append((dict(after), {outcome.track: outcome for outcome in met}))

    assert all(answer == answers[0] for answer in answers)


@settings(max_examples=40, deadline=None)
@given(models, st.lists(st.tuples(configurations, happenings), min_size=1, max_size=8))
def test_same_question_has_the_same_answer(
    theory: Model, asked: list[tuple[dict[str, str], Any]]
) -> None:
    """An engine that has been asked before answers as a fresh one, and changes no argument."""
    engine = machine(theory)
    copies = [dict(before) for before, _ in asked]
    first = [engine.step(*question) for question in asked]
    again = [engine.step(*question) for question in reversed(asked)]
    fresh = [machine(theory).step(*question) for question in asked]

    assert first == again[::-1] == fresh
    assert [before for before, _ in asked] == copies
