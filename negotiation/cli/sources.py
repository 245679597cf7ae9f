"""Commands about sources: the bibliography out, a library of references in, the appendix."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from negotiation.cli.look import File, KnownBy, Only, RolesOnly, Without, chosen, opened

Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file; else to stdout.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files.")]
Language = Annotated[str, typer.Option(help="en, fr or ar.")]


class Form(StrEnum):
    """Forms of a bibliography."""

    text = "text"
    json = "json"
    csl_json = "csl-json"
    bibtex = "bibtex"
    ris = "ris"


class Library(StrEnum):
    """Forms of a library of references."""

    csl_json = "csl-json"
    bibtex = "bibtex"
    ris = "ris"


def sources(
    file: File,
    to: Annotated[Form | None, typer.Option(help="Its form; else what -o ends in.")] = None,
    output: Output = None,
    language: Language = "en",
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    force: Force = False,
) -> None:
    """Give the bibliography of a chronology, for Zotero, LaTeX, or to read."""
    from negotiation.exchange.sources_in import FORMS
    from negotiation.exchange.sources_out import bibliography, not_held
    from negotiation.writing import write_all

    form = to.value if to else FORMS.get(output.suffix.lower() if output else "", "text")
    chronology = chosen(opened(file, roles_only=roles_only), known_by, only, without)
    text = bibliography(chronology, form, language)
    for remark in not_held(chronology, form, language):
        typer.echo(remark, err=True)
    if output is None:
        typer.echo(text, nl=False)
        return
    write_all({output: text}, force=force)
    typer.echo(output)


def import_sources(
    library: Annotated[Path, typer.Argument(help="X.json (CSL-JSON), X.bib or X.ris.")],
    from_: Annotated[
        Library | None, typer.Option("--from", help="Its form, if its name does not say.")
    ] = None,
    output: Output = None,
    language: Annotated[str, typer.Option(help="Of its labels and notes: en, fr, ar …")] = "en",
    force: Force = False,
) -> None:
    """Turn a library of references, as Zotero exports it, into the sources of a chronology."""
    from negotiation.exchange.sources_in import import_library
    from negotiation.writing import write_all

    found = import_library(library, from_.value if from_ else "", language)
    for remark in found.told:
        typer.echo(remark, err=True)
    for remark in found.lacking:
        typer.echo(f"to add: {remark}", err=True)
    if output is None:
        typer.echo(found.yaml, nl=False)
    else:
        is_a_table = output.suffix.lower() == ".csv"
        write_all({output: found.csv if is_a_table else found.yaml}, force=force)
        typer.echo(output)
    if found.lacking:
        raise typer.Exit(1)


def appendix(
    file: File,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="X.docx, X.tex, X.html or X.md; else Markdown."),
    ] = None,
    language: Language = "en",
    quotations: Annotated[
        bool, typer.Option("--quotations", help="Print the coders' private quotations, too.")
    ] = False,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    force: Force = False,
) -> None:
    """Write a table of the events with a footnote for each report, and the list of sources."""
    from negotiation.appendix import appendix_of, files, text
    from negotiation.load import digest
    from negotiation.writing import write_all

    whole = opened(file, roles_only=roles_only, quotations=quotations)
    chronology = chosen(whole, known_by, only, without)
    made = appendix_of(chronology, language, file=Path(file).name, digest=digest(file), whole=whole)
    if quotations:
        typer.echo("with the coders' quotations: keep it to yourselves", err=True)
    if output is None:
        typer.echo(text(made), nl=False)
        return
    written = files(made, output)
    write_all(written, force=force)
    for path in written:
        typer.echo(path)


COMMANDS = (sources, import_sources, appendix)
