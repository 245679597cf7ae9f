"""What is said where a library of the extra `coders` is not installed."""

from __future__ import annotations

from negotiation.errors import NegotiationError


class NotInstalled(NegotiationError):  # noqa: N818
    """A library of the extra `coders` that is not there; says how to get it."""

    def __init__(self, need: str) -> None:
        super().__init__(f'{need}, which is not installed; run: pip install "negotiation[coders]"')
