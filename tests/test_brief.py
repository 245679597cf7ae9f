"""The brief: one page that says what is known, disputed and not known, and who says so."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.brief import Brief, brief_of, files
from negotiation.brief.content import MOST, Key, Line, Part, shortened
from negotiation.brief.fitting import fitted
from negotiation.errors import NegotiationError
from negotiation.evidence import Actor, Measure, Note, SetAside, Source, Value
from negotiation.load import load
from negotiation.plot.small import small_timeline
from negotiation.view.lexicon import lexicon
from tests.making import event, report, story
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


def test_inferred_event_is_not_passed_off_as_a_report() -> None:
    """What no source reports is marked as the coder's."""
    brief = told(
        event("a1", "up", report("2031-03-04", source="a"), label="It begins"),
        event("a2", "down", report("2031-03-05", source=None, inferred="so"), label="It ends"),
    )

    assert lines(brief, "known")[1] == "5 March 2031 | It ends (inferred by the coder)"


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

    assert lines(brief, "disputed") == ["Set aside: | a report on “It begins ²”; a misprint"]


def test_deviation_and_note_are_disputed() -> None:
    """What the model does not foresee is told before what the coder leaves open."""
    brief = told(
        event("a1", "down", report("2031-03-04", source="a"), label="It ends"),
        notes=(Note(text="Who was there?", sources=("c",)),),
    )

    assert lines(brief, "disputed") == [
        "Not foreseen: | It ends ¹: the model has no way for it where phase was low",
        "Left open: | Who was there? ³",
    ]


def test_nothing_disputed_is_said() -> None:
    """A part without lines says so; it is not left out."""
    brief = told(event("a1", "up", report("2031-03-04", source="a")))

    assert only(brief, "disputed").notes == (
        "Nothing: no report in use contradicts another, and the model foresees every event.",
    )


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
        "Order: | “a2 ¹” came before or after “a1 ¹”; it decides phase"
    ]


def test_turn_without_a_day_is_told() -> None:
    """A date wider than a day is among what is not known."""
    brief = told(event("a1", "up", report("2031-02", source="a"), label="It begins"))

    assert "February 2031 | It begins ¹: no day is given" in lines(brief, "unknown")


def test_tracks_that_nobody_reports_on_are_named() -> None:
    """Silence is not a state: the track is told as never reported."""
    brief = told(event("a1", "up", report("2031-03-04", source="a")))

    assert "Never reported: | talks" in lines(brief, "unknown")


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
        "2 sources come from Wire: one voice, not 2 ¹ ²",
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
        "north bank 2, no side given 1, the articles themselves 1 and the coder’s inference 1"
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
    (cut,) = fitted([Part("known", "Known", ranked)], 3 + 2 * 1.2, str)

    assert [line.cells[1] for line in cut.lines] == ["a", "c"]
    assert cut.more == "1"


@given(st.lists(st.integers(0, 40), min_size=7, max_size=7), st.floats(0, 200))
def test_what_is_left_out_is_counted(counts: list[int], room: float) -> None:
    """Whatever the room, kept and left out add up to all."""
    keys: list[Key] = ["states", "known", "disputed", "unknown", "sources", "sides", "measures"]
    given_ = [
        part_of(key, count, columns=3 if key in {"states", "sources"} else 0)
        for key, count in zip(keys, counts, strict=True)
    ]

    for part, count in zip(fitted(given_, room, str), counts, strict=True):
        assert len(part.lines) + int(part.more or 0) == count


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
    brief = brief_of(story(TALKS, *turns(*days)))
    known = only(brief, "known")

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
