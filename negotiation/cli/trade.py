"""Commands that hand a chronology on in another form: export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.cli.look import File, RolesOnly
from negotiation.errors import NegotiationError
from negotiation.exchange.forms import Form
from negotiation.near import quoted

if TYPE_CHECKING:
    from negotiation.chronology import Chronology


def export(
    file: File,
    to: Annotated[Form, typer.Option(help="yaml, xlsx, or csv-folder.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The file, or the folder of CSVs.")
    ],
    roles_only: RolesOnly = False,
    whole: Annotated[
        bool,
        typer.Option(
            "--whole",
            help="For your own eyes: with what is confidential, and the private quotations.",
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Write a chronology as YAML, as a spreadsheet, or as a folder of CSV files."""
    from negotiation.exchange.convert import written
    from negotiation.load import load_data
    from negotiation.writing import write_all

    if whole and roles_only:
        raise NegotiationError("--whole shows everything, --roles-only less: choose one")
    _refuse(output, to, file)
    data, chronology = load_data(file, whole=whole, roles_only=roles_only)
    beside = output if to is Form.csv_folder else output.parent
    data, models = _with_model(data, file)
    parts = written(data, to, chronology.model, chronology.withheld)
    files: dict[Path, str | bytes] = {
        output / name if name else output: content for name, content in parts.items()
    }
    files |= {beside / name: path.read_bytes() for name, path in models.items()}
    write_all(files, force=force)
    for path in files:
        typer.echo(path)
    _say(chronology, whole=whole)


def _refuse(output: Path, to: Form, file: str) -> None:
    """Refuse a name under which the copy could not be read, and the file that is read itself."""
    ending = output.suffix.lower()
    if to.endings and ending not in to.endings:
        told = f"{quoted(output.name)} is no name for such a file: write {output.stem}"
        raise NegotiationError(f"{told}{to.endings[0]}")
    if not to.endings and (ending in {".csv", *Form.xlsx.endings, *Form.yaml.endings}):
        told = f"{quoted(output.name)} is no name for a folder: write {output.stem}"
        raise NegotiationError(told)
    if output.exists() and Path(file).exists() and output.samefile(file):
        told = f"{quoted(str(output))} is what is read, and may hold what is not copied"
        raise NegotiationError(f"{told}; choose another name")


def _say(chronology: Chronology, *, whole: bool) -> None:
    if whole:
        told = "It holds everything, what is confidential and private too: for your own eyes."
        typer.echo(told, err=True)
        return
    withheld = chronology.withheld
    left = [withheld.text()] if withheld else []
    if withheld.private:
        left.append(f"Quotations and translations left out, being private: {withheld.private}.")
    if left:
        left.append("--whole writes that too, for your own eyes.")
        typer.echo(" ".join(left), err=True)


def _with_model(data: dict[str, object], file: str) -> tuple[dict[str, object], dict[str, Path]]:
    """Give the data with its model named so that it is found, and the model's own files."""
    from negotiation.load import models_of

    name, files = models_of(file)
    return data | {"model": name}, files


COMMANDS = (export,)
