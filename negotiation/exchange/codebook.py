"""The codebook of a model as text: what every kind and state means."""

from __future__ import annotations

from negotiation.coded import Defined
from negotiation.lines import wrapped
from negotiation.model import Model, Track, Transition


def codebook_text(model: Model) -> str:
    """Give every kind, track and state with its definition, what belongs and what does not."""
    lines = [model.title.get("en", ""), "=" * 60]
    if model.definition:
        lines += [wrapped(model.definition.get("en", ""), 0, 0)]
    lines += ["", "KINDS OF EVENT"]
    for key, kind in model.kinds.items():
        moves = [name for name, track in model.tracks.items() if key in track.kinds()]
        lines += _entry(key, kind)
        lines.append(wrapped("concerns: " + (", ".join(moves) or "no track"), 6))
    for name, track in model.tracks.items():
        lines += [
            "",
            f"TRACK {name}" + (f" (one for each of the {track.for_each})" * bool(track.for_each)),
        ]
        lines += _track(track)
    return "\n".join(lines) + "\n"


def _entry(key: str, entry: Defined) -> list[str]:
    lines = [wrapped(f"{key}: {entry.name()}", 2)]
    for word in ("definition", "include", "exclude", "example"):
        text = getattr(entry, word).get("en")
        if text:
            lines.append(wrapped(text if word == "definition" else f"{word}: {text}", 6))
    return lines


def _track(track: Track) -> list[str]:
    lines = [wrapped(track.definition.get("en", ""), 2, 0)] if track.definition else []
    for key, state in track.states.items():
        lines += _entry(key, state)
        if state.final:
            lines.append(wrapped("final: on purpose, no transition leaves it", 6))
        if state.settled:
            lines.append(wrapped("settled: an issue in this state is no longer open", 6))
        for transition in track.transitions:
            if key in transition.from_:
                lines.append(wrapped(_rule(transition), 6))
    return lines


def _rule(transition: Transition) -> str:
    kinds = " or ".join(transition.on)
    goal = f"→ {transition.to}" if transition.to else "stays"
    conditions = [f"{track} is {' or '.join(s)}" for track, s in transition.requires.items()]
    conditions += [f"{track} is not {' or '.join(s)}" for track, s in transition.unless.items()]
    conditions += [f"{key} is {wanted}" for key, wanted in transition.where.items()]
    return f"{kinds} {goal}" + (f", if {' and '.join(conditions)}" if conditions else "")
