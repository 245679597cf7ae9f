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
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
) -> None:
    """Say what differs, from when and until when, if the record were otherwise."""
    from negotiation.exchange.whatif_text import whatif_json, whatif_text
    from negotiation.load import load
    from negotiation.replay import replay
    from negotiation.whatif import changed

    asked = {
        "leave-out": leave_out, "move": move, "put-back": put_back, "swap": swap,
        "insert": insert, "accept": accept, "reject": reject,
    }  # fmt: skip
    said = [(word, text) for word, texts in asked.items() for text in texts or []]
    chronology = load(file)
    fewer = chosen(chronology, known_by, only, without)
    if not said and fewer is chronology:
        raise NegotiationError("nothing is changed; see negotiation whatif --help")
    otherwise = replay(changed(fewer, [_change(word, text) for word, text in said]))
    tell = whatif_json if format is Answer.json else whatif_text
    words = [f"{word} {text}" for word, text in said]
    words += [f"only what was published by {known_by}"] if known_by else []
    words += [f"only {name}" for name in only or []] + [f"without {name}" for name in without or []]
    typer.echo(tell(replay(chronology), otherwise, words), nl=False)


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
        return edits.Insert(f"what-if-{name}", name, parse_date(value))
    state = "accepted" if word == "accept" else "rejected"
    return edits.Settle(name, state, parse_date(value))


COMMANDS = (whatif,)
