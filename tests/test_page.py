"""The replay page as a text: what it holds, that it is small, and that texts stay texts."""

import base64
import hashlib
import re
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.dates import parse_moment
from negotiation.errors import NegotiationError, UnknownName
from negotiation.evidence import Source
from negotiation.history import History
from negotiation.page import page
from negotiation.page.across import Across
from negotiation.page.bars import _label
from negotiation.page.stops import stops
from negotiation.readings import Until
from negotiation.replay import replay
from negotiation.view.citing import JOINT
from negotiation.view.colours import INK
from tests.making import PAPER, event, report, story
from tests.paged import DARAA, HOSTILE, TALKS, VALLEY, Read, data, hostile, strings, told, unpacked

EMPTY = told()
QUOTED = {'""', '"t t"', '"p n"'}  # in the styles


# --- what it holds --------------------------------------------------------------------------------


@pytest.mark.parametrize("history", [DARAA, VALLEY], ids=["daraa", "valley"])
def test_everything_is_told_without_the_script(history: History) -> None:
    """Every event, measure and source, and every reached state, stands in the page's own text."""
    text = Read(page(history)).text
    chronology = history.chronology

    missing = [one.name() for one in chronology.events.values() if one.name() not in text]
    missing += [one.name() for one in chronology.measures.values() if one.name() not in text]
    missing += [one.name() for one in chronology.sources.values() if one.name() not in text]
    for track in history.tracks:
        states = chronology.tracks()[track].states
        reached = [span.state for span in history.spans(track) if span.start is not None]
        missing += [states[key].name() for key in reached if states[key].name() not in text]
    assert missing == []


def test_stops_hold_the_hours_and_the_end_of_the_record() -> None:
    """A day is walked through by the quarter of an hour, and the last stop lies after it."""
    paper = Source(id="paper", outlet="Paper", published="2031-03-04")
    found = stops(told(event("a", "up", "2031-03-04"), sources={"paper": paper}))

    assert found is not None
    clocks = [stop.clock for stop in found.stops]
    assert clocks[:3] == ["00:00", "00:15", "00:30"]
    assert clocks[-3:] == ["23:45", "", "00:00"]  # the end of the day, and the next one
    assert found.leap == 24 * 4


def test_an_event_of_a_minute_is_over_a_minute_later() -> None:
    """At the reported minute a ceasefire may be in force or not; a minute later it is."""
    history = told(event("a", "up", "2031-03-04T19:00"))
    found = stops(history)

    assert found is not None
    names = {stop.clock: stop.moment for stop in found.stops if f"{stop.day}" == "2031-03-04"}
    assert history.track_at("phase", names["19:00"]).possible == ("low", "high")
    assert history.track_at("phase", names["19:01"]).certain == "high"
    assert names["19:01"] == parse_moment("2031-03-04T19:01", history.zone)


def test_deviations_disputes_and_what_never_happened_are_said() -> None:
    """An event that the model does not foresee, that is denied or only announced, says so."""
    text = Read(
        page(
            told(
                event("a", "down", "2031-03-04", label="Down"),
                event("b", "up", "2031-03-05", report("2031-03-05", modality="negated")),
                event("c", "talk", report("2031-03-09", modality="announced"), label="Talks"),
            )
        )
    ).text

    assert "Down Not foreseen by the model: Phase was low." in text.replace("phase", "Phase")
    assert "Disputed: one report says that it happened, another that it did not." in text
    assert "Talks No report says that it happened: it moves nothing." in text


def test_rail_counts_what_happened_apart_from_what_was_announced() -> None:
    """One event, and one that was only announced, are not two events."""
    text = page(
        told(
            event("a", "up", "2031-03-04"),
            event("b", "talk", report("2031-03-09", modality="announced")),
        )
    )

    assert data(text)["rail"][0] == "1 event, 1 only announced"


def test_sources_left_out_are_named() -> None:
    """Without the second paper, the page says so above the drawing and where it ends."""
    whole = story(
        TALKS,
        event("a", "up", report("2031-03-04")),
        event("b", "talk", report("2031-03-05", source="late")),
        sources={
            "paper": PAPER,
            "late": Source(id="late", outlet="Late Post", published="2031-12-31"),
        },
    )
    text = page(replay(whole.without(["late"])), whole=whole)

    assert "Left out on request, and not read here: late." in Read(text).text
    assert data(text)["words"]["ended"].startswith("Here the sources in use end")
    assert "Left out" not in Read(page(replay(whole), whole=whole)).text


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (Until.at(1930392000), "The replay stops at 4 March 2031, 12:00"),  # counted by hand
        (Until.before("b"), "The replay stops before this event, as was asked for: b."),
        (Until.through("b"), "The replay stops after this event, as was asked for: b."),
    ],
)
def test_replay_that_stops_says_so(until: Until, said: str) -> None:
    """A replay that stops does not say that its sources end, but where and why it does."""
    whole = story(TALKS, event("a", "up", "2031-03-04"), event("b", "talk", "2031-03-05"))
    text = page(replay(whole, until=until))

    assert said in Read(text).text
    assert data(text)["words"]["ended"].startswith("Here the replay stops")


def test_too_narrow_a_lane_names_its_state_when_pointed_at() -> None:
    """A state of a day in eighty years has no room for a label, and has its name as a title."""
    text = page(told(event("a", "up", "1950-01-01"), event("b", "talk", "2030-01-01"),
                     event("c", "stop", "2030-01-03")), tracks=["talks"])  # fmt: skip

    assert "<title>going-on" in text


def test_label_loses_its_sources_before_letters() -> None:
    """Where name and sources have no room, the name alone stands; then as much of it as has."""
    week = Across(0, 1000)

    wide, narrow, least = (
        _label(week, f"Adjourned{JOINT}¹ ² ³ ⁴ ⁵ ⁶ ⁷", (0, last), INK, "")
        for last in (400, 130, 80)
    )
    texts = [None if one is None else one.text for one in (wide, narrow, least)]
    assert texts[:2] == [f"Adjourned{JOINT}¹ ² ³ ⁴ ⁵ ⁶ ⁷", "Adjourned"]
    assert (texts[2] or "").startswith("Adj")
    assert (texts[2] or "").endswith("…")
    assert _label(week, "Ended", (0, 20), INK, "") is None


def test_a_page_without_dates_has_no_controls() -> None:
    """Where nothing happened there is no script, and the page says that there is no replay."""
    text = page(EMPTY)

    assert "<script" not in text
    assert "there is nothing to replay" in Read(text).text


def test_only_the_tracks_asked_for() -> None:
    """With tracks, the page shows these, and names the others that moved as left out."""
    text = page(DARAA, tracks=["phase", "issue"])

    assert len(data(text)["tracks"]) == 1 + 10
    assert "Not shown: the tracks" in Read(text).text


def test_unknown_tracks_and_languages_are_refused() -> None:
    """A misspelt track, and a language without words, are errors that name what there is."""
    with pytest.raises(UnknownName, match="phase"):
        page(DARAA, tracks=["phrase"])
    with pytest.raises(NegotiationError, match="en"):
        page(DARAA, language="de")


def test_same_history_same_bytes() -> None:
    """A page knows no clock and no chance."""
    assert page(VALLEY) == page(VALLEY)


SPANS = {
    "a minute": told(event("a", "up", "2031-03-04T10:00")),
    "over a change of clocks": told(
        event("a", "up", "2018-10-25"), event("b", "talk", "2018-10-26"), timezone="Asia/Damascus"
    ),
    "a century": told(event("a", "up", "1815"), event("b", "talk", "1914-07")),
    "a millennium": told(event("a", "up", "1000-01-01"), event("b", "talk", "2031-01-01")),
    "open": told(event("a", "up", "../2031-03-04"), event("b", "talk", "2031-03-02")),
    "beyond the sources": told(event("a", "up", "2031-03-04"), event("b", "talk", "9000-01-01")),
}


@pytest.mark.parametrize("history", SPANS.values(), ids=SPANS.keys())
def test_any_span_has_stops_in_order(history: History) -> None:
    """From a minute to a millennium the stops ascend, some thousand at most are on the slider."""
    found = stops(history)

    assert found is not None
    moments = [stop.moment for stop in found.stops]
    assert moments == sorted(set(moments))
    assert history.record is not None
    assert (moments[0], moments[-1]) == (history.record.start, history.record.end)
    assert 2 <= len(found.grid) <= 1_100
    _is_sound(page(history))


# --- size -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "most"), [("en", 60_000), ("fr", 64_000), ("ar", 69_000)])
def test_daraa_is_small(language: str, most: int) -> None:
    """The page of Daraa, diagrams and all, stays under 60,000 bytes in English.

    French has longer words, and an Arabic letter takes two bytes.
    """
    assert len(page(DARAA, language=language).encode()) < most


def test_500_events_stay_small() -> None:
    """A page of 500 events over 20 years stays under 500 kB."""
    kinds = cycle(["up", "talk", "stop"])
    turned = [
        event(f"e{n}", next(kinds), f"20{10 + n // 25:02}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}")
        for n in range(500)
    ]

    assert len(page(told(*turned)).encode()) < 500_000


# --- texts stay texts -----------------------------------------------------------------------------


def _is_sound(text: str) -> None:
    """Check that there is one style, three scripts, no image, no handler and no request."""
    read = Read(text)
    tags = [tag for tag, _ in read.elements]
    attributes = [name for _, given in read.elements for name in given]
    assert [tag for tag in tags if tag in {"script", "style"}] in (
        ["style", "script", "script", "script"], ["style"],
    )  # fmt: skip
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & set(tags)
    assert [name for name in attributes if name.startswith("on") or name in {"style", "src"}] == []
    targets = [given["href"] or "" for _, given in read.elements if "href" in given]
    assert [target for target in targets if not target.startswith("#")] == []


def test_hostile_texts_stay_texts() -> None:
    """Markup, quotes and templates in every field of a file are shown, never obeyed."""
    text = page(hostile())

    _is_sound(text)
    assert '</script><script>alert(1)</script><img src=x onerror="alert(2)">' in Read(text).text
    assert "{{ 7*7 }}" in Read(text).text


def test_marks_that_turn_or_control_text_are_spelt_out() -> None:
    """No control character and no mark of direction of a file reaches the page or its data."""
    text = page(hostile())

    steering = {letter for letter in "\u202e\u202c\u2028\x07" if letter in HOSTILE}
    assert len(steering) == 4
    assert [one for one in [text, *strings(data(text))] if steering & set(one)] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1).filter(str.strip))
def test_any_text_stays_text(label: str) -> None:
    """Whatever a label holds, the page keeps its elements."""
    _is_sound(page(hostile(label)))


# --- its own files --------------------------------------------------------------------------------


def _digests(texts: Iterable[str]) -> list[str]:
    return [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]


def test_policy_allows_its_styles_and_scripts_only() -> None:
    """The policy allows nothing but the digests of the page's own two styles and three scripts."""
    text = page(VALLEY)
    policy = next(
        g["content"] or "" for t, g in Read(text).elements if "content" in g and t == "meta"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    packed = unpacked(text)

    styles = [*re.findall("<style>(.*?)</style>", text, re.DOTALL), packed["style"]]
    scripts = [*re.findall("<script>(.*?)</script>", text, re.DOTALL), packed["script"]]
    assert re.findall(r"'sha256-([^']+)'", rules.pop("style-src")) == _digests(styles)
    assert re.findall(r"'sha256-([^']+)'", rules.pop("script-src")) == _digests(scripts)
    assert rules == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["page.js", "early.js", "unpack.js"])
def test_scripts_make_texts_only(name: str) -> None:
    """No script parses markup or asks for anything."""
    source = Path(__file__).parent.parent / "negotiation" / "page" / name

    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|DOMParser|document\.write|\beval\b|fetch\("
    assert re.findall(forbidden, source.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["page.css", "replay.css"])
def test_no_style_holds_what_its_shortening_would_break(name: str) -> None:
    """A text or address in quotes would lose its spaces: the styles hold none but empty ones."""
    source = Path(__file__).parent.parent / "negotiation" / "page" / name

    assert set(re.findall(r"""["'].*?["']""", source.read_text(encoding="utf-8"))) <= QUOTED


# --- the command ----------------------------------------------------------------------------------


def test_command_writes_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without -o it has the chronology's name; a file is overwritten with --force only."""
    monkeypatch.chdir(tmp_path)

    assert CliRunner().invoke(app, ["page", "valley"]).exit_code == 0
    written = (tmp_path / "valley.html").read_text(encoding="utf-8")
    assert written == page(VALLEY)
    again = CliRunner().invoke(app, ["page", "valley", "--classroom"])
    assert "--force" in str(again.exception)
    assert (tmp_path / "valley.html").read_text(encoding="utf-8") == written
    forced = CliRunner().invoke(app, ["page", "valley", "--classroom", "--force"])
    assert forced.exit_code == 0
    assert "data-classroom" in (tmp_path / "valley.html").read_text(encoding="utf-8")


def test_command_takes_sources_language_and_tracks(tmp_path: Path) -> None:
    """Only what a source says, in French, for one track."""
    target = tmp_path / "deep" / "page.html"
    asked = ["--only", "AFP", "--language", "fr", "--tracks", "ceasefire"]

    assert CliRunner().invoke(app, ["page", "daraa-2018", "-o", str(target), *asked]).exit_code == 0
    read = Read(target.read_text(encoding="utf-8"))
    assert ("html", {"lang": "fr", "dir": "ltr"}) in read.elements
    assert "Web digest" not in read.text
    assert "Écarté à la demande, et non lu ici" in read.text
