"""The command line: parse, call, print, exit code. No logic; one file a group of commands.

Results go to stdout, talk to stderr. Exit codes: 0 fine, 1 problems found, 2 wrong use or
unreadable file, 130 interrupted.
"""

from __future__ import annotations

import os
import sys

import typer

from negotiation.cli import (
    brief,
    bring,
    check,
    codebook,
    coders,
    diagram,
    doubt,
    draw,
    estimate,
    files,
    look,
    page,
    simulate,
    sources,
    start,
    trade,
    vary,
    words,
)
from negotiation.cli.files import exit_code
from negotiation.errors import LoadError, NegotiationError

app = typer.Typer(
    help="Replay documented talks as state machines, with sources and honest dates.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _options(
    version: bool = typer.Option(False, "--version", help="Show the version and exit."),
    debug: bool = typer.Option(False, "--debug", help="Show a traceback where something fails."),
) -> None:
    os.environ["NEGOTIATION_DEBUG"] = "1" if debug else ""
    if version:
        from negotiation import __version__

        typer.echo(__version__)
        raise typer.Exit


for module in (
    start,
    look,
    doubt,
    draw,
    brief,
    diagram,
    page,
    vary,
    simulate,
    estimate,
    coders,
    check,
    files,
    codebook,
    words,
    sources,
    trade,
    bring,
):
    for command in module.COMMANDS:
        app.command()(command)


def main() -> None:
    """Run the command line, turning our own errors into messages and exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except NegotiationError as error:
        if os.environ.get("NEGOTIATION_DEBUG"):
            raise
        sys.exit(_tell(error))


def _tell(error: NegotiationError) -> int:
    print(error, file=sys.stderr)  # noqa: T201  the command line talks here
    if isinstance(error, LoadError):
        hint = "\n`negotiation explain CODE` says what a code means and how to mend it."
        print(hint, file=sys.stderr)  # noqa: T201
        return exit_code(error.problems)
    return 2
