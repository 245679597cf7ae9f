"""What is asked for when a model is simulated: of what, from when to when, and where it is run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from negotiation.cli.look import chosen, opened
from negotiation.errors import NegotiationError, NotInstalled

if TYPE_CHECKING:
    from negotiation.assumptions import Assumptions
    from negotiation.chronology import Chronology
    from negotiation.history import History
    from negotiation.model import Model
    from negotiation.simulation.begins import Begin
    from negotiation.simulation.ensemble import Execute


MOST = 1e15  # above that a number is no slip of the pen


def whole(text: str | int) -> int:
    """Read a whole number, as "100000" or "100_000"."""
    try:
        return int(text)
    except ValueError:
        from negotiation.near import quoted

        meant = _meant(str(text)) or "such as 7"
        told = f"{quoted(str(text))} is not a whole number; write it in digits alone: {meant}"
        raise typer.BadParameter(told) from None


def _meant(text: str) -> str:
    """Give the digits of "1e6", "100,000" or "2 000"; "" for what is no such number."""
    try:
        number = float(text.replace(",", "").replace(" ", ""))
    except ValueError:
        return ""
    return f"{number:.0f}" if number.is_integer() and abs(number) < MOST else ""


def installed(module: str) -> None:
    """Import a module of the simulation. Raises NotInstalled if it needs what is not there."""
    try:
        import_module(f"negotiation.simulation.{module}")
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("negotiation"):
            raise
        raise NotInstalled(f"a simulation needs {missing.name}", "simulation") from None


def subject_of(
    file: str,
    known_by: str | None,
    only: list[str] | None,
    without: list[str] | None,
    *,
    roles_only: bool,
) -> Chronology | Model:
    """Give the chronology or the model that is to be simulated. Raises LoadError."""
    from negotiation.load import is_model, load_model

    if not is_model(file):
        return chosen(opened(file, roles_only=roles_only), known_by, only, without)
    if known_by or only or without:
        raise NegotiationError("a model has no sources to choose from; name a chronology")
    return load_model(file)


def default_assumptions(subject: Chronology | Model, file: str) -> str:
    """Give the shipped assumptions that are called like the chronology. Raises UnknownName."""
    from negotiation import library
    from negotiation.errors import UnknownName
    from negotiation.near import quoted

    shipped = library.assumptions()
    name = getattr(subject, "name", "") or Path(file).stem
    if name in shipped:
        return name
    raise UnknownName(
        f"no assumptions are shipped for {quoted(name)}; write some and name the file: "
        f"--assumptions FILE (negotiation new my-waits --assumptions-for {file} writes one to "
        f"begin with), or name shipped ones: {', '.join(shipped)}"
    )


def known_whatifs(assumed: Assumptions, whatifs: Sequence[str]) -> list[str]:
    """Give the what-ifs that are asked for, each once. Raises UnknownName."""
    from negotiation.errors import UnknownName
    from negotiation.near import did_you_mean, quoted

    for name in whatifs:
        if name not in assumed.whatifs:
            hint = did_you_mean(name, assumed.whatifs)
            raise UnknownName(f"the assumptions have no what-if {quoted(name)}; {hint}")
    return list(dict.fromkeys(whatifs))


def check_pictures(
    place: Path | None,
    tracks: Sequence[str],
    subject: Chronology | Model,
    model: Model,
    *,
    force: bool,
) -> None:
    """Refuse before anything is run pictures that could not be drawn in the end.

    Raises UnknownName for a track, NegotiationError.
    """
    from negotiation.errors import UnknownName
    from negotiation.near import did_you_mean, quoted

    topics = subject.topics() if hasattr(subject, "topics") else {}
    known = list(model.tracks_for(topics))
    for name in tracks:
        if not any(track == name or track.startswith(f"{name}/") for track in known):
            raise UnknownName(f"there is no track {quoted(name)}; {did_you_mean(name, known)}")
    if place is None:
        if tracks:
            raise NegotiationError("--tracks says what --plot draws; add --plot FOLDER")
        return
    from negotiation.plot.files import UNDATED

    ending = place.suffix.lower().removeprefix(".")
    is_picture = ending in UNDATED
    if ending.isalpha() and not is_picture and not place.is_dir():
        kinds = ", ".join(f"{place.stem}.{kind}" for kind in UNDATED)
        raise NegotiationError(
            f"{quoted(place.name)} is no kind of picture; write {kinds}, or a folder"
        )
    one = place.with_name(f"{place.stem}-outcomes{place.suffix}")  # there is always this one
    first = one if is_picture else place / "outcomes.png"
    if first.exists() and not force:
        raise NegotiationError(f"{quoted(str(first))} is there already; --force overwrites it")


@dataclass(frozen=True)
class Span:
    """From when to when runs are asked for, as written."""

    start: str | None
    event: str | None
    until: str | None
    lasting: str | None

    def begin(self, subject: Chronology | Model) -> Begin | None:
        """Give where runs begin, None for the model's start."""
        if self.start is None and self.event is None:
            return None
        if self.start is not None and self.event is not None:
            raise NegotiationError("runs begin at a moment or after an event; give one of the two")
        from negotiation.simulation.begins import from_event, from_moment

        history = record(subject)
        if history is None:
            raise NegotiationError("a model alone has no record to begin in; name a chronology")
        if self.start is not None:
            return from_moment(history, self.start)
        return from_event(history, self.event or "")

    def horizon(
        self, assumed: Assumptions, subject: Chronology | Model, begin: Begin | None
    ) -> int:
        """Give how long runs last, in seconds. Raises DateError, NegotiationError."""
        from negotiation.dates import parse_moment, zone

        if self.until is not None and self.lasting is not None:
            raise NegotiationError("--until and --for both say when runs end; give one of the two")
        if self.until is None:
            return assumed.horizon if self.lasting is None else self._length()
        from negotiation.simulation.as_chronology import moment_of

        moment = moment_of(begin) if begin is not None else None
        if moment is None:
            where = "the model's start" if begin is None else begin.words
            raise NegotiationError(
                f"{where} is at no clock time, so that --until leaves open how long runs last; "
                "write --for P60D, or begin at a moment of the record: --from"
            )
        end = parse_moment(self.until, zone(getattr(subject, "timezone", "UTC")))
        if end <= moment:
            raise NegotiationError(
                f"the horizon is before the start: --until {self.until} is not after "
                f"{begin.words if begin else ''}; write a later one"
            )
        return end - moment

    def _length(self) -> int:
        from negotiation.dates import parse_duration

        seconds = parse_duration(self.lasting or "")
        if seconds <= 0:
            raise NegotiationError(f"runs cannot last {self.lasting}; write a longer time: P60D")
        return seconds


def record(subject: Chronology | Model) -> History | None:
    """Replay the record, None of a model alone."""
    from negotiation.model import Model
    from negotiation.replay import replay

    return None if isinstance(subject, Model) else replay(subject)


def execution(jobs: int, address: str | None, journal: Path | None, *, insecure: bool) -> Execute:
    """Give how blocks are made: here, in processes or on a cluster, with a journal or not."""
    from negotiation.simulation.ensemble import serial

    if address is not None and jobs != 1:
        raise NegotiationError("runs go to processes here or to a cluster: --jobs or --cluster")
    execute: Execute = serial
    if jobs != 1:
        installed("pool")
        from negotiation.simulation.pool import pool

        execute = pool(jobs)
    if address is not None:
        from negotiation.simulation.cluster import cluster

        execute = cluster(address, insecure=insecure)
    if journal is not None:
        installed("journal")
        from negotiation.simulation.journal import journalled

        execute = journalled(execute, journal)
    return execute
