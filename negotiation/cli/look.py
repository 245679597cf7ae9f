"""Commands that look at one chronology: replay, why, show."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.errors import NegotiationError

if TYPE_CHECKING:
    from negotiation.chronology import Chronology
    from negotiation.history import History

File = Annotated[str, typer.Argument(help="A file, or the name of a shipped chronology.")]
At = Annotated[
    str | None,
    typer.Option(help="A day (its last second) or a clock time: 2018-07-04T15:00."),
]
KnownBy = Annotated[
    str | None, typer.Option(help="Use only what was published by that day (inclusive).")
]
Only = Annotated[
    list[str] | None, typer.Option(help="Use only this source, outlet or wire; may be repeated.")
]
Without = Annotated[
    list[str] | None, typer.Option(help="Leave out this source, outlet or wire; may be repeated.")
]


RolesOnly = Annotated[
    bool, typer.Option("--roles-only", help="Put roles in the place of the names of persons.")
]
AssumeOrder = Annotated[
    bool,
    typer.Option(
        "--assume-order", help="Read one order only, by the middles of the windows; said so."
    ),
]


class Format(StrEnum):
    """Formats of a replay."""

    text = "text"
    json = "json"
    csv = "csv"


class Answer(StrEnum):
    """Formats of an answer."""

    text = "text"
    json = "json"


class Table(StrEnum):
    """Tables of a replay as CSV."""

    events = "events"
    reports = "reports"
    steps = "steps"
    spans = "spans"
    states = "states"
    details = "details"
    sources = "sources"
    measures = "measures"
    names = "names"
    notes = "notes"
    about = "about"


def opened(file: str, *, roles_only: bool = False, quotations: bool = False) -> Chronology:
    """Give a chronology without what is confidential, and say on stderr how much that is."""
    from negotiation.load import load

    chronology = load(file, roles_only=roles_only, quotations=quotations)
    if chronology.withheld:
        typer.echo(chronology.withheld.text(), err=True)
    return chronology


def chosen(
    chronology: Chronology, known_by: str | None, only: list[str] | None, without: list[str] | None
) -> Chronology:
    """Keep what the options ask for, and say so on stderr."""
    from negotiation.dates import parse_moment, zone

    if known_by is not None:
        chronology = chronology.known_by(parse_moment(known_by, zone(chronology.timezone)))
    if only:
        chronology = chronology.only(only)
    if without:
        chronology = chronology.without(without)
    if known_by is not None or only or without:
        used = ", ".join(chronology.source_ids()) or "none"
        typer.echo(f"sources in use: {used}", err=True)
    return chronology


def _history(chronology: Chronology, *, assume_order: bool = False) -> History:
    from negotiation.replay import replay

    return replay(chronology, assume_order=assume_order)


def replay(  # noqa: PLR0913  one option each
    file: File,
    at: At = None,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    assume_order: AssumeOrder = False,
    format: Annotated[Format, typer.Option(help="text, json or csv.")] = Format.text,  # noqa: A002
    by_publication: Annotated[
        bool, typer.Option("--by-publication", help="Tell what was known when instead.")
    ] = False,
    table: Annotated[Table, typer.Option(help="Which table, as csv.")] = Table.spans,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="As csv: a folder for all tables.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Tell the story day by day, or every track's state at a moment (--at)."""
    if at is not None and format is Format.csv:
        raise NegotiationError("--at is told as text or json; --format csv tells the whole story")
    if output is not None and format is not Format.csv:
        raise NegotiationError("-o takes the tables of --format csv; send other formats on by >")
    chronology = chosen(opened(file, roles_only=roles_only), known_by, only, without)
    if by_publication and (at is not None or assume_order or format is not Format.text):
        raise NegotiationError("--by-publication is a text of its own: leave the other options out")
    if by_publication:
        from negotiation.exchange.knowledge_text import knowledge_text

        typer.echo(knowledge_text(chronology), nl=False)
        return
    history = _history(chronology, assume_order=assume_order)
    if format is Format.csv:
        _tables(history, table.value, output, force)
    else:
        typer.echo(_told(history, at, as_json=format is Format.json), nl=False)


def _told(history: History, at: str | None, *, as_json: bool) -> str:
    if as_json:
        from negotiation.exchange.as_json import history_json, state_json

        return history_json(history) if at is None else state_json(history, at)
    from negotiation.exchange.as_text import moment_text, replay_text

    return replay_text(history) if at is None else moment_text(history, at)


def _tables(history: History, table: str, folder: Path | None, force: bool) -> None:
    from negotiation.exchange import as_csv
    from negotiation.writing import write_all

    if folder is None:
        typer.echo(as_csv.table(history, table), nl=False)
        return
    written = {folder / f"{name}.csv": text for name, text in as_csv.tables(history)}
    write_all(written, force=force)
    for path in written:
        typer.echo(path)


def why(
    file: File,
    track: Annotated[str, typer.Argument(help="A track, such as process or issue/arms-scope.")],
    at: Annotated[str, typer.Option(help="A day (its last second) or a clock time.")],
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
) -> None:
    """Show the chain of events and reports behind a state, and what the model allows next."""
    from negotiation.exchange.event_text import why_text
    from negotiation.exchange.openings_text import why_json

    history = _history(chosen(opened(file, roles_only=roles_only), known_by, only, without))
    tell = why_json if format is Answer.json else why_text
    typer.echo(tell(history, track, at), nl=False)


def show(
    file: File,
    event: Annotated[str, typer.Argument(help="The id of an event.")],
    roles_only: RolesOnly = False,
) -> None:
    """Show all about one event: who, when, by which reports, what it did."""
    from negotiation.exchange.event_text import event_text
    from negotiation.replay import replay as run

    chronology = opened(file, roles_only=roles_only)
    typer.echo(event_text(run(chronology), chronology, event), nl=False)


COMMANDS = (replay, why, show)
