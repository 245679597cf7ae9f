"""Show on a terminal how far something long is, once it takes more than a second."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import typer

SHORT = 1.0  # seconds in which nothing need be said


@contextmanager
def progress(total: int, label: str, first: str = "") -> Iterator[Callable[[int], None]]:
    """Give what is to be told how much more is done; says nothing but on a terminal.

    `first` is said if nothing at all is done after a second.
    """
    if not sys.stderr.isatty():
        yield lambda _more: None
        return
    silent = threading.Timer(SHORT, lambda: typer.echo(first, err=True))
    silent.daemon = True
    with ExitStack() as stack:
        if first:
            silent.start()
        stack.callback(silent.cancel)
        yield _Watch(stack, silent, total, label).more


class _Watch:
    """A bar that is not drawn before it is worth it."""

    def __init__(self, stack: ExitStack, silent: threading.Timer, total: int, label: str) -> None:
        self.stack, self.silent, self.total, self.label = stack, silent, total, label
        self.begun, self.waiting = time.monotonic(), 0
        self.bar: Any = None

    def more(self, done: int) -> None:
        """Note that so much more is done."""
        self.silent.cancel()
        self.waiting += done
        if self.bar is None and time.monotonic() - self.begun > SHORT:
            bar = typer.progressbar(length=self.total, label=self.label, file=sys.stderr)
            self.bar = self.stack.enter_context(bar)
        if self.bar is not None:
            self.bar.update(self.waiting)
            self.waiting = 0
