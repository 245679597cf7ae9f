"""Commands for two coders: diff, agree, adjudicate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negotiation.cli.look import Answer
from negotiation.errors import LoadError, NegotiationError

One = Annotated[
    str, typer.Argument(metavar="A", help="A chronology: YAML, a spreadsheet, or a shipped name.")
]
Other = Annotated[str, typer.Argument(metavar="B", help="Another one, or another version of it.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file.")]


def diff(
    a: One,
    b: Other,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
) -> None:
    """Say what changed from A to B, in events: added, removed, moved, relabelled, changed.

    Ends with whether the two histories differ. The exit code is 0 whether or not anything does.
    """
    from negotiation.coders.coding import read
    from negotiation.exchange.diff_text import diff_json, diff_text

    tell = diff_json if format is Answer.json else diff_text
    typer.echo(tell(read(a, beside=b), read(b, beside=a)), nl=False)


def agree(
    a: One,
    b: Other,
    window: Annotated[
        str, typer.Option(help="How far apart the dates of one event may lie: P3D, PT12H.")
    ] = "P3D",
    bootstrap: Annotated[
        int,
        typer.Option(help="How many samples an interval rests on, 40 or more; 0 for none.", min=0),
    ] = 2_000,
    seed: Annotated[int, typer.Option(help="Same seed, same intervals.", min=0)] = 1,
    adjudicate: Annotated[
        Path | None, typer.Option(help="Write a file in which to decide where the two differ.")
    ] = None,
    force: Force = False,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
) -> None:
    """Say how far two coders agree: on events, kinds, dates, places, and states over time."""
    from negotiation.coders.coding import read
    from negotiation.coders.comparison import LEAST_RESAMPLES, MOST_RESAMPLES, compare
    from negotiation.dates import parse_duration
    from negotiation.exchange.agreement_text import agreement_json, agreement_text

    if bootstrap > MOST_RESAMPLES or 0 < bootstrap < LEAST_RESAMPLES:
        span = f"from {LEAST_RESAMPLES} to {MOST_RESAMPLES:,}"
        raise NegotiationError(f"--bootstrap takes {span} samples, or 0 for no interval")
    length = parse_duration(window)
    if length == 0:
        raise NegotiationError("--window is a length of time above nothing, such as P3D")
    one, other = read(a, beside=b), read(b, beside=a)
    found = compare(one.chronology, other.chronology, length, bootstrap, seed)
    tell = agreement_json if format is Answer.json else agreement_text
    if adjudicate is not None:
        from negotiation.exchange.adjudication_file import questions_text, refuse_codings
        from negotiation.writing import write_all

        refuse_codings(adjudicate, (a, b))
        text = questions_text(one, other, found.matching, adjudicate)
        write_all({adjudicate: text}, force=force)
        typer.echo(f"{adjudicate}: fill it in, then run negotiation adjudicate", err=True)
    typer.echo(tell(found, (a, b)), nl=False)


def adjudicate(
    file: Annotated[str, typer.Argument(help="A file that agree --adjudicate wrote, filled in.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The merged chronology: .yaml or .xlsx.")
    ],
    quotations: Annotated[
        bool, typer.Option("--quotations", help="Keep the coders' quotations in it.")
    ] = False,
    force: Force = False,
) -> None:
    """Merge two codings into one chronology, as was decided in a file."""
    from negotiation.coders.decisions import read_decisions
    from negotiation.errors import visible
    from negotiation.exchange.adjudication_file import merged_files, not_merged, refuse_codings
    from negotiation.writing import write_all

    decisions = read_decisions(file, quotations=quotations)
    refuse_codings(output, (file, decisions.a.name, decisions.b.name))
    try:
        files, merged = merged_files(decisions, output)
    except LoadError:
        typer.echo("The two cannot be merged so, and nothing was written:", err=True)
        raise
    write_all(files, force=force)
    for told in not_merged(decisions, merged, quotations=quotations):
        typer.echo(visible(told), err=True)
    if quotations:
        typer.echo("with the coders' quotations: keep it to yourselves", err=True)
    for path in files:
        typer.echo(path)


COMMANDS = (diff, agree, adjudicate)
