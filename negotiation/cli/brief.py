"""The command that writes a brief: one page for someone who has five minutes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negotiation.cli.look import At, File, KnownBy, Only, RolesOnly, Without, chosen, opened


def brief(
    file: File,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="X.html, X.docx or X.md; else Markdown to stdout."),
    ] = None,
    language: Annotated[str, typer.Option(help="en, fr or ar.")] = "en",
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    at: At = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Write one page: what is known, disputed and not known, and who says so."""
    from negotiation.brief import brief_of, files, text
    from negotiation.load import digest
    from negotiation.writing import write_all

    whole = opened(file, roles_only=roles_only)
    chronology = chosen(whole, known_by, only, without)
    told = brief_of(
        chronology, language, at=at, file=Path(file).name, digest=digest(file), whole=whole
    )
    if output is None:
        typer.echo(text(told), nl=False)
        typer.echo("the timeline is left out of text: -o X.md writes it beside", err=True)
        return
    written = files(told, output)
    write_all(written, force=force)
    for path in written:
        typer.echo(path)


COMMANDS = (brief,)
