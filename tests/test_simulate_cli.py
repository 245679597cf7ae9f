"""`negotiation simulate`: what it prints, where it goes, how it exits, and what it refuses."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from negotiation.cli import app
from negotiation.exchange.ensemble_json import ensemble_json
from negotiation.exchange.ensemble_text import ensemble_text
from negotiation.exchange.ensembles import Told
from negotiation.load import load, load_assumptions
from negotiation.simulation.ensemble import Ensemble, simulate

FEW = ("--runs", "400")
BAD: list[tuple[list[str], str]] = [
    (["valley", "--runs", "0"], "ask for 1 to"),
    (["valley", "--runs", "1e6"], "write it in digits alone: 1000000"),
    (["valley", "--runs", "100,000"], "write it in digits alone: 100000"),
    (["valley", "--seed", "x"], '"x" is not a whole number'),
    (["valley", "--seed", "-1"], "write --seed 7"),
    (["valley", "--seed", str(2**63)], "from 0 to 2^63 - 1"),
    (["valley", "--plot", "x.jpg"], '"x.jpg" is no kind of picture; write x.png, x.svg, x.pdf'),
    (["valley", "--plot", "no-such", "--tracks", "truces"], "did you mean truce?"),
    (["valley", "--tracks", "truce"], "add --plot FOLDER"),
    (["valley", "--until", "2031-04-01"], "the model's start is at no clock time"),
    (["valley", "--from", "2031-03-10", "--until", "2031-03-09"], "horizon is before the start"),
    (["valley", "--from", "2031-03-10", "--until", "2031-03-10"], "horizon is before the start"),
    (["valley", "--from-event", "talks-1", "--until", "2031-03-01"], "before the start"),
    (["valley", "--from-event", "truce-2", "--until", "2031-04-01"], "at no clock time"),
    (["valley", "--from", "2030-01-01"], "it goes from 2031-03-01 to 2031-04-01"),
    (["valley", "--from", "2035-01-01"], "it goes from 2031-03-01 to 2031-04-01"),
    (["valley", "--from", "in March"], "is not a date"),
    (["valley", "--from-event", "talks-9"], 'there is no event "talks-9"'),
    (["daraa-2018", "--from-event", "deadline-day"], "no report says"),
    (["valley", "--from", "2031-03-10", "--from-event", "talks-1"], "give one of the two"),
    (["valley", "--for", "soon"], "is not a length of time"),
    (["valley", "--for", "P0D"], "runs cannot last P0D; write a longer time"),
    (["valley", "--for", "P9D", "--until", "2031-03-10"], "give one of the two"),
    (["valley", "--what-if", "no-observer"], "did you mean no-observers?"),
    (["valley", "--claim", "the sky is blue"], "no sentence of the vocabulary"),
    (["valley", "--claim", 'the "faze" was never "truce"'], 'there is no track "faze"'),
    (["valley", "--claim", 'the event "talks-1" is left out'], "claims nothing"),
    (["valley", "--claim", 'the "phase" went through these states:'], "needs a table"),
    (["valley", "--claim", 'the "phase" was "truce" on 2 April 2031'], "begin at no clock time"),
    (["valley", "--claim", 'the record ends on 6 July 2018'], "begin at no clock time"),
    (["valley", "--claim", '"talks-8" was before "talks-9"', "--claim-runs", "9"], "of any run:"),
    (["valley", "--claim", 'the event "talks-2" is recorded'], "in a record and not in a run"),
    (["valley", "--claim", 'the "phase" was never "talks"', "--claim-runs", "0"], "of 0 runs"),
    (["valley", "--jobs", "0"], "processes"),
    (["valley", "--jobs", "2", "--cluster", "tcp://127.0.0.1:1"], "--jobs or --cluster"),
    (["valley-talks"], "--assumptions-for valley-talks"),
    (["valley-talks", "--assumptions", "valley", "--only", "x"], "a model has no sources"),
]  # fmt: skip


def simulated(*words: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["simulate", *words])


def answer(*words: str) -> dict[str, Any]:
    """Give the answer as JSON."""
    told = simulated(*words, "--format", "json")
    assert told.exit_code == 0, told.output
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@pytest.fixture(scope="module")
def text() -> str:
    """Give the text of some runs of the valley with a what-if and a claim."""
    claim = 'the "truce" was "in-effect" for at least 10 days'
    asked = ("--claim", claim, "--claim-runs", "200")
    told = simulated("valley", "--runs", "2000", "--what-if", "no-observers", *asked)
    assert told.exit_code == 0, told.output
    return told.stdout


def test_caution_stands_first_and_last(text: str) -> None:
    """Before any number and after the last one: under these assumptions; not a forecast."""
    assert text.index("UNDER THESE ASSUMPTIONS; NOT A FORECAST") < text.index("%")
    assert "Under these assumptions; not a forecast." in text[text.rindex("interval") :]


def test_text_says_what_it_rests_on(text: str) -> None:
    """Assumptions with their bases, where runs begin and how long they last, runs and seed."""
    assert "12 waits: 12 illustrative" in text
    assert "Runs begin   at the start of the model, before any event" in text
    assert "     and     last 60 days" in text
    assert "2,000 runs; seed 1" in text
    assert "hold sampling noise only" in text
    assert re.search(r"Digest of the counts: sha256:[0-9a-f]{64}\n", text)
    assert "- observers-leave: always 28 days" in text


def test_outcome_has_share_interval_count_and_times(text: str) -> None:
    """An outcome: its share, the interval around it, how many runs, by when, and what never was."""
    found = re.search(
        r"A deal is signed  \[settlement\]\n +(\d+) % of runs \((\d+)–(\d+) %\): ([\d,]+) of 2,000",
        text,
    )

    assert found is not None
    share, low, high = map(int, found.groups()[:3])
    assert low < share < high
    assert share == round(int(found[4].replace(",", "")) / 20)
    assert "fewer than three quarters within 60 days" in text


def test_no_line_is_wider_than_the_page(text: str) -> None:
    """Every line fits a page of 96 letters, whatever stands in it; the digest alone is longer."""
    assert [line for line in text.splitlines() if len(line) > 96 and "sha256" not in line] == []


def test_claim_is_told_with_how_many_runs_were_asked(text: str) -> None:
    """A claim was asked of the first runs only, and the text says so."""
    assert re.search(r"holds in \d\d % of runs .*: \d+ of 200\n", text)
    assert "Asked of the first 200 runs only" in text


def test_whatif_is_told_as_a_paired_difference(text: str) -> None:
    """Without observers truces break more often: points more, with an interval."""
    part = text[text.index("What if: no-observers") :]

    assert "Asked because: what do the observers change" in part
    assert re.search(
        r"- The truce breaks .*\n.*as assumed, \d+ % otherwise\n +\d+ points more", part
    )


def test_same_seed_same_bytes() -> None:
    """The same call gives the same bytes, another seed others; processes change nothing."""
    words = ("valley", *FEW, "--format", "json")
    one, two, other = simulated(*words), simulated(*words), simulated(*words, "--seed", "2")
    pool = simulated(*words, "--jobs", "2")

    assert one.stdout == two.stdout == pool.stdout
    assert json.loads(one.stdout)["digest"] != json.loads(other.stdout)["digest"]


def test_json_has_all_of_it() -> None:
    """Format, caution, seed, starts, shares with intervals, quantiles, paths, and the digest."""
    found = answer("valley", *FEW, "--what-if", "no-observers")
    plain, otherwise = found["variants"]
    outcome = plain["from-starts"][0]["outcomes"]["settlement"]

    assert found["format"] == "negotiation-ensemble/1"
    assert found["caution"] == "under these assumptions; not a forecast"
    assert (found["runs"], found["runs-made"], found["seed"]) == (400, 400, 1)
    assert found["horizon"] == {"seconds": 60 * 86_400, "until": None}
    assert found["assumptions"]["bases"] == {"illustrative": 12}
    assert outcome["runs"] == 400
    assert outcome["interval"][0] < outcome["share"] == outcome["count"] / 400
    assert [q["at"] for q in outcome["quantiles"]] == [0.05, 0.25, 0.5, 0.75, 0.95]
    assert sum(plain["from-starts"][0]["mean-time"]["phase"].values()) == pytest.approx(
        60 * 86_400, rel=1e-4
    )
    assert plain["from-starts"][0]["paths"][0]["states"][0] == "quarrel"
    assert (plain["what-if"], otherwise["what-if"]) == (None, "no-observers")
    assert "changes" in otherwise["from-starts"][0]


def test_open_record_gives_a_range_and_no_average() -> None:
    """On 16 March the observers may have arrived or not: starts apart, each with its own counts."""
    words = ("valley", *FEW, "--from", "2031-03-16", "--until", "2031-04-30")
    found, text = answer(*words), simulated(*words).stdout
    starts = found["variants"][0]["from-starts"]
    shares = [one["outcomes"]["relapse"]["share"] for one in starts]

    states = {start["configuration"]["observers/lake-council"] for start in found["starts"]}
    assert states == {"absent", "present"}
    assert {start["waits-under-way"] for start in found["starts"]} == {"shortest", "longest"}
    assert len(starts) == len(found["starts"]) == 8
    assert f"The sources leave {len(starts)} starts open" in text
    assert f"{min(shares) * 100:.0f}–{max(shares) * 100:.0f} % of runs" in text
    assert found["horizon"] == {"seconds": 45 * 86_400, "until": "2031-04-30T23:59:59+00:00"}


def test_begins_after_an_event_of_the_record() -> None:
    """After the failure of 4 July 2018 the phase is collapse, in every start."""
    found = answer("daraa-2018", *FEW, "--from-event", "joint-command-declares-failure")

    assert {start["configuration"]["phase"] for start in found["starts"]} == {"collapse"}
    assert found["begin"]["event"] == "joint-command-declares-failure"
    assert found["begin"]["earliest"] == "2018-07-04T13:15:00+03:00"
    assert found["horizon"]["until"] is None  # no clock time, so no date on which runs end


@pytest.mark.parametrize(
    "words",
    [(), ("--from", "2018-06-25"), ("--from", "2018-07-06"), ("--from-event", "ultimatum"),
     ("--from-event", "ceasefire-starts"), ("--from-event", "resumption-announced")],
    ids=" ".join,
)  # fmt: skip
def test_daraa_runs_from_wherever_it_is_begun(words: tuple[str, ...]) -> None:
    """From the model's start, from moments and events, no outcome is certain nor out of reach."""
    found = answer("daraa-2018", "--runs", "1000", *words)

    for start in found["variants"][0]["from-starts"]:
        for name in ("ceasefire", "ceasefire-broken", "resumption-after-collapse", "agreement"):
            assert 0 < start["outcomes"][name]["count"] < 1_000, name


def test_claim_agrees_with_the_outcome_that_it_says() -> None:
    """What the vocabulary says of a run is what was counted: settled runs are those that settle."""
    words = ("--claim", 'the "phase" was never "settlement"', "--what-if", "no-observers")
    found = answer("valley", "--runs", "150", *words)

    for variant, claim in zip(found["variants"], found["claims"], strict=True):
        settled = variant["from-starts"][0]["outcomes"]["settlement"]["count"]
        assert (claim["holds"], claim["fails"]) == (150 - settled, settled)


def test_claim_may_name_a_date_where_runs_begin_at_a_moment() -> None:
    """At the end of 16 March the truce is in effect, by the claim as by the record."""
    claim = 'the "truce" was "in-effect" at some point on 17 March 2031'
    found = answer("valley", "--runs", "20", "--from", "2031-03-16", "--claim", claim)

    assert {one["holds"] for one in found["claims"]} == {20}


def test_runs_that_cannot_be_asked_are_counted_apart() -> None:
    """Runs without a second talk cannot say how soon it came; they are told, and count as not."""
    claim = '"talks-begin-2" was at most 3 days after "talks-begin-1"'
    words = ("valley", "--runs", "200", "--for", "P9D", "--claim", claim)
    [found] = answer(*words)["claims"]

    assert found["cannot-be-asked"] > 0
    assert found["holds"] + found["fails"] + found["cannot-be-asked"] == 200
    assert found["share"] == found["holds"] / 200
    assert f"{found['cannot-be-asked']} of these runs cannot be asked, and count as not" in (
        " ".join(simulated(*words).stdout.split())
    )


def test_paths_are_shares_of_the_runs_that_they_were_told_apart_for() -> None:
    """Of 20,000 runs the first 16,384 have their paths told apart; all shares make up the whole."""
    words = ("valley", "--runs", "20000", "--for", "P9D")
    text = simulated(*words).stdout.split("Most frequent paths")[1].split("How long")[0]
    shares = [float(share) for share in re.findall(r"^    ([\d.]+) % ", text, re.MULTILINE)]
    [start] = answer(*words)["variants"][0]["from-starts"]

    assert "Told apart for the first 16,384 runs only." in text
    assert sum(shares) == pytest.approx(100, abs=2)
    assert start["path-runs"] == 16_384 == start["paths"][0]["runs"]
    assert "Told apart" not in simulated("valley", *FEW).stdout


def test_what_runs_begin_in_is_no_result() -> None:
    """From 28 March the deal is signed already: no share is given, with what-ifs or without."""
    words = ("valley", *FEW, "--from", "2031-03-28", "--what-if", "no-observers")
    text, found = simulated(*words).stdout, answer(*words)
    first = found["variants"][0]["from-starts"][0]["outcomes"]

    told = "- A deal is signed  [settlement]\n      already so where runs begin\n- The truce breaks"
    assert text.count(told) == 2
    assert first["settlement"]["already-where-runs-begin"] is True
    assert first["relapse"]["already-where-runs-begin"] is False
    assert "[under-truce]\n      of all runs at least 95 % all 60 days" in text


def test_half_that_come_too_late_are_told_as_fewer() -> None:
    """The median beyond the horizon: fewer than half within it, in a what-if "not within" it."""
    words = ("valley", "--runs", "2000", "--for", "P40D", "--what-if", "no-observers")
    text = " ".join(simulated(*words).stdout.split())

    assert "; fewer than three quarters within 40 days - " in text
    assert re.search(r"half of all runs: by [^:]* as assumed, not within 40 days otherwise", text)
    assert "by not within" not in text


def test_estimate_stands_beside_its_interval(tmp_path: Path) -> None:
    """An estimated wait is told with its events and interval, and that it rests on this record."""
    file = tmp_path / "waits.yaml"
    made = CliRunner().invoke(app, ["estimate", "valley", "-o", str(file)])
    text = " ".join(simulated("valley", "--assumptions", str(file), *FEW).stdout.split())

    assert made.exit_code == 0, made.output
    assert re.search(
        r"- talks-end: [^:]* \(events: 1 in [\d.–]+ days of valley; mean wait [\d.]+–\d+ days", text
    )
    assert "Prior of the estimates: Jeffreys" in text
    assert "Waits were estimated from valley itself" in text
    assert "itself" not in simulated("valley", *FEW).stdout


def test_rare_outcomes_are_bounds() -> None:
    """In an hour no deal is signed: at most 0.75 % (3 in 400), never "0 %"."""
    text = simulated("valley", *FEW, "--for", "PT1H").stdout

    assert "- A deal is signed  [settlement]\n      in none of 400 runs: at most 0.75 %" in text
    assert " 0 %" not in text


def test_a_model_alone(tmp_path: Path) -> None:
    """A model runs without any chronology, with no copies of its tracks."""
    (tmp_path / "waits.yaml").write_text(
        "format: negotiation-assumptions/1\ntitle: {en: One wait}\nmodel: valley-talks\n"
        "horizon: P10D\nwaits:\n  truce-begins:\n    after: {fixed: P2D}\n"
        "    basis: {illustrative: a test}\n"
    )
    found = answer("valley-talks", "--assumptions", str(tmp_path / "waits.yaml"), *FEW)
    [start] = found["variants"][0]["from-starts"]

    assert found["of"] == "valley-talks"
    assert start["outcomes"]["truce"]["count"] == 400
    assert start["outcomes"]["talks"]["count"] == 0
    assert list(found["starts"][0]["configuration"]) == ["phase", "truce", "session"]


def test_confidential_events_are_not_begun_from(tmp_path: Path) -> None:
    """What a file marks confidential is withheld before anything is simulated, and counted."""
    text = (Path(__file__).parent.parent / "scenarios" / "valley.yaml").read_text(encoding="utf-8")
    text = text.replace("model: models/valley-talks.yaml", "model: valley-talks")
    marked = text.replace(
        "{id: l11, source: lake-agency", "{id: l11, confidential: true, source: lake-agency"
    )
    (tmp_path / "valley.yaml").write_text(marked, encoding="utf-8")
    file = str(tmp_path / "valley.yaml")
    refused = simulated(file, *FEW, "--from-event", "truce-2")
    told = simulated(file, *FEW)

    assert refused.exit_code != 0
    assert "Withheld as confidential: 1 report, 1 event." in told.stdout


# --- files, and what is refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"), BAD, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_refused_in_words(words: list[str], message: str) -> None:
    """Wrong use is refused in one message that says what to write, without a traceback."""
    told = simulated(*words, *([] if "--runs" in words else FEW))

    assert told.exit_code != 0
    assert message in f"{told.output}{told.exception}"
    assert told.stdout == ""


def test_file_is_written_once(tmp_path: Path) -> None:
    """-o writes the answer; a file that stands there is kept, and nothing is run for it."""
    target = tmp_path / "answer.json"
    words = ("valley", *FEW, "--format", "json", "-o", str(target))

    assert simulated(*words).exit_code == 0
    before = target.read_bytes()
    begun = time.monotonic()
    again = simulated(*words, "--runs", "100000000")
    assert "--force overwrites it" in str(again.exception)
    assert time.monotonic() - begun < 5
    assert target.read_bytes() == before
    assert simulated(*words, "--force", "--seed", "2").exit_code == 0
    assert target.read_bytes() != before


def test_figures_are_drawn(tmp_path: Path) -> None:
    """--plot draws into a folder and tells the files."""
    told = simulated("valley", *FEW, "--plot", str(tmp_path / "drawn"))

    assert told.exit_code == 0
    drawn = sorted(path.name for path in (tmp_path / "drawn").iterdir())
    assert drawn == ["outcomes.png", "paths.png", "states-phase.png"]


def test_figures_are_kept_and_nothing_is_run_for_them(tmp_path: Path) -> None:
    """A figure that stands there is refused before any run is made; --force replaces it."""
    for place, standing in (("drawn", "drawn/outcomes.png"), ("x.svg", "x-outcomes.svg")):
        (tmp_path / standing).parent.mkdir(exist_ok=True)
        (tmp_path / standing).write_text("mine")
        begun = time.monotonic()
        words = ("valley", "--plot", str(tmp_path / place), "-o", str(tmp_path / "answer.txt"))
        told = simulated(*words, "--runs", "100000000")

        assert "is there already; --force overwrites it" in str(told.exception)
        assert time.monotonic() - begun < 5
        assert (tmp_path / standing).read_text() == "mine"
        assert not (tmp_path / "answer.txt").exists()


def test_journal_is_gone_on_from(tmp_path: Path) -> None:
    """A second call with the same journal gives the same answer."""
    words = ("valley", *FEW, "--format", "json", "--journal", str(tmp_path / "journal"))

    assert simulated(*words).stdout == simulated(*words).stdout
    assert simulated(*words, "--seed", "2").exit_code != 0


@pytest.mark.skipif(sys.platform == "win32", reason="sends what Ctrl-C sends")
def test_interruption_keeps_what_is_done(tmp_path: Path) -> None:
    """Ctrl-C prints the runs that were made, says how many of how many, and exits with 130."""
    home = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-m", "negotiation", "simulate", "valley", "--runs", "500000000"]
    journal = tmp_path / "journal"
    with subprocess.Popen(
        [*command, "--journal", str(journal)], stdout=subprocess.PIPE, env=home, text=True
    ) as process:
        deadline = time.monotonic() + 60
        while not list(journal.glob("*.runs")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        text, _ = process.communicate(timeout=60)

    assert process.returncode == 130
    assert re.search(r"Interrupted: [\d,]+ of 500,000,000 runs were made", text)
    assert "Digest of the counts" in text


def test_interrupted_ensemble_says_so() -> None:
    """An ensemble with fewer runs than were asked for says how many, in text and in JSON."""
    valley = load("valley")
    assumptions, model = load_assumptions("valley", valley)

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    made: Ensemble = simulate(valley, assumptions, model=model, runs=5_000, watch=stop)
    told = Told(made, "The valley", "valley", "valley")

    assert f"Interrupted: {made.done:,} of 5,000 runs" in ensemble_text(told)
    found = json.loads(ensemble_json(told))
    assert (found["interrupted"], found["runs-made"]) == (True, made.done)
    assert made.done < 5_000


def test_start_of_the_command_line_stays_lean() -> None:
    """Whoever does not simulate waits for none of what simulates."""
    code = (
        "import sys, negotiation.cli; "
        "print([m for m in ('numba', 'numpy', 'scipy', 'joblib', 'negotiation.assumptions') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("library", "words"), [("numba", []), ("filelock", ["--journal", "j"])])
def test_missing_library_is_named_with_its_extra(
    tmp_path: Path, library: str, words: list[str]
) -> None:
    """Without what the extra brings, the message says which library and how to get it."""
    code = (
        f"import sys; sys.modules[{library!r}] = None; sys.argv = ['negotiation', 'simulate', "
        f"'valley', *{words!r}]; from negotiation.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip

    assert done.returncode == 2
    assert f"a simulation needs {library}, which is not installed" in done.stderr
    assert ".[simulation]" in done.stderr
