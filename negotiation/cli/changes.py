"""Options that change a chronology, and what they say: shared by whatif and plot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.errors import NegotiationError
from negotiation.near import quoted

if TYPE_CHECKING:
    from negotiation.whatif import Change

Many = list[str] | None
LeaveOut = Annotated[Many, typer.Option(help="EVENT: as if it had not happened.")]
Move = Annotated[Many, typer.Option(help="EVENT=WHEN: as if it had been then.")]
PutBack = Annotated[Many, typer.Option(help="EVENT=PT2H: later by so much.")]
Swap = Annotated[Many, typer.Option(help="EVENT=EVENT: change places.")]
Insert = Annotated[Many, typer.Option(help="KIND=WHEN: one event more.")]
Accept = Annotated[Many, typer.Option(help="ISSUE=WHEN: as if accepted.")]
Reject = Annotated[Many, typer.Option(help="ISSUE=WHEN: as if rejected.")]
Set = Annotated[
    str | None,
    typer.Option("--set", help="FILE:NAME: a named set of changes, in a file or shipped."),
]


def edits(
    asked: dict[str, Many], reference: str | None, chronology: str
) -> tuple[list[Change], list[str]]:
    """Give the changes asked for, by option, those of a named set first; and what they say."""
    said = [(word, text) for word, texts in asked.items() for text in texts or []]
    named, words = _named(reference, chronology)
    changes = [*named, *(_change(word, text) for word, text in said)]
    return changes, [*words, *(f"{word} {text}" for word, text in said)]


def _named(reference: str | None, chronology: str) -> tuple[list[Change], list[str]]:
    """Read a named set of changes: the edits, and what to say of them."""
    from negotiation import library
    from negotiation.load import load_changes
    from negotiation.near import did_you_mean
    from negotiation.whatif import edit

    if reference is None:
        return [], []
    path, colon, name = reference.rpartition(":")
    if not colon:
        raise NegotiationError(f"--set {quoted(reference)} lacks a name; write --set FILE:NAME")
    sets = load_changes(library.whatifs().get(path, path), chronology).sets
    if name not in sets:
        hint = did_you_mean(name, sets)
        raise NegotiationError(f"the file has no set {quoted(name)}; {hint}")
    chosen_set = sets[name]
    return [edit(form) for form in chosen_set.changes], [f"{name}: {chosen_set.because}"]


def _change(word: str, text: str) -> Change:
    """Read one option as a change."""
    from negotiation import whatif
    from negotiation.dates import parse_date, parse_duration

    if word == "leave-out":
        return whatif.LeaveOut(text)
    name, equals, value = text.partition("=")
    if not equals or not value:
        raise NegotiationError(f"--{word} {quoted(text)} lacks a part; write --{word} NAME=…")
    if word == "move":
        return whatif.Move(name, parse_date(value))
    if word == "put-back":
        return whatif.PutBack(name, parse_duration(value))
    if word == "swap":
        return whatif.Swap(name, value)
    if word == "insert":
        return whatif.Insert(None, name, parse_date(value))
    state = "accepted" if word == "accept" else "rejected"
    return whatif.Settle(name, state, parse_date(value))
