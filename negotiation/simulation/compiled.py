"""Compile arithmetic to machine code. The only user of numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function when it is first called, and keep the code for the next process.

    Nothing is contracted or reordered (`fastmath` stays off), so the same numbers come from every
    machine that follows IEEE 754. Where no folder can hold the code it is compiled each time.
    """
    try:
        made: Function = numba.njit(function, cache=True, nogil=True)
    except RuntimeError:  # neither the package's folder nor the user's can be written
        made = numba.njit(function, nogil=True)
    return made
