"""Commands about files: validate, codebook, schema, explain."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from negotiation.cli.look import File
from negotiation.errors import LoadError


def exit_code(error: LoadError) -> int:
    """Give 2 if the file itself could not be read, 1 if there are problems in it."""
    first = error.problems[0]
    return 2 if (first.line, first.column, first.where) == (1, 1, "") or first.code == "Y008" else 1


class Form(StrEnum):
    """Kinds of file."""

    chronology = "chronology"
    model = "model"


def validate(
    files: Annotated[list[str], typer.Argument(help="Chronologies or models, files or names.")],
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail on departures from the model too.")
    ] = False,
) -> None:
    """Find every problem of these files, each with its line and what to write instead."""
    from negotiation.exchange.findings import check_file

    worst = 0
    for name in files:
        try:
            report = check_file(name)
        except LoadError as error:
            typer.echo(str(error))
            worst = max(worst, exit_code(error))
            continue
        typer.echo(report.text)
        if strict and report.departures:
            worst = max(worst, 1)
    if worst:
        typer.echo("`negotiation explain CODE` says what a code means.", err=True)
        raise typer.Exit(worst)


def codebook(
    model: Annotated[str, typer.Argument(help="A model or chronology, a file or a shipped name.")],
) -> None:
    """Print what every kind of event and every state means."""
    from negotiation.exchange.codebook import codebook_text
    from negotiation.load import load_model_of

    typer.echo(codebook_text(load_model_of(model)), nl=False)


def schema(
    form: Annotated[Form, typer.Argument(help="chronology or model.")] = Form.chronology,
) -> None:
    """Print the JSON Schema of a format, for editors that complete YAML."""
    from negotiation.exchange.schema import schema as build

    typer.echo(build(form.value), nl=False)


def explain(
    code: Annotated[str | None, typer.Argument(help="A code such as D101; without: all.")] = None,
) -> None:
    """Say what a code of a message means, and how to mend it."""
    from negotiation.codes import CODES
    from negotiation.codes import explain as look_up

    if code is None:
        for entry in CODES.values():
            typer.echo(f"{entry.code}  {entry.title}")
        return
    entry = look_up(code)
    typer.echo(f"{entry.code}: {entry.title}\n\n{entry.meaning}\n\nTo mend it: {entry.mend}")


COMMANDS = (validate, codebook, schema, explain)
__all__ = ["COMMANDS", "File"]
