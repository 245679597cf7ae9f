"""Tallies: what blocks of runs counted.

Whole numbers only, so that adding them up in any grouping gives the same, and one digest.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from negotiation.simulation.kernel import Counted, Each, run_block
from negotiation.simulation.plan import BINS, POINTS, Arrays, Origin

MOST_PATHS = 100_000  # kept of one ensemble; what is rarer than all of them is counted together
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
    """

    variants: tuple[tuple[Arrays, Origin], ...]
    seed: int


@dataclass(frozen=True)
class Block:
    """Runs that are made together: the number of the first, and how many."""

    first: int
    size: int


@dataclass
class Tally:
    """What some runs of every variant counted; see `kernel.Counted`.

    `paths` hold for each hash of a path how many runs took it and the first of them; `rare` how
    many took paths that are no longer kept. `joint` has for every what-if and pattern how many
    runs came to it in both, only as assumed, only in the what-if, in neither.
    """

    runs: int
    counted: tuple[Counted, ...]
    paths: tuple[dict[int, tuple[int, int]], ...]
    joint: Counts
    rare: list[int] = field(default_factory=list)

    @classmethod
    def empty(cls, job: Job) -> Tally:
        """Give a tally of no runs."""
        counted = tuple(_none(arrays) for arrays, _ in job.variants)
        patterns = job.variants[0][0].pattern_size.size
        joint = np.zeros((len(job.variants) - 1, patterns, 4), np.int64)
        return cls(0, counted, tuple({} for _ in counted), joint, [0 for _ in counted])

    def add(self, other: Tally) -> None:
        """Add what other runs counted. Of paths that are too many the most frequent are kept."""
        self.runs += other.runs
        for mine, theirs in zip(self.counted, other.counted, strict=True):
            for own, more in zip(mine, theirs, strict=True):
                own += more
        self.joint += other.joint
        for number, (mine_, theirs_) in enumerate(zip(self.paths, other.paths, strict=True)):
            self.rare[number] += other.rare[number] + _add_paths(mine_, theirs_)

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
            "rare": np.array(self.rare, np.int64),
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
        """Give it as bytes that `from_bytes` reads; nothing in them is ever executed."""
        file = io.BytesIO()
        np.savez_compressed(file, **self._arrays())  # type: ignore[arg-type]
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Tally:
        """Read what `to_bytes` wrote. Raises ValueError, KeyError or OSError for other bytes."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            found = {name: file[name] for name in file.files}
        variants = range(len(found["rare"]))
        counted = tuple(
            Counted(*(found[f"{name}-{number}"] for name in Counted._fields)) for number in variants
        )
        paths = tuple(
            {
                int(key): (int(count), int(first))
                for key, (count, first) in zip(
                    found[f"paths-{number}"], found[f"taken-{number}"], strict=True
                )
            }
            for number in variants
        )
        rare = [int(count) for count in found["rare"]]
        return cls(int(found["runs"][0]), counted, paths, found["joint"], rare)


def _none(arrays: Arrays) -> Counted:
    states, patterns = int(arrays.state_from[-1]), arrays.pattern_size.size
    sorts = arrays.target_from.size - 1
    shapes = (states, POINTS + 2), (states,), (sorts,), (patterns, BINS + 1)
    return Counted(
        *(np.zeros(shape, np.int64) for shape in (*shapes, (arrays.stay_track.size, BINS + 1)))
    )


def _add_paths(mine: dict[int, tuple[int, int]], theirs: dict[int, tuple[int, int]]) -> int:
    """Add paths; give how many runs took those that are no longer kept."""
    for key, (count, first) in theirs.items():
        known = mine.get(key)
        mine[key] = (count, first) if known is None else (known[0] + count, min(known[1], first))
    if len(mine) <= 2 * MOST_PATHS:
        return 0
    ranked = sorted(mine.items(), key=lambda item: (-item[1][0], item[1][1]))
    for key, _ in ranked[MOST_PATHS:]:
        del mine[key]
    return sum(count for _, (count, _) in ranked[MOST_PATHS:])


def count_block(job: Job, block: Block) -> Tally:
    """Make the runs of a block and give what they counted. Raises TooManyEvents."""
    tally = Tally.empty(job)
    tally.runs = block.size
    firsts = []
    for number, (arrays, origin) in enumerate(job.variants):
        shape = (block.size, arrays.pattern_size.size)
        each = Each(np.zeros(shape), np.zeros(block.size, np.uint64))
        seed = np.uint64(job.seed)
        failed = run_block(arrays, origin, seed, block.first, tally.counted[number], each)
        if failed >= 0:
            raise TooManyEvents(failed)
        tally.paths[number].update(_paths(each.path, block.first))
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
