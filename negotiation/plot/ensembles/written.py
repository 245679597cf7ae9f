"""Write all figures of an ensemble to files, at once or not at all.

An ensemble and a place in; files, and what print would lose of each, out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from negotiation.errors import NegotiationError, UnknownName
from negotiation.history import History
from negotiation.near import did_you_mean, quoted
from negotiation.plot.ensembles.outcomes import OutcomeCurves, outcome_curves
from negotiation.plot.ensembles.paths import FrequentPaths, frequent_paths
from negotiation.plot.ensembles.states import StateShares, state_shares
from negotiation.plot.files import UNDATED, file_content
from negotiation.plot.layout import For
from negotiation.plot.page import POINTS
from negotiation.plot.print_check import Finding, print_check
from negotiation.simulation.ensemble import Ensemble
from negotiation.simulation.results import Results, results
from negotiation.writing import write_all

BESIDE = 3  # what-ifs that are drawn beside the plain assumptions in one figure
Figure = StateShares | OutcomeCurves | FrequentPaths


@dataclass(frozen=True)
class Written:
    """The figures by the path of each file, and what print would lose, if that was asked for."""

    figures: Mapping[Path, Figure]
    findings: Mapping[Path, tuple[Finding, ...]]


def write_figures(
    ensemble: Ensemble,
    history: History | None,
    place: str | Path,
    *,
    formats: Sequence[str] = ("png",),
    language: str = "en",
    layout_for: For = "screen",
    tracks: Iterable[str] | None = None,
    dpi: float = 300,
    force: bool = False,
    check_print: bool = False,
) -> Written:
    """Write every figure of an ensemble: states of each track, outcomes, paths.

    `place` is a folder, which is made, for `states-<track>.png`, `outcomes.png`, `paths.png`; or
    ends in .png, .svg or .pdf: then `x.png` gives `x-states-<track>.png` and so on, in that format
    alone. `tracks` are names of tracks, or of one that is kept for each issue, place or third
    party; left out: the headline. The history is the record that the runs begin from; with it
    recorded states stand above the runs if the moment is known. What-ifs stand beside the plain
    assumptions, three at most in one figure, further ones in `2-outcomes.png` and so on; the paths
    of each are a file of their own, `paths-<what-if>.png`. What the paper of a layout has no room
    for goes on in `outcomes.2.png`, say. Files are written all or none, and
    replaced only with `force`. With `check_print` each figure is checked as by `print_check`; the
    files are written all the same. Raises UnknownName, NotWritten, NegotiationError.
    """
    base, formats = _base(Path(place), formats)
    drawn = dict(_figures(ensemble, history, _tracks(ensemble, tracks), language, layout_for))
    named = {(name, form): f"{base}{name}.{form}" for name in drawn for form in formats}
    write_all(
        {
            Path(path): file_content(
                drawn[name], form, alt=drawn[name].alt, language=drawn[name].language, dpi=dpi
            )
            for (name, form), path in named.items()
        },
        force=force,
    )
    findings = {name: print_check(one) if check_print else () for name, one in drawn.items()}
    return Written(
        {Path(path): drawn[name] for (name, _), path in named.items()},
        {Path(path): findings[name] for (name, _), path in named.items()},
    )


def _base(place: Path, formats: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Give what every path begins with, and the formats. Raises NegotiationError."""
    ending = place.suffix.lower().removeprefix(".")
    if ending in UNDATED:
        return f"{place.with_suffix('')}-", (ending,)
    unknown = [form for form in formats if form not in UNDATED] or [""] * (not formats)
    if unknown:
        known = ", ".join(UNDATED)
        raise NegotiationError(
            f"{quoted(unknown[0])} is no kind of picture; write some of: {known}"
        )
    return f"{place}{os.sep}", formats


def _tracks(ensemble: Ensemble, names: Iterable[str] | None) -> list[str]:
    """Give the tracks that are asked for, a name that has copies standing for these."""
    known = ensemble.plans[0].tables.names
    if names is None:
        return [known[ensemble.plans[0].arrays.headline]]
    found: list[str] = []
    for name in names:
        own = [track for track in known if track == name or track.startswith(f"{name}/")]
        if not own:
            raise UnknownName(f"there is no track {quoted(name)}; {did_you_mean(name, known)}")
        found += own
    return list(dict.fromkeys(found))


def _figures(
    ensemble: Ensemble, history: History | None, tracks: Sequence[str], language: str, use: For
) -> Iterator[tuple[str, Figure]]:
    """Draw every figure, each with the name of its file."""
    what_ifs = ensemble.variants[1:]
    groups = [what_ifs[at : at + BESIDE] for at in range(0, len(what_ifs), BESIDE)] or [()]
    for number, group in enumerate(groups, 1):
        shown = [list(results(ensemble, variant)) for variant in ("", *group)]
        first = f"{number}-" if number > 1 else ""
        for track in tracks:
            name = f"{first}states-{track.replace('/', '.')}"
            yield from _paged(name, _states(shown, track, history, language, use))
        yield from _paged(f"{first}outcomes", _outcomes(shown, language, use))
    for variant in ensemble.variants:
        own = list(results(ensemble, variant))
        name = f"paths-{variant}" if variant else "paths"
        yield name, frequent_paths(own, language=language, layout_for=use)


def _paged(name: str, figures: Iterable[Figure]) -> Iterator[tuple[str, Figure]]:
    """Name figures that the paper has no room for in one."""
    for page, drawn in enumerate(figures, 1):
        yield f"{name}.{page}" if page > 1 else name, drawn


def _fits(drawn: Figure) -> bool:
    return drawn.paper is None or drawn.figure.get_figheight() * POINTS <= drawn.paper + 1


def _states(
    shown: Sequence[list[Results]], track: str, history: History | None, language: str, use: For
) -> Iterator[StateShares]:
    """Draw a track under all assumptions in as few figures as the paper has room for.

    One with a single what-if that is too high stays so; the print check says it.
    """
    every = [one for variant in shown for one in variant]
    drawn = state_shares(every, track, history, language=language, layout_for=use)
    plain, *others = shown
    if _fits(drawn) or len(others) < 2:
        yield drawn
        return
    half = (len(others) + 1) // 2
    for part in (others[:half], others[half:]):
        yield from _states([plain, *part], track, history, language, use)


def _outcomes(
    shown: Sequence[list[Results]], language: str, use: For, among: Sequence[str] | None = None
) -> Iterator[OutcomeCurves]:
    """Draw all outcomes in as few figures as the paper has room for, halves of them at a time."""
    every = [one for variant in shown for one in variant]
    drawn = outcome_curves(every, outcomes=among, language=language, layout_for=use)
    names = [*drawn.panels, *drawn.spent]
    if _fits(drawn) or len(names) == 1:
        yield drawn
        return
    half = (len(names) + 1) // 2
    for part in (names[:half], names[half:]):
        yield from _outcomes(shown, language, use, part)
