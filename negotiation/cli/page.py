"""The command that writes the replay page: page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negotiation.cli.look import File, KnownBy, Only, RolesOnly, Without, chosen, opened


def page(
    file: File,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="X.html; left out: NAME.html.")
    ] = None,
    language: Annotated[str, typer.Option(help="en, fr or ar.")] = "en",
    tracks: Annotated[
        list[str] | None,
        typer.Option(help="Only this track, or all of its copies; may be repeated."),
    ] = None,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    classroom: Annotated[
        bool, typer.Option("--classroom", help="Open with what comes next hidden until asked for.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Write a page that replays the talks: one HTML file, offline, with every state and source."""
    from negotiation.page import page as write_page
    from negotiation.replay import replay
    from negotiation.writing import write_all

    whole = opened(file, roles_only=roles_only)
    chronology = chosen(whole, known_by, only, without)
    text = write_page(
        replay(chronology), language=language, tracks=tracks, classroom=classroom, whole=whole
    )
    path = output or Path(f"{chronology.name or 'page'}.html")
    write_all({path: text}, force=force)
    typer.echo(path)


COMMANDS = (page,)
