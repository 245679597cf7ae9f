"""Compile arithmetic to machine code. The only user of numba."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.core.caching import IndexDataCacheFile

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function when it is first called, and keep the code for the next process.

    Nothing is contracted or reordered (`fastmath` stays off), so the same numbers come from every
    machine that follows IEEE 754. Where no folder can hold the code it is compiled each time.
    """
    try:
        made: Any = numba.njit(function, cache=True, nogil=True)
    except RuntimeError:  # neither the package's folder nor the user's can be written
        made = numba.njit(function, nogil=True)
    else:
        _stamp(made._cache)
    kept: Function = made
    return kept


def inlined(function: Function) -> Function:
    """Compile a small function into each of its callers, whose loops can then run side by side."""
    made: Function = numba.njit(function, forceinline=True)
    return made


def _stamp(kept: Any) -> None:
    """Let kept code be good for these sources only.

    By itself the library looks at the file of the function, not at those of the functions that it
    calls, and would go on with code made of what they were.
    """
    file: Any = IndexDataCacheFile  # untyped
    kept._cache_file = file(
        cache_path=kept._cache_path,
        filename_base=kept._impl.filename_base,
        source_stamp=_sources(),
    )


@cache
def _sources() -> str:
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
