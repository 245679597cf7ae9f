"""Tallies: what blocks of runs counted.

Whole numbers only, so that adding them up in any grouping gives the same, and one digest.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation.simulation.chains import Chain, chain, run_chain
from negotiation.simulation.kernel import PATHS, Counted, Each, run_block
from negotiation.simulation.keyboard import uninterrupted
from negotiation.simulation.plan import BINS, POINTS, Arrays, Origin, Plan

Counts = NDArray[np.int64]


class TooManyEvents(Exception):  # noqa: N818  internal: becomes an error that names the run
    """A run that never ends: its number."""

    def __init__(self, run: int) -> None:
        super().__init__(f"run {run:,} has too many events")
        self.run = run

    def __reduce__(self) -> tuple[type, tuple[int]]:
        return type(self), (self.run,)


@dataclass(frozen=True)
class Job:
    """What every block of an ensemble shares: arrays and origins, one each a variant, and a seed.

    The first variant is that of the assumptions, the others are what-ifs over the same numbers.
    `chains` holds those that are no more than a chain in that form too, which is faster.
    """

    variants: tuple[tuple[Arrays, Origin], ...]
    seed: int
    chains: tuple[Chain | None, ...] = ()

    @classmethod
    def of(cls, variants: Iterable[tuple[Plan, Origin]], seed: int) -> Job:
        """Give the job of some plans, each with where its runs begin."""
        pairs = list(variants)
        arrays = tuple((plan.arrays, origin) for plan, origin in pairs)
        return cls(arrays, seed, tuple(chain(plan, origin) for plan, origin in pairs))


@dataclass(frozen=True)
class Block:
    """Runs that are made together: the number of the first, and how many."""

    first: int
    size: int


@dataclass
class Tally:
    """What some runs of every variant counted; see `kernel.Counted`.

    `paths` hold for each hash of a path how many of the first `PATHS` runs took it, and the first
    of them. `joint` has for every what-if and pattern how many runs came to it in both, only as
    assumed, only in the what-if, in neither.
    """

    runs: int
    counted: tuple[Counted, ...]
    paths: tuple[dict[int, tuple[int, int]], ...]
    joint: Counts

    @classmethod
    def empty(cls, job: Job) -> Tally:
        """Give a tally of no runs."""
        counted = tuple(_none(arrays) for arrays, _ in job.variants)
        patterns = job.variants[0][0].pattern_size.size
        joint = np.zeros((len(job.variants) - 1, patterns, 4), np.int64)
        return cls(0, counted, tuple({} for _ in counted), joint)

    def add(self, other: Tally) -> None:
        """Add what other runs counted.

        An interruption from the keyboard waits until all is added.
        """
        with uninterrupted():
            self.runs += other.runs
            for mine, theirs in zip(self.counted, other.counted, strict=True):
                for own, more in zip(mine, theirs, strict=True):
                    own += more
            self.joint += other.joint
            for paths, others in zip(self.paths, other.paths, strict=True):
                _add_paths(paths, others)

    def digest(self) -> str:
        """Give what tells one result from another: "sha256:…"."""
        made = hashlib.sha256()
        for array in self._arrays().values():
            made.update(f"{array.dtype}{array.shape}".encode())
            made.update(np.ascontiguousarray(array).tobytes())
        return f"sha256:{made.hexdigest()}"

    # --- in and out ---------------------------------------------------------------------------

    def _arrays(self) -> dict[str, NDArray[np.int64] | NDArray[np.uint64]]:
        found: dict[str, NDArray[np.int64] | NDArray[np.uint64]] = {
            "runs": np.array([self.runs], np.int64),
            "joint": self.joint,
        }
        for number, counted in enumerate(self.counted):
            found |= {f"{name}-{number}": value for name, value in counted._asdict().items()}
        for number, paths in enumerate(self.paths):
            keys = sorted(paths)
            found[f"paths-{number}"] = np.array(keys, np.uint64)
            counts = [paths[key] for key in keys]
            found[f"taken-{number}"] = np.array(counts, np.int64).reshape(-1, 2)
        return found

    def to_bytes(self) -> bytes:
        """Give it as bytes that `from_bytes` reads: whole numbers, compressed."""
        lengths = [len(paths) for paths in self.paths]
        head = np.array([self.runs, *lengths], np.int64)
        arrays = [head, self.joint, *(array for counted in self.counted for array in counted)]
        arrays += [_listed(paths) for paths in self.paths]
        return zlib.compress(b"".join(array.astype("<i8").tobytes() for array in arrays))

    @classmethod
    def from_bytes(cls, data: bytes, job: Job) -> Tally:
        """Read what `to_bytes` wrote of the same job. Raises ValueError for other bytes."""
        tally = cls.empty(job)
        variants = len(tally.paths)
        arrays = [tally.joint, *(array for counted in tally.counted for array in counted)]
        ends = np.cumsum([1 + variants, *(array.size for array in arrays)])
        most = int(ends[-1]) + 3 * variants * PATHS
        head, *parts, listed = np.split(_unpacked(data, int(ends[-1]), most), ends)
        for array, part in zip(arrays, parts, strict=True):
            array[...] = part.reshape(array.shape)
        tally.runs, *lengths = map(int, head)
        if min(lengths) < 0 or 3 * sum(lengths) != listed.size:
            raise ValueError("the paths are not as many as they are said to be")
        every = np.split(listed.reshape(-1, 3), np.cumsum(lengths)[:-1])
        tally.paths = tuple(map(_unlisted, every))
        taken = [sum(count for count, _ in paths.values()) for paths in tally.paths]
        if any(some != taken[0] or some > min(PATHS, tally.runs) for some in taken):
            raise ValueError("the paths are not those of the first runs")
        return tally


def _unpacked(data: bytes, least: int, most: int) -> Counts:
    """Give whole numbers, so many of them. Raises ValueError."""
    packed = zlib.decompressobj()
    try:
        raw = packed.decompress(data, 8 * most + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not (packed.eof and 8 * least <= len(raw) <= 8 * most) or packed.unused_data:
        raise ValueError("the bytes are of something else")
    return np.frombuffer(raw, "<i8").astype(np.int64)


def _listed(paths: dict[int, tuple[int, int]]) -> Counts:
    keys = np.array(sorted(paths), np.uint64)
    counts = np.array([paths[int(key)] for key in keys], np.int64).reshape(-1, 2)
    return np.column_stack((keys.view(np.int64), counts))


def _unlisted(listed: Counts) -> dict[int, tuple[int, int]]:
    keys = listed[:, 0].view(np.uint64) if listed.size else ()
    return {
        int(key): (int(count), int(first))
        for key, (_, count, first) in zip(keys, listed, strict=True)
    }


def _none(arrays: Arrays) -> Counted:
    states, patterns = int(arrays.state_from[-1]), arrays.pattern_size.size
    sorts = arrays.target_from.size - 1
    shapes = (states, POINTS + 2), (states,), (sorts,), (patterns, BINS + 1)
    return Counted(
        *(np.zeros(shape, np.int64) for shape in (*shapes, (arrays.stay_track.size, BINS + 1)))
    )


def _add_paths(mine: dict[int, tuple[int, int]], theirs: dict[int, tuple[int, int]]) -> None:
    for key, (count, first) in theirs.items():
        known = mine.get(key)
        mine[key] = (count, first) if known is None else (known[0] + count, min(known[1], first))


def count_block(job: Job, block: Block) -> Tally:
    """Make the runs of a block and give what they counted. Raises TooManyEvents."""
    tally = Tally.empty(job)
    tally.runs = block.size
    firsts = []
    for number, (arrays, origin) in enumerate(job.variants):
        shape = (block.size, arrays.pattern_size.size)
        each = Each(np.zeros(shape), np.zeros(block.size, np.uint64))
        seed = np.uint64(job.seed)
        counted = tally.counted[number]
        as_chain = job.chains[number] if job.chains else None
        if as_chain is not None:
            failed = run_chain(as_chain, arrays.horizon, seed, block.first, counted, each)
        else:
            failed = run_block(arrays, origin, seed, block.first, counted, each)
        if failed >= 0:
            raise TooManyEvents(failed)
        told = each.path[: max(PATHS - block.first, 0)]
        tally.paths[number].update(_paths(told, block.first))
        firsts.append(np.isfinite(each.first))
    for number, other in enumerate(firsts[1:]):
        tally.joint[number] = _joint(firsts[0], other)
    return tally


def _paths(hashes: NDArray[np.uint64], first: int) -> dict[int, tuple[int, int]]:
    keys, firsts, counts = np.unique(hashes, return_index=True, return_counts=True)
    return {
        int(key): (int(count), first + int(place))
        for key, place, count in zip(keys, firsts, counts, strict=True)
    }


def _joint(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> Counts:
    parts: Sequence[NDArray[np.bool_]] = (one & other, one & ~other, ~one & other, ~one & ~other)
    return np.stack([part.sum(axis=0) for part in parts], axis=-1).astype(np.int64)
