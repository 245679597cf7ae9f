"""Commands about the words of features: steps, record."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from negotiation.cli.look import Answer, File, RolesOnly, opened


class Kind(StrEnum):
    """What a sentence is for."""

    given = "given"
    when = "when"
    then = "then"


def steps(
    search: Annotated[
        list[str] | None, typer.Argument(help="Only sentences that hold all these words.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The language of the sentences: en, fr, ar; without: en.")
    ] = None,
    keyword: Annotated[
        Kind | None, typer.Option(help="Only sentences of one kind: given, when or then.")
    ] = None,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
    stub: Annotated[
        Path | None,
        typer.Option(help="Instead: write what VS Code needs to complete features in this folder."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Show the sentences that features are written in, by subject, with examples."""
    if stub is not None:
        _write_stub(stub, language, force=force)
        return
    from negotiation.gherkin.steps_text import (
        chosen,
        entries,
        nothing_found,
        steps_json,
        steps_text,
    )
    from negotiation.gherkin.vocabulary import vocabulary

    words = vocabulary(language or "en")
    known = chosen(entries(words), (), keyword.value if keyword else None)
    found = chosen(known, search or ())
    if not found:
        typer.echo(nothing_found(known, search or ()), err=True)
        raise typer.Exit(1)
    if format is Answer.json:
        typer.echo(steps_json(words, found), nl=False)
    else:
        typer.echo(steps_text(words, found, whole=not search and keyword is None), nl=False)


def _write_stub(folder: Path, language: str | None, *, force: bool) -> None:
    from negotiation.gherkin.editor import editor_files
    from negotiation.writing import write_all

    files = {folder / name: text for name, text in editor_files(language).items()}
    write_all(files, force=force)
    for path in files:
        typer.echo(path)
    typer.echo(f"Now open {folder} in VS Code, and take the extension that it offers.", err=True)


def record(
    file: File,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The feature file to write.")
    ] = None,
    language: Annotated[str, typer.Option(help="The language of its sentences.")] = "en",
    roles_only: RolesOnly = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Write what a record says as a feature that passes, to begin with."""
    from negotiation.gherkin.record import feature_text, spoken_name
    from negotiation.replay import replay
    from negotiation.writing import write_all

    name = spoken_name(file)
    text = feature_text(replay(opened(file, roles_only=roles_only)), name, language)
    if output is None:
        typer.echo(text, nl=False)
        return
    write_all({output: text}, force=force)
    typer.echo(output)
    home = Path(file).resolve().parent
    if Path(file).is_file() and output.resolve().parent != home:
        typer.echo(f"It names {name}: keep it in {home}, where that lies.", err=True)
    typer.echo(f"Now try: negotiation check {output}", err=True)


COMMANDS = (steps, record)
