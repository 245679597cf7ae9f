"""Commands that bring in what others have coded: import."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.cli.look import Answer
from negotiation.errors import NegotiationError
from negotiation.near import did_you_mean, quoted

if TYPE_CHECKING:
    from datetime import date

    from negotiation.importing.build import Imported
    from negotiation.importing.cells import Asked
    from negotiation.importing.mapping import TableMapping
    from negotiation.importing.table import Headed, Row
    from negotiation.model import Model

LONG = 5_000  # rows; fewer take less than a second
_IN_WHICH = (
    "save it as “CSV UTF-8”, or say in which encoding it is: --encoding cp1252 (Excel in western "
    "Europe), cp1256 (Arabic), latin-1; wrong letters in names show that it was another"
)
MOST = 600_000  # filled cells of a table, some 20,000 rows of ACLED; what is not wanted is left out


def import_(  # noqa: PLR0913  one option each
    table: Annotated[Path, typer.Argument(help="A table: .csv, .tsv, .txt or .xlsx.")],
    mapping: Annotated[
        str | None, typer.Option(help="A mapping file, or acled, cameo, plover, ucdp-ged.")
    ] = None,
    guess: Annotated[
        bool, typer.Option("--guess", help="Propose a mapping for this table instead.")
    ] = False,
    model: Annotated[
        str, typer.Option(help="With --guess: the model whose kinds are proposed.")
    ] = "talks-under-fire",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to write.")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(help="COLUMN=VALUE: only such rows; may be repeated."),
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", help="Only events of this day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only events up to this day.")] = None,
    retrieved: Annotated[
        str | None, typer.Option(help="The day on which you took the table: 2031-05-01.")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option(help="In which its dates are meant, instead of the mapping's.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Which sheet of a workbook.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Of a .csv file that is not in UTF-8: cp1252, latin-1 …")
    ] = None,
    format: Annotated[Answer, typer.Option(help="Of the report: text or json.")] = Answer.text,  # noqa: A002
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Make a chronology of a table under a mapping, or propose the mapping (--guess)."""
    if guess == (mapping is not None):
        raise NegotiationError(
            "say what the columns are: --mapping with a file or a shipped mapping "
            f"({', '.join(_shipped())}), or --guess to have one proposed"
        )
    if guess:
        _propose(table, sheet or "", encoding or "", model, output, force)
        return
    if output is None and format is Answer.json:
        raise NegotiationError("--format json is the report, so the chronology needs a file: -o")
    form, file = _mapping(mapping or "")
    form = form.model_copy(update={"timezone": _zone(timezone)}) if timezone else form
    chosen = {"sheet": sheet or form.table.sheet, "encoding": encoding or form.table.encoding}
    form = form.model_copy(update={"table": form.table.model_copy(update=chosen)})
    asked = _asked(where, from_, until, retrieved)
    found = _imported(table, form, file, mapping or "", asked, output)
    _give(found, table, mapping or "", output, format, force)


import_.__name__ = "import"


def _shipped() -> list[str]:
    from negotiation.library import mappings

    return list(mappings())


def _mapping(name: str) -> tuple[TableMapping, Path]:
    """Read a mapping, a file or a shipped one; give it with its file."""
    from negotiation.importing.mapping import FORMAT, TableMapping
    from negotiation.library import mappings
    from negotiation.load import is_file, load_form

    file = Path(name)
    if not is_file(file):
        if name not in mappings():
            hint = did_you_mean(name, mappings())
            raise NegotiationError(f"there is no mapping {quoted(name)}; {hint}")
        file = mappings()[name]
    return load_form(file, TableMapping, FORMAT, shown=name), file


def _headed(table: Path, sheet: str, encoding: str) -> Headed:
    from negotiation.errors import LoadError, Problem
    from negotiation.importing.table import headed
    from negotiation.sheets.grid import Unusable
    from negotiation.sheets.table import read_table

    try:
        grid = read_table(table, str(table), sheet=sheet, encoding=encoding, most=MOST)
    except Unusable as fault:
        hint = _IN_WHICH if fault.code == "Y008" else fault.hint
        problem = Problem(str(table), 1, 1, fault.code, "", fault.message, hint)
        raise LoadError([problem]) from None
    found = headed(grid)
    if found is None or not found.rows:
        what = (
            "no row has two filled cells" if found is None else "no row stands below the headings"
        )
        hint = "the first row with two cells or more holds the headings"
        raise LoadError(
            [Problem(str(table), 1, 1, "I105", "", f"{what}, so there is no table", hint)]
        )
    return found


def _propose(
    table: Path, sheet: str, encoding: str, model: str, output: Path | None, force: bool
) -> None:
    """Write a proposed mapping, or print it."""
    from negotiation.importing.guess import filled_in, fresh, known
    from negotiation.library import mappings
    from negotiation.load import load_model
    from negotiation.writing import write_all

    found = _headed(table, sheet, encoding)
    name = known(found, {name: _mapping(name)[0] for name in mappings()})
    if name is None:
        given = {"sheet": sheet, "encoding": encoding}
        text = fresh(found, table.name, given, model, load_model(model))
        said = "fill what is empty in it"
    else:
        shipped = mappings()[name].read_text(encoding="utf-8")
        text = filled_in(found, table.name, name, _mapping(name)[0], shipped)
        said = f"the shipped mapping {name} fits its headings"
    if output is None:
        typer.echo(text, nl=False)
        return
    write_all({output: text}, force=force)
    typer.echo(output)
    typer.echo(f"{said}; then: negotiation import {table} --mapping {output} -o X.yaml", err=True)


def _asked(
    where: list[str] | None, first: str | None, last: str | None, retrieved: str | None
) -> Asked:
    from negotiation.importing.cells import Asked

    wanted: dict[str, tuple[str, ...]] = {}
    for text in where or []:
        heading, equals, value = text.partition("=")
        if not equals or not heading.strip():
            raise NegotiationError(
                f"--where {quoted(text)} lacks a part; write --where COLUMN=VALUE"
            )
        heading, value = heading.strip(), " ".join(value.split()).casefold()
        wanted[heading] = (*wanted.get(heading, ()), value)
    begin, end = _day("--from", first), _day("--until", last)
    if begin and end and end < begin:
        raise NegotiationError(f"--until {last} is before --from {first}; change the two")
    return Asked(wanted, begin, end, _day("--retrieved", retrieved))


def _day(option: str, text: str | None) -> date | None:
    from negotiation.importing.formats import parse_format

    if text is None:
        return None
    found = parse_format("%Y-%m-%d").read(text)
    if found is None:
        raise NegotiationError(f"{option} {quoted(text)} is not a day; write 2018-07-04")
    return found.first


def _zone(name: str) -> str:
    from negotiation.dates import zone

    return zone(name).key


def _imported(
    table: Path, form: TableMapping, file: Path, name: str, asked: Asked, output: Path | None
) -> Imported:
    from negotiation.importing.build import imported
    from negotiation.importing.check import check

    found = _headed(table, form.table.sheet or "", form.table.encoding or "")
    theory = _model(form.model, name, output.parent if output else Path())
    check(form, file, name, found, theory, asked)
    return imported(found, form, theory, asked, _watched)


def _model(reference: str, mapping: str, folder: Path) -> Model:
    """Read the model of a mapping: a shipped one, or a file beside the chronology to be."""
    from negotiation.errors import LoadError, Problem
    from negotiation.library import models
    from negotiation.load import inside, load_model

    if reference in models():
        return load_model(reference)
    path = inside(reference, folder)
    if path is None:
        message = f"{quoted(reference)} lies outside the folder of the chronology"
        hint = f"copy the model beside it, or name a shipped model: {', '.join(models())}"
        raise LoadError([Problem(mapping, 1, 1, "P502", "model", message, hint)])
    return load_model(path)


def _watched(rows: tuple[Row, ...]) -> Iterable[Row]:
    """Show on a terminal how far a long table has been read."""
    if len(rows) < LONG or not sys.stderr.isatty():
        yield from rows
        return
    with typer.progressbar(rows, label="rows", file=sys.stderr) as shown:
        yield from shown


def _give(
    found: Imported, table: Path, name: str, output: Path | None, format_: Answer, force: bool
) -> None:
    """Write or print the chronology with the report; end with 1 if no row became an event."""
    from negotiation.exchange.as_yaml import yaml_text
    from negotiation.importing.report import report_json, report_text
    from negotiation.importing.table import cleaned
    from negotiation.writing import write_all

    told = report_json(found) if format_ is Answer.json else report_text(found)
    if not found.events:
        typer.echo(told, nl=False, err=format_ is Answer.text)
        typer.echo("no row became an event, so nothing is written", err=True)
        raise typer.Exit(1)
    remarks = [
        f"Imported from {table.name} with the mapping {name}: of {found.rows:,} rows "
        f"{found.events:,} became events,",
        f"{len(found.left):,} were left out (left-uncoded), {found.filtered:,} not asked for.",
    ]
    text = "".join(f"# {cleaned(line)}\n" for line in remarks) + yaml_text(found.data)
    if output is None:
        typer.echo(text, nl=False)
        typer.echo(told, nl=False, err=True)
        return
    write_all({output: text}, force=force)
    typer.echo(told, nl=False)
    typer.echo(f"written: {output}; now try: negotiation validate {output}", err=True)


COMMANDS = (import_,)
