"""Blocks of runs on the workers of a Dask cluster. The only user of distributed.

`cluster("tls://machine:8786")` gives an Execute for `simulate(…, execute=…)`. On the command line:
`--cluster ADDRESS`, and `--insecure-cluster` for `insecure=True`.

A block is the same wherever it is made, so when a worker dies the scheduler has its blocks made by
another one. Certificates for tls:// are those of Dask's own configuration.
"""

from __future__ import annotations

import re
import sysconfig
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from ipaddress import ip_address
from ssl import SSLError
from time import monotonic
from typing import TYPE_CHECKING, Final

from negotiation.errors import NegotiationError, NotInstalled
from negotiation.near import quoted
from negotiation.simulation.compiled import sources
from negotiation.simulation.ensemble import Execute
from negotiation.simulation.in_flight import Pending, in_order
from negotiation.simulation.keyboard import uninterrupted
from negotiation.simulation.tally import Block, Job, Tally, count_block

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 3  # blocks handed out for each thread of the workers, so that none waits for the next
LOOK = 5.0  # seconds after which workers that came or went are noticed
PATIENCE = 10.0  # seconds within which a scheduler answers
CERTIFICATES = (
    "name their files in DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT and DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY"
)
_PORT = 8786
_ADDRESS = re.compile(r"(?:(tcp|tls)://)?(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::([0-9]{1,5}))?", re.I)

Versions = Mapping[str, str]
ASKED: Final[Mapping[str, tuple[Callable[..., str], *tuple[str, ...]]]] = {
    "Python": (sysconfig.get_python_version,),
    "negotiation": (metadata.version, "negotiation"),
    "numba": (metadata.version, "numba"),
    "numpy": (metadata.version, "numpy"),
}


class _Unlike(Exception):  # noqa: N818  internal: becomes an error that names the cluster
    """A worker with other versions: in words."""


def cluster(address: str, *, insecure: bool = False) -> Execute:
    """Make blocks on the workers of the scheduler at an address.

    Raises NegotiationError for an address that is neither of this machine nor tls://, unless
    `insecure`; NotInstalled without the extra.
    """
    where = _allowed(address, insecure)
    try:
        import distributed  # noqa: F401  looked for before any run is made
    except ImportError:
        raise NotInstalled("a cluster needs distributed", "cluster") from None

    def execute(job: Job, blocks: Sequence[Block]) -> Generator[Tally, None, None]:
        with _telling(where), _connected(where) as client:
            versions = _versions()
            _look_at_workers(client)

            def submit(block: Block) -> Pending:
                # the job goes along, a few KB: data laid down there once would die with its worker
                return _Made(client.submit(_count, job, block, versions, pure=False))

            yield from in_order(submit, blocks, _room(client))

    return execute


@dataclass(frozen=True)
class _Made:
    """A tally that a worker counts."""

    future: Future

    def result(self) -> Tally:
        """Wait for it; interruptions are heard here, and not where distributed stumbles."""
        done = threading.Event()
        self.future.add_done_callback(lambda _: done.set())
        done.wait()
        with uninterrupted():
            tally: Tally = self.future.result()
        return tally


def _allowed(address: str, insecure: bool) -> str:
    """Give an address in full. Raises NegotiationError for one that anybody could listen in on."""
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or not 0 < int(found[3] or _PORT) < 2**16:
        raise NegotiationError(
            f"{quoted(address)} is no address of a cluster; write tcp://127.0.0.1:{_PORT} or "
            f"tls://machine:{_PORT}"
        )
    scheme, host = (found[1] or "tcp").lower(), found[2].lower()
    if scheme == "tcp" and not insecure and not _is_here(host.strip("[]")):
        raise NegotiationError(
            f"{quoted(address)} is another machine without TLS: whoever reaches its port can run "
            "programs there, and it can send us any; write a tls:// address, or insist with "
            "--insecure-cluster in a network that you trust"
        )
    return f"{scheme}://{host}:{found[3] or _PORT}"


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """Give a client of the scheduler that has a worker. Raises NegotiationError."""
    from distributed import Client

    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (TypeError, FileNotFoundError, SSLError):
        raise NegotiationError(f"{address} needs certificates; {CERTIFICATES}") from None
    except OSError:
        raise NegotiationError(
            f"no scheduler answers at {address}; start one with: dask scheduler --host …"
        ) from None
    try:
        if not client.nthreads():
            raise NegotiationError(
                f"the cluster at {address} has no workers; start some with: dask worker {address}"
            )
        yield client
    finally:
        client.close(timeout=PATIENCE)


def _look_at_workers(client: Client) -> None:
    """Ask all workers before they get anything: one that lacks the package dies of its first block.

    They are asked with what any Python has. Raises ImportError, _Unlike.
    """
    for name, asked in ASKED.items():
        for there in client.run(*asked, on_error="return").values():
            if isinstance(there, ImportError):
                raise there
            if isinstance(there, str):
                _hold_to({name: there}, _versions())


def _room(client: Client) -> Callable[[], int]:
    """Say how many blocks may be under way: some for each thread of the workers there are."""
    known = {"room": 1, "until": 0.0}

    def room() -> int:
        if monotonic() >= known["until"]:
            with uninterrupted():
                threads = sum(client.nthreads().values())
            known.update(room=max(AHEAD * threads, 1), until=monotonic() + LOOK)
        return int(known["room"])

    return room


@contextmanager
def _telling(address: str) -> Iterator[None]:
    """Say in our words what went wrong over there."""
    from distributed import KilledWorker

    kept = "what a journal holds is kept"
    try:
        yield
    except _Unlike as error:
        raise NegotiationError(
            f"the workers at {address} would not give the same: {error}; install the same there"
        ) from None
    except ImportError as error:
        raise NegotiationError(
            f"the workers at {address} lack {quoted(error.name or str(error))}; install there what "
            "is installed here"
        ) from None
    except KilledWorker:
        raise NegotiationError(
            f"a block of runs ended worker after worker at {address}, perhaps for want of memory; "
            f"{kept}"
        ) from None
    except (CancelledError, OSError):
        raise NegotiationError(f"the cluster at {address} is gone; {kept}") from None


# --- on the worker ----------------------------------------------------------------------------


def _versions() -> Versions:
    """Give what must be the same everywhere for the same results."""
    libraries = {name: function(*words) for name, (function, *words) in ASKED.items()}
    return {**libraries, "code of simulations": sources()[:12]}


def _hold_to(there: Versions, here: Versions) -> None:
    """Raise _Unlike if something has another version there."""
    unlike = [
        f"{name} {version} there, {here.get(name)} here"
        for name, version in there.items()
        if version != here.get(name)
    ]
    if unlike:
        raise _Unlike(", ".join(unlike))


def _count(job: Job, block: Block, asker: Versions) -> Tally:
    """Make a block. Raises _Unlike: this worker may have come since they were asked."""
    _hold_to(_versions(), asker)
    return count_block(job, block)
