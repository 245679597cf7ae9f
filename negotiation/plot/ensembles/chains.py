"""Find the paths that runs took most often, and lay out their states as chains of boxes.

Results from every start in; paths with their shares out, and boxes in lines. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negotiation.plot.ensembles.scene import Scene, Starts, state_name
from negotiation.plot.lettering import Face, widest, wrap
from negotiation.simulation.shares import Share

LABEL = Face(8)
INSET, ARROW, WIDEST, LINE, BELOW = 5.0, 10.0, 92.0, 17.0, 5.0
LONGEST, KEPT = 24, (12, 6)  # states of a chain; of a longer one so many at its beginning and end


@dataclass(frozen=True, slots=True)
class Path:
    """A sequence of states, and in which share of the runs it was taken, one share a start."""

    states: tuple[str, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """All paths that are not shown: how many at least, and how many are counted exactly."""

    count: int
    is_exact: bool
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in a chain: its lines of text, and where its box stands from the chain's corner."""

    state: str
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float


def paths_of(starts: Starts, most: int) -> tuple[list[Path], Others]:
    """Give the paths that any start has among its most frequent ones, and all others together.

    The most frequent first, by the greatest of their shares.
    """
    states = {path.key: path.states for one in starts for path in one.paths(most)}
    shares = {key: tuple(one.path_share(key) for one in starts) for key in states}
    ranked = sorted(states, key=lambda key: -max(share.share for share in shares[key]))[:most]
    kept = [one.path_keys() for one in starts]
    others = frozenset().union(*(keys for keys, _ in kept)) - set(ranked)
    left = tuple(
        Share(one.path_runs - sum(shares[key][number].count for key in ranked), one.path_runs)
        for number, one in enumerate(starts)
    )
    found = [Path(states[key], shares[key]) for key in ranked]
    return found, Others(len(others), all(whole for _, whole in kept), left)


def chain(scene: Scene, states: Sequence[str], room: float) -> tuple[list[Chip], float]:
    """Lay out the boxes of a chain in lines of that width; give also how deep they reach.

    The middle of a chain that is very long is left out, and its box, of no state, says how much.
    """
    chips: list[Chip] = []
    left, top, deep = 0.0, 0.0, 0.0
    for state, words in _told(scene, states):
        lines = wrap(words, WIDEST, LABEL)
        broad = widest(lines, LABEL) + 2 * INSET
        tall = LINE + (len(lines) - 1) * LABEL.leading
        if chips and left + broad > room:
            left, top, deep = 0.0, top + deep + BELOW, 0.0
        chips.append(Chip(state, lines, left, top, broad, tall))
        left += broad + ARROW
        deep = max(deep, tall)
    return chips, top + deep


def _told(scene: Scene, states: Sequence[str]) -> Iterator[tuple[str, str]]:
    named = [(state, state_name(scene, scene.headline, state)) for state in states]
    if len(named) <= LONGEST:
        yield from named
        return
    first, last = KEPT
    yield from named[:first]
    yield "", scene.speech.say("ensemble.more-states", count=len(named) - first - last)
    yield from named[-last:]
