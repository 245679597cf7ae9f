"""Assumptions to begin with: one wait for each kind of event that moves something in a model.

A chronology or a model in, a commented file out. Its lengths are placeholders, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from negotiation import library
from negotiation.exchange.schema import file_name, schema
from negotiation.exchange.template import checked_name
from negotiation.load import is_file, is_model, load_model_of, models_of
from negotiation.model import Model

HEAD = """\
# yaml-language-server: $schema={schema}
#
# {name}: assumptions for a simulation, to change. Try them out at any time:
#   negotiation simulate {file} --assumptions {path}
#   negotiation validate {path}{held}
#
# Each wait is a clock. It runs while the model allows its event and its own conditions hold; the
# first clock to run down is the next event. Each one here is a placeholder: seven days, for every
# event alike, chosen by nobody. Put your own length in its place and say in `basis` what it rests
# on, or take the wait out: an event without a wait never happens. Lengths are as in ISO 8601: P7D
# is seven days, PT6H six hours, PT90M ninety minutes.
#
# What a wait may have:
#   while: {{track: [state, state]}}     it runs only while each track named is in one of these
#   unless: {{track: [state]}}           and not while any is in one of these
#   after: {{exponential: {{mean: P7D}}}}  however long it has lasted; or one of
#          {{weibull: {{scale: P7D, shape: 2}}}}      ever likelier (below 1: less likely) to end
#          {{gamma: {{mean: P7D, shape: 2}}}}         ever likelier to end
#          {{log-normal: {{median: P7D, sigma: 1}}}}  mostly soon, now and then very late
#          {{empirical: {{lengths: [P2D, P5D]}}}}     lengths that were seen
#          {{fixed: P7D}}                           always the same
#   leads-to: [{{kind: this, share: 2}}, {{kind: that, share: 1}}]   one wait, several ends
#   issues: each                       one clock for every issue; or the names of some; so places
#                                      and third-parties
#   basis: {{illustrative: why}}, {{cited: a publication}}; `negotiation estimate` writes estimated
format: negotiation-assumptions/1
title: {{en: "{title}"}}
model: {model}
horizon: P60D   # how long a run lasts, unless --until or --for says otherwise

waits:
"""
TAIL = """
# What is counted; without it, each state of the first track.
#
# outcomes:
#   an-outcome:
#     label: {{en: What people read}}
#     reach: {{state: {{{track}: {state}}}}}        # or a list, one after the other
#   a-time:
#     time-in: {{{track}: [{state}]}}
#
# whatifs:                             # negotiation simulate … --what-if without-it
#   without-it:
#     because: what would change if this never happened, under these assumptions?
#     without: [{wait}]
"""
BASIS = "a placeholder: replace the length, and say here what it rests on"


def fresh_assumptions(name: str, file: str) -> dict[Path, str]:
    """Give commented assumptions that run, and the schema for the editor.

    They lie beside a file, whose model they name. Raises LoadError, UnknownName.
    """
    checked_name(name)
    model = load_model_of(file)
    folder = Path(file).parent if is_file(Path(file)) else Path()
    path = folder / f"{name}.yaml"
    waits = list(_waits(model))
    track = next(iter(model.tracks))
    head = HEAD.format(
        name=name, file=file, path=path, schema=file_name("assumptions"),
        title=name.replace("-", " ").capitalize(), model=_reference(file),
        held="" if is_model(file) else f" --chronology {file}",
    )  # fmt: skip
    tail = TAIL.format(track=track, state=list(model.tracks[track].states)[-1], wait=waits[0][0])
    text = head + "".join(text for _, text in waits) + tail
    return {path: text, folder / file_name("assumptions"): schema("assumptions")}


def _reference(file: str) -> str:
    """Give what a file in the same folder calls the model."""
    if is_model(file):
        return file if file in library.models() else Path(file).name
    return models_of(file)[0]


def _waits(model: Model) -> Iterator[tuple[str, str]]:
    """Give what moves something, a kind with the details that this asks for, each with its wait."""
    moves: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for key, track in model.tracks.items():
        for rule in track.transitions:
            for kind in rule.on if rule.to is not None else ():
                move = f"{key}: {', '.join(rule.from_)} → {rule.to}"
                moves.setdefault((kind, tuple(rule.where.items())), []).append(move)
    for kind in model.kinds:
        for (found, where), told in moves.items():
            if found == kind:
                key = "-".join([kind, *(value for _, value in where)])
                yield key, _wait(model, key, kind, dict(where), told)


def _wait(model: Model, key: str, kind: str, where: Mapping[str, str], told: list[str]) -> str:
    tracks = [track for track in model.tracks.values() if kind in track.kinds()]
    details = ", ".join(f"{name}: {value}" for name, value in where.items())
    lines = [
        *(f"  # {move}" for move in told),
        f"  {key}:",
        *([f"    kind: {kind}", f"    details: {{{details}}}"] if where else []),
        *(f"    {each}: each" for each in dict.fromkeys(t.for_each for t in tracks if t.for_each)),
        "    after: {exponential: {mean: P7D}}",
        f'    basis: {{illustrative: "{BASIS}"}}',
    ]
    return "\n".join(lines) + "\n"
