"""Runs come out the same wherever they are made, and what is done is not lost."""

import json
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import filelock
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.errors import NegotiationError
from negotiation.simulation.ensemble import Blocks, Execute, blocks, serial
from negotiation.simulation.in_flight import in_order
from negotiation.simulation.journal import journalled
from negotiation.simulation.pool import pool
from negotiation.simulation.tally import Block, Job, Tally, count_block
from tests.simulating import simulated

RUNS = 20_000
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def digest() -> str:
    """Give what one process makes of the valley, one block after the other."""
    return simulated(RUNS).digest


@pytest.fixture(scope="module")
def job() -> Job:
    """Give the valley beside one of its what-ifs, as blocks are made of it."""
    seen: list[Job] = []

    def look(job: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
        seen.append(job)
        return serial(job, blocks)

    simulated(16, look, whatifs=("no-observers",))
    return seen[0]


@pytest.fixture(scope="module")
def tallies(job: Job) -> list[Tally]:
    """Give what eight blocks of a hundred runs counted."""
    return [count_block(job, Block(first, 100)) for first in range(0, 800, 100)]


# --- blocks -----------------------------------------------------------------------------------


@given(runs=st.integers(1, 10**12), size=st.integers(1, 65_536))
def test_blocks_hold_every_run_once(runs: int, size: int) -> None:
    """The first block begins with run 0, the last ends with the last, and there are no more."""
    every = Blocks(range(0, runs, size), runs)

    assert every[0].first == 0
    assert every[-1].first + every[-1].size == runs
    assert (len(every) - 1) * size + every[-1].size == runs
    assert every[len(every) // 2 :][0] == every[len(every) // 2]


def test_blocks_are_a_part_of_a_second(job: Job) -> None:
    """A million million runs are divided at once, into blocks of some thousand runs."""
    every = blocks(job, 10**12)

    assert 1_024 <= every[0].size <= 65_536


def test_no_more_blocks_are_handed_out_than_there_is_room_for(job: Job) -> None:
    """Of a million blocks, the fourth is handed out only when the first has been taken."""
    handed: list[Block] = []

    class Counted:
        def result(self) -> Tally:
            return Tally.empty(job)

    def submit(block: Block) -> Counted:
        handed.append(block)
        return Counted()

    made = in_order(submit, Blocks(range(10**6), 10**6), lambda: 3)

    next(made)
    assert len(handed) == 3
    next(made)
    assert len(handed) == 4


# --- the same from everywhere -----------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_processes_change_nothing(jobs: int, digest: str) -> None:
    """One, two and three processes give the same, bit for bit."""
    assert simulated(RUNS, pool(jobs)).digest == digest


def test_threads_change_nothing(digest: str) -> None:
    """Three threads of one process give the same, bit for bit."""

    def threads(job: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
        with ThreadPoolExecutor(3) as workers:
            submit = partial(workers.submit, count_block, job)
            yield from in_order(submit, blocks, lambda: 6)

    assert simulated(RUNS, threads).digest == digest


@pytest.mark.parametrize("jobs", [0, -1, 5_000])
def test_odd_numbers_of_processes_are_refused(jobs: int) -> None:
    """No process makes no run, and five thousand are a slip."""
    with pytest.raises(NegotiationError, match="write --jobs"):
        pool(jobs)


def test_process_that_is_ended_is_told() -> None:
    """If the system ends a process of the pool, the message says so, and the next pool works."""

    def ending(_: int) -> None:
        for child in psutil.Process().children():
            if "LokyProcess" in " ".join(child.cmdline()):
                child.kill()

    with pytest.raises(NegotiationError, match="ended from outside"):
        simulated(200_000, pool(2), watch=ending)

    assert simulated(1_000, pool(2)).done == 1_000


# --- tallies ----------------------------------------------------------------------------------


@given(order=st.permutations(range(8)), cuts=st.sets(st.integers(1, 7)))
def test_tallies_add_up_the_same_in_any_grouping(
    job: Job, tallies: list[Tally], order: list[int], cuts: set[int]
) -> None:
    """Eight blocks, in any order and first in any groups, give one sum."""
    plain, grouped = Tally.empty(job), Tally.empty(job)
    for one in tallies:
        plain.add(one)
    for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), 8], strict=True):
        group = Tally.empty(job)
        for place in order[begin:end]:
            group.add(tallies[place])
        grouped.add(group)

    assert grouped.runs == 800
    assert grouped.digest() == plain.digest()


def test_tally_comes_back_from_its_bytes(job: Job, tallies: list[Tally]) -> None:
    """What is read is what was written, an empty one too."""
    for tally in (Tally.empty(job), *tallies):
        read = Tally.from_bytes(tally.to_bytes(), job)

        assert read.digest() == tally.digest()
        assert [list(one) for one in read.paths] == [list(one) for one in tally.paths]


@given(data=st.data())
def test_other_bytes_are_no_tally(job: Job, tallies: list[Tally], data: st.DataObject) -> None:
    """Bytes that were changed, cut off or made up are refused, or read as some tally of the job."""
    whole = bytearray(zlib.decompress(tallies[0].to_bytes()))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place : place + data.draw(st.integers(0, 16))] = data.draw(st.binary(max_size=16))
    packed = zlib.compress(whole)
    hostile = data.draw(
        st.sampled_from([packed, packed[:place], packed + b"x", bytes(whole)]) | st.binary()
    )

    try:
        read = Tally.from_bytes(hostile, job)
    except ValueError:
        return
    assert len(read.counted) == 2
    assert read.joint.shape == tallies[0].joint.shape


def test_bytes_of_another_job_are_no_tally(job: Job, tallies: list[Tally]) -> None:
    """A tally without the what-if does not pass for one with it."""
    other = Job(job.variants[:1], job.seed)

    with pytest.raises(ValueError, match=r"something else|paths"):
        Tally.from_bytes(tallies[0].to_bytes(), other)


# --- the journal ------------------------------------------------------------------------------


def head(folder: Path, start: int = 1) -> dict[str, object]:
    """Give what the file of a start says of itself; nothing while there is none."""
    try:
        with (folder / f"start-{start}.runs").open("rb") as file:
            found: dict[str, object] = json.loads(file.readline())
            return found
    except FileNotFoundError:
        return {"runs that are done": 0}


def none_made(_: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
    """Make no block, and hold that none is asked for."""
    assert len(blocks) == 0
    yield from ()


def test_whole_journal_is_read_and_nothing_is_made(tmp_path: Path, digest: str) -> None:
    """A complete journal gives the result, and what it says of itself is of these runs."""
    assert simulated(RUNS, journalled(serial, tmp_path / "runs")).digest == digest
    assert simulated(RUNS, journalled(none_made, tmp_path / "runs")).digest == digest
    assert head(tmp_path / "runs")["format"] == "negotiation-journal/1"
    assert head(tmp_path / "runs")["runs that are done"] == RUNS


def test_each_start_has_its_own_file(tmp_path: Path, job: Job) -> None:
    """What an ensemble makes from a second start is kept apart, and both are found again."""
    every = Blocks(range(0, 300, 100), 300)
    other = replace(job, seed=2)
    first, second = (total(serial, one, every) for one in (job, other))
    execute = journalled(serial, tmp_path / "b")
    assert total(execute, job, every) == first
    assert total(execute, other, every) == second

    again = journalled(none_made, tmp_path / "b")

    assert first != second
    assert total(again, job, every) == first
    assert total(again, other, every) == second
    assert {path.name for path in tmp_path.glob("b/*.runs")} == {"start-1.runs", "start-2.runs"}


def total(execute: Execute, job: Job, blocks: Sequence[Block]) -> str:
    """Give the digest of all blocks together."""
    tally = Tally.empty(job)
    for one in execute(job, blocks):
        tally.add(one)
    return tally.digest()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"seed": 2}, r"seed: 1, here 2"),
        ({"runs": 30_000}, r"runs: 20,000, here 30,000"),
        ({"horizon": 86_400}, "model, assumptions, what-ifs or horizon"),
        ({"whatifs": ("no-observers",)}, "model, assumptions, what-ifs or horizon"),
    ],
)
def test_journal_of_other_runs_is_refused(
    tmp_path: Path, asked: dict[str, object], said: str
) -> None:
    """The message says what differs, and the journal stays as it is."""
    simulated(RUNS, journalled(serial, tmp_path))
    before = (tmp_path / "start-1.runs").read_bytes()

    with pytest.raises(NegotiationError, match=said):
        simulated(**({"runs": RUNS, "execute": journalled(serial, tmp_path)} | asked))  # type: ignore[arg-type]

    assert (tmp_path / "start-1.runs").read_bytes() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:0],
        lambda data: data.replace(b"journal/1", b"journal/9"),
        lambda data: b"[" * 100_000 + data,
        lambda data: b"\x80\x04." + data,
    ],
)
def test_damaged_journal_is_refused(tmp_path: Path, spoil: object) -> None:
    """A file that was cut or changed is told, and not taken for an empty one."""
    simulated(RUNS, journalled(serial, tmp_path))
    page = tmp_path / "start-1.runs"
    page.write_bytes(spoil(page.read_bytes()))  # type: ignore[operator]

    with pytest.raises(NegotiationError, match="no journal of runs, or damaged; remove it"):
        simulated(RUNS, journalled(none_made, tmp_path))


def test_two_writers_are_one_too_many(tmp_path: Path) -> None:
    """While one process has the journal, another is told to wait."""
    with (
        filelock.FileLock(tmp_path / "lock"),
        pytest.raises(NegotiationError, match="another process writes to the journal"),
    ):
        simulated(RUNS, journalled(serial, tmp_path))


def test_file_is_no_folder(tmp_path: Path) -> None:
    """A file in the place of the folder stays what it is."""
    (tmp_path / "runs").write_text("mine", encoding="utf-8")

    with pytest.raises(NegotiationError, match="cannot be used"):
        simulated(RUNS, journalled(serial, tmp_path / "runs"))

    assert (tmp_path / "runs").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="the root user may write everywhere")
def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder without leave to write is told at once."""
    tmp_path.chmod(0o500)

    with pytest.raises(NegotiationError, match="cannot be used"):
        simulated(RUNS, journalled(serial, tmp_path))


@pytest.mark.parametrize("name", ["lock", "start-1.runs", "start-1.new"])
def test_links_are_not_followed(tmp_path: Path, name: str) -> None:
    """A link in the folder leads nowhere: what it points at is neither read nor written."""
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / name).symlink_to(mine)

    with pytest.raises(NegotiationError, match="cannot be used"):
        simulated(RUNS, journalled(serial, folder))

    assert mine.read_text(encoding="utf-8") == "mine"


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """What else lies in the folder stays there."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    simulated(RUNS, journalled(serial, tmp_path))

    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lock", "notes.txt", "start-1.runs"]


# --- ended early ------------------------------------------------------------------------------


@contextmanager
def begun(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Begin to simulate in another process, which leads a group of its own, and end it at last."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.simulating", *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def left_of(group: int) -> list[psutil.Process]:
    """Give what still runs of a group of processes, some seconds after its leader ended."""
    for _ in range(100):
        left = [process for process in psutil.process_iter() if _is_of(process, group)]
        if not left:
            return []
        time.sleep(0.1)
    return left


def _is_of(process: psutil.Process, group: int) -> bool:
    try:
        return os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE
    except (ProcessLookupError, psutil.NoSuchProcess):
        return False


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """Give what it says, line by line."""
    assert process.stdout is not None
    return iter(process.stdout.readline, "")


def test_interruption_keeps_what_is_done() -> None:
    """After Ctrl-C the runs so far are told, without a word from the processes, which end."""
    with begun(10_000_000, 2) as process:
        told = list(lines_until(process, "done", 3))
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)

    told += out.splitlines()
    word, done, _ = told[-1].split()
    assert (word, err) == ("interrupted", "")
    assert int(done) == sum(int(line.split()[1]) for line in told if line.startswith("done"))
    assert left_of(process.pid) == []


def lines_until(process: subprocess.Popen[str], word: str, times: int) -> Iterator[str]:
    """Give what it says, up to the line that so often began with a word."""
    for line in lines(process):
        yield line
        times -= line.startswith(word)
        if not times:
            return


def test_killed_runs_are_resumed_without_repeating_a_block(tmp_path: Path) -> None:
    """Killed three times, with one process and two, it goes on where the journal stands."""
    runs = 100_000
    kept = 0
    for jobs, wait in ((1, 0.0), (2, 1.2), (1, 0.4)):
        with begun(runs, jobs, tmp_path) as process:
            *_, first = lines_until(process, "from", 1)
            while head(tmp_path)["runs that are done"] == kept and process.poll() is None:
                time.sleep(0.01)
            time.sleep(wait)
            process.kill()
        assert first.split() == ["from", str(kept)]
        assert left_of(process.pid) == []
        said = head(tmp_path)["runs that are done"]
        assert isinstance(said, int)
        assert kept < said < runs
        kept = said

    rest = simulated(runs, journalled(serial, tmp_path))

    assert rest.digest == simulated(runs).digest


def test_interrupted_journal_goes_on(tmp_path: Path, digest: str) -> None:
    """What was done before Ctrl-C is kept to the last block."""
    ended = simulated(RUNS, journalled(serial, tmp_path), watch=interrupted_after(3))
    assert ended.interrupted
    assert 0 < ended.done == head(tmp_path)["runs that are done"] < RUNS

    rest = simulated(RUNS, journalled(serial, tmp_path))

    assert rest.digest == digest


def interrupted_after(blocks: int) -> Callable[[int], None]:
    """Press Ctrl-C when so many blocks are done."""
    done: list[int] = []

    def watch(runs: int) -> None:
        done.append(runs)
        if len(done) == blocks:
            signal.raise_signal(signal.SIGINT)

    return watch


def test_interruption_before_any_block_is_an_interruption() -> None:
    """Where no run is done there is nothing to tell."""

    def interrupted(job: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
        signal.raise_signal(signal.SIGINT)
        yield from serial(job, blocks)

    with pytest.raises(KeyboardInterrupt):
        simulated(RUNS, interrupted)


def test_full_disk_is_told_and_leaves_what_was_kept(tmp_path: Path, digest: str) -> None:
    """Where nothing more can be written the runs end, and with room again they go on."""
    simulated(RUNS, journalled(serial, tmp_path), watch=interrupted_after(3))
    before = head(tmp_path)

    with begun(RUNS, 1, tmp_path, 1_000) as process:
        *_, last = lines(process)

    assert last.startswith("refused the journal")
    assert "cannot be used (File too large)" in last
    assert head(tmp_path) == before
    assert simulated(RUNS, journalled(serial, tmp_path)).digest == digest
