"""The command that runs a model many times under assumptions: simulate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.cli.look import Answer, KnownBy, Only, RolesOnly, Without
from negotiation.cli.runs_asked import (
    Span,
    check_pictures,
    default_assumptions,
    execution,
    installed,
    known_whatifs,
    record,
    subject_of,
    whole,
)
from negotiation.errors import NegotiationError

if TYPE_CHECKING:
    from negotiation.assumptions import Assumptions
    from negotiation.chronology import Chronology
    from negotiation.exchange.ensembles import Told
    from negotiation.gherkin.of_runs import Claim
    from negotiation.model import Model
    from negotiation.simulation.begins import Begin
    from negotiation.simulation.ensemble import Ensemble, Execute

INTERRUPTED = 130
PREPARING = "preparing the code for this machine (the first time only; some ten seconds)"


def simulate(  # noqa: PLR0913  one option each
    file: Annotated[
        str, typer.Argument(help="A chronology or a model: a file, or the name of a shipped one.")
    ],
    assumptions: Annotated[
        str | None, typer.Option(help="A file, or shipped ones; without: those of FILE's name.")
    ] = None,
    runs: Annotated[
        int,
        typer.Option(parser=whole, metavar="<int>", help="How many runs are made from each start."),
    ] = 10_000,
    seed: Annotated[
        int,
        typer.Option(parser=whole, metavar="<int>", help="The same seed gives the same result."),
    ] = 1,
    start: Annotated[
        str | None,
        typer.Option(
            "--from", help="Begin where the record stands then; else at the model's start."
        ),
    ] = None,
    event: Annotated[
        str | None, typer.Option("--from-event", help="Begin just after this event of the record.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="End then: a day (its last second) or a clock time.")
    ] = None,
    lasting: Annotated[
        str | None, typer.Option("--for", help="Or how long a run lasts: P60D, PT36H.")
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(help="Run this what-if of the assumptions, too; may be repeated."),
    ] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(help="Ask a Then sentence of single runs (see steps); may be repeated."),
    ] = None,
    claim_runs: Annotated[
        int,
        typer.Option(
            parser=whole, metavar="<int>", help="Of how many runs: each takes longer to ask."
        ),
    ] = 1_000,
    jobs: Annotated[
        int,
        typer.Option(parser=whole, metavar="<int>", help="Processes that run side by side."),
    ] = 1,
    cluster: Annotated[
        str | None, typer.Option(help="Run on a Dask cluster: the address of its scheduler.")
    ] = None,
    insecure_cluster: Annotated[
        bool, typer.Option("--insecure-cluster", help="Even one elsewhere that is not tls://.")
    ] = False,
    journal: Annotated[
        Path | None, typer.Option(help="Keep what is done in this folder, and go on from it.")
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(help="Draw it: a folder, or X.svg (.png, .pdf) for X-outcomes.svg and so on."),
    ] = None,
    tracks: Annotated[
        list[str] | None,
        typer.Option(help="Tracks that --plot draws over time; without: the headline."),
    ] = None,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    format: Annotated[Answer, typer.Option(help="text or json.")] = Answer.text,  # noqa: A002
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the answer to this file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files.")] = False,
) -> None:
    """Run a model many times under assumptions, and count what the runs come to.

    What comes out are shares of runs under these assumptions, and no forecast.
    """
    _refuse(output, force=force)
    installed("results")  # it needs all the others
    claims = _claims(claim or [], claim_runs)
    from negotiation.load import load_assumptions

    subject = subject_of(file, known_by, only, without, roles_only=roles_only)
    name = assumptions or default_assumptions(subject, file)
    assumed, model = load_assumptions(name, subject)
    span = Span(start, event, until, lasting)
    check_pictures(plot, _names(tracks), subject, model, force=force)
    begin = span.begin(subject)
    made = _made(
        subject, assumed, model, begin, span.horizon(assumed, subject, begin),
        runs=runs, seed=seed, whatifs=known_whatifs(assumed, what_if or []),
        execute=execution(jobs, cluster, journal, insecure=insecure_cluster),
    )  # fmt: skip
    told, is_whole = _with_claims(_told(made, subject, file, name), subject, claims, claim_runs)
    _write(told, output, as_json=format is Answer.json, force=force)
    if plot is not None:
        _draw(made, subject, plot, _names(tracks), force=force)
    if not is_whole:
        raise typer.Exit(INTERRUPTED)


def _refuse(output: Path | None, *, force: bool) -> None:
    """Refuse before anything is run what could not be written in the end."""
    if output is not None and output.exists() and not force:
        from negotiation.near import quoted

        raise NegotiationError(f"{quoted(str(output))} is there already; --force overwrites it")


def _claims(texts: Sequence[str], runs: int) -> tuple[Claim, ...]:
    """Understand claims before anything is run. Raises NegotiationError."""
    if runs < 1:
        raise NegotiationError(f"claims cannot be asked of {runs} runs; write --claim-runs 1000")
    if not texts:
        return ()
    from negotiation.gherkin.of_runs import read_claim

    return tuple(read_claim(text) for text in dict.fromkeys(texts))


# --- what is made --------------------------------------------------------------------------------


def _made(
    subject: Chronology | Model,
    assumed: Assumptions,
    model: Model,
    begin: Begin | None,
    horizon: int,
    *,
    runs: int,
    seed: int,
    whatifs: list[str],
    execute: Execute,
) -> Ensemble:
    from negotiation.cli.progress import progress
    from negotiation.simulation.ensemble import simulate as run
    from negotiation.simulation.starts import count_starts

    topics = subject.topics() if hasattr(subject, "topics") else {}
    many = count_starts(model, topics, assumed, begin, horizon, whatifs)
    with progress(many * runs, "runs", PREPARING) as watch:
        return run(
            subject, assumed, model=model, runs=runs, seed=seed, begin=begin, horizon=horizon,
            whatifs=whatifs, execute=execute, watch=watch,
        )  # fmt: skip


def _told(made: Ensemble, subject: Chronology | Model, file: str, assumptions: str) -> Told:
    from negotiation.exchange.ensembles import Told
    from negotiation.simulation.as_chronology import moment_of
    from negotiation.withholding import Withheld

    moment = moment_of(made.begin)
    until = None if moment is None else moment + made.horizon
    name = getattr(subject, "name", "") or Path(file).stem
    withheld = getattr(subject, "withheld", Withheld())
    title = subject.title.get("en") or name
    return Told(made, title, name, assumptions, until, withheld=withheld)


def _with_claims(
    told: Told, subject: Chronology | Model, claims: tuple[Claim, ...], runs: int
) -> tuple[Told, bool]:
    """Ask the claims; give whether nothing was interrupted. What was is left out, and said so."""
    made = told.ensemble
    if not claims:
        return told, not made.interrupted
    from dataclasses import replace

    from negotiation.cli.progress import progress
    from negotiation.gherkin.of_runs import ask_runs
    from negotiation.model import Model

    beside = None if isinstance(subject, Model) else subject
    many = min(runs, made.done) * len(made.parts) * len(made.variants)
    try:
        if made.interrupted:
            raise KeyboardInterrupt
        with progress(many, "runs that are asked") as watch:
            return replace(told, claims=tuple(ask_runs(made, beside, claims, runs, watch))), True
    except KeyboardInterrupt:
        typer.echo("Interrupted: the claims were not asked.", err=True)
        return told, False


# --- what is given -------------------------------------------------------------------------------


def _write(told: Told, output: Path | None, *, as_json: bool, force: bool) -> None:
    if as_json:
        from negotiation.exchange.ensemble_json import ensemble_json

        text = ensemble_json(told)
    else:
        from negotiation.exchange.ensemble_text import ensemble_text

        text = ensemble_text(told)
    if output is None:
        typer.echo(text, nl=False)
        return
    from negotiation.writing import write_all

    write_all({output: text}, force=force)
    typer.echo(output)


def _draw(
    made: Ensemble,
    subject: Chronology | Model,
    place: Path,
    tracks: list[str],
    *,
    force: bool,
) -> None:
    from negotiation.plot.ensembles import write_figures

    written = write_figures(made, record(subject), place, tracks=tracks or None, force=force)
    for path in written.figures:
        typer.echo(path, err=True)


def _names(tracks: list[str] | None) -> list[str]:
    return [name.strip() for text in tracks or [] for name in text.split(",") if name.strip()]


COMMANDS = (simulate,)
