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
Hashes = NDArray[np.uint64]
_NO_PATHS: Hashes = np.zeros(0, np.uint64)


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

    `paths` hold for the first `PATHS` runs, by number, the hash of the path, 0 for runs of other
    tallies; nothing at all if it has none of these runs. `joint` has for every what-if and pattern
    how many runs came to it in both, only as assumed, only in the what-if, in neither.
    """

    runs: int
    counted: tuple[Counted, ...]
    paths: list[Hashes]
    joint: Counts

    @classmethod
    def empty(cls, job: Job) -> Tally:
        """Give a tally of no runs."""
        counted = tuple(_none(arrays) for arrays, _ in job.variants)
        patterns = job.variants[0][0].pattern_size.size
        joint = np.zeros((len(job.variants) - 1, patterns, 4), np.int64)
        return cls(0, counted, [_NO_PATHS for _ in counted], joint)

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
            for number, paths in enumerate(other.paths):
                if paths.size:
                    own_ = self.paths[number]
                    self.paths[number] = paths | own_ if own_.size else paths

    def taken(self, number: int) -> dict[int, tuple[int, int]]:
        """Give for each hash of a path how many runs of a variant took it, and the first one."""
        made = self.paths[number]
        keys, firsts, counts = np.unique(made, return_index=True, return_counts=True)
        every = zip(keys, counts, firsts, strict=True)
        return {int(key): (int(count), int(first)) for key, count, first in every if key}

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
        found |= {f"paths-{number}": paths for number, paths in enumerate(self.paths)}
        return found

    def to_bytes(self) -> bytes:
        """Give it as bytes that `from_bytes` reads: whole numbers, compressed."""
        head = np.array([self.runs, *(paths.size for paths in self.paths)], np.int64)
        arrays = [head, self.joint, *(array for counted in self.counted for array in counted)]
        arrays += [paths.view(np.int64) for paths in self.paths]
        return zlib.compress(b"".join(array.astype("<i8").tobytes() for array in arrays))

    @classmethod
    def from_bytes(cls, data: bytes, job: Job) -> Tally:
        """Read what `to_bytes` wrote of the same job. Raises ValueError for other bytes."""
        tally = cls.empty(job)
        variants = len(tally.paths)
        arrays = [tally.joint, *(array for counted in tally.counted for array in counted)]
        ends = np.cumsum([1 + variants, *(array.size for array in arrays)])
        most = int(ends[-1]) + variants * PATHS
        head, *parts, hashes = np.split(_unpacked(data, int(ends[-1]), most), ends)
        for array, part in zip(arrays, parts, strict=True):
            array[...] = part.reshape(array.shape)
        tally.runs, *sizes = map(int, head)
        if set(sizes) - {0, PATHS} or sum(sizes) != hashes.size:
            raise ValueError("the paths are not as many as they are said to be")
        made = np.split(hashes.view(np.uint64), np.cumsum(sizes)[:-1])
        tally.paths = [one.copy() for one in made]
        if any(np.count_nonzero(one) > tally.runs for one in made):
            raise ValueError("the paths are not those of these runs")
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


def _none(arrays: Arrays) -> Counted:
    states, patterns = int(arrays.state_from[-1]), arrays.pattern_size.size
    sorts = arrays.target_from.size - 1
    shapes = (states, POINTS + 2), (states,), (sorts,), (patterns, BINS + 1)
    return Counted(
        *(np.zeros(shape, np.int64) for shape in (*shapes, (arrays.stay_track.size, BINS + 1)))
    )


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
        tally.paths[number] = _paths(each.path, block.first)
        firsts.append(np.isfinite(each.first))
    for number, other in enumerate(firsts[1:]):
        tally.joint[number] = _joint(firsts[0], other)
    return tally


def _paths(hashes: Hashes, first: int) -> Hashes:
    if first >= PATHS:
        return _NO_PATHS
    made = np.zeros(PATHS, np.uint64)
    made[first : first + len(hashes)] = hashes[: PATHS - first]
    return made


def _joint(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> Counts:
    parts: Sequence[NDArray[np.bool_]] = (one & other, one & ~other, ~one & other, ~one & ~other)
    return np.stack([part.sum(axis=0) for part in parts], axis=-1).astype(np.int64)
