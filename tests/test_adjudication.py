"""Decisions between two coders: the file to fill in, its problems, and the merged chronology."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.coders.adjudication import questions
from negotiation.coders.coding import Coding, read
from negotiation.coders.decisions import name_beside, read_decisions
from negotiation.coders.matching import match, told
from negotiation.coders.merging import merge
from negotiation.errors import LoadError, NegotiationError
from negotiation.exchange.adjudication_file import merged_files, questions_text
from negotiation.exchange.as_yaml import yaml_text
from negotiation.library import models
from negotiation.load import load, read_plain
from negotiation.writing import write_all
from tests.coded import A, B, coding, event, file, files, written

MINE = file(
    coder="AK",
    talks=event("talks-held", "2031-03-04", "north", reports=[
        {"id": "r1", "source": "paper", "paragraph": "2", "when": "2031-03-04"}]),
    reply=event("statement", "2031-03-05", "north", reports=[
        {"id": "r2", "source": "paper", "when": "2031-03-05", "after": ["talks"]}]),
)  # fmt: skip
THEIRS = file(
    coder="LM",
    talks=event("opinion", "2031-03-20", "south", reports=[
        {"id": "r1", "source": "paper", "when": "2031-03-20", "after": ["met"]}]),
    met=event("talks-held", "2031-03-06", "north", label="They met", reports=[
        {"id": "r9", "source": "paper", "paragraph": "2", "when": "2031-03-06"}]),
    answer=event("statement", "2031-03-05", "north", label="An answer"),
)  # fmt: skip


def asked(a: Coding, b: Coding) -> dict[str, Any]:
    """Give the file of two codings that lie beside it, not filled in."""
    names = Path(a.name).name, Path(b.name).name
    return questions(a, b, match(told(a.chronology), told(b.chronology)), names)


def filled(data: dict[str, Any], choices: list[str] | str) -> dict[str, Any]:
    """Fill in every entry: one choice for all, or one each; only a and b for names."""
    entries = [*data["events"], *data["names"]]
    chosen = [choices] * len(entries) if isinstance(choices, str) else choices
    for entry, choice in zip(entries, chosen, strict=True):
        entry |= {"decide": choice, "by": "SV", "because": "so it says"}
    return data


def decided(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "decisions.yaml"
    path.write_text(yaml_text(data), encoding="utf-8")
    return path


def pair(folder: Path, mine: Any = MINE, theirs: Any = THEIRS) -> tuple[Coding, Coding]:
    return coding(folder, "a", mine), coding(folder, "b", theirs)


def merged(folder: Path, choices: list[str] | str, mine: Any = MINE, theirs: Any = THEIRS) -> Any:
    """Give the events of the merged chronology after it was written and read back."""
    path = decided(folder, filled(asked(*pair(folder, mine, theirs)), choices))
    files, _ = merged_files(read_decisions(str(path)), folder / "merged.yaml")
    write_all(files, force=True)
    return load(folder / "merged.yaml").events


# --- the file to fill in -------------------------------------------------------------------------


def test_file_holds_each_difference_once(tmp_path: Path) -> None:
    """A pair that differs, and each event that only one has; nothing but `decide:` is open."""
    data = asked(*pair(tmp_path))

    assert [(entry.get("a"), entry.get("b")) for entry in data["events"]] == [
        ("talks", "met"), ("reply", "answer"), (None, "talks"),
    ]  # fmt: skip
    assert data["events"][0]["differs"]["when"] == {"a": "4 March 2031", "b": "6 March 2031"}
    assert data["events"][1]["differs"] == {
        "reports": {"a": "paper, 2031-03-05, after talks", "b": "paper, 2031-03-05"}
    }
    assert data["events"][2]["differs"]["event"]["a"] == "not coded"
    assert data["agreed"] == {}
    assert {entry["decide"] for entry in data["events"]} == {""}


def test_wording_alone_needs_no_decision(tmp_path: Path) -> None:
    """Other ids, labels and notes, and relations to the same events, are agreement."""
    mine = file(
        one=event("talks-held", "2031-03-04", "north", label="Talks"),
        two=event("statement", "2031-03-05", "north", reports=[
            {"id": "x", "source": "paper", "when": "2031-03-05", "after": ["one"]}]),
    )  # fmt: skip
    theirs = file(
        eins=event("talks-held", "2031-03-04", "north", label="They talk", note="hm"),
        zwei=event("statement", "2031-03-05", "north", reports=[
            {"id": "y", "source": "paper", "when": "2031-03-05", "after": ["eins"], "note": "hm"}]),
    )  # fmt: skip

    data = asked(*pair(tmp_path, mine, theirs))

    assert data["events"] == []
    assert data["agreed"] == {"one": "eins", "two": "zwei"}


def test_order_of_names_needs_no_decision(tmp_path: Path) -> None:
    """Which place, actor or paragraph is named first says nothing."""
    one, other = ["crown", "league"], ["league", "crown"]
    mine = file(x=event("talks-held", "", "north", "south", who={"by": one}, reports=[
        {"source": "paper", "paragraph": "2, 7", "by": one, "when": "2031-03-04"}]))  # fmt: skip
    theirs = file(x=event("talks-held", "", "south", "north", who={"by": other}, reports=[
        {"source": "paper", "paragraph": "7, 2", "by": other, "when": "2031-03-04"}]))  # fmt: skip

    assert asked(*pair(tmp_path, mine, theirs))["agreed"] == {"x": "x"}


def test_difference_can_be_seen_in_what_is_told(tmp_path: Path) -> None:
    """Another lag, and a report that only one sets aside, read otherwise on either side."""
    day = {"id": "s", "source": "paper", "when": "2031-03-05"}
    mine, theirs = (
        file(t=event("talks-held", "2031-03-04"), u=event("statement", "", reports=[
            day, {"id": "r", "source": "paper", "lag": {"of": "t", "at-least": length}}]))
        for length in ("PT1H", "PT2H")
    )  # fmt: skip
    aside = mine | {"set-aside": [{"report": "r", "because": "late"}]}

    for other, told_b in (
        (theirs, "paper, 2031-03-05, and paper, at-least: PT2H after t"),
        (aside, "paper, 2031-03-05, and paper, at-least: PT1H after t (set aside)"),
    ):
        (entry,) = asked(*pair(tmp_path, mine, other))["events"]
        assert entry["differs"]["reports"] == {
            "a": "paper, 2031-03-05, and paper, at-least: PT1H after t",
            "b": told_b,
        }


def test_names_that_differ_are_asked_for(tmp_path: Path) -> None:
    """A title, and an actor of one id that the two describe otherwise."""
    theirs = file() | {"title": "other"}
    theirs["actors"] = {"crown": {"label": "The crown"}, "league": {"label": "league"}}

    data = asked(*pair(tmp_path, file(), theirs))

    assert [(entry["section"], entry.get("id"), entry["differs"]) for entry in data["names"]] == [
        ("title", None, {"title": {"a": "test", "b": "other"}}),
        ("actors", "crown", {"label": {"a": "crown", "b": "The crown"}}),
    ]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("model", "talks-under-fire", "different models"), ("timezone", "Asia/Tokyo", "time zones")],
)
def test_unlike_codings_are_refused(field: str, value: str, words: str, tmp_path: Path) -> None:
    """Two models or two time zones cannot be decided entry by entry."""
    with pytest.raises(NegotiationError, match=words):
        asked(*pair(tmp_path, file(), file() | {field: value}))


def test_file_never_leads_out_of_its_folder(tmp_path: Path) -> None:
    """The decisions lie beside the two chronologies, or name a shipped one."""
    inner = tmp_path / "inner"
    inner.mkdir()
    path = written(tmp_path, "a", MINE)

    assert name_beside(str(path), tmp_path / "x.yaml") == "a.yaml"
    assert name_beside("valley", inner / "x.yaml") == "valley"
    with pytest.raises(NegotiationError, match="outside the folder"):
        name_beside(str(path), inner / "x.yaml")


# --- problems ------------------------------------------------------------------------------------


def problems(folder: Path, data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(LoadError) as caught:
        read_decisions(str(decided(folder, data)))
    return [(problem.code, problem.where) for problem in caught.value.problems]


def test_undecided_entries_are_told_at_their_places(tmp_path: Path) -> None:
    """Each entry without a decision is a problem of its own."""
    found = problems(tmp_path, asked(*pair(tmp_path)))

    assert found == [("F208", f"events[{number}].decide") for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"decide": "c"}, ("F207", "events[1].decide")),
        ({"by": " "}, ("F208", "events[1].by")),
        ({"because": ""}, ("F208", "events[1].because")),
        ({"a": "nobody"}, ("R305", "events[1].a")),
        ({"a": "reply"}, ("F209", "events[2].a")),
        ({"b": "talks"}, ("F209", "events[3].b")),
    ],
)
def test_bad_entry(change: dict[str, str], expected: tuple[str, str], tmp_path: Path) -> None:
    """What is no choice, has no name or reason, or names the wrong event, is told there."""
    data = filled(asked(*pair(tmp_path)), "a")
    data["events"][0] |= change

    assert expected in problems(tmp_path, data)


def test_missing_entry_is_told(tmp_path: Path) -> None:
    """An event that stands in no entry would be lost: it is named."""
    data = filled(asked(*pair(tmp_path)), "a")
    del data["events"][2]

    with pytest.raises(LoadError, match=r"F202 events: no entry holds talks of b"):
        read_decisions(str(decided(tmp_path, data)))


def test_agreed_pair_that_differs_is_told(tmp_path: Path) -> None:
    """Who moves a pair under agreed: by hand decides, and has to say who and why."""
    data = filled(asked(*pair(tmp_path)), "a")
    del data["events"][0]
    data["agreed"] = {"talks": "met"}

    assert problems(tmp_path, data) == [("F209", "agreed.talks")]


def test_names_take_a_or_b_alone(tmp_path: Path) -> None:
    """One id means one thing; an entry about what does not differ is refused."""
    theirs = file() | {"title": "other"}
    data = filled(asked(*pair(tmp_path, file(), theirs)), "both")
    assert problems(tmp_path, data) == [("F207", "names[1].decide")]

    data = filled(data, "b")
    data["names"].append({**data["names"][0], "section": "actors", "id": "crown"})
    assert problems(tmp_path, data) == [("F209", "names[2]")]

    data["names"] = []
    assert problems(tmp_path, data) == [("F202", "names")]


def test_changed_coding_is_told(tmp_path: Path) -> None:
    """Decisions are bound to the texts that they were made about; the message names the digest."""
    data = filled(asked(*pair(tmp_path)), "a")
    coding(tmp_path, "b", THEIRS | {"title": "mended"})

    with pytest.raises(LoadError, match=r"P507 b\.digest: .*write digest: sha256:"):
        read_decisions(str(decided(tmp_path, data)))


@pytest.mark.parametrize(
    ("name", "code"), [("../a.yaml", "P502"), ("none.yaml", "P501"), ("/etc/passwd", "P502")]
)
def test_file_that_cannot_be_had(name: str, code: str, tmp_path: Path) -> None:
    """A file outside the folder, or none, is a problem at its name; nothing is opened."""
    data = filled(asked(*pair(tmp_path)), "a")
    data["a"]["file"] = name

    assert problems(tmp_path, data) == [(code, "a.file")]


def test_other_file_is_named(tmp_path: Path) -> None:
    """A chronology in the place of the decisions is called what it is."""
    with pytest.raises(LoadError, match="this file is a chronology, where a file of decisions"):
        read_decisions(str(written(tmp_path, "a", MINE)))


# --- merged --------------------------------------------------------------------------------------


def test_decisions_are_kept_with_who_and_why(tmp_path: Path) -> None:
    """Each event keeps its coder; its note says who decided, for whom, and why."""
    events = merged(tmp_path, ["b", "a", "b"])

    assert list(events) == ["met", "reply", "talks"]
    assert (events["met"].coder, events["reply"].coder) == ("LM", "AK")
    assert events["met"].note == {"en": "Adjudicated by SV, as LM coded it: so it says"}
    assert events["reply"].reports[0].after == ("met",)  # B's stands for A's talks


def test_id_that_both_use_gets_a_suffix(tmp_path: Path) -> None:
    """A's talks and B's other talks: the latter, and its report, are called …-b."""
    events = merged(tmp_path, ["both", "a", "b"])

    assert list(events) == ["talks", "met", "reply", "talks-b"]
    assert [report.id for report in events["talks-b"].reports] == ["r1-b"]
    assert events["talks-b"].kind == "opinion"
    assert events["talks-b"].reports[0].after == ("met",)


def test_relations_to_the_suffixed_event_follow_it(tmp_path: Path) -> None:
    """What B says comes after its own `talks` comes after `talks-b`."""
    theirs = file(
        talks=event("opinion", "2031-03-20", "south"),
        end=event("opinion", "2031-03-21", "south", reports=[
            {"source": "paper", "lag": {"of": "talks", "at-least": "PT2H"}}]),
    )  # fmt: skip

    events = merged(tmp_path, ["a", "a", "b", "b"], MINE, theirs)

    assert events["end"].reports[0].lag.of == "talks-b"
    assert events["reply"].reports[0].after == ("talks",)


def test_what_is_left_out_is_kept_as_such(tmp_path: Path) -> None:
    """Events decided against stand under left-uncoded with the reason; lost relations are told."""
    path = decided(tmp_path, filled(asked(*pair(tmp_path)), ["neither", "a", "a"]))

    found = merge(read_decisions(str(path)))

    assert list(found.data["events"]) == ["reply"]
    assert "after" not in found.data["events"]["reply"]["reports"][0]
    assert found.left_out == ("A: that reply was after talks, which is left out",)
    assert [item["because"]["en"] for item in found.data["left-uncoded"]] == [
        "Adjudicated by SV, neither kept: so it says",
        "Adjudicated by SV, neither kept: so it says",
        "Adjudicated by SV, as AK coded it: so it says",
    ]


def test_agreed_events_name_both_coders(tmp_path: Path) -> None:
    """What both coded alike is the work of both, in A's words."""
    same = {"talks": event("talks-held", "2031-03-04", "north", label="Talks")}
    mine, theirs = file(coder="AK", **same), file(coder="LM", meeting=same["talks"])

    events = merged(tmp_path, [], mine, theirs)

    assert list(events) == ["talks"]
    assert events["talks"].coder == "AK and LM"


def test_other_sections_are_united(tmp_path: Path) -> None:
    """Sources and notes of both are there, a decided actor has its note, set-aside follows ids."""
    theirs = {
        **THEIRS,
        "sources": {**THEIRS["sources"], "radio": {"outlet": "Radio", "published": "2031-03-30"}},
        "actors": {**THEIRS["actors"], "crown": {"label": "The crown"}},
        "notes": [{"about": "met", "text": "Where is open."}],
        "set-aside": [{"report": "r1", "because": "too late"}],
    }
    path = decided(tmp_path, filled(asked(*pair(tmp_path, MINE, theirs)), ["a", "a", "b", "b"]))

    data = merge(read_decisions(str(path))).data

    assert list(data["sources"]) == ["paper", "radio"]
    assert data["actors"]["crown"] == {
        "label": "The crown",
        "note": {"en": "Adjudicated by SV, as LM coded it: so it says"},
    }
    assert data["notes"] == [{"about": ["talks"], "text": "Where is open."}]
    assert data["set-aside"] == [{"report": ["r1-b"], "because": "too late"}]


def test_set_aside_alike_is_not_told_as_lost(tmp_path: Path) -> None:
    """What both set aside of an event that both coded alike stands once, and nothing is missing."""
    same = file(x=event("talks-held", "", reports=[
        {"id": "r1", "source": "paper", "when": "2031-03-04"},
        {"id": "r2", "source": "paper", "when": "2031-03-09"}]))  # fmt: skip
    mine, theirs = (
        same | {"set-aside": [{"report": "r2", "because": why}]} for why in ("late", "too late")
    )

    found = merge(read_decisions(str(decided(tmp_path, asked(*pair(tmp_path, mine, theirs))))))

    assert found.data["set-aside"] == [{"report": ["r2"], "because": "late"}]
    assert found.left_out == ()


def test_coders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Where AK coded twice, the note says which time was right."""
    events = merged(tmp_path, "b", file("AK", x=event("talks-held", "2031-03-04")),
                    file("AK", x=event("talks-held", "2031-03-05")))  # fmt: skip

    assert events["x"].note == {"en": "Adjudicated by SV, as AK (B) coded it: so it says"}


def test_model_of_ones_own_goes_along(tmp_path: Path) -> None:
    """A model beside the coder's file is beside the merged file too, wherever that is."""
    (tmp_path / "own.yaml").write_bytes(models()["core-talks"].read_bytes())
    mine = file("AK", x=event("talks-held", "2031-03-04")) | {"model": "own.yaml"}
    path = decided(tmp_path, asked(*pair(tmp_path, mine, mine)))

    files, _ = merged_files(read_decisions(str(path)), tmp_path / "out" / "merged.yaml")
    write_all(files)

    assert set(files) == {tmp_path / "out" / name for name in ("merged.yaml", "own.yaml")}
    assert list(load(tmp_path / "out" / "merged.yaml").events) == ["x"]


def test_shipped_chronology_can_be_one_of_the_two(tmp_path: Path) -> None:
    """Its model lies where it was shipped, and the merged file names it so that it is found."""
    valley = read("valley")
    data = questions(valley, valley, match(*[told(valley.chronology)] * 2), ("valley", "valley"))

    files, found = merged_files(
        read_decisions(str(decided(tmp_path, data))), tmp_path / "merged.yaml"
    )
    write_all(files)

    assert load(tmp_path / "merged.yaml").events == valley.chronology.events
    assert found.left_out == ()


def codes_of(path: Path) -> set[str]:
    """Give the codes of a file's problems."""
    try:
        load(path)
    except LoadError as error:
        return {problem.code for problem in error.problems}
    return set()


def without_marks(events: Any) -> list[Any]:
    """Give events without who coded and decided them."""
    return [one.model_copy(update={"coder": None, "note": {}}) for one in events.values()]


@given(mine=files("e"), theirs=files("e"))
@settings(max_examples=15, deadline=None)
def test_all_decided_for_a_gives_the_events_of_a(
    mine: dict[str, Any], theirs: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whoever is always right, the merged chronology has exactly their events."""
    folder = tmp_path_factory.mktemp("all-a")

    events = merged(folder, "a", mine, theirs)

    assert without_marks(events) == without_marks(load(folder / "a.yaml").events)


@given(mine=files("e"), theirs=files("e"), data=st.data())
@settings(max_examples=15, deadline=None)
def test_whatever_is_decided_loads_or_says_why(
    mine: dict[str, Any],
    theirs: dict[str, Any],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A merged file is valid, unless the chosen reports put events in a circle."""
    folder = tmp_path_factory.mktemp("any")
    questions_ = asked(*pair(folder, mine, theirs))
    choices = [
        data.draw(st.sampled_from(["a", "b", "neither", "both"])) for _ in questions_["events"]
    ]
    path = decided(folder, filled(questions_, choices))

    found = merge(read_decisions(str(path)))
    (folder / "merged.yaml").write_text(yaml_text(found.data), encoding="utf-8")
    assert codes_of(folder / "merged.yaml") <= {"R313"}
    pairs = [(entry.get("a"), entry.get("b")) for entry in questions_["events"]]
    kept = sum(
        (one is not None and choice in ("a", "both"))
        + (other is not None and choice in ("b", "both"))
        for (one, other), choice in zip(pairs, choices, strict=True)
    )
    assert len(found.data["events"]) == kept + len(questions_["agreed"])


# --- the commands --------------------------------------------------------------------------------


def test_commands_from_end_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Agree writes the file, adjudicate refuses it until it is filled in, then merges."""
    for path in (A, B):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    run = CliRunner()

    first = run.invoke(app, ["agree", A.name, B.name, "--adjudicate", "x.yaml"])
    early = run.invoke(app, ["adjudicate", "x.yaml", "-o", "merged.yaml"])
    text = Path("x.yaml").read_text(encoding="utf-8")
    for blank in ("decide", "by", "because"):
        text = text.replace(f'{blank}: ""', f"{blank}: a")
    Path("x.yaml").write_text(text, encoding="utf-8")
    again = run.invoke(app, ["agree", A.name, B.name, "--adjudicate", "x.yaml"])
    done = run.invoke(app, ["adjudicate", "x.yaml", "-o", "merged.yaml"])

    assert first.exit_code == 0, first.output
    assert isinstance(early.exception, LoadError)
    assert "exists already" in str(again.exception)  # what was filled in is not written over
    assert done.exit_code == 0, done.output
    assert without_marks(load("merged.yaml").events) == without_marks(load(A).events)
    assert not list(tmp_path.glob(".merged*"))


def test_spreadsheets_all_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two spreadsheets are compared and merged into a third, as their YAML files would be."""
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    for path, name in ((A, "a.xlsx"), (B, "b.xlsx")):
        run.invoke(app, ["export", str(path), "--to", "xlsx", "-o", name])

    table = run.invoke(app, ["agree", "a.xlsx", "b.xlsx", "--adjudicate", "x.yaml"])
    data = read_plain(Path("x.yaml").read_text(encoding="utf-8"))
    path = decided(tmp_path, filled(data, "b"))
    done = run.invoke(app, ["adjudicate", path.name, "-o", "merged.xlsx"])
    same = run.invoke(app, ["diff", "b.xlsx", "merged.xlsx"])

    assert "15    12 (80%)   0.790" in table.stdout
    assert done.stdout == "merged.xlsx\n"
    assert "0 added, 0 removed, 0 moved" in same.stdout
    assert "The two histories do not differ" in same.stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["agree", "a.yaml", "b.yaml", "--adjudicate", "x.xlsx"], "a name that ends in .yaml"),
        (["agree", "a.yaml", "b.yaml", "--adjudicate", "a.yaml", "--force"], "to another name"),
        (["adjudicate", "decisions.yaml", "-o", "merged.csv"], "ends in .yaml, or in .xlsx"),
        (["adjudicate", "decisions.yaml", "-o", "b.yaml", "--force"], "to another name"),
        (["adjudicate", "decisions.yaml", "-o", "decisions.yaml", "--force"], "to another name"),
    ],
)
def test_no_coding_is_written_over(
    command: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A coder's file stays whatever is forced, and no YAML is written under another ending."""
    decided(tmp_path, filled(asked(*pair(tmp_path)), "a"))
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    result = CliRunner().invoke(app, command)

    assert words in str(result.exception)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_quotations_that_are_not_kept_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quotations stay behind unless asked for, B's where both coded alike; the command says so."""
    reports = [{"source": "paper", "when": "2031-03-04", "quotation": "hush"}]
    same = file("AK", x=event("talks-held", "", reports=reports))
    decided(tmp_path, asked(*pair(tmp_path, same, same)))
    monkeypatch.chdir(tmp_path)

    first = CliRunner().invoke(app, ["adjudicate", "decisions.yaml", "-o", "merged.yaml"])
    asked_for = ["adjudicate", "decisions.yaml", "-o", "whole.yaml", "--quotations"]
    second = CliRunner().invoke(app, asked_for)

    assert "a.yaml: reports with quotations: 1; --quotations keeps these, too." in first.stderr
    assert "hush" not in Path("merged.yaml").read_text(encoding="utf-8")
    assert "B: quotations of 1 reports of events that both coded alike" in second.stderr
    assert "hush" in Path("whole.yaml").read_text(encoding="utf-8")


def test_written_file_explains_itself(tmp_path: Path) -> None:
    """The file to fill in begins with how to, and is read back as it was meant."""
    a, b = pair(tmp_path)
    matching = match(told(a.chronology), told(b.chronology))

    text = questions_text(a, b, matching, tmp_path / "x.yaml")

    assert text.startswith("# Where two codings of one story differ.")
    assert "a: {file: a.yaml, coder: AK, digest:" in text
    assert read(str(A)).chronology.coder == "AK"


def test_every_command_of_the_guide_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of docs/two-coders.md succeed one after another, and its table is printed."""
    guide = (A.parent.parent / "two-coders.md").read_text(encoding="utf-8")
    commands = re.findall(r"^negotiation .*$", guide, re.MULTILINE)
    table = re.search(r"^```text\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    for path in A.parent.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)

    results = [CliRunner().invoke(app, shlex.split(command)[1:]) for command in commands]

    assert len(commands) >= 5
    assert [result.exit_code for result in results] == [0] * len(commands)
    assert table is not None
    assert table[1] in results[0].output
    apart = re.search(r"a whole window apart, here (0\.\d+)", guide)
    assert apart is not None
    assert f"alpha for date would be {apart[1]}." in " ".join(results[0].output.split())
