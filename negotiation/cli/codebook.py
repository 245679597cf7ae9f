"""The command that tells what a model means: codebook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def codebook(
    model: Annotated[str, typer.Argument(help="A model or chronology, a file or a shipped name.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="X.html, X.md or X.docx; else text to stdout."),
    ] = None,
    language: Annotated[str, typer.Option(help="en, fr or ar.")] = "en",
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Tell what every kind of event, track and state means, and what leads where."""
    from negotiation.exchange.codebook import codebook_file, codebook_text
    from negotiation.load import load_model_of
    from negotiation.writing import write_all

    theory = load_model_of(model)
    if output is None:
        typer.echo(codebook_text(theory, language), nl=False)
        return
    write_all({output: codebook_file(theory, output, language)}, force=force)
    typer.echo(output)


COMMANDS = (codebook,)
