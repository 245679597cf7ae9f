"""The command that draws state diagrams: diagram."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.cli.look import KnownBy, Only, RolesOnly, Without, chosen, opened
from negotiation.errors import NegotiationError

if TYPE_CHECKING:
    from negotiation.diagram import Sheet
    from negotiation.evidence import Source
    from negotiation.history import History
    from negotiation.model import Model


class Form(StrEnum):
    """Forms of a diagram."""

    mermaid = "mermaid"
    svg = "svg"
    png = "png"


DPI = 200  # a sheet of many diagrams is large: more would take long and help nobody
ENDINGS = {".mmd": Form.mermaid, ".mermaid": Form.mermaid, ".svg": Form.svg, ".png": Form.png}


def diagram(  # noqa: PLR0913  one option each
    file: Annotated[str, typer.Argument(help="A chronology or a model, a file or a shipped name.")],
    track: Annotated[
        list[str] | None, typer.Option(help="Only this track; may be repeated.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="X.svg, X.png or X.mmd; else text to stdout."),
    ] = None,
    format: Annotated[  # noqa: A002
        Form | None, typer.Option(help="Without it, as the file's name ends, or mermaid.")
    ] = None,
    language: Annotated[str, typer.Option(help="en, fr or ar.")] = "en",
    model: Annotated[
        bool, typer.Option("--model", help="What the model allows, without what was taken.")
    ] = False,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Draw the states of tracks: what the model allows, what was taken of it, and how often."""
    form = _form(format, output)
    from negotiation.diagram import laid_out, mermaid_text, svg_file
    from negotiation.model import Model
    from negotiation.view.speech import speech
    from negotiation.writing import write_all

    _refuse(form, output, force=force)
    source, left_out = _source(file, known_by, only, without, model=model, roles_only=roles_only)
    zone = None if isinstance(source, Model) else source.zone
    said, names = speech(language, zone), track or ()
    if form is Form.png:
        _paint(laid_out(source, said, names, left_out=left_out), output)
        return
    if form is Form.mermaid:
        text = mermaid_text(source, said, names, left_out=left_out)
    else:
        text = svg_file(laid_out(source, said, names, left_out=left_out))
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_all({output: text}, force=force)
        typer.echo(output)


def _form(asked: Form | None, output: Path | None) -> Form:
    """Give what to write, by the option or by how the file's name ends."""
    if output is None:
        if asked is Form.png:
            raise NegotiationError("a PNG is written to a file: -o X.png")
        return asked or Form.mermaid
    ending = ENDINGS.get(output.suffix.lower())
    if ending is None and asked is None:
        raise NegotiationError("-o takes a file that ends in .svg, .png or .mmd")
    if asked is not None and ending not in (asked, None):
        raise NegotiationError(f"--format {asked} does not fit a file that ends in {output.suffix}")
    return asked or ending or Form.mermaid


def _source(
    file: str,
    known_by: str | None,
    only: list[str] | None,
    without: list[str] | None,
    *,
    model: bool,
    roles_only: bool,
) -> tuple[History | Model, list[Source]]:
    """Give the history of a chronology, or the bare model that the name or the option asks for.

    With it come the sources that were left out.
    """
    from negotiation.load import is_model, load_model_of
    from negotiation.replay import replay

    if model or is_model(file):
        if known_by is not None or only or without:
            raise NegotiationError("a bare model has no sources to choose from")
        return load_model_of(file), []
    whole = opened(file, roles_only=roles_only)
    part = chosen(whole, known_by, only, without)
    used = set(part.source_ids())
    left_out = [whole.sources[key] for key in whole.source_ids() if key not in used]
    return replay(part), left_out


def _refuse(form: Form, output: Path | None, *, force: bool) -> None:
    """Refuse a picture that stands there already before it is painted, which takes a while."""
    from negotiation.load.files import exists
    from negotiation.near import quoted
    from negotiation.writing import NotWritten

    if form is Form.png and output is not None and exists(output) and not force:
        raise NotWritten(f"{quoted(str(output))} exists already; --force overwrites it")


def _paint(sheet: Sheet, output: Path | None) -> None:
    from negotiation.plot.diagram import diagram as painted
    from negotiation.plot.files import save

    assert output is not None  # noqa: S101  a PNG without a file was refused
    if sys.stderr.isatty():
        typer.echo(f"painting {output} …", err=True)
    save(painted(sheet), output, alt=sheet.description, language=sheet.language, dpi=DPI)
    typer.echo(output)


COMMANDS = (diagram,)
