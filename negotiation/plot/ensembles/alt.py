"""Tell a figure of an ensemble to whoever cannot see it: the same numbers, in sentences.

Scenes and what was drawn in, one text out. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from negotiation.plot.ensembles.chains import KEPT, LONGEST, Others, Path
from negotiation.plot.ensembles.courses import Course
from negotiation.plot.ensembles.curves import Curve, Spent, spent_words, time_words
from negotiation.plot.ensembles.rounding import roughly, said
from negotiation.plot.ensembles.scene import (
    Scene,
    Starts,
    because,
    caution,
    remarks,
    setting,
    state_name,
    title,
    track_name,
)
from negotiation.simulation.shares import Share

PARTS = 4  # of the time that is told: its start, its quarters and its end


def alt_of_states(scene: Scene, track: str, courses: Mapping[str, Sequence[Course]]) -> str:
    """Tell the shares of states at the start, at each quarter and at the end of the runs."""
    said_ = [_head(scene, scene.speech.say("ensemble.states", track=track_name(scene, track)))]
    for variant, own in courses.items():
        told = " ".join(_moments(scene, track, scene.variants[variant], own))
        said_.append(_of(scene, variant, told, len(courses)))
    return " ".join((*said_, *remarks(scene)))


def _moments(scene: Scene, track: str, starts: Starts, courses: Sequence[Course]) -> Iterator[str]:
    counted = [one.states(track) for one in starts]
    grid = starts[0].grid()
    for place in np.linspace(0, len(grid) - 1, PARTS + 1).astype(int):
        found = []
        for course in courses:
            every = [
                Share(int(own[course.state][place]), one.runs)
                for own, one in zip(counted, starts, strict=True)
            ]
            if any(share.count for share in every):
                found.append(_pair(scene, course.name, roughly(scene.speech, every)))
        time = scene.clock.at(scene.speech, round(grid[place]))
        yield scene.speech.say(
            "ensemble.alt-at", time=time, states=scene.speech.chained("figure.semicolon", found)
        )


def alt_of_outcomes(
    scene: Scene,
    curves: Mapping[str, Mapping[str, Curve]],
    times: Mapping[str, Mapping[str, Spent]],
) -> str:
    """Tell for each outcome how many runs had come to it, by when, and under each what-if."""
    told = [_head(scene, scene.speech.say("ensemble.outcomes"))]
    for own in curves.values():
        told += [_outcome(scene, variant, curve, len(own)) for variant, curve in own.items()]
    for lengths in times.values():
        for variant, one in lengths.items():
            name = scene.speech.say("ensemble.spent", name=one.name)
            words = scene.speech.chained("figure.comma", spent_words(scene, one))
            told.append(_of(scene, variant, f"{_pair(scene, name, words)}.", len(lengths)))
    return " ".join((*told, *remarks(scene)))


def _outcome(scene: Scene, variant: str, curve: Curve, variants: int) -> str:
    say, share = scene.speech.say, said(scene.speech, curve.shares)
    words = [say("ensemble.reached", share=share.value, time=scene.end)]
    words.append(say("ensemble.interval", interval=share.interval))
    for at, time in time_words(scene, curve):
        words.append(say(f"ensemble.by-{round(100 * at)}", time=time))
    words += [curve.change] if curve.change else []
    listed = scene.speech.chained("figure.semicolon", words)
    return _of(scene, variant, f"{_pair(scene, curve.name, listed)}.", variants)


def alt_of_paths(scene: Scene, paths: Sequence[Path], others: Others) -> str:
    """Tell the paths in order, each with its share."""
    say = scene.speech.say
    variant = next(iter(scene.variants))
    track = track_name(scene, scene.headline)
    told = [_head(scene, say("ensemble.paths", track=track))]
    told += [f"{because(scene, variant)}."] if variant else []
    told += [_path(scene, path) for path in paths]
    if others.count:
        key = "ensemble.other-paths" if others.is_exact else "ensemble.other-paths-at-least"
        value = said(scene.speech, others.shares).value
        told.append(f"{_pair(scene, say(key, count=others.count), value)}.")
    return " ".join((*told, *remarks(scene)))


def _path(scene: Scene, path: Path) -> str:
    names = [state_name(scene, scene.headline, state) for state in path.states]
    if len(names) > LONGEST:
        first, last = KEPT
        more = scene.speech.say("ensemble.more-states", count=len(names) - first - last)
        names = [*names[:first], more, *names[-last:]]
    share = said(scene.speech, path.shares)
    interval = scene.speech.say("ensemble.interval", interval=share.interval)
    value = scene.speech.chained("figure.semicolon", [share.value, interval])
    return f"{_pair(scene, scene.speech.chained('ensemble.then', names), value)}."


def _head(scene: Scene, shows: str) -> str:
    return f"{title(scene)}. {shows} {setting(scene)} {caution(scene)}"


def _pair(scene: Scene, name: str, value: str) -> str:
    return scene.speech.say("ensemble.pair", name=name, value=value)


def _of(scene: Scene, variant: str, told: str, variants: int) -> str:
    if variants == 1:
        return told
    return _pair(scene, because(scene, variant), told)
