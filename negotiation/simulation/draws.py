"""Random numbers by key: seed, run, clock and visit in, two uniform numbers out.

Philox 4×32-10 (Salmon, Moraes, Dror & Shaw 2011, doi:10.1145/2063384.2063405): a function of its
key, with no state. So one draw more or less shifts no other one, runs can be made in any order and
anywhere, and two sets of assumptions share their numbers clock by clock (Buffalo, Pearson & Klein,
arXiv 2603.11084).
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from negotiation.simulation.arithmetic import ln
from negotiation.simulation.compiled import compiled, inlined

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW, _HALF, _TOP = np.uint64(0xFFFFFFFF), np.uint64(32), np.uint64(12)
_UNIT = 2.0**-52

Words = tuple[np.uint64, np.uint64, np.uint64, np.uint64]
Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]


def key_of(name: str) -> int:
    """Give the 32 bits by which draws of a clock of that name are keyed."""
    return int.from_bytes(hashlib.blake2s(name.encode(), digest_size=4).digest(), "little")


@inlined
def _round(
    a: np.uint64, b: np.uint64, c: np.uint64, d: np.uint64, key: np.uint64, other: np.uint64
) -> Words:
    left, right = _M0 * a, _M1 * c
    return (right >> _HALF) ^ b ^ key, right & _LOW, (left >> _HALF) ^ d ^ other, left & _LOW


@inlined
def philox(
    a: np.uint64, b: np.uint64, c: np.uint64, d: np.uint64, key: np.uint64, other: np.uint64
) -> Words:
    """Give four words of 32 bits for a counter of four and a key of two."""
    a, b, c, d = _round(a, b, c, d, key, other)
    # written out: a loop here would keep the callers' loops from running side by side
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    a, b, c, d = _round(a, b, c, d, key, other)
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    a, b, c, d = _round(a, b, c, d, key, other)
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    a, b, c, d = _round(a, b, c, d, key, other)
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    a, b, c, d = _round(a, b, c, d, key, other)
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    a, b, c, d = _round(a, b, c, d, key, other)
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    a, b, c, d = _round(a, b, c, d, key, other)
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    a, b, c, d = _round(a, b, c, d, key, other)
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    a, b, c, d = _round(a, b, c, d, key, other)
    key, other = (key + _W0) & _LOW, (other + _W1) & _LOW
    return _round(a, b, c, d, key, other)


@compiled
def uniforms(
    seed: np.uint64, run: np.uint64, clock: np.uint64, visit: np.uint64
) -> tuple[float, float]:
    """Give two uniform numbers; the first is never 0 nor 1, the second never 1."""
    a, b, c, d = philox(run & _LOW, run >> _HALF, clock, visit, seed & _LOW, seed >> _HALF)
    first = np.float64(np.int64((a << _HALF | b) >> _TOP)) * _UNIT + _UNIT / 2
    return first, np.float64(np.int64((c << _HALF | d) >> _TOP)) * _UNIT


@inlined
def fill(
    seed: np.uint64, run: np.uint64, clock: np.uint64, visit: np.uint64,
    first: Floats, logs: Floats, second: Floats,
) -> None:  # fmt: skip
    """Draw for as many visits as the arrays hold: `uniforms`, and minus the log of the first."""
    low, high, key, other = run & _LOW, run >> _HALF, seed & _LOW, seed >> _HALF
    for i in range(first.size):
        a, b, c, d = philox(low, high, clock, visit + np.uint64(i), key, other)
        first[i] = np.float64(np.int64((a << _HALF | b) >> _TOP)) * _UNIT + _UNIT / 2
        second[i] = np.float64(np.int64((c << _HALF | d) >> _TOP)) * _UNIT
    for i in range(first.size):
        logs[i] = -ln(first[i])


@inlined
def draw_beside(
    seed: np.uint64, runs: Keys, clock: np.uint64, visits: Keys, logs: Floats, second: Floats
) -> None:
    """Draw for runs side by side, one visit each: minus the log of the first, and the second."""
    key, other = seed & _LOW, seed >> _HALF
    for i in range(runs.size):
        a, b, c, d = philox(runs[i] & _LOW, runs[i] >> _HALF, clock, visits[i], key, other)
        logs[i] = np.float64(np.int64((a << _HALF | b) >> _TOP)) * _UNIT + _UNIT / 2
        second[i] = np.float64(np.int64((c << _HALF | d) >> _TOP)) * _UNIT
    for i in range(runs.size):
        logs[i] = -ln(logs[i])
