"""Commands about files: validate, schema, explain."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.cli.look import Answer, File
from negotiation.errors import Problem

if TYPE_CHECKING:
    from negotiation.exchange.findings import FileReport

UNREADABLE = {"P501", "P503", "Y006", "Y008"}


def exit_code(problems: Iterable[Problem]) -> int:
    """Give 0 without problems, 2 if a file itself cannot be read or is too new, 1 otherwise."""
    codes = [(problem.code, problem.where) for problem in problems]
    if any(code == "P504" or (code in UNREADABLE and not where) for code, where in codes):
        return 2
    return 1 if codes else 0


class Form(StrEnum):
    """Kinds of file."""

    chronology = "chronology"
    model = "model"
    assumptions = "assumptions"


def validate(
    files: Annotated[list[str], typer.Argument(help="Chronologies, models or assumptions.")],
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail on findings that nobody has acknowledged, too.")
    ] = False,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
    texts: Annotated[
        Path | None,
        typer.Option(help="A folder with the texts of the sources: SOURCE.txt or SOURCE.md."),
    ] = None,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="For your own eyes: with what the files mark confidential."),
    ] = False,
    chronology: Annotated[
        str | None, typer.Option(help="Of assumptions: hold them to this chronology.")
    ] = None,
) -> None:
    """Find every problem of these files, and what to look at, each with its line or cell."""
    from negotiation.exchange.findings import check_file, report_text, reports_json

    reports = [check_file(name, whole=whole, beside=chronology) for name in files]
    if texts is not None:
        reports = [_with_texts(report, texts, whole=whole) for report in reports]
    if format is Answer.json:
        typer.echo(reports_json(reports), nl=False)
    else:
        for report in reports:
            typer.echo(report_text(report))
    code = exit_code(problem for report in reports for problem in report.problems)
    found = sum(report.open_findings for report in reports)
    if code or found:
        typer.echo("`negotiation explain CODE` says what a code means.", err=True)
    if code or (strict and found):
        raise typer.Exit(code or 1)


def _with_texts(report: FileReport, folder: Path, *, whole: bool) -> FileReport:
    """Hold a file against the texts of its sources, and say on stderr which are not there."""
    from negotiation.exchange.texts import with_texts

    checked, texts = with_texts(report, folder, whole=whole)
    for remark in texts.remarks():
        typer.echo(remark, err=True)
    return checked


def schema(
    form: Annotated[Form, typer.Argument(help="Of which format.")] = Form.chronology,
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


COMMANDS = (validate, schema, explain)
__all__ = ["COMMANDS", "File"]
