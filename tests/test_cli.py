"""The command line: what each command prints, where it goes, and with which exit code it ends."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from negotiation.cli import app

STATE_KEYS = ["certain", "possible", "since", "last-known", "basis", "events", "sources"]


def run(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own."""
    command = [sys.executable, "-m", "negotiation", *words]
    home = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=home, check=False
    )


def states(*words: str) -> dict[str, Any]:
    """Give the answer of `replay daraa-2018 … --format json`."""
    result = CliRunner().invoke(app, ["replay", "daraa-2018", *words, "--format", "json"])
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2018-06-25", {"hostilities": "active", "ceasefire": "none"}),
        ("2018-07-02T12:00", {"process": "negotiating", "ceasefire": "in-effect"}),
        (
            "2018-07-04T23:00",
            {
                "process": "suspended",
                "session": "ended-without-agreement",
                "ceasefire": "broken",
                "hostilities": "intense",
                "deadline": "followed-by-force",
            },
        ),
        ("2018-07-06T03:00", {"process": "prenegotiation", "hostilities": "reduced"}),
        ("2018-07-06T14:00", {"session": "in-session"}),
    ],
)
def test_daraa_at_a_moment(when: str, expected: dict[str, str]) -> None:
    """The states that the five articles support, in every order that they allow."""
    answer = states("--at", when)

    assert {track: answer["tracks"][track]["certain"] for track in expected} == expected


def test_state_json_has_its_fixed_form() -> None:
    """Format, moment with offset, order, and for each track just the agreed fields."""
    answer = states("--at", "2018-07-04T23:00")

    assert list(answer) == ["format", "at", "order", "tracks"]
    assert answer["format"] == "negotiation-state/1"
    assert answer["at"] == "2018-07-04T23:00:00+03:00"
    assert answer["order"] == "exact"
    assert all(list(track) == STATE_KEYS for track in answer["tracks"].values())
    assert next(iter(answer["tracks"])) == "phase"
    assert answer["tracks"]["process"]["since"] == {
        "earliest": "2018-07-04T13:15:00+03:00",
        "latest": "2018-07-04T18:00:00+03:00",
    }


def test_outside_the_record_nothing_is_said() -> None:
    """On 20 July every track is not reported, with its last known state beside it."""
    tracks = states("--at", "2018-07-20")["tracks"]

    assert {t["basis"] for t in tracks.values()} == {"not-reported"}
    assert all(t["certain"] is None and t["possible"] == [] for t in tracks.values())
    assert tracks["process"]["last-known"] == ["negotiating"]


def test_second_clock() -> None:
    """Known by 4 July, 6 July is not reported and the last known process is suspended."""
    process = states("--at", "2018-07-06", "--known-by", "2018-07-04")["tracks"]["process"]

    assert (process["basis"], process["last-known"]) == ("not-reported", ["suspended"])


def test_assumed_order_is_named() -> None:
    """--assume-order reads one order, and both outputs say so."""
    told = CliRunner().invoke(app, ["replay", "daraa-2018", "--at", "2018-07-06", "--assume-order"])

    assert states("--at", "2018-07-06", "--assume-order")["order"] == "assumed"
    assert "Order: ASSUMED" in told.output


def test_text_tells_the_violation_that_ended_nothing() -> None:
    """On 2 July the text shows the strikes near Tafas beside a ceasefire in effect."""
    told = CliRunner().invoke(app, ["replay", "daraa-2018", "--at", "2018-07-02T12:00"]).output

    assert "in-effect, since 30 June 2018 at 19:00" in told
    assert "left as it was by: Air strikes near Tafas" in told


def test_bare_date_adds_what_changed_during_the_day() -> None:
    """The answer is for the end of the day; what changed in the course of it is noted."""
    told = CliRunner().invoke(app, ["replay", "daraa-2018", "--at", "2018-07-04"]).output

    assert "In the course of it:" in told
    assert "process: negotiating → suspended" in told


def test_tables(tmp_path: Path) -> None:
    """As CSV, one table goes to stdout and all of them into a folder."""
    one = CliRunner().invoke(app, ["replay", "daraa-2018", "--format", "csv", "--table", "spans"])
    rows = list(csv.DictReader(io.StringIO(one.stdout)))
    words = ["replay", "daraa-2018", "--format", "csv", "-o", str(tmp_path / "out")]
    CliRunner().invoke(app, words)

    phase = [row["state"] for row in rows if row["track"] == "phase"]
    assert phase == [
        "before", "offensive", "ceasefire", "demands", "collapse", "bombardment", "resumption",
    ]  # fmt: skip
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert {"events.csv", "reports.csv", "spans.csv", "steps.csv", "sources.csv"} <= set(written)


def test_formula_in_a_label_goes_out_as_text(tmp_path: Path) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe."""
    copy = (Path(__file__).parent.parent / "scenarios" / "valley.yaml").read_text(encoding="utf-8")
    evil = copy.replace(
        "{en: A truce begins, fr: Une trêve commence, ar: بدء هدنة}", "{en: \"=cmd|' /C calc'!A0\"}"
    )
    (tmp_path / "evil.yaml").write_text(evil.replace("models/valley-talks.yaml", "valley-talks"))
    words = ["replay", str(tmp_path / "evil.yaml"), "--format", "csv", "--table", "events"]

    told = CliRunner().invoke(app, words)

    labels = [row["label"] for row in csv.DictReader(io.StringIO(told.stdout))]
    assert "'=cmd|' /C calc'!A0" in labels


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["replay", "daraa-2018"], 0),
        (["validate", "daraa-2018", "core-talks"], 0),
        (["contradictions", "daraa-2018"], 0),
        (["replay", "no-such-story"], 2),
        (["replay", "daraa-2018", "--at", "yesterday"], 2),
        (["replay", "daraa-2018", "--only", "nobody"], 2),
        (["replay", "daraa-2018", "--at", "2018-07-04", "--format", "csv"], 2),
        (["why", "daraa-2018", "proces", "--at", "2018-07-04"], 2),
        (["show", "daraa-2018", "no-such-event"], 2),
        (["explain", "X999"], 2),
        (["whatif", "daraa-2018"], 2),
        (["whatif", "daraa-2018", "--move", "talks-resume"], 2),
        (["nonsense"], 2),
    ],
)
def test_exit_codes(words: list[str], code: int) -> None:
    """0 fine, 2 wrong use or unreadable; never a traceback, and errors go to stderr."""
    result = run(*words)

    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    assert bool(result.stderr.strip()) == (code != 0)


def test_file_with_problems_ends_with_1(tmp_path: Path) -> None:
    """A file that can be read but has problems: exit code 1, all of them told."""
    path = tmp_path / "talks.yaml"
    path.write_text(
        "format: negotiation-chronology/1\ntitle: x\nmodel: core-talks\ntimezone: Mars/Base\n"
        "sources: {}\nevents:\n  one:\n    kind: opinon\n    reports: []\n"
    )

    result = run("replay", str(path))

    assert result.returncode == 1
    assert "D110" in result.stderr
    assert "R301" in result.stderr


def test_new_writes_nothing_over_a_file(tmp_path: Path) -> None:
    """An existing file stays as it is unless --force is given; nothing is half-written."""
    (tmp_path / "mine.yaml").write_text("my work")

    refused = run("new", "mine", folder=tmp_path)
    forced = run("new", "mine", "--force", folder=tmp_path)

    assert refused.returncode == 2
    assert "mine.yaml" in refused.stderr
    assert forced.returncode == 0
    assert run("replay", "mine.yaml", folder=tmp_path).returncode == 0


def test_copy_of_a_shipped_chronology_replays_alone(tmp_path: Path) -> None:
    """`new --from` copies the chronology with its models, and the copy gives the same history."""
    run("new", "mine", "--from", "daraa-2018", folder=tmp_path)

    mine = run("replay", "mine.yaml", "--at", "2018-07-04", "--format", "json", folder=tmp_path)
    shipped = run("replay", "daraa-2018", "--at", "2018-07-04", "--format", "json")

    assert (tmp_path / "models" / "core-talks.yaml").is_file()
    assert mine.stdout == shipped.stdout


def test_demo_without_the_extra_for_simulations_says_what_it_leaves_out(tmp_path: Path) -> None:
    """After a plain installation the demo passes, and names what it did not check, and why."""
    code = (
        "import sys; sys.modules['numba'] = None; sys.argv = ['negotiation', 'demo', '-o', 'out']; "
        "from negotiation.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip

    assert done.returncode == 0
    assert "Left out is what they claim of simulated runs: a simulation needs numba" in done.stdout
    assert ".[simulation]" in done.stdout
    assert "643 scenarios passed, 0 failed, 3 left out." in done.stdout


def test_demo_does_the_main_job_from_an_empty_folder(tmp_path: Path) -> None:
    """It replays, draws and runs the scenarios, and leaves nothing but its own folder."""
    result = run("demo", "-o", "out", folder=tmp_path)

    assert result.returncode == 0, result.stderr
    assert "✓ Daraa, June and July 2018: the documented sequence (" in result.stdout
    assert " 0 failed." in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "daraa-2018.png").read_bytes().startswith(b"\x89PNG")


def test_importing_pulls_in_nothing_heavy() -> None:
    """`import negotiation`, and even a replay, leave plotting, tables and test tools out."""
    script = (
        "import sys, negotiation; negotiation.replay(negotiation.load('daraa-2018'));"
        "print([m for m in ('matplotlib', 'numba', 'networkx', 'pandas', 'polars', 'pytest')"
        " if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip

    assert result.stdout.strip() == "[]"
