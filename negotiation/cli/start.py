"""Commands to start with: demo, list, new."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import typer

from negotiation.errors import NegotiationError, NotInstalled


def demo(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder for what it makes.")
    ] = Path("demo"),
) -> None:
    """Replay Daraa, draw it, run its features; say what to try next."""
    from negotiation.cli.check import passed, tell
    from negotiation.exchange.as_text import opening_text, replay_text
    from negotiation.gherkin.files import run_files
    from negotiation.gherkin.wanted import wanted
    from negotiation.library import features
    from negotiation.load import load
    from negotiation.page import page
    from negotiation.plot import save, timeline
    from negotiation.replay import replay
    from negotiation.writing import write_all

    history = replay(load("daraa-2018"))
    text = output / "daraa-2018.txt"
    picture, site = output / "daraa-2018.png", output / "daraa-2018.html"
    typer.echo(opening_text(history))
    write_all({text: replay_text(history), site: page(history)}, force=True)
    typer.echo(f"The whole replay: {text}", err=True)
    typer.echo(f"A page to replay: {site}", err=True)
    drawn = timeline(history)
    save(drawn, picture, alt=drawn.alt)
    typer.echo(f"The timeline:     {picture}\n", err=True)
    typer.echo("What its features claim, checked in every order that the sources allow")
    missing = _cannot_simulate()
    kept = wanted("not simulation") if missing else None
    results = tell(run_files([features() / "daraa-2018"], kept), briefly=True)
    if missing:
        typer.echo(f"Left out is what they claim of simulated runs: {missing}")
    typer.echo(NEXT)
    if not passed(results):
        raise typer.Exit(1)


def _cannot_simulate() -> str:
    """Say what runs need that is not installed; nothing if it all is."""
    try:
        importlib.import_module("negotiation.simulation.results")
    except ImportError as missing:
        return str(NotInstalled(f"a simulation needs {missing.name}", "simulation"))
    return ""


NEXT = """
What to try next:
  negotiation replay daraa-2018                        the story, day by day
  negotiation replay daraa-2018 --at 2018-07-04        every track at the end of that day
  negotiation why daraa-2018 process --at 2018-07-04   on whose word
  negotiation steps                                    the sentences that features are made of
  negotiation record daraa-2018 -o daraa.feature       a feature from the replay, to change
  negotiation check daraa.feature                      and to run
  negotiation plot daraa-2018 -o what-if.png --leave-out ceasefire-starts
  negotiation page daraa-2018 -o daraa.html --language ar
  negotiation new my-talks --features                  your own chronology, with a feature"""


def list_() -> None:
    """List what is shipped: chronologies, models, assumptions, mappings."""
    from negotiation import library
    from negotiation.load import load, load_assumptions, load_model

    typer.echo("Chronologies")
    for name in library.chronologies():
        typer.echo(f"  {name:<20} {load(name).title.get('en', '')}")
    typer.echo("Models")
    for name in library.models():
        typer.echo(f"  {name:<20} {load_model(name).title.get('en', '')}")
    typer.echo("Assumptions, for `negotiation simulate FILE --assumptions NAME`")
    for name in library.assumptions():
        typer.echo(f"  {name:<20} {load_assumptions(name)[0].title.get('en', '')}")
    typer.echo("Mappings, for `negotiation import TABLE --mapping NAME`")
    for name in library.mappings():
        typer.echo(f"  {name}")


list_.__name__ = "list"


def new(
    name: Annotated[str, typer.Argument(help="Name of the new chronology: letters, digits, -.")],
    from_: Annotated[
        str | None, typer.Option("--from", help="Copy this shipped chronology and its model.")
    ] = None,
    features: Annotated[
        bool,
        typer.Option("--features", help="Write a feature about it too, and settings for VS Code."),
    ] = False,
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help="Write an .xlsx file instead, to fill in.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="What may follow what; without it, core-talks.")
    ] = None,
    assumptions_for: Annotated[
        str | None,
        typer.Option(help="Write assumptions for a simulation of this file or model instead."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Write a chronology that already replays, to change: a commented file or a spreadsheet."""
    from negotiation.exchange.template import MODEL, copied, fresh, fresh_spreadsheet
    from negotiation.writing import write_all

    if assumptions_for is not None:
        if from_ is not None or features or spreadsheet or model is not None:
            raise NegotiationError("--assumptions-for goes with no other option but --force")
        _new_assumptions(name, assumptions_for, force=force)
        return
    files: dict[str, str | bytes] = {}
    if spreadsheet and from_ is not None:
        told = (
            f"a shipped one as a spreadsheet: negotiation export {from_} --to xlsx -o {name}.xlsx"
        )
        raise NegotiationError(told)
    if model is not None and from_ is not None:
        raise NegotiationError("a copy keeps its model: leave out --model, or --from")
    if spreadsheet:
        files |= fresh_spreadsheet(name, model or MODEL)
    else:
        files |= fresh(name, model or MODEL) if from_ is None else copied(name, from_)
    if features:
        files |= _features(name, from_)
    write_all({Path(path): text for path, text in files.items()}, force=force)
    for path in files:
        typer.echo(path)
    typer.echo(f"Now try: negotiation replay {next(iter(files))}", err=True)
    if features:
        typer.echo("     and: negotiation check .", err=True)


def _new_assumptions(name: str, file: str, *, force: bool) -> None:
    from negotiation.exchange.template_assumptions import fresh_assumptions
    from negotiation.writing import write_all

    files = fresh_assumptions(name, file)
    write_all(dict(files), force=force)
    for path in files:
        typer.echo(path)
    first = next(iter(files))
    typer.echo(f"Now try: negotiation simulate {file} --assumptions {first}", err=True)


def _features(name: str, shipped: str | None) -> dict[str, str]:
    """Give the feature beside a new chronology, and what an editor needs to complete it."""
    from negotiation.gherkin.beginning import first_feature
    from negotiation.gherkin.editor import editor_files
    from negotiation.gherkin.record import feature_text
    from negotiation.load import load
    from negotiation.replay import replay

    text = first_feature(name) if shipped is None else feature_text(replay(load(shipped)), name)
    return {f"{name}.feature": text, **editor_files()}


COMMANDS = (demo, list_, new)
