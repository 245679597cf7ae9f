"""Compile arithmetic to machine code. The only user of numba."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function when it is first called, and keep the code for the next process.

    Nothing is contracted or reordered (`fastmath` stays off), so the same numbers come from every
    machine that follows IEEE 754. Where the code cannot be kept it is compiled each time.
    """
    try:
        made: Any = numba.njit(function, cache=True, nogil=True)
        made._cache = _Kept(made._cache)
    except (RuntimeError, ImportError, AttributeError, TypeError):
        # neither the package's folder nor the user's can be written; or the library, whose own
        # names these are, keeps its code in another way than the one that we know
        made = numba.njit(function, nogil=True)
    kept: Function = made
    return kept


def inlined(function: Function) -> Function:
    """Compile a small function into each of its callers, whose loops can then run side by side."""
    made: Function = numba.njit(function, forceinline=True)
    return made


class _Kept:
    """The library's own store of code, good for these sources only; what fails there is no matter.

    By itself it looks at the file of the function, not at those of the functions that it calls, and
    would go on with code made of what they were.
    """

    def __init__(self, store: Any) -> None:
        from numba.core import caching

        make: Any = caching.IndexDataCacheFile  # untyped
        base, path = store._impl.filename_base, store._cache_path
        store._cache_file = make(cache_path=path, filename_base=base, source_stamp=sources())
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def load_overload(self, *asked: object) -> Any:
        """Give the code that is kept, None if there is none."""
        try:
            return self._store.load_overload(*asked)
        except Exception:  # noqa: BLE001  half a file, after a loss of power, may raise any
            with suppress(OSError):
                self._store.flush()
            return None

    def save_overload(self, *made: object) -> None:
        """Keep code, if there is room for it."""
        with suppress(OSError):
            self._store.save_overload(*made)


@cache
def sources() -> str:
    """Give what tells this code of simulations from any other: the same gives the same runs."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
