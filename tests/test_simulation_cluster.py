"""Runs on a cluster: a real scheduler and real workers on this machine, one of which is killed."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from negotiation import __version__
from negotiation.errors import NegotiationError
from negotiation.simulation.cluster import cluster
from negotiation.simulation.ensemble import serial
from negotiation.simulation.journal import journalled
from tests.simulating import simulated

RUNS = 60_000
ROOT = Path(__file__).parent.parent
PATIENCE = 60.0


@contextmanager
def begun(folder: Path, role: str, *options: str, path: Path = ROOT) -> Iterator[subprocess.Popen]:  # type: ignore[type-arg]
    """Begin a scheduler or a worker, and end it at last."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{role}", "--host", "127.0.0.1"]
    file = str(folder / "scheduler.json")
    with (
        (folder / f"{role}.log").open("ab") as log,
        subprocess.Popen(
            [*command, "--scheduler-file", file, *options],
            cwd=folder, env=os.environ | {"PYTHONPATH": str(path)}, stdout=log, stderr=log,
        ) as process,
    ):  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def worker(folder: Path, **options: Path) -> Iterator[subprocess.Popen]:  # type: ignore[type-arg]
    """Begin a worker of one thread, without anybody who would start it anew."""
    words = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
    with begun(folder, "worker", *words, **options) as process:
        yield process


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the folder of a scheduler that has no worker yet."""
    path = tmp_path_factory.mktemp("cluster")
    with begun(path, "scheduler", "--port", "0", "--no-dashboard"):
        until(lambda: (path / "scheduler.json").exists())
        yield path


def address(folder: Path) -> str:
    """Give where the scheduler is."""
    found: str = json.loads((folder / "scheduler.json").read_text(encoding="utf-8"))["address"]
    return found


def until(what: object) -> None:
    """Wait for something."""
    end = time.monotonic() + PATIENCE
    while not what():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def with_workers(folder: Path, count: int) -> None:
    """Wait until the scheduler has so many workers."""
    from distributed import Client

    with Client(address(folder), set_as_default=False) as client:
        until(lambda: len(client.nthreads()) == count)


@pytest.fixture(scope="module")
def digest() -> str:
    """Give what one process makes of the valley, one block after the other."""
    return simulated(RUNS).digest


def test_cluster_whose_worker_is_killed_gives_the_same(
    folder: Path, tmp_path: Path, digest: str
) -> None:
    """With one of two workers killed after the first blocks, the digest is that of one process."""
    with worker(folder) as first, worker(folder):
        with_workers(folder, 2)
        done: list[int] = []

        def watch(runs: int) -> None:
            done.append(runs)
            if len(done) == 5:
                first.kill()

        execute = journalled(cluster(address(folder)), tmp_path)
        ensemble = simulated(RUNS, execute, watch=watch)
        with_workers(folder, 1)

    assert len(done) > 30
    assert ensemble.digest == digest


def test_interruption_leaves_no_work_behind(folder: Path, digest: str, tmp_path: Path) -> None:
    """After Ctrl-C the workers are free, and what was done is kept."""
    from distributed import Client

    done: list[int] = []

    def watch(runs: int) -> None:
        done.append(runs)
        if len(done) == 2:
            signal.raise_signal(signal.SIGINT)

    with worker(folder):
        with_workers(folder, 1)
        ended = simulated(RUNS, journalled(cluster(address(folder)), tmp_path), watch=watch)
        with Client(address(folder), set_as_default=False) as client:
            until(lambda: not any(client.processing().values()))

    assert ended.interrupted
    assert ended.done == sum(done) < RUNS
    assert simulated(RUNS, journalled(serial, tmp_path)).digest == digest


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("return '0.0.9'", f"negotiation 0.0.9 there, {__version__} here; install the same there"),
        ("raise metadata.PackageNotFoundError(name)", 'lack "negotiation"; install there what'),
    ],
)
def test_unlike_worker_is_refused(folder: Path, tmp_path: Path, odd: str, said: str) -> None:
    """A worker with another version of the package, or without it, is told before any run."""
    lines = (
        "from importlib import metadata",
        "real = metadata.version",
        "def version(name):",
        "    if name != 'negotiation':",
        "        return real(name)",
        f"    {odd}",
        "version.__module__ = 'importlib.metadata'",
        "metadata.version = version",
    )
    (tmp_path / "sitecustomize.py").write_text("\n".join(lines), encoding="utf-8")

    with worker(folder, path=tmp_path):
        with_workers(folder, 1)
        with pytest.raises(NegotiationError, match=re.escape(said)):
            simulated(RUNS, cluster(address(folder)))


def test_cluster_without_workers_is_told(folder: Path) -> None:
    """Nobody waits for workers that were never started."""
    with_workers(folder, 0)
    with pytest.raises(NegotiationError, match="has no workers; start some with: dask worker tcp:"):
        simulated(RUNS, cluster(address(folder)))


def test_scheduler_that_ends_is_told(tmp_path: Path) -> None:
    """The message says that the cluster is gone, and what is in the journal is still there."""
    with begun(tmp_path, "scheduler", "--port", "0", "--no-dashboard") as scheduler:
        until(lambda: (tmp_path / "scheduler.json").exists())
        with worker(tmp_path):
            with_workers(tmp_path, 1)
            execute = journalled(cluster(address(tmp_path)), tmp_path / "runs")
            with pytest.raises(NegotiationError, match="is gone; what a journal holds is kept"):
                simulated(RUNS, execute, watch=lambda _: scheduler.kill())

    assert (tmp_path / "runs" / "start-1.runs").exists()


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where no scheduler is, is told after a while."""
    monkeypatch.setattr("negotiation.simulation.cluster.PATIENCE", 0.5)
    with pytest.raises(NegotiationError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        simulated(RUNS, cluster("127.0.0.1:9"))


# --- addresses --------------------------------------------------------------------------------

HERE = ["127.0.0.1:8786", "tcp://localhost", "tcp://[::1]:8786", "TCP://127.8.0.1:1", "tls://far:1"]
ELSEWHERE = [
    "tcp://10.0.0.7:8786", "far.example:8786", "tcp://0.0.0.0:8786", "tcp://127.0.0.1.example:1",
    "tcp://[fe80::1]:8786", "localhost.example", "tcp://2130706433:8786",
]  # fmt: skip
NONSENSE = [
    "", "tcp://", "http://127.0.0.1:8786", "inproc://1", "127.0.0.1:99999", "127.0.0.1:0",
    "tcp://127.0.0.1@far.example:8786", "tcp://127.0.0.1:8786/../x", "tcp://127.0.0.1:8786\nx",
    "scheduler file", "::1",
]  # fmt: skip


@pytest.mark.parametrize("address_", HERE)
def test_this_machine_and_tls_are_allowed(address_: str) -> None:
    """Loopback has no listeners, and TLS none that understand."""
    assert callable(cluster(address_))


@pytest.mark.parametrize("address_", ELSEWHERE)
def test_another_machine_is_refused_unless_the_user_insists(address_: str) -> None:
    """Without TLS, another machine needs a word of its own."""
    with pytest.raises(NegotiationError, match="--insecure-cluster"):
        cluster(address_)

    assert callable(cluster(address_, insecure=True))


@pytest.mark.parametrize("address_", NONSENSE)
def test_what_is_no_address_is_refused(address_: str) -> None:
    """Even who insists gives an address."""
    with pytest.raises(NegotiationError, match="is no address of a cluster"):
        cluster(address_, insecure=True)


def test_tls_without_certificates_is_told() -> None:
    """The message says what is missing, and where it is to be named."""
    with pytest.raises(NegotiationError, match="needs certificates; name their files in DASK_"):
        simulated(RUNS, cluster("tls://127.0.0.1:9"))
