"""What the loader reads, and how its messages show the place of a problem."""

from pathlib import Path
from textwrap import dedent

import pytest

from negotiation.chronology import Chronology
from negotiation.errors import LoadError, Problem
from negotiation.event import Event
from negotiation.load import is_model, load, load_model, load_model_of
from tests.spoilt import DOOR, HEAD, talks


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the file that a test writes."""
    return tmp_path / "talks.yaml"


def read(path: Path, text: str) -> Chronology:
    """Write a chronology and load it."""
    path.write_text(text, encoding="utf-8")
    return load(path)


def event(path: Path, report: str) -> Event:
    """Write a chronology of one event with one report, and give the event."""
    return read(path, talks(report)).event("talks")


def refused(path: Path, text: str) -> LoadError:
    """Write a file that is refused, and give the error."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        load_model_of(path)
    return caught.value


def shown(path: Path, text: str) -> str:
    """Give the message of a refusal, without the folder."""
    return str(refused(path, text)).replace(f"{path.parent.as_posix()}/", "")


# --- what is read -------------------------------------------------------------------------------


def test_every_value_stays_the_text_it_is(path: Path) -> None:
    """Nothing becomes another thing: not `no`, 12:30, 1.10, 0x1F, 2031-03-04, nor `null` quoted."""
    written = 'no: no, clock: 12:30, version: 1.10, code: 0x1F, day: 2031-03-04, name: "null"'
    details = f"    details: {{{written}}}\n    reports:"

    found = read(path, talks("{source: gazette}").replace("    reports:", details))

    assert found.event("talks").details == {
        "no": "no",
        "clock": "12:30",
        "version": "1.10",
        "code": "0x1F",
        "day": "2031-03-04",
        "name": "null",
    }


def test_on_is_a_key(path: Path) -> None:
    """`on:` is the field of that name, which other programs turn into `true`."""
    path.write_text(DOOR)

    assert load_model(path).tracks["door"].transitions[0].on == ("opened",)


def test_one_name_or_a_list(path: Path) -> None:
    """Where several names may stand, a single one needs no brackets."""
    actors = HEAD + "actors: {clerk: {}, miller: {}}\n"

    one = read(path, talks("{source: gazette, by: clerk}", head=actors))
    two = read(path, talks("{source: gazette, by: [clerk, miller]}", head=actors))

    assert one.event("talks").reports[0].by == ("clerk",)
    assert two.event("talks").reports[0].by == ("clerk", "miller")


def test_label_in_one_language_needs_no_braces(path: Path) -> None:
    """A plain text is the English label."""
    assert read(path, HEAD).title == {"en": "Two valleys"}


@pytest.mark.parametrize("written", ['"2, 5-7"', '"2,5–7"', "[2, 5-7]", '[2, 5, "6-7"]'])
def test_paragraphs(path: Path, written: str) -> None:
    """Paragraphs may be written as a text or a list, with ranges."""
    report = event(path, f"{{source: gazette, paragraph: {written}}}").reports[0]

    assert report.paragraph == (2, 5, 6, 7)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_mark(path: Path, ends: str) -> None:
    """Files from any system are read, with or without the mark that Windows writes first."""
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", ends).encode())

    assert load(path).title == {"en": "Two valleys"}


def test_alias_repeats_a_block(path: Path) -> None:
    """An alias that repeats a block a few times is read."""
    found = read(path, talks("&said {source: gazette}\n      - *said"))

    assert [report.source for report in found.event("talks").reports] == ["gazette", "gazette"]


def test_blocks_have_the_id_of_their_key(path: Path) -> None:
    """An event, a source, a kind and a state are called by the key above them."""
    found = read(path, talks("{source: gazette}"))

    assert found.events["talks"].id == "talks"
    assert found.sources["gazette"].id == "gazette"
    assert found.model.kinds["talks-held"].id == "talks-held"
    assert found.model.tracks["process"].states["none"].id == "none"


@pytest.mark.parametrize(
    ("file", "name"),
    [("talks.yaml", "talks"), ("Two Valleys.yaml", "two-valleys"), ("محادثات.yaml", "chronology")],
)
def test_chronology_is_called_after_its_file(tmp_path: Path, file: str, name: str) -> None:
    """The name is the file's, in small letters, digits and hyphens."""
    assert read(tmp_path / file, HEAD).name == name


def test_report_set_aside_breaks_the_circle(path: Path) -> None:
    """Events in a circle are read if a report in it is set aside."""
    later = (
        "  later:\n    kind: talks-held\n    reports: [{id: r2, source: gazette, after: talks}]\n"
    )
    circle = talks("{id: r1, source: gazette, after: later}") + later
    assert "R313" in shown(path, circle)

    aside = "set-aside: [{report: r1, because: a slip of the pen}]\n"

    assert set(read(path, circle + aside).events) == {"talks", "later"}


# --- models -------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["models/door.yaml", "models\\door.yaml", "./models/door.yaml"])
def test_model_in_a_folder_below(path: Path, written: str) -> None:
    """A model may lie in the folder of the chronology or below, with either slash."""
    (path.parent / "models").mkdir()
    (path.parent / "models" / "door.yaml").write_text(DOOR)

    assert list(read(path, HEAD.replace("core-talks", written)).model.tracks) == ["door"]


def test_link_inside_the_folder(path: Path) -> None:
    """A link to a file of the same folder is followed."""
    (path.parent / "door.yaml").write_text(DOOR)
    try:
        (path.parent / "model.yaml").symlink_to(path.parent / "door.yaml")
    except OSError:
        pytest.skip("this system makes no links")

    assert list(read(path, HEAD.replace("core-talks", "model.yaml")).model.tracks) == ["door"]


def test_included_model_is_added_to(path: Path) -> None:
    """A model takes over what it includes, adds states and transitions, and orders the tracks."""
    (path.parent / "door.yaml").write_text(DOOR)
    path.write_text(
        dedent("""\
            format: negotiation-model/1
            title: Two doors
            include: door.yaml
            headline: gate
            kinds: {locked: {}}
            tracks: {gate: {initial: open, states: {open: {}}}}
            extend:
              door:
                states: {bolted: {}}
                transitions: [{on: locked, from: shut, to: bolted}]
            """)
    )

    model = load_model(path)

    assert list(model.tracks) == ["gate", "door"]
    assert list(model.kinds) == ["opened", "closed", "locked"]
    assert list(model.tracks["door"].states) == ["shut", "open", "bolted"]
    assert [t.on for t in model.tracks["door"].transitions] == [
        ("opened",),
        ("closed",),
        ("locked",),
    ]


def test_conditions_before_the_rule_for_the_rest(path: Path) -> None:
    """A transition with a condition may stand before one without: neither shadows the other."""
    row = "      - {on: opened, from: shut, to: open}\n"
    by_hand = "      - {on: opened, from: shut, where: {by: hand}}\n"
    path.write_text(DOOR.replace(row, by_hand + row))

    assert len(load_model(path).tracks["door"].transitions) == 3


def test_timeout_is_for_models_alone(path: Path) -> None:
    """A model with a timeout can be read, though no chronology can be replayed with it."""
    path.write_text(DOOR.replace("to: shut}", "to: shut, timeout: PT24H}"))

    assert load_model(path).tracks["door"].transitions[1].timeout == 86_400


def test_more_than_twenty_models_in_a_row(tmp_path: Path) -> None:
    """A chain of includes is followed through twenty files, then refused."""
    for number in range(30):
        include = f"include: m{number + 1}.yaml\n"
        (tmp_path / f"m{number}.yaml").write_text(
            f"format: negotiation-model/1\ntitle: M\n{include}"
        )
    (tmp_path / "m30.yaml").write_text(DOOR)

    assert list(load_model(tmp_path / "m11.yaml").tracks) == ["door"]
    with pytest.raises(LoadError, match=r"m19\.yaml:3:10: M405 include: more than 20 models"):
        load_model(tmp_path / "m0.yaml")


def test_what_is_a_model(path: Path) -> None:
    """A model is known by its format, or by being shipped as one."""
    path.write_text(DOOR.replace("negotiation-model/1", '"negotiation-model/1"'))
    assert is_model(path)
    path.write_text(HEAD)
    assert not is_model(path)
    assert is_model("core-talks")
    assert not is_model("daraa-2018")
    assert load_model_of("daraa-2018") == load_model("talks-under-fire")


# --- messages -----------------------------------------------------------------------------------


def test_message_in_full(path: Path) -> None:
    """A message has the place, the code, what is wrong, what to write, the line and a caret."""
    assert shown(path, talks("{source: gazette, when: March 4}")) == (
        "talks.yaml:11:33: D101 events.talks.reports[1].when: "
        '"March 4" is not a date; write YYYY-03-04, YYYY-03 or "YYYY-03-04 afternoon"\n'
        "   11 |       - {source: gazette, when: March 4}\n"
        "      |                                 ^"
    )


def place_under_caret(message: str) -> str:
    """Give what stands above the caret of a message's first problem."""
    _, line, below = message.split("\n")[:3]
    return line[below.index("^") :]


def test_caret_after_a_tab(path: Path) -> None:
    """A tab is shown as one space, so that the caret stays under its place."""
    message = shown(path, HEAD.replace("model: core-talks", 'model:\t"core\ttalk"'))

    assert message.split("\n")[1] == '    3 | model: "core talk"'
    assert place_under_caret(message) == '"core talk"'


def test_caret_after_wide_and_combining_letters(path: Path) -> None:
    """Letters that take two columns, or none, are counted as a terminal shows them."""
    message = shown(path, HEAD.replace("title: Two valleys", "title: {zh: 会谈, e\u0301: x}"))

    line, below = message.split("\n")[1:3]
    assert line == "    2 | title: {zh: 会谈, e\u0301: x}"
    assert below == "      | " + " " * 18 + "^"  # 16 letters stand before it, two of them wide


def test_long_line_is_shown_around_the_place(path: Path) -> None:
    """Of a long line the part around the place is shown, with dots where it goes on."""
    note = f"note: {'la ' * 100}, when: March 4, paragraph: {'1, ' * 100}"
    message = shown(path, talks(f"{{source: gazette, {note}}}"))

    line = message.split("\n")[1]
    assert len(line) < 120
    assert line.startswith("   11 | …")
    assert line.endswith("…")
    assert place_under_caret(message).startswith("March 4")


def test_escape_sequences_are_spelt_out(path: Path) -> None:
    """What would steer a terminal is shown as letters, in the line as in the message."""
    message = shown(path, HEAD.replace("Two valleys", "Two\x1b[2J\u202e valleys"))

    assert "\x1b" not in message
    assert "\u202e" not in message
    assert message.split("\n")[1] == "    2 | title: Two\\x1b[2J\\u202e valleys"


def test_problems_stand_in_the_order_of_the_file(path: Path) -> None:
    """Problems of all sorts come in the order of their lines, whoever found them."""
    text = talks("{sorce: gazette, when: March 4}").replace("talks-held", "talks-hold")
    text = text.replace("title: Two valleys", "title: Two valleys\ntitle: Three")

    assert [(p.line, p.code) for p in refused(path, text).problems] == [
        (3, "Y004"),
        (10, "R301"),
        (12, "F201"),
        (12, "D101"),
    ]


def test_problems_of_the_model_follow(path: Path) -> None:
    """A model's problems are told under its own name and lines, after those of the chronology."""
    (path.parent / "door.yaml").write_text(DOOR.replace("to: open", "to: opne"))

    problems = refused(path, HEAD.replace("core-talks", "door.yaml") + "weather: fine\n").problems

    assert [(Path(p.file).name, p.line, p.code) for p in problems] == [
        ("talks.yaml", 3, "P506"),
        ("talks.yaml", 7, "F201"),
        ("door.yaml", 9, "R302"),
    ]


def test_one_fault_is_told_once(path: Path) -> None:
    """A misspelt field is not missing too; a bad id in a list does not make the list too short."""
    assert [p.code for p in refused(path, HEAD.replace("title", "titel")).problems] == ["F201"]
    assert [p.code for p in refused(path, talks("{source: Gazette}")).problems] == ["R304"]


def test_hundreds_of_problems_are_not_all_printed() -> None:
    """Two hundred problems are printed; a last line says how many more there are."""
    error = LoadError(Problem("a.yaml", n, 1, "D101", "", "no date") for n in range(1, 1_001))

    lines = str(error).split("\n")
    assert len(error.problems) == 1_000
    assert lines[199] == "a.yaml:200:1: D101 no date"
    assert lines[200:] == ["and 800 more problems; mend these first"]


def test_sources_are_listed_never_suggested(path: Path) -> None:
    """A misspelt source gets the list of sources: a plausible wrong citation is worse than none."""
    assert 'no source "gazete"; listed are: gazette; or list' in shown(
        path, talks("{source: gazete}")
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Talks-Held", "talks-held"), ("talks_held", "talks-held"), ("talks hold", "talks-held")],
)
def test_near_names(path: Path, written: str, meant: str) -> None:
    """Capitals, underscores and spaces do not hide what was meant."""
    message = shown(path, talks("{source: gazette}").replace("talks-held", written))

    assert f"did you mean {meant}" in message


def test_empty_last_key_lies_inside_the_file(tmp_path: Path) -> None:
    """A question mark that ends a file without a line end is told on the last line."""
    path = tmp_path / "talks.yaml"
    path.write_text("format: negotiation-chronology/1\ntitle:\n  en: x\n  ?", encoding="utf-8")

    with pytest.raises(LoadError) as caught:
        load(path)

    assert max(problem.line for problem in caught.value.problems) == 4
