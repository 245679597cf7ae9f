"""Set the record above the runs: a lane of recorded states on the same axis of time.

Only where the runs begin at a moment that is known; else a sentence says why it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from matplotlib.lines import Line2D
from matplotlib.text import Text

from negotiation.history import History
from negotiation.plot.body import AIR
from negotiation.plot.ensembles.scene import Scene, track_name
from negotiation.plot.lanes import Lane, draw_lane
from negotiation.plot.lettering import Face, widest, width, wrap
from negotiation.plot.names import NAME as LANE_NAME
from negotiation.plot.sheet import Sheet
from negotiation.simulation.begins import Begin
from negotiation.view.colours import INK, SOFT
from negotiation.view.plan import Plan, Wanted, make_plan
from negotiation.view.selection import Range, is_clock_time, lasts_into, whole_range
from negotiation.view.stays import course

BEFORE = 0.6  # of the length of the runs: so much of the record is drawn before they begin
SMALL, WORDS, BESIDE, TICK_ABOVE = Face(7.5), Face(8), 5.0, 5.0


@dataclass(frozen=True, slots=True)
class Recorded:
    """The artists of the record: its lane, and where its sources end."""

    lane: Lane
    sources_end: tuple[Line2D, ...]
    end_words: tuple[Text, ...]
    bottom: float


def known_moment(begin: Begin) -> int | None:
    """Give when the runs begin, in seconds UTC, if a moment was asked for or a source has it."""
    if begin.moment is not None or not begin.told.steps:
        return begin.moment
    window = begin.told.steps[-1].window
    return window.earliest if is_clock_time(window) else None


def record_of(scene: Scene, track: str, states: Mapping[str, str]) -> tuple[Plan | None, str]:
    """Plan the lane of a track, in these shades of its states; or say why there is none."""
    say, history, begin = scene.speech.say, scene.history, scene.ensemble.begin
    if history is None:
        return None, ""
    moment = known_moment(begin)
    if moment is None:
        return None, say(f"ensemble.no-record-{'event' if begin.told.steps else 'start'}")
    if history.record is None or track not in history.tracks:
        return None, say("ensemble.no-record-track", track=track_name(scene, track))
    horizon = scene.ensemble.horizon
    start = max(history.record.start, moment - round(BEFORE * horizon))
    part = Range(min(start, moment), moment + horizon)
    whole = whole_range(history)
    drawn = course(history, track, whole, _numbers(history, track, part), scene.speech)
    shown = tuple(
        replace(stay, shade=states.get(stay.span.state, stay.shade)) if stay.span.start else stay
        for stay in drawn.stays
    )
    name = say("ensemble.on-record", track=track_name(scene, track))
    plan = make_plan(
        history, Wanted(tracks=(track,), measures=(), terms=False, dues=False), scene.speech
    )
    lane = replace(drawn, name=name, heading="", stays=shown)
    numbers = _numbers(history, track, part)
    return replace(
        plan, range=part, lanes={track: lane}, sources=numbers, steps=(), disputed=frozenset()
    ), ""


def states_on_record(scene: Scene, track: str) -> set[str]:
    """Give the states of a track to which events of the record led."""
    if scene.history is None or track not in scene.history.tracks:
        return set()
    return {span.state for span in scene.history.spans(track) if span.start is not None}


def _numbers(history: History, track: str, part: Range) -> dict[str, int]:
    """Give a number to each source of the states that are drawn, in the order of the file."""
    spans = (span for span in history.spans(track) if lasts_into(span, part))
    used = set(history.sources_of(key for span in spans for key in span.events))
    order = (key for key in history.chronology.sources if key in used)
    return {key: number for number, key in enumerate(order, 1)}


def draw_record(sheet: Sheet, scene: Scene, plan: Plan, top: float) -> Recorded:
    """Draw the lane, and where the sources end within the time drawn."""
    [course_] = plan.lanes.values()
    lane = draw_lane(sheet, course_, 1, top)
    record = plan.history.record
    if record is None or not sheet.scale.start < record.end <= sheet.scale.end:
        return Recorded(lane, (), (), lane.end)
    ends = [(float(record.end), lane.top), (float(record.end), lane.bottom)]
    line = sheet.rule(ends, color=INK, lw=0.9, ls=(0, (1, 2)), zorder=4)
    middle = (lane.top + lane.bottom - SMALL.leading) / 2
    place = sheet.scale.place(record.end) + BESIDE
    words = sheet.write([scene.speech.say("figure.sources-end")], place, middle, SMALL, colour=SOFT)
    return Recorded(lane, (line,), words, lane.end)


def tick_above(sheet: Sheet, lane: Lane, begin: float) -> list[tuple[float, float]]:
    """Give a short stroke above the lane too, if its name does not stand there."""
    name = widest([text.get_text() for text in lane.name], LANE_NAME)
    clear = sheet.scale.place(begin) > sheet.scale.left + name + BESIDE
    return [(lane.top - TICK_ABOVE, lane.top)] if clear else []


def begin_words(
    sheet: Sheet, scene: Scene, begin: float, recorded: Recorded
) -> tuple[float, tuple[Text, ...], float]:
    """Write below the record where the runs begin; give where that stands, and where it ends.

    It stands beside the areas, so that they say what they are where the heading is cut off.
    """
    top, place = recorded.bottom, sheet.scale.place(begin)
    before, after = place - sheet.scale.left, sheet.scale.right - place
    is_right = after >= before or after >= width(scene.speech.say("ensemble.runs-begin"), WORDS) + 5
    room = max((after if is_right else before) - 5, 0)
    lines = wrap(scene.speech.say("ensemble.runs-begin"), room, WORDS, even=False)
    across = 5 if is_right else -5
    words = sheet.write(lines, place + across, top, WORDS, align="left" if is_right else "right")
    return top, words, top + len(lines) * WORDS.leading + AIR / 4
