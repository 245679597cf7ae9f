"""The brief: one page that says what is known, disputed and not known, and who says so."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.brief import Brief, brief_of, files
from negotiation.brief.content import MOST, SHARES, Key, Line, Part, shortened
from negotiation.brief.files import on_page
from negotiation.brief.fitting import fitted
from negotiation.errors import NegotiationError
from negotiation.evidence import Actor, Note, SetAside, Source
from negotiation.load import load
from negotiation.measure import Measure, Value
from negotiation.plot.small import small_timeline
from negotiation.view.lexicon import lexicon
from tests.making import event, model, report, rule, story, track
from tests.plotted import STORIES, TALKS, turns

SOURCES = {
    "a": Source(id="a", label="Paper A", outlet="A", wire=("Wire",), published="2031-03-10"),
    "b": Source(
        id="b", label="Paper B", outlet="B", wire=("Wire",), published="2031-03-11",
        published_inferred=True,
    ),
    "c": Source(id="c", label="Paper C", outlet="C", published="2031-03-12"),
}  # fmt: skip
ACTORS = {
    "north": Actor(id="north", label="The north", side="north-bank"),
    "keeper": Actor(id="keeper", label="The keeper"),
}


def told(*events: Any, **fields: Any) -> Brief:
    """Give the brief of a story with three sources, two of which share their wire."""
    given_: dict[str, Any] = {"sources": SOURCES, "actors": ACTORS} | fields
    return brief_of(story(TALKS, *events, **given_))


def lines(brief: Brief, key: Key) -> list[str]:
    """Give what stands in a part, each line as one text, with plain spaces."""
    return [spaced(" | ".join(line.cells)) for part in parts(brief, key) for line in part.lines]


def spaced(text_: str) -> str:
    """Give a text with plain spaces before and between its raised numbers."""
    return text_.replace("\u202f", " ").replace("\u2009", " ")


def parts(brief: Brief, key: Key) -> list[Part]:
    """Give the part of a key, if the brief has it."""
    return [part for part in brief.content.parts if part.key == key]


def only(brief: Brief, key: Key) -> Part:
    """Give the part of a key."""
    (part,) = parts(brief, key)
    return part


# --- what is known -----------------------------------------------------------------------------


def test_states_at_the_end_have_a_since_and_a_voice() -> None:
    """A state that events led to is told with its date, and whose word it is."""
    brief = told(event("a1", "up", report("2031-03-04", source="c", by=("north",))))

    assert lines(brief, "states") == ["phase | high | 4 March 2031 | The north ¹"]


def test_state_that_dates_leave_open_is_only_possible() -> None:
    """Where two events may stand in either order, the last state is one of two."""
    assert [line.cells[1] for line in only(told_in_march(), "states").lines] == [
        "possibly low or high"
    ]


def told_in_march() -> Brief:
    """Two moves in one month, in whichever order."""
    return told(
        event("a1", "up", report("2031-03-01/2031-03-09", source="a")),
        event("a2", "down", report("2031-03-01/2031-03-09", source="a")),
    )


def test_turns_are_told_in_order_as_precisely_as_their_sources_have_them() -> None:
    """A month stays a month, a clock time a clock time; what turns nothing is not told."""
    brief = told(
        event("a1", "up", report("2031-02", source="a"), label="It begins"),
        event("a2", "down", report("2031-03-04T10:00", source="b"), label="It ends"),
        event("a3", "nothing", report("2031-03-05", source="c"), label="Something else"),
    )

    assert lines(brief, "known") == [
        "February 2031 | It begins ¹",
        "4 March 2031 at 10:00 | It ends ²",
    ]


def test_inferred_event_is_not_known() -> None:
    """What no source reports stands under what is not known, as the coder's inference."""
    brief = told(
        event("a1", "up", report("2031-03-04", source="a"), label="It begins"),
        event("a2", "down", report("2031-03-05", source=None, inferred="so"), label="It ends"),
    )

    assert lines(brief, "known") == ["4 March 2031 | It begins ¹"]
    assert "Inferred, reported by no source: | It ends (inferred by the coder) (5 March 2031)" in (
        lines(brief, "unknown")
    )


def test_events_in_either_order_are_both_known() -> None:
    """Only the first of two moves the state, and nobody knows which it was: both are told."""
    brief = told(
        event("a1", "up", report("2031-03-04", source="a"), label="A"),
        event("a2", "up", report("2031-03-04", source="b"), label="B"),
    )

    assert lines(brief, "known") == ["4 March 2031 | A ¹", "4 March 2031 | B ²"]


# --- on whose word -------------------------------------------------------------------------------


def word_for(*reports: Any, **fields: Any) -> str:
    """Give on whose word a state stands that these reports tell of."""
    (line,) = only(told(event("a1", "up", *reports), **fields), "states").lines
    return spaced(line.cells[3])


def test_word_of_an_article_is_not_put_in_the_mouth_of_an_actor() -> None:
    """Each voice has just the sources that have it from there."""
    assert word_for(
        report("2031-03-04", source="a", by=("north",)),
        report("2031-03-04", source="b"),
        report("2031-03-04", source="c"),
    ) == "the articles themselves ² ³ and The north ¹"  # fmt: skip


def test_state_does_not_stand_on_the_word_of_who_denies_it() -> None:
    """Nor on that of who only announced it."""
    assert word_for(
        report("2031-03-04", source="a", by=("north",)),
        report(source="b", by=("keeper",), modality="negated"),
        report("2031-03-04", source="c", by=("keeper",), modality="announced"),
    ) == "The north ¹"  # fmt: skip


def test_state_does_not_stand_on_a_report_that_was_set_aside() -> None:
    """What is not used lends nobody's word."""
    assert word_for(
        report("2031-03-04", source="a", by=("north",)),
        report("2031-03-09", source="b", by=("keeper",), id="late"),
        set_aside=(SetAside(report=["late"], because="a misprint"),),
    ) == "The north ¹"  # fmt: skip


def test_further_voices_are_counted() -> None:
    """Two are named, the rest is not dropped in silence."""
    assert word_for(
        report("2031-03-04", source="a", by=("north",)),
        report("2031-03-04", source="b", by=("keeper",)),
        report("2031-03-04", source="c"),
    ) == "The north ¹, The keeper ² and 1 other ³"  # fmt: skip


# --- what is disputed --------------------------------------------------------------------------


def test_contradicting_reports_are_disputed() -> None:
    """Two days for one event cannot both be right; the event is named, and both sources."""
    brief = told(
        event("a1", "up", report("2031-03-04", source="a"), report("2031-03-06", source="b"))
    )

    assert lines(brief, "disputed") == [
        "Contradiction: | 2 reports that cannot all be right, on a1. Their times were not used. ¹ ²"
    ]


def test_denied_event_is_disputed_and_not_known() -> None:
    """One source says that it happened, another that it did not."""
    brief = told(
        event(
            "a1", "up", report("2031-03-04", source="a"),
            report(source="b", modality="negated"), label="It begins",
        )
    )  # fmt: skip

    assert lines(brief, "known") == []
    assert lines(brief, "disputed") == [
        "Contradiction: | one report says that it happened, another that it did not: It begins ¹ ²"
    ]


def test_report_set_aside_is_told_with_its_reason() -> None:
    """What the coder decided not to use is named, with its source and why."""
    brief = told(
        event(
            "a1", "up", report("2031-03-04", source="a"),
            report("2031-03-06", source="b", id="late"), label="It begins",
        ),
        set_aside=(SetAside(report=["late"], because="a misprint"),),
    )  # fmt: skip

    assert lines(brief, "disputed") == ["Set aside: | one report on “It begins” ²: a misprint"]


def test_reports_set_aside_together_are_counted() -> None:
    """Two reports of one event are two, and the event is named once."""
    brief = told(
        event(
            "a1", "up", report("2031-03-04", source="a"),
            report("2031-03-06", source="b", id="late"),
            report("2031-03-07", source="c", id="later"), label="It begins",
        ),
        set_aside=(SetAside(report=["late", "later"], because="misprints"),),
    )  # fmt: skip

    assert lines(brief, "disputed") == ["Set aside: | two reports on “It begins” ² ³: misprints"]


def test_note_is_disputed() -> None:
    """What the coder leaves open is told with its sources."""
    brief = told(
        event("a1", "up", report("2031-03-04", source="a")),
        notes=(Note(text="Who was there?", sources=("c",)),),
    )

    assert lines(brief, "disputed") == ["Left open: | Who was there? ³"]


def test_what_the_model_does_not_foresee_is_no_dispute() -> None:
    """It has a part of its own, and nobody is said to dispute it."""
    brief = told(event("a1", "down", report("2031-03-04", source="a"), label="It ends"))

    assert lines(brief, "unforeseen") == [" | It ends ¹, where phase was low"]
    assert lines(brief, "disputed") == []
    assert parts(told(event("a1", "up", report("2031-03-04", source="a"))), "unforeseen") == []


def test_event_is_unforeseen_once_whatever_it_met() -> None:
    """In one order a second rise meets "high", in another it does not: one line tells of it."""
    brief = told(
        event("a1", "up", report("2031-03-04", source="a"), label="A"),
        event("a2", "down", report("2031-03-04", source="b"), label="B"),
        event("a3", "down", report("2031-03-04", source="c"), label="C"),
    )

    assert lines(brief, "unforeseen") == [
        " | B ², in some orders of the events, where phase was low",
        " | C ³, in some orders of the events, where phase was low",
    ]


def test_nothing_disputed_is_said() -> None:
    """A part without lines says so; it is not left out."""
    brief = told(event("a1", "up", report("2031-03-04", source="a")))

    assert only(brief, "disputed").notes == ("Nothing: no report in use contradicts another.",)


# --- what is not known -------------------------------------------------------------------------


def test_end_of_the_sources_comes_first() -> None:
    """The brief says up to when it knows anything."""
    brief = told(event("a1", "up", report("2031-03-04", source="a")))

    assert lines(brief, "unknown")[0].strip(" |") == (
        "What came after the end of 10 March 2031: the sources end there."
    )


def test_stop_is_not_passed_off_as_the_end_of_the_sources() -> None:
    """A brief made for a moment says that it stops there of itself."""
    chronology = story(TALKS, event("a1", "up", report("2031-03-04", source="a")), sources=SOURCES)
    brief = brief_of(chronology, at="2031-03-05")

    assert lines(brief, "unknown")[0].strip(" |") == (
        "What came after the end of 5 March 2031: this brief stops there."
    )


def test_open_order_that_decides_a_state_is_told_once() -> None:
    """Both events of the pair are named, and the track that hangs on it."""
    assert [line for line in lines(told_in_march(), "unknown") if line.startswith("Order")] == [
        "Order: | “a2” ¹ came before or after “a1” ¹; it decides phase"
    ]


def test_order_is_told_with_every_track_that_it_decides() -> None:
    """A pair of events that decides two tracks is one line, and drops neither."""
    talks = model(
        phase=track(rule("up", ["low"], "high"), rule("down", ["high"], "low"), initial="low"),
        truce=track(rule("up", ["off"], "on"), rule("down", ["on"], "off"), initial="off"),
    )
    moves = ((key, kind, "2031-03-04") for key, kind in (("a1", "up"), ("a2", "down")))
    brief = brief_of(story(talks, *(event(*move) for move in moves)))

    assert [line for line in lines(brief, "unknown") if line.startswith("Order")] == [
        "Order: | “a2” ¹ came before or after “a1” ¹; it decides phase and truce"
    ]


def test_open_stretches_begin_on_the_full_minute() -> None:
    """After the last second of the day both events are over: from midnight, one of two stands."""
    talks = model(
        phase=track(rule("go", ["low"], "middle"), rule("up", ["middle"], "high"), initial="low")
    )
    moves = (("a1", "go", "2031-03-04"), ("a2", "up", "2031-03-04"))
    brief = brief_of(story(talks, *(event(*move) for move in moves)))

    assert [line for line in lines(brief, "unknown") if line.startswith("phase")] == [
        "phase | high or middle: 5 March 2031, 00:00 – 31 December 2031, 24:00"
    ]


def test_short_stretches_are_counted() -> None:
    """A day on which a state changes leaves it open up to then: said once, not dropped."""
    brief = told(
        event("a1", "up", report("2031-03-04", source="a")),
        event("a2", "down", report("2031-03-06", source="a")),
    )

    assert lines(brief, "unknown")[-1].strip(" |") == (
        "For 2 shorter stretches, of a day at most each, a state is open, "
        "as the dates leave it: phase."
    )


def test_known_event_is_not_denied_by_what_is_not_known() -> None:
    """Without a period the brief says so, not that nothing was reported."""
    early = SOURCES | {"a": Source(id="a", label="A", outlet="A", published="2031-03-01")}
    brief = told(
        event("a1", "up", report("2031-03-04", source="a"), label="It begins"), sources=early
    )
    nothing = told()

    assert lines(brief, "known") == ["4 March 2031 | It begins ¹"]
    assert lines(brief, "unknown")[0].strip(" |") == (
        "How far the record reaches: no source in use reaches the first event."
    )
    assert lines(nothing, "unknown")[0].strip(" |") == (
        "What happened: no report says that anything did."
    )


def test_turn_without_a_day_is_told() -> None:
    """A date wider than a day is among what is not known."""
    brief = told(event("a1", "up", report("2031-02", source="a"), label="It begins"))

    assert "February 2031 | It begins ¹: no day is given" in lines(brief, "unknown")


def test_tracks_that_nobody_reports_on_are_named() -> None:
    """Silence is not a state: the track is told as never reported."""
    brief = told(event("a1", "up", report("2031-03-04", source="a")))

    assert "Never reported: | talks" in lines(brief, "unknown")


# --- a brief that stops --------------------------------------------------------------------------


def stopped() -> Brief:
    """Give a brief at the end of 5 March of a story that goes on."""
    value = {"source": "a", "by": ("keeper",)}
    dry = Measure(
        id="dry", label="Dry wells", unit="wells",
        values=(
            Value(as_of="2031-03-04", value=40, **value),
            Value(as_of="2031-03-06", value=50, **value),
        ),
    )  # fmt: skip
    wet = Measure(
        id="wet", label="Wells", unit="wells", values=(Value(as_of="2031-03-06", value=7, **value),)
    )
    chronology = story(
        TALKS,
        event("a1", "up", report("2031-03-04", source="a"), label="It begins"),
        event("a2", "down", report("2031-03-05/2031-03-08", source="b"), label="It wanes"),
        event("a3", "down", report("2031-03-07", source="b"), report("2031-03-07", source="b"),
              report("2031-03-09", source="c", id="late"), label="It ends"),
        event("a4", "down", report("2031-03-07", source="b"),
              report("2031-03-08", source="a"), label="It ends again"),
        sources=SOURCES, actors=ACTORS, definition="All until 9 March",
        measures={"dry": dry, "wet": wet},
        notes=(
            Note(text="Open.", about=("a1",), sources=("a",)),
            Note(text="Later.", about=("a1", "a3"), sources=("a",)),
            Note(text="Later.", measures=("dry",), sources=("a",)),
            Note(text="Of whenever.", sources=("a",)),
        ),
        set_aside=(SetAside(report=["late"], because="later"),),
    )  # fmt: skip
    return brief_of(chronology, at="2031-03-05")


def test_stopped_brief_tells_nothing_of_later() -> None:
    """Values, notes, decisions, contradictions and the words on the whole end with it too."""
    brief = stopped()

    assert lines(brief, "known") == ["4 March 2031 | It begins ¹"]
    assert lines(brief, "disputed") == ["Left open: | Open. ¹"]
    assert lines(brief, "measures") == [
        "Dry wells (wells): | counted by The keeper: 40 (4 March 2031 ¹)"
    ]
    assert brief.content.about == ""


def test_stopped_brief_counts_reports_up_to_there() -> None:
    """Of seven reports two are on what may have been by then; no other source is listed."""
    brief = stopped()

    assert [line.cells[0] + line.cells[4] for line in only(brief, "sources").lines] == ["11", "21"]
    assert lines(brief, "sides") == [" | the articles themselves (2)"]


def test_stopped_brief_says_what_may_have_come_later() -> None:
    """What a date leaves on either side of the stop is not known; silence is only up to then."""
    told_ = lines(stopped(), "unknown")

    assert "Not reported by then: | talks" in told_
    assert "Perhaps only later: | It wanes ² (between 5 March 2031 and 8 March 2031)" in told_


def test_stop_after_the_sources_is_no_stop() -> None:
    """Where the sources end before it, they do, and not the brief."""
    chronology = story(TALKS, event("a1", "up", report("2031-03-04", source="a")), sources=SOURCES)

    assert brief_of(chronology, at="2031-06-01").content == brief_of(chronology).content


# --- who says so -------------------------------------------------------------------------------


def test_sources_are_told_with_wire_date_and_number_of_reports() -> None:
    """An inferred date of publication is marked."""
    brief = told(event("a1", "up", report("2031-03-04", source="b")))

    assert lines(brief, "sources") == [
        "1 | Paper B | Wire | 11 March 2031 (inferred) | 1",
        "2 | Paper A | Wire | 10 March 2031 | 0",
        "3 | Paper C | – | 12 March 2031 | 0",
    ]


def test_sources_of_one_wire_are_one_voice() -> None:
    """Two papers that print one agency support an event once."""
    brief = told(
        event("a1", "up", report("2031-03-04", source="a"), report("2031-03-04", source="b"))
    )

    assert [spaced(note) for note in only(brief, "sources").notes] == [
        "2 sources are one voice, since all come from Wire ¹ ²",
        "Turns that rest on one origin alone: 1 of 1.",
    ]


def test_reports_are_counted_by_the_side_that_they_are_attributed_to() -> None:
    """Articles that name nobody, and what the coder infers, count for themselves."""
    brief = told(
        event(
            "a1", "up",
            report("2031-03-04", source="a", by=("north",)),
            report("2031-03-04", source="b", by=("north", "keeper")),
            report("2031-03-04", source="c"),
            report(source=None, inferred="so"),
        )
    )  # fmt: skip

    part = only(brief, "sides")
    assert [line.cells[1] for line in part.lines] == [
        "north bank (2), no side given (1), the articles themselves (1) "
        "and the coder’s inference (1)"
    ]
    assert part.notes == ("A report that names several sides counts with each.",)


def test_measures_keep_their_words_their_date_and_who_counted() -> None:
    """Values are told one by one; one said again is told once with both its dates."""
    value = {"at_least": 40, "by": ("keeper",)}
    measure = Measure(
        id="dry", label="Dry wells", unit="wells",
        values=(
            Value(as_of="2031-03-04", source="a", **value),
            Value(as_of="2031-03-05", source="b", **value),
            Value(as_of="2031-03-06", source="c", value=50, words="some fifty"),
        ),
    )  # fmt: skip

    assert lines(told(measures={"dry": measure}), "measures") == [
        "Dry wells (wells): | counted by The keeper: at least 40 (4 March 2031 ¹ and "
        "5 March 2031 ²); who counted is not said: some fifty (6 March 2031 ³)"
    ]


def test_no_number_is_made_that_no_source_gives() -> None:
    """Of 98, 140 and 150 no sum and no difference appears."""
    said = " ".join(lines(brief_of(load("daraa-2018")), "measures"))
    numbers = {number.replace(",", "") for number in re.findall(r"\d[\d,]*\d", said)}

    assert numbers & {"238", "248", "290", "388", "42", "52"} == set()
    assert {"30", "2018"} <= numbers


# --- room --------------------------------------------------------------------------------------


def part_of(key: Key, count: int, size: int = 10, columns: int = 0) -> Part:
    """Give a part with so many lines of so many letters."""
    cells = ("x" * size,) * max(columns, 1)
    made = tuple(Line(cells if columns else ("", "x" * size), rank) for rank in range(count))
    return Part(key, key, made, ("head",) * columns)


def test_lines_of_the_lowest_rank_stay_in_their_own_order() -> None:
    """The third and the first line matter most: they stay, the first one first."""
    ranked = tuple(Line(("", name), rank) for name, rank in (("a", 1), ("b", 2), ("c", 0)))
    # a heading, two lines, the space of one more for the halves to differ, and what is left out
    (cut,) = fitted([Part("known", "Known", ranked)], 1.8 + 3 * 1.1 + 1, str)

    assert [line.cells[1] for line in cut.lines] == ["a", "c"]
    assert cut.more == "1"


def test_line_without_room_is_not_passed_over() -> None:
    """A short line does not take the place of a longer one that matters more."""
    ranked = (Line(("", "x" * 1000), 0), Line(("", "short"), 1))
    (cut,) = fitted([Part("known", "Known", ranked)], 10, str)

    assert (cut.lines, cut.more) == ((), "2")


@given(st.lists(st.integers(0, 40), min_size=8, max_size=8), st.floats(0, 200))
def test_what_is_left_out_is_counted(counts: list[int], room: float) -> None:
    """Whatever the room, kept and left out add up to all."""
    given_ = [
        part_of(key, count, columns=len(SHARES.get(key, ())))
        for key, count in zip(get_args(Key), counts, strict=True)
    ]

    for part, count in zip(fitted(given_, room, str), counts, strict=True):
        assert len(part.lines) + int(part.more or 0) == count


def test_long_words_about_it_leave_less_room() -> None:
    """What stands above the parts and below them is counted: fewer events are told."""
    days = [f"2031-{n // 25 + 1:02}-{n % 25 + 1:02}" for n in range(100)]
    plain, long = (
        on_page(brief_of(story(TALKS, *turns(*days), definition=text_), file=text_), 200.0)
        for text_ in ("short", "a very long text " * 15)
    )

    kept = [sum(len(part.lines) for part in one.parts) for one in (plain, long)]
    assert kept[0] > kept[1]


@given(st.text())
def test_shortened_text_is_its_own_beginning(written: str) -> None:
    """A cut text ends in a sign that says so, and is never longer than allowed."""
    cut = shortened(written)

    assert len(cut) <= MOST
    assert cut == written or (cut.endswith("…") and written.startswith(cut[:-1]))


@pytest.mark.parametrize("name", ["nothing", "one event", "500 events", "long labels"])
def test_every_story_has_a_brief(name: str) -> None:
    """From no event to five hundred the parts are there, each with lines or a word on why not."""
    brief = brief_of(STORIES[name].chronology)

    for part in brief.content.parts:
        assert part.lines or part.notes


def test_many_events_leave_a_word_on_what_is_missing() -> None:
    """Of 300 turns the page tells some and says how many it does not."""
    days = (f"20{10 + n // 25:02}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}" for n in range(300))
    page = on_page(brief_of(story(TALKS, *turns(*days))))
    (known,) = (part for part in page.parts if part.key == "known")

    assert 0 < len(known.lines) <= 16
    assert known.more == f"{300 - len(known.lines)} more in the full replay."


# --- choice of sources, the foot, languages ------------------------------------------------------


def test_sources_left_out_on_request_are_named_in_the_foot() -> None:
    """Whoever reads the brief knows that somebody chose its sources."""
    whole = load("daraa-2018")
    brief = brief_of(whole.without(["web digest"]), whole=whole)

    assert "Left out on request: Web digest, 3 July 2018." in brief.content.foot


def test_foot_names_the_file_and_its_digest() -> None:
    """A reader can check which text the brief was made from."""
    brief = brief_of(load("valley"), file="valley.yaml", digest="sha256:0123")

    assert brief.content.foot[-1].endswith("from valley.yaml (sha256:0123).")


@pytest.mark.parametrize("name", ["daraa-2018", "valley"])
def test_sources_have_the_numbers_of_the_timeline(name: str) -> None:
    """The raised numbers in the figure are those of the table below it."""
    brief = brief_of(load(name))
    drawn = small_timeline(brief.history, brief.speech)
    numbers = {line.cells[1]: line.cells[0] for line in only(brief, "sources").lines}

    for key, number in drawn.plan.sources.items():
        source = brief.history.chronology.sources[key]
        assert numbers[source.name() or key] == str(number)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("name", ["daraa-2018", "valley"])
def test_brief_speaks_every_language(name: str, language: str) -> None:
    """No part falls back on another language's words."""
    brief = brief_of(load(name), language)
    titles = [part.title for part in brief.content.parts if part.key != "states"]
    words = lexicon(language).brief

    assert (brief.content.language, brief.content.direction) == (
        language, "rtl" if language == "ar" else "ltr",
    )  # fmt: skip
    assert set(titles) <= {word for word in words.values() if isinstance(word, str)}


def test_texts_of_another_direction_are_set_apart() -> None:
    """In an Arabic sentence an English name is isolated, so that it turns nothing round."""
    brief = brief_of(load("daraa-2018"), "ar")
    told_ = lines(brief, "disputed")[0]

    assert "\u2068contradicted by the same agency" in told_


def test_unknown_ending_is_refused() -> None:
    """The message says which endings there are."""
    with pytest.raises(NegotiationError, match=r"end it in \.html, \.docx or \.md"):
        files(brief_of(load("valley")), Path("brief.pdf"))


def test_unknown_language_is_refused() -> None:
    """The message names the languages that there are."""
    with pytest.raises(NegotiationError, match="en, ar, fr"):
        brief_of(load("valley"), "xx")
