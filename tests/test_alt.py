"""Alternative text and caption: the story of a picture for those who do not see it."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.evidence import Measure
from negotiation.history import History
from negotiation.replay import replay
from negotiation.view.alt import DEPTHS, MOST_SIGNS, MOST_WORDS, alt_text, short_alt, words_in
from negotiation.view.caption import caption
from negotiation.view.lexicon import codes
from negotiation.view.plan import Plan, Wanted, make_plan
from negotiation.view.speech import speech
from tests.making import event, model, report, rule, story, track
from tests.plotted import STORIES, told, turns

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
            for name in ("tracks", "states", "measures", "values", "names")
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
