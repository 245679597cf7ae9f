"""The command that runs features: check."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.cli.look import RolesOnly
from negotiation.errors import NegotiationError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from negotiation.gherkin.results import FeatureResult


class Form(StrEnum):
    """Forms of a report."""

    text = "text"
    json = "json"
    junit = "junit"
    messages = "messages"


DOCUMENTS = (".html", ".md")
Features = Annotated[
    list[Path] | None,
    typer.Argument(help="Feature files, or folders of them; without: this folder.", metavar="PATH"),
]
Tags = Annotated[str | None, typer.Option(help='Only these: "@phase and not @draft".')]
Name = Annotated[
    list[str] | None,
    typer.Option(help="Only scenarios whose name holds this text; may be repeated."),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write the report to this file.")
]
Document = Annotated[
    Path | None, typer.Option(help="Write the features as a document to read: .html or .md.")
]


def check(
    features: Features = None,
    tags: Tags = None,
    name: Name = None,
    format: Annotated[Form, typer.Option(help="What to report as.")] = Form.text,  # noqa: A002
    output: Output = None,
    document: Document = None,
    roles_only: RolesOnly = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Run features, and say of each claim whether it holds in every order that is possible."""
    _check_places(output, document, force=force)
    from negotiation.gherkin.files import run_files
    from negotiation.gherkin.reports.text import closing_lines
    from negotiation.gherkin.wanted import nothing_wanted, wanted
    from negotiation.writing import write_all

    paths, chosen = features or [Path()], wanted(tags, name or ())
    running = run_files(paths, chosen, roles_only=roles_only)
    streams = format is Form.text and output is None
    results = tell(running) if streams else list(running)
    report = "" if streams else _report(format, results)
    files = {} if output is None else {output: report}
    if document is not None:
        files[document] = _document(results, document.suffix)
    write_all(files, force=force)
    if output is None:
        typer.echo(report, nl=False)
    talk = [] if streams else list(closing_lines(results))
    talk += [f"Written: {path}" for path in files]
    for line in [*talk, *nothing_wanted(results)]:
        typer.echo(line, err=True)
    if not passed(results):
        raise typer.Exit(1)


def _check_places(output: Path | None, document: Path | None, *, force: bool) -> None:
    """Raise for a file that could not be written, or would be lost, before anything is run."""
    if document is not None and document.suffix.lower() not in DOCUMENTS:
        raise NegotiationError("--document takes a file that ends in .html or .md")
    named = [path for path in (output, document) if path is not None]
    if len({os.path.realpath(path) for path in named}) < len(named):
        raise NegotiationError("-o and --document name one file; give each a file of its own")
    if named and not force:
        from negotiation.load.files import exists
        from negotiation.near import quoted
        from negotiation.writing import NotWritten

        standing = ", ".join(quoted(str(path)) for path in named if exists(path))
        if standing:
            raise NotWritten(f"{standing} exists already; --force overwrites it")


def tell(running: Iterable[FeatureResult], *, briefly: bool = False) -> list[FeatureResult]:
    """Print each feature as it finishes, and the count; give the results.

    Briefly, a feature that passed is one line.
    """
    from negotiation.gherkin.reports.text import closing_lines, feature_lines, summary_lines

    colour, results = has_colour(), []
    for result in running:
        results.append(result)
        _print((summary_lines if briefly else feature_lines)(result, colour=colour))
    _print(closing_lines(results, colour=colour))
    return results


def _print(lines: Iterable[str]) -> None:
    """Print lines; where nobody reads on, as behind `| head`, the run goes on without them."""
    try:
        for line in lines:
            typer.echo(line)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  until the end


def passed(results: Iterable[FeatureResult]) -> bool:
    """Say whether something was checked, and all of it passed."""
    from negotiation.gherkin.results import counted

    count = counted(results)
    return 0 < count.ran == count.passed


def has_colour() -> bool:
    """Say whether results go to a terminal that may be coloured."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def _report(form: Form, results: list[FeatureResult]) -> str:
    if form is Form.json:
        from negotiation.gherkin.reports.as_json import as_json

        return as_json(results)
    if form is Form.junit:
        from negotiation.gherkin.reports.junit import junit

        return junit(results)
    if form is Form.messages:
        from negotiation.gherkin.reports.messages import messages

        return messages(results)
    from negotiation.gherkin.reports.text import text

    return text(results)


def _document(results: list[FeatureResult], suffix: str) -> str:
    from negotiation.gherkin.document import document

    return document(results, suffix)


COMMANDS = (check,)
