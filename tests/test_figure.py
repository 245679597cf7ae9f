"""The `figure:` of a chronology: what its author wants the picture to show."""

from pathlib import Path

from negotiation import load, replay
from negotiation.plot import timeline
from tests.plotted import midnight

FILE = """
format: negotiation-chronology/1
title: Two valleys
model: core-talks
timezone: UTC
sources: {gazette: {outlet: Gazette, published: 2031-03-09}}
events:
  opened: {kind: contacts-opened, reports: [{source: gazette, when: 2031-03-01}]}
  met: {kind: session-begins, reports: [{source: gazette, when: 2031-03-04}]}
  heard: {kind: deadline-set, reports: [{source: gazette, when: 2031-03-05}]}
  due:
    label: Answer due
    kind: deadline-day
    reports: [{source: gazette, when: 2031-03-07, modality: scheduled}]
"""
FIGURE = """
figure:
  tracks: [session, {track: process, title: {en: Talks, fr: Pourparlers}}]
  flags: [heard]
  from: 2031-03-02
  to: 2031-03-08
"""


def drawn(tmp_path: Path, text: str, **choices: object) -> object:
    path = tmp_path / "valleys.yaml"
    path.write_text(text, encoding="utf-8")
    return timeline(replay(load(str(path))), **choices)  # type: ignore[arg-type]


def test_the_file_chooses_orders_and_titles_lanes(tmp_path: Path) -> None:
    """Sessions stand first and the process is called Talks, in each language."""
    english, french = (drawn(tmp_path, FILE + FIGURE, language=code) for code in ("en", "fr"))

    assert list(english.lanes) == ["session", "process"]
    assert [text.get_text() for text in english.lanes["process"].name] == ["Talks"]
    assert [text.get_text() for text in french.lanes["process"].name] == ["Pourparlers"]


def test_the_file_chooses_flags_and_the_range(tmp_path: Path) -> None:
    """An event that moves no lane has a flag if the file wants one; other days are not drawn."""
    picture = drawn(tmp_path, FILE + FIGURE)

    assert "heard" in picture.flags
    assert picture.plan.range.start == midnight("2031-03-02") * 86400
    assert picture.plan.range.end == midnight("2031-03-09") * 86400


def test_an_option_goes_before_the_file(tmp_path: Path) -> None:
    """Whoever draws may choose otherwise."""
    assert list(drawn(tmp_path, FILE + FIGURE, tracks=["process"]).lanes) == ["process"]
    later = drawn(tmp_path, FILE + FIGURE, start="2031-03-04")
    assert later.plan.range.start == midnight("2031-03-04") * 86400


def test_a_day_that_is_due_is_a_bracket_over_its_whole_window(tmp_path: Path) -> None:
    """A deadline without an hour spans its day, though no report says that anything happened."""
    (bracket,) = drawn(tmp_path, FILE).brackets
    across = bracket.line.get_xdata()

    assert (min(across), max(across)) == (midnight("2031-03-07"), midnight("2031-03-08"))
    assert [text.get_text() for text in bracket.texts] == ["Answer due\u202f¹"]
