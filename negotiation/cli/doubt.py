"""The command about what reports contradict: contradictions."""

from __future__ import annotations

from typing import Annotated

import typer

from negotiation.cli.look import Answer, File, KnownBy, Only, RolesOnly, Without, chosen, opened


def contradictions(
    file: File,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
) -> None:
    """Show which reports cannot all be right, what was set aside, and why each time is so."""
    chronology = chosen(opened(file, roles_only=roles_only), known_by, only, without)
    if format is Answer.json:
        from negotiation.exchange.contradictions_json import contradictions_json

        typer.echo(contradictions_json(chronology), nl=False)
    else:
        from negotiation.exchange.contradictions_text import contradictions_text

        typer.echo(contradictions_text(chronology), nl=False)


COMMANDS = (contradictions,)
