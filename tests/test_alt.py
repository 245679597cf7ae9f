"""Alternative text and caption: the story of a picture for those who do not see it."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.event import Event, Who
from negotiation.evidence import Actor, Topic
from negotiation.history import History
from negotiation.measure import Measure
from negotiation.model import Kind
from negotiation.replay import replay
from negotiation.view.alt import (
    DEPTHS,
    MOST_SIGNS,
    MOST_WORDS,
    alt_of_panels,
    alt_text,
    short_alt,
    words_in,
)
from negotiation.view.caption import caption, caption_of_panels
from negotiation.view.lexicon import codes
from negotiation.view.plan import Plan, Wanted, make_plan
from negotiation.view.speech import speech
from tests.making import event, model, report, rule, story, track
from tests.plotted import SOURCES, STORIES, TALKS, told, turns

FALLBACK = {"a": "It begins", "b": "It ends"}


def planned(history: History, code: str = "en", wanted: Wanted | None = None) -> Plan:
    return make_plan(history, wanted or Wanted(), speech(code, history.zone))


def breaking(text: str) -> str:
    """Give a text with usual spaces for those that end no line."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def two_turns() -> History:
    """Give a story in which the phase rises on a day and falls at a clock time."""
    return told(
        event("a", "up", "2031-03-04", label=FALLBACK["a"]),
        event("b", "down", "2031-03-06T10:00", label=FALLBACK["b"]),
        title="Two turns",
    )


# --- alternative text -----------------------------------------------------------------------------


def test_alt_tells_range_states_certainty_and_end() -> None:
    """What is drawn, each state with its first date as reported, clock times, and the end."""
    assert alt_text(planned(two_turns())) == (
        "Two turns: a timeline of 2 events and of the states they led to, 4–10 March 2031. "
        "Each state is given with its first date as reported; states are the coder’s reading. "
        "phase: high (4 March); low (6 March at 10:00). "
        "Events with a reported clock time: 1 of 2; the others lie somewhere in longer stretches. "
        "The last source was published on 10 March 2031; what came after it is not known here."
    )


def test_alt_says_the_same_in_french_and_arabic() -> None:
    """Words and dates are in the language; a name without a label keeps its id."""
    assert "phase : high (4 mars) ; low (6 mars à 10:00)." in breaking(
        alt_text(planned(two_turns(), "fr"))
    )
    assert "phase: high (4 مارس)؛ low (6 مارس الساعة 10:00)." in alt_text(
        planned(two_turns(), "ar")
    )


def test_alt_of_nothing_says_that_nothing_is_drawn() -> None:
    """Without an event there is no story."""
    plan = planned(told(title="Silence"))

    nothing = "Silence: no report says that anything happened, so nothing is drawn."
    assert alt_text(plan) == short_alt(plan) == nothing
    assert caption(plan) == "Silence: no report says that anything happened."


def test_alt_says_possibly_where_no_moment_is_certain() -> None:
    """A state that another order of the events leaves out is only possible."""
    history = told(event("a", "up", "2031-03-04"), event("b", "down", "2031-03-04"))

    said = alt_text(planned(history))

    assert "phase: possibly high (4 March); possibly low (4 March)." in said
    assert "The dates leave the order of some events open" in said
    assert "other states are possible there: phase" in said


def test_alt_names_what_the_model_does_not_foresee() -> None:
    """A departure is told by its label."""
    history = told(
        event("a", "up", "2031-03-04"), event("b", "stop", "2031-03-05", label="They stop")
    )

    assert "Not foreseen by the model: They stop." in alt_text(planned(history))


def test_alt_says_measures_in_the_words_of_their_sources() -> None:
    """A lower bound stays one, and who counted is named with the unit."""
    values = [
        {"at_least": 40, "as_of": "2031-03-03", "source": "paper"},
        {"more_than": 60, "as_of": "2031-03-05", "source": "paper"},
        {"about": 1200, "as_of": "2031-03-06", "source": "paper", "words": "some 1,200"},
    ]
    counted = Measure(id="hurt", label="Hurt", unit="people", values=values)
    history = told(event("a", "up", "2031-03-02"), measures={"hurt": counted})

    assert (
        "Hurt (people): at least 40 (3 March); more than 60 (5 March); some 1,200 (6 March)."
        in alt_text(planned(history))
    )


def test_alt_says_of_clock_times_no_more_than_there_is() -> None:
    """Others lie in longer stretches only if there are others; without an event nothing is said."""
    clocks = told(*turns("2031-03-04T10:00", "2031-03-05T11:00"))
    days = told(*turns("2031-03-04", "2031-03-05"))
    quiet = alt_text(planned(days, wanted=Wanted(start="2031-03-07", end="2031-03-08")))

    assert "Events with a reported clock time: 2 of 2. " in alt_text(planned(clocks))
    assert "No event has a reported clock time; each lies" in alt_text(planned(days))
    assert "clock time" not in quiet


def test_alt_takes_a_computed_minute_for_no_reported_clock_time() -> None:
    """What lies between two clock times, by other reports, has none of its own."""
    between = report("2031-03-04", after=["a"], before=["c"])
    history = told(
        event("a", "up", "2031-03-04T10:00"),
        event("b", "down", between),
        event("c", "nothing", "2031-03-04T10:00"),
    )

    assert history.steps[1].window.computed
    assert "Events with a reported clock time: 2 of 3; the others" in alt_text(planned(history))


def disputed(date: str = "2031-03-04") -> Event:
    """Give an event that one report tells and another denies."""
    denied = report(source="wire", modality="negated")
    return event("a", "up", report(date), denied, label="It begins")


def test_alt_marks_what_is_disputed_and_takes_it_for_no_open_order() -> None:
    """The state and the event are marked; one event alone has no order that could be open."""
    said = alt_text(planned(told(disputed())))

    assert "phase: possibly high (4 March, disputed)." in said
    assert "one report says that it happened and another that it did not: It begins." in said
    assert "Whether disputed events happened is open, so other states" in said
    assert "order" not in said


def test_alt_takes_an_open_date_for_no_open_order() -> None:
    """One event alone, of 8 March or later: it may not have begun before the sources end."""
    said = alt_text(planned(told(event("a", "up", "2031-03-08/"))))

    assert "Dates that are open to one side leave open whether a state had begun" in said
    assert "order" not in said


def test_alt_says_possibly_of_a_disputed_state_on_every_day_of_it() -> None:
    """On 5 March it may not have begun yet, and later it may not have begun at all."""
    plan = planned(
        told(disputed("2031-03-04/2031-03-06")), wanted=Wanted(start="2031-03-05", end="2031-03-05")
    )

    assert "possibly high (between 4 March and 6 March, disputed)" in alt_text(plan)


def test_alt_says_nothing_of_doubts_outside_the_days_drawn() -> None:
    """After the fall of 6 March it is low, whether or not it had risen."""
    history = told(disputed(), event("b", "down", "2031-03-06"))

    assert "are possible there" in alt_text(planned(history))
    assert "are possible there" not in alt_text(planned(history, wanted=Wanted(start="2031-03-08")))


def test_alt_marks_disputed_words_and_departures() -> None:
    """A demand that one report denies is marked, and so is an event that the model refuses."""
    reports = (report("2031-03-04"), report(source="wire", modality="negated"))
    history = told(
        event("a", "ask", *reports, issues=["water"], who=Who(by="mayor")),
        event("s", "stop", *reports, label="Stop"),
        issues={"water": Topic(id="water")},
        actors={"mayor": Actor(id="mayor")},
    )

    said = alt_text(planned(history))

    assert re.search(r"for mayor: asked: water( \([^)]+\))?, disputed\.", said)
    assert "by the model: Stop, disputed." in said


def test_alt_gives_both_reasons_where_both_may_hold() -> None:
    """A disputed event and one of the same day leave the track open for two reasons."""
    said = alt_text(planned(told(disputed(), event("b", "down", "2031-03-04"))))

    assert "Disputed events, or dates that leave the order of some events open, make" in said


def test_alt_tells_another_track_by_its_own_reason() -> None:
    """A dispute over the phase says nothing of the order in which talks began and stopped."""
    said = alt_text(
        planned(
            told(disputed(), event("t", "talk", "2031-03-05"), event("s", "stop", "2031-03-05"))
        )
    )

    assert (
        "Whether disputed events happened is open, so other states are possible there: phase."
        in said
    )
    assert "so other states are possible there: talks." in said


def test_alt_tells_only_what_reaches_into_the_range() -> None:
    """On 5 March it has been low since before and becomes high; what came earlier is left out."""
    days = ("2031-03-01", "2031-03-03", "2031-03-05", "2031-03-07", "2031-03-09")
    plan = planned(told(*turns(*days)), wanted=Wanted(start="2031-03-05", end="2031-03-05"))

    assert "phase: low since before (3 March); high (5 March)." in alt_text(plan)


def test_alt_tells_no_state_after_the_sources_end() -> None:
    """The last source is of 10 March: of May nothing is reported."""
    plan = planned(
        told(event("a", "up", "2031-03-04")), wanted=Wanted(start="2031-05-01", end="2031-06-01")
    )

    assert "phase: not reported." in alt_text(plan)


@pytest.mark.parametrize("code", codes())
def test_alt_of_an_undated_story_tells_no_day(code: str) -> None:
    """Without a date there is no day, no hour and no last day of the sources."""
    plan = planned(told(event("a", "up", report())), code)

    assert plan.is_undated
    assert not re.search("[0-9]{2}|[٠-٩]", alt_text(plan) + short_alt(plan))
    assert speech(code).say("figure.no-dates") in alt_text(plan)


def counted(*values: dict[str, Any]) -> History:
    """Give a turn of 4 March, and values of what was hurt as the paper has them."""
    given = [{"source": "paper"} | value for value in values]
    hurt = Measure(id="hurt", label="Hurt", unit="people", values=given)
    return told(event("a", "up", "2031-03-04"), measures={"hurt": hurt})


def test_alt_tells_the_value_from_before_the_days_drawn() -> None:
    """The last one before stands with its date; those further off are counted."""
    history = counted(
        {"value": 3, "as_of": "2031-02-10"},
        {"value": 5, "as_of": "2031-02-20"},
        {"value": 7, "as_of": "2031-03-06"},
    )

    assert (
        "Hurt (people): before the days drawn, 5 (20 February); 7 (6 March); "
        "one value outside the days drawn." in alt_text(planned(history))
    )


def test_alt_takes_values_outside_the_days_drawn_for_reported() -> None:
    """Values from before and from after are told or counted, if none lies within."""
    before = counted({"value": 3, "as_of": "2031-02-10"}, {"value": 5, "as_of": "2031-02-20"})
    after = counted({"value": 3, "as_of": "2031-03-12"}, {"value": 5, "as_of": "2031-03-13"})

    assert (
        "Hurt (people): before the days drawn, 5 (20 February); one value outside the days drawn."
        in alt_text(planned(before))
    )
    assert "Hurt (people): two values outside the days drawn." in alt_text(planned(after))


def due(*events: Event) -> History:
    """Give the history of a story in which `nothing` is a date by which something is due."""
    theory = TALKS.model_copy(update={"kinds": TALKS.kinds | {"nothing": Kind(due=True)}})
    return replay(story(theory, *events, sources=SOURCES))


def test_alt_names_what_is_due_and_what_was_only_foretold() -> None:
    """A deadline that came is told by its date, one only scheduled is told to be so."""
    history = due(
        event("a", "up", "2031-03-04"),
        event("d", "nothing", "2031-03-05", label="First deadline"),
        event("e", "nothing", report("2031-03-07", modality="scheduled"), label="Second deadline"),
    )

    assert (
        "Dates by which something was due: First deadline (5 March); "
        "Second deadline (7 March, only scheduled)." in alt_text(planned(history))
    )


def test_alt_marks_a_deadline_that_another_report_denies() -> None:
    """One report announces it, another says that there is none."""
    reports = (
        report("2031-03-07", modality="announced"), report(source="wire", modality="negated"),
    )  # fmt: skip
    history = due(event("a", "up", "2031-03-04"), event("d", "nothing", *reports, label="Deadline"))

    assert "Deadline (7 March, only announced, disputed)." in alt_text(planned(history))


def talks_on_water() -> History:
    """Give a story in which the mayor asks twice, the farmers once, and somebody once."""
    asked = (
        ("a", "water", Who(by="mayor")), ("b", "land", Who(by="mayor")),
        ("c", "roads", Who(by=("farmers", "millers"))), ("d", "bridge", Who()),
    )  # fmt: skip
    return told(
        *(
            event(key, "ask", f"2031-03-0{day}", issues=[issue], who=who)
            for day, (key, issue, who) in enumerate(asked, 4)
        ),
        issues={key: Topic(id=key) for key in ("water", "land", "roads", "bridge")},
        actors={
            "mayor": Actor(id="mayor"),
            "farmers": Actor(id="farmers", side="valley"),
            "millers": Actor(id="millers", side="valley"),
        },
    )


def test_alt_tells_parties_apart_and_what_they_said() -> None:
    """Each party stands behind "for", its terms behind it and without numbers of sources."""
    assert (
        "On the issues, for mayor: asked: water; asked: land; for farmers and millers: "
        "asked: roads; not said by whom: asked: bridge." in alt_text(planned(talks_on_water()))
    )


def test_alt_says_what_only_some_orders_do_not_foresee() -> None:
    """Stopping on the day on which talks begin is foreseen only if it came after them."""
    history = told(event("t", "talk", "2031-03-04"), event("s", "stop", "2031-03-04", label="Stop"))

    said = alt_text(planned(history))

    assert "In some orders of the events not foreseen by the model: Stop." in said
    assert "Not foreseen" not in said


def test_alt_tells_no_departure_outside_the_days_drawn() -> None:
    """What happened before them is not on the picture."""
    history = told(event("s", "stop", "2031-03-04", label="Stop"), event("a", "up", "2031-03-06"))

    assert "Stop" not in alt_text(planned(history, wanted=Wanted(start="2031-03-06")))


def test_alt_counts_what_a_long_story_leaves_out() -> None:
    """Of many states the first ones and the last one are told, and the others counted."""
    said = alt_text(planned(told(*turns(*(f"2031-01-{day:02}" for day in range(1, 32))))))

    assert "phase: high (1 January); low (2 January);" in said
    assert "16 more states; high (31 January)." in said


def test_alt_of_daraa_tells_the_story_in_some_two_hundred_words() -> None:
    """The headline is told whole, in the words of the sources, as long as a reader can bear."""
    said = alt_text(planned(STORIES["Daraa"]))

    assert 150 <= words_in(said) <= MOST_WORDS
    assert "Phase: Offensive (19 June); Ceasefire (30 June at 19:00); Demands (1 July)" in said
    assert "Collapse (the afternoon of 4 July)" in said
    assert "around two-thirds (6 July)" in said


@pytest.mark.parametrize("code", codes())
def test_short_alt_fits_its_place(code: str) -> None:
    """However long the title, it is cut with a mark and never goes on too long."""
    assert len(short_alt(planned(STORIES["long labels"], code))) <= MOST_SIGNS
    assert short_alt(planned(STORIES["long labels"], code)).endswith("…")
    assert not short_alt(planned(STORIES["Daraa"], code)).endswith("…")


def test_each_depth_tells_no_more_than_the_one_before() -> None:
    """The depths go from the fullest to the barest."""
    for fuller, barer in pairwise(DEPTHS):
        assert all(
            getattr(barer, name) <= getattr(fuller, name)
            for name in ("tracks", "states", "measures", "values", "names", "parties", "terms")
        )


# --- captions -------------------------------------------------------------------------------------


def test_caption_names_sources_and_whose_word_they_are() -> None:
    """What it shows, the coder's reading, the outlets, and the end of the record."""
    history = told(event("a", "up", report("2031-03-04", source="wire")), title="One turn")

    assert caption(planned(history)) == (
        "One turn: 1 event and the states of one track, 4–9 March 2031. "
        "The states are the coder’s reading of what these sources report: Wire, 9 March 2031. "
        "The record ends with the last source, of 9 March 2031."
    )


def test_caption_of_one_track_is_good_french() -> None:
    """Before a vowel it is "d’une piste"."""
    assert "1 événement et états d’une piste," in breaking(
        caption(planned(told(event("a", "up", "2031-03-04")), "fr"))
    )


def test_caption_names_what_is_disputed() -> None:
    """What one report tells and another denies is named."""
    history = told(
        event(
            "a", "up", report("2031-03-04"), report(source="wire", modality="negated"),
            label="It begins",
        )
    )  # fmt: skip

    assert "Disputed or ambiguous in the sources: It begins." in caption(planned(history))


@pytest.mark.parametrize(
    ("code", "actors", "end"),
    [
        ("en", "on the word of Syrian Observatory for Human Rights and", "of 6 July 2018."),
        ("fr", "(voix les plus citées : Observatoire syrien des droits de l’homme et",
         "publiée le 6 juillet 2018."),
        ("ar", "نقلا في الغالب عن المرصد السوري لحقوق الإنسان", "وقد نشر في 6 تموز 2018."),
    ],
)  # fmt: skip
def test_caption_of_daraa(code: str, actors: str, end: str) -> None:
    """Whose word the reports most often are stands beside the sources."""
    said = breaking(caption(planned(STORIES["Daraa"], code)))

    assert actors in said
    assert said.endswith(end)


# --- beside the record ----------------------------------------------------------------------------

HEADINGS = ("On record", "Beside it")


def beside(record: History, other: History, code: str = "en") -> tuple[Plan, Plan]:
    spoken = speech(code, record.zone)
    first = make_plan(record, Wanted(), spoken, among=(record, other))
    return first, make_plan(other, Wanted(tracks=first.tracks), spoken, like=first)


def without_the_fall() -> tuple[Plan, Plan]:
    """Give two turns, and beside them what the model makes of the first one alone."""
    record = two_turns()
    events = {"a": record.chronology.events["a"]}
    changed = record.chronology.model_copy(update={"events": events})
    return beside(record, replay(changed, record=record.record))


def test_panels_tell_of_a_what_if_only_where_it_differs() -> None:
    """The record is told whole; the what-if by its heading, what it is, and its other states."""
    plans = without_the_fall()

    said = alt_of_panels(HEADINGS, plans, (False, True))

    assert said == (
        f"On record: {alt_text(plans[0])} "
        "Beside it: what the model makes of a change, which says nothing of what would have "
        "happened. Where it differs from the record: "
        "phase: high, on record low (6–10 March 2031); "
        "phase: high, on record high or low (6 March 2031)."
    )


def test_panels_name_the_sources_chosen_and_where_they_end() -> None:
    """Of a choice of sources no word is said of a model; the record's own end stays that of it."""
    record = told(event("a", "up", "2031-03-04"), event("b", "down", report("2031-03-06")))
    wire = told(event("a", "up", report("2031-03-04", source="wire")))
    plans = beside(record, wire)

    said = caption_of_panels(HEADINGS, plans, (False, False))

    assert said == (
        f"{caption(plans[0])} Beside it: another choice of sources, of which the last was "
        "published on 9 March 2031: Wire, 9 March 2031."
    )
    assert "model" not in said


def test_panels_call_the_same_sources_a_choice_only_of_a_choice() -> None:
    """A what-if rests on the sources of the record, and names them only if it has others."""
    record = two_turns()
    plans = beside(record, replay(record.chronology))

    chosen = caption_of_panels(HEADINGS, plans, (False, False))
    changed = caption_of_panels(HEADINGS, plans, (False, True))

    assert chosen.endswith(
        "another choice of sources, of which the last was published on 10 March 2031: The paper."
    )
    assert changed.endswith("which says nothing of what would have happened.")


def test_panels_compare_no_further_than_the_sources_reach() -> None:
    """The wire's story ends on 9 March; that it tells nothing of the 10th is no difference."""
    record = told(event("a", "up", "2031-03-04"), event("b", "down", "2031-03-10"))
    plans = beside(record, told(event("a", "up", report("2031-03-04", source="wire"))))

    said = alt_of_panels(HEADINGS, plans, (False, False))

    assert "As far as its sources reach, it differs from the record on no track drawn." in said


def test_panels_name_what_the_model_then_does_not_foresee() -> None:
    """Without the talks nothing is there to be stopped."""
    record = told(event("t", "talk", "2031-03-04"), event("s", "stop", "2031-03-06", label="Stop"))
    events = {"s": record.chronology.events["s"]}
    changed = record.chronology.model_copy(update={"events": events})
    plans = beside(record, replay(changed, record=record.record))

    said = alt_of_panels(HEADINGS, plans, (False, True))

    assert said.endswith("Recorded event that the model then does not foresee: Stop.")


def test_panels_without_dates_are_not_compared() -> None:
    """That nothing differs would be said of nothing."""
    undated = told(event("a", "up", report()))

    said = alt_of_panels(HEADINGS, beside(undated, told()), (False, False))

    assert said.endswith("Without dates it cannot be compared with the record.")


@pytest.mark.parametrize("code", codes())
def test_panels_have_words_in_every_language(code: str) -> None:
    """A sentence is there for each panel, and no hole is left open."""
    record = two_turns()
    for said_of, changed in ((alt_of_panels, True), (caption_of_panels, False)):
        said = said_of(HEADINGS, beside(record, replay(record.chronology), code), (False, changed))

        assert "Beside it" in said
        assert not set("{}") & set(said)


# --- what holds of every story --------------------------------------------------------------------

MODEL = model(
    phase=track(rule("up", ["low"], "high"), rule("down", ["high"], "low"), initial="low"),
    issue=track(rule("ask", ["open"], "asked"), initial="open", for_each="issues"),
)
DATES = st.sampled_from(
    [None, "2031-03", "2031-03-04", "2031-03-04 morning", "2031-03-04T10:00", "2031-03-05/",
     "../2031-03-06", "[2031-03-02,2031-04-01]", "203X", "2032-01-01", "2031-03-04%"]
)  # fmt: skip
LABELS = st.sampled_from(["", "Talks\nbegin", "محادثات", "A: b; c", "x" * 400])


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a story of a few events, of any dates, kinds, labels and modality."""
    kinds, modalities = st.sampled_from(["up", "down", "ask", "nothing"]), ["actual", "negated"]
    drawn = draw(st.lists(st.tuples(kinds, DATES, LABELS, st.sampled_from(modalities)), max_size=6))
    events = [
        event(
            f"e{number}", kind, report(date, modality=modality),
            **({"label": label} if label else {}),
            **({"issues": ["water"]} if kind == "ask" else {}),
        )
        for number, (kind, date, label, modality) in enumerate(drawn)
    ]  # fmt: skip
    words = {"issues": {"water": {"id": "water"}}, "title": draw(LABELS) or "A title"}
    told_words = story(MODEL, *events).words.meaning("about-day", "P1D")
    return replay(story(MODEL, *events, **words, words=told_words))


@settings(max_examples=120, deadline=None)
@given(histories(), st.sampled_from(codes()))
def test_every_story_has_words(history: History, code: str) -> None:
    """Never empty, always one line, no hole left open, and nothing that is no word."""
    plan = planned(history, code)

    for text in (alt_text(plan), short_alt(plan), caption(plan)):
        assert text
        assert breaking(text) == " ".join(text.split())
        assert not set("{}") & set(text)
        assert not re.search(r"\bNone\b|\(\)|:\s*\.", text)
    assert len(short_alt(plan)) <= MOST_SIGNS


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("code", codes())
def test_every_story_drawn_in_tests_has_words(name: str, code: str) -> None:
    """A story of 500 events is told in no more words than one of twenty."""
    plan = planned(STORIES[name], code)

    assert alt_text(plan)
    assert caption(plan)
    if name != "long labels":
        assert words_in(alt_text(plan)) <= MOST_WORDS
