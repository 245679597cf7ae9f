"""Data: what the page's script reads, as one value that JSON can hold.

Everything a reader sees is made here or stands in the page already: the script chooses, places and
copies. Texts and lists of numbers are kept once and named by their place.

    days    [date, its name, minutes since the start, plan]: the stops of each day
    plans   [clock or -1, minutes since the day's first stop, …] for days that are alike
    aside   the stops that are not on the slider; leap how many of the others make a day
    events  first stop, own stop or -1, …: from when on each may have been, and by when it surely
            was; -1 if the record ends before
    models  for each declared track: states [name, colour, id], transitions [kinds, states
            it starts from, to or -1, if]; a rule is one kind and start of these, in this order
    tracks  [model, acts, turns, moves]: an act is [stops since the last, words, since or -1, is it
            the model's start, states, events, ways]; a turn is stop, list of [is it sure, event
            that may come next, its rule or -1, …]; a move is the first stop, that by which it was
            surely taken or -1, from, to
    lanes   [name, [track, drawing], …] for the tracks that have copies: what is folded
    rail    how many events, their drawing, its depth; terms [party, drawing, …]; measures [name,
            unit, drawing]; diagrams one drawing for each model. Drawings: see trees.py
    ways    [rule, 1 possibly or 2 not open, needs, …]: what is not open from the possible states
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Any

from negotiation.claims import Verdict
from negotiation.coming import Way
from negotiation.dates import MINUTE
from negotiation.diagram import svg
from negotiation.errors import NegotiationError
from negotiation.history import TrackState
from negotiation.machine import Condition
from negotiation.model import Track, Transition
from negotiation.openings import Opening
from negotiation.page.acts import Act, Move, Turn, acts, moves, turns
from negotiation.page.cast import Cast
from negotiation.page.chart import Chart, shades_of
from negotiation.page.stops import Stops, first_stop, own_stop
from negotiation.page.trees import (
    Tree,
    diagram_tree,
    lane_tree,
    offers_tree,
    rail_tree,
    strip_tree,
)
from negotiation.view.citing import plain
from negotiation.view.stays import shades
from negotiation.view.texts import shown

VERDICTS = {Verdict.ALWAYS: 0, Verdict.SOMETIMES: 1, Verdict.NEVER: 2}
WORDS = (
    "since", "from-start", "word-of", "behind", "kept-by", "inferred", "allows", "nothing-allowed",
    "if-it-is", "stays", "closed", "needs", "came-next", "perhaps-next", "not-foreseen", "now",
    "possible-only", "within", "nothing-now", "reports", "arrow", "show-next", "next", "diagram",
    "taken", "taken-perhaps", "no-diagram",
)  # fmt: skip
BLANKS = {name: f"{{{name}}}" for name in ("date", "count", "state", "needs")}  # the script fills


@dataclass(slots=True)
class Kept:
    """Values each kept once, in the order in which they came."""

    values: dict[Any, int] = field(default_factory=dict)

    def put(self, value: Any) -> int:
        """Give the place of a value."""
        return self.values.setdefault(value, len(self.values))

    def listed(self) -> list[Any]:
        """Give all values in order."""
        return list(self.values)


class Model:
    """A declared track as the script knows it: its states and rules by number."""

    def __init__(self, track: Track) -> None:
        self.track = track
        self.states = {key: number for number, key in enumerate(track.states)}
        rules: Iterator[Way] = (
            (number, kind, before) for number, one in enumerate(track.transitions)
            for before in one.from_ for kind in one.on
        )  # fmt: skip
        self.rules = {way: number for number, way in enumerate(rules)}


def _asked(where: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {wanted}" for key, wanted in where.items())


class Writer:
    """Writes the data of one page."""

    def __init__(self, cast: Cast, stops: Stops, drawn: Chart) -> None:
        self.cast = cast
        self.stops = stops
        self.drawn = drawn
        self.texts, self.lists, self.ways = Kept(), Kept(), Kept()
        self.models: dict[str, Model] = {}

    def data(self) -> dict[str, Any]:
        """Give it all."""
        tracks = [self._track(track) for track in self.cast.tracks]
        on_slider = set(self.stops.grid)
        aside = [place for place in range(len(self.stops.stops)) if place not in on_slider]
        say = self.cast.speech.say
        return {
            **self._days(),
            "aside": aside,
            "leap": self.stops.leap,
            "moment": say("date.moment", day="{day}", clock="{clock}"),
            "end": say("date.end-of", day="{day}"),
            "events": [n for place in range(len(self.cast.events)) for n in self._event(place)],
            "tracks": tracks,
            "models": [self._model(base, model) for base, model in self.models.items()],
            **self._drawings(),
            "diagrams": [self._diagram(base) for base in self.models],
            "ways": self.ways.listed(),
            "texts": self.texts.listed(),
            "lists": self.lists.listed(),
            "words": {key: self.cast.say(key, **BLANKS) for key in WORDS}
            | {"comma": say("figure.comma", before="", after=" "), "ended": ended(self.cast)},
        }

    def _text(self, text: str) -> int:
        return self.texts.put(shown(plain(text)))

    def _days(self) -> dict[str, Any]:
        clocks, plans, start = Kept(), Kept(), self.stops.stops[0].moment
        days = []
        for day, members in groupby(self.stops.stops, lambda stop: stop.day):
            told = list(members)
            plan = chain.from_iterable(
                (
                    clocks.put(stop.clock) if stop.clock else -1,
                    (stop.moment - told[0].moment) // MINUTE,
                )
                for stop in told
            )
            begins = (told[0].moment - start) // MINUTE
            name = self.cast.speech.weekday(day)
            days.append((day.isoformat(), name, begins, plans.put(tuple(plan))))
        return {"days": days, "clocks": clocks.listed(), "plans": plans.listed()}

    def _event(self, place: int) -> tuple[int, int]:
        window = self.cast.events[place][1]
        own = own_stop(self.cast.history, self.stops, window)
        return first_stop(self.stops, window), -1 if own is None else own

    def _drawings(self) -> dict[str, Any]:
        """Give what is drawn below the lanes of the tracks kept once."""
        drawn = self.drawn
        classes = {shade: number for number, shade in enumerate(shades_of(drawn))}
        counted = counted_events(self.cast)
        return {
            "rail": [counted, rail_tree(drawn.rail.marks, classes), drawn.rail.depth],
            "lanes": [
                [
                    self.cast.say("group", name=shown(group.name), count=len(group.lanes)),
                    *([shown(one.name), lane_tree(one.lane, classes)] for one in group.lanes),
                ]
                for group in drawn.groups
                if group.name
            ],
            "terms": [
                [self.cast.say("terms", party=shown(party.name)), *map(offers_tree, party.rows)]
                for party in drawn.parties
            ],
            "measures": [
                (shown(one.name), shown(one.unit), strip_tree(one)) for one in drawn.strips
            ],
        }

    def _diagram(self, base: str) -> Tree | None:
        """Draw the states of a declared track; None if they are more than can be drawn."""
        try:
            return diagram_tree(svg(self.cast.history, base, self.cast.speech))
        except NegotiationError:
            return None

    # --- tracks -----------------------------------------------------------------------------------

    def _track(self, track: str) -> tuple[int, list[Any], list[int], list[int]]:
        history, stops, base = self.cast.history, self.stops, track.partition("/")[0]
        if base not in self.models:
            self.models[base] = Model(history.chronology.model.tracks[base])
        model, told, last = self.models[base], [], 0
        for act in acts(history, track, stops):
            told.append((act.stop - last, *self._act(model, act)))
            last = act.stop
        turned = [n for turn in turns(history, track, stops) for n in self._turn(model, turn)]
        number = list(self.models).index(base)
        moved = [n for move in moves(history, track, stops) for n in _move(model, move)]
        return number, told, turned, moved

    def _act(self, model: Model, act: Act) -> tuple[int, ...]:
        state = act.state
        return (
            self._text(state_words(self.cast, state)),
            -1 if state.since is None else self._text(self.cast.speech.window(state.since)),
            int(state.basis == "initial"),
            self._places(model.states[key] for key in (*state.possible, *state.last_known)),
            self._places(self.cast.places[key] for key in state.events),
            self.ways.put(tuple(n for one in act.openings for n in self._limit(model, one))),
        )

    def _places(self, numbers: Iterable[int]) -> int:
        return self.lists.put(tuple(dict.fromkeys(numbers)))

    def _turn(self, model: Model, turn: Turn) -> tuple[int, int]:
        told = chain.from_iterable(
            (self.cast.places[one.event], -1 if one.way is None else model.rules[one.way])
            for one in turn.coming.candidates
        )
        return turn.stop, self.lists.put((int(turn.coming.is_sure), *told))

    def _limit(self, model: Model, one: Opening) -> tuple[int, ...]:
        """Say why a way is not open, or not surely; nothing where the state alone decides."""
        verdict = VERDICTS[one.verdict]
        if not one.failed:
            return ()
        key = "asks" if one.verdict is Verdict.NEVER else "asks-perhaps"
        said = [needs_words(self.cast, key, item) for item in one.failed]
        rule = model.rules[one.number, one.kind, one.before]
        return rule, verdict, self._text(self.cast.speech.listed(said))

    def _model(self, base: str, model: Model) -> tuple[list[Any], list[Any]]:
        track = next(t for t in self.cast.tracks if t.partition("/")[0] == base)
        colours = shades(self.cast.history, track)
        states = [
            (shown(self.cast.state(track, key)), colours.get(key, ""), key) for key in model.states
        ]
        return states, [self._transition(model, one) for one in model.track.transitions]

    def _transition(self, model: Model, one: Transition) -> tuple[Any, ...]:
        kinds = self.cast.history.chronology.model.kinds
        asks = _asked(one.where)
        return (
            [self._text(self.cast.speech.name(kinds[kind]) or kind) for kind in one.on],
            [model.states[before] for before in one.from_],
            -1 if one.to is None else model.states[one.to],
            *((self._text(self.cast.say("if-it-says", asked=asks)),) if asks else ()),
        )


def counted_events(cast: Cast) -> str:
    """Count the events of the rail: those that happened, and those that no report says did."""
    history = cast.history
    told = cast.speech.say("figure.events", count=len(history.steps))
    if not history.unmoved:
        return told
    unmoved = cast.say("only-announced", count=len(history.unmoved))
    return cast.speech.say("figure.comma", before=told, after=unmoved)


def ended(cast: Cast) -> str:
    """Say why nothing is told any more at the last stop."""
    if cast.history.until is not None:
        return cast.say("stopped")
    return cast.say("ended-of-those" if cast.left_out else "ended")


def _move(model: Model, move: Move) -> tuple[int, int, int, int]:
    over = -1 if move.sure is None else move.sure
    return move.first, over, model.states[move.before], model.states[move.after]


def needs_words(cast: Cast, key: str, item: Condition) -> str:
    """Say what a transition needs, and what was found instead, with the names of states."""
    if item.of is None:
        return cast.say("asks-first")
    track, states = item.of.track, item.of.states
    asked = cast.say(
        "asks-in" if item.of.is_in else "asks-not-in",
        track=cast.name(track),
        states=cast.speech.listed((cast.state(track, state) for state in states), last="or"),
    )
    return cast.say(key, asked=asked, found=cast.state(track, item.found))


def state_words(cast: Cast, state: TrackState) -> str:
    """Say the state of a track, or those that it may be in, or that none is reported."""
    names = [cast.state(state.track, key) for key in (*state.possible, *state.last_known)]
    listed = cast.speech.listed(dict.fromkeys(names), last="or")
    if state.basis == "not-reported":
        return cast.say("last-known", states=listed) if listed else cast.say("not-reported")
    return listed if state.certain is not None else cast.say("possibly", states=listed)
