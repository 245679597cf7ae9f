"""Commands that vary a chronology: whatif."""

from __future__ import annotations

from typing import Annotated

import typer

from negotiation.cli.changes import (
    Accept,
    Insert,
    LeaveOut,
    Move,
    PutBack,
    Reject,
    Set,
    Swap,
    edits,
)
from negotiation.cli.look import Answer, File, KnownBy, Only, RolesOnly, Without, chosen, opened
from negotiation.errors import NegotiationError


def whatif(  # noqa: PLR0913  one option a kind of change
    file: File,
    leave_out: LeaveOut = None,
    move: Move = None,
    put_back: PutBack = None,
    swap: Swap = None,
    insert: Insert = None,
    accept: Accept = None,
    reject: Reject = None,
    changes: Set = None,
    digest: Annotated[
        bool, typer.Option("--digest", help="Print the digest that such a file names, and stop.")
    ] = False,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
) -> None:
    """Say what differs, from when and until when, if the record were otherwise."""
    from negotiation.exchange.whatif_text import whatif_json, whatif_text
    from negotiation.load import digest as digest_of
    from negotiation.replay import replay

    if digest:
        typer.echo(digest_of(file))
        return
    from negotiation.whatif import changed

    asked = {
        "leave-out": leave_out, "move": move, "put-back": put_back, "swap": swap,
        "insert": insert, "accept": accept, "reject": reject,
    }  # fmt: skip
    chronology = opened(file, roles_only=roles_only)
    fewer = chosen(chronology, known_by, only, without)
    wanted, words = edits(asked, changes, file)
    if not wanted and fewer is chronology:
        raise NegotiationError("nothing is changed; see negotiation whatif --help")
    recorded = replay(chronology)
    otherwise = replay(changed(fewer, wanted), record=recorded.record)
    tell = whatif_json if format is Answer.json else whatif_text
    words += [f"only what was published by {known_by}"] if known_by else []
    words += [f"only {name}" for name in only or []] + [f"without {name}" for name in without or []]
    typer.echo(tell(recorded, otherwise, words), nl=False)


COMMANDS = (whatif,)
