"""Where a what-if parts from the record, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from negotiation import wording
from negotiation.differences import Difference, differences, new_departures
from negotiation.exchange.as_json import dumps, iso, withheld_data
from negotiation.exchange.as_text import withheld_lines
from negotiation.exchange.effects import departure_text
from negotiation.history import History
from negotiation.lines import wrapped

FORMAT = "negotiation-whatif/1"
CAVEAT = (
    "All other events stay as recorded. What follows is what this model makes of that, and says "
    "nothing about what would have happened."
)


def whatif_text(recorded: History, otherwise: History, said: Sequence[str]) -> str:
    """Give, per track, where the histories part, what differs and until when."""
    title = recorded.chronology.title.get("en") or recorded.chronology.name
    lines = [f"{title}: what if", "=" * 60, *(wrapped(f"- {text}") for text in said)]
    lines += ["", wrapped(CAVEAT, 0, 0), *withheld_lines(recorded.chronology), ""]
    tracks: dict[str, list[Difference]] = {}
    for difference in differences(recorded, otherwise):
        tracks.setdefault(difference.track, []).append(difference)
    for track, found in tracks.items():
        lines += _track(recorded, track, found)
    if not tracks:
        lines.append("No track differs from the record at any moment of it.")
    departed = new_departures(recorded, otherwise)
    lines += ["", "Recorded events that the model then does not foresee"] if departed else []
    lines += [wrapped(f"- {departure_text(departure)}") for departure in departed]
    return "\n".join(lines) + "\n"


def _track(recorded: History, track: str, found: Sequence[Difference]) -> list[str]:
    end = recorded.record.end if recorded.record else 0
    until = (
        "to the end of the record"
        if found[-1].end == end
        else f"until {wording.boundary(found[-1].end, recorded.zone)}"
    )
    lines = [
        wrapped(f"{track}: parts at {wording.boundary(found[0].start, recorded.zone)}, {until}")
    ]
    for item in found:
        stretch = wording.stretch(item.start, item.end, recorded.zone)
        opening, _, closing = stretch.partition(" – ")
        if opening == closing:
            continue  # the last second of a window: no reader's minute
        word = "" if item.surely else " (perhaps the same)"
        told = f"{_states(item.recorded)} on record, {_states(item.otherwise)} otherwise{word}"
        lines.append(wrapped(f"{stretch}: {told}", 4))
    return lines


def _states(states: Sequence[str]) -> str:
    return states[0] if len(states) == 1 else "possibly " + " or ".join(states)


def whatif_json(recorded: History, otherwise: History, said: Sequence[str]) -> str:
    """Give the same as JSON, in the form negotiation-whatif/1."""
    return dumps(
        {
            "format": FORMAT,
            "chronology": recorded.chronology.name,
            "changes": list(said),
            **withheld_data(recorded.chronology),
            "caveat": CAVEAT,
            "differences": [
                {
                    "track": item.track,
                    "start": iso(recorded, item.start),
                    "end": iso(recorded, item.end),
                    "recorded": list(item.recorded),
                    "otherwise": list(item.otherwise),
                    "surely": item.surely,
                }
                for item in differences(recorded, otherwise)
            ],
            "departures": [
                {
                    "event": departure.step.event.id,
                    "track": departure.outcome.track,
                    "in-every-order": departure.always,
                    "why": departure_text(departure),
                }
                for departure in new_departures(recorded, otherwise)
            ],
        }
    )
