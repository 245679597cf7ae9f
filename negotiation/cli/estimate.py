"""The command that estimates rates from chronologies, and writes them as assumptions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negotiation.cli.look import Answer, KnownBy, Only, Without, chosen, opened
from negotiation.errors import NegotiationError
from negotiation.near import quoted


def estimate(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Chronologies: files or shipped names.")
    ],
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the waits as assumptions: a .yaml.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file.")] = False,
) -> None:
    """Estimate how often and how soon things happen, from one record or several.

    Intervals throughout: few events say little. -o writes what `negotiation simulate` runs.
    """
    from negotiation.simulation.estimation import estimate as run

    twice = next((name for name in files if files.count(name) > 1), None)
    if twice is not None:
        raise NegotiationError(f"{quoted(twice)} is given twice and would count twice")
    found = run({name: chosen(opened(name), known_by, only, without) for name in files})
    if output is not None:
        from negotiation.exchange.estimate_yaml import assumptions_text
        from negotiation.writing import write_all

        write_all({output: assumptions_text(found, output)}, force=force)
        typer.echo(f"{output}: run it with negotiation simulate, or change it first", err=True)
    if format is Answer.json:
        from negotiation.exchange.estimate_json import estimate_json

        typer.echo(estimate_json(found), nl=False)
    else:
        from negotiation.exchange.estimate_text import estimate_text

        typer.echo(estimate_text(found), nl=False)


COMMANDS = (estimate,)
