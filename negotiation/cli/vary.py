"""Commands that vary a chronology: whatif."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.cli.look import Answer, File, KnownBy, Only, Without, chosen
from negotiation.errors import NegotiationError
from negotiation.near import quoted

if TYPE_CHECKING:
    from negotiation.whatif import Change

Many = list[str] | None


def whatif(  # noqa: PLR0913  one option a kind of change
    file: File,
    leave_out: Annotated[Many, typer.Option(help="EVENT: as if it had not happened.")] = None,
    move: Annotated[Many, typer.Option(help="EVENT=WHEN: as if it had been then.")] = None,
    put_back: Annotated[Many, typer.Option(help="EVENT=PT2H: later by so much.")] = None,
    swap: Annotated[Many, typer.Option(help="EVENT=EVENT: change places.")] = None,
    insert: Annotated[Many, typer.Option(help="KIND=WHEN: one event more.")] = None,
    accept: Annotated[Many, typer.Option(help="ISSUE=WHEN: as if accepted.")] = None,
    reject: Annotated[Many, typer.Option(help="ISSUE=WHEN: as if rejected.")] = None,
    changes: Annotated[
        str | None,
        typer.Option("--set", help="FILE:NAME: a named set of changes, in a file or shipped."),
    ] = None,
    digest: Annotated[
        bool, typer.Option("--digest", help="Print the digest that such a file names, and stop.")
    ] = False,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
) -> None:
    """Say what differs, from when and until when, if the record were otherwise."""
    from negotiation.exchange.whatif_text import whatif_json, whatif_text
    from negotiation.load import digest as digest_of
    from negotiation.load import load
    from negotiation.replay import replay

    if digest:
        typer.echo(digest_of(file))
        return
    from negotiation.whatif import changed

    asked = {
        "leave-out": leave_out, "move": move, "put-back": put_back, "swap": swap,
        "insert": insert, "accept": accept, "reject": reject,
    }  # fmt: skip
    said = [(word, text) for word, texts in asked.items() for text in texts or []]
    chronology = load(file)
    fewer = chosen(chronology, known_by, only, without)
    named, words = _named(changes, file)
    if not said and not named and fewer is chronology:
        raise NegotiationError("nothing is changed; see negotiation whatif --help")
    recorded = replay(chronology)
    edits = [*named, *(_change(word, text) for word, text in said)]
    otherwise = replay(changed(fewer, edits), record=recorded.record)
    tell = whatif_json if format is Answer.json else whatif_text
    words += [f"{word} {text}" for word, text in said]
    words += [f"only what was published by {known_by}"] if known_by else []
    words += [f"only {name}" for name in only or []] + [f"without {name}" for name in without or []]
    typer.echo(tell(recorded, otherwise, words), nl=False)


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
    from negotiation import whatif as edits
    from negotiation.dates import parse_date, parse_duration

    if word == "leave-out":
        return edits.LeaveOut(text)
    name, equals, value = text.partition("=")
    if not equals or not value:
        raise NegotiationError(f"--{word} {quoted(text)} lacks a part; write --{word} NAME=…")
    if word == "move":
        return edits.Move(name, parse_date(value))
    if word == "put-back":
        return edits.PutBack(name, parse_duration(value))
    if word == "swap":
        return edits.Swap(name, value)
    if word == "insert":
        return edits.Insert(None, name, parse_date(value))
    state = "accepted" if word == "accept" else "rejected"
    return edits.Settle(name, state, parse_date(value))


COMMANDS = (whatif,)
