"""Put a codebook together: a model and a language in, content out.

Knows neither HTML nor Word nor Markdown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from negotiation import __version__
from negotiation.coded import Label
from negotiation.diagram.graph import graph
from negotiation.diagram.texts import needed
from negotiation.exchange.codebook.content import (
    Codebook,
    Entry,
    Kind,
    Move,
    Ref,
    Rule,
    Told,
    Track,
)
from negotiation.model import Kind as Coded
from negotiation.model import Model, State, Transition
from negotiation.model import Track as Line
from negotiation.view.apart import set_apart
from negotiation.view.citing import plain
from negotiation.view.speech import Speech, speech
from negotiation.view.texts import shown


def compose(model: Model, language: str = "en") -> Codebook:
    """Give the codebook of a model. Raises NegotiationError for a language that is not known."""
    maker = _Maker(model, speech(language))
    kinds = tuple(maker.kind(number, key) for number, key in enumerate(model.kinds, 1))
    tracks = tuple(maker.track(number, key) for number, key in enumerate(model.tracks, 1))
    say = maker.say
    return Codebook(
        maker.speech,
        maker.told(model.title).text,
        maker.told(model.definition) if model.definition else None,
        maker.facts(),
        (maker.speech.say("diagram.theory", model=maker.told(model.title).text), *maker.remarks()),
        kinds,
        tracks,
        tuple(sorted(((kind.entry.ref, kind.entry.number) for kind in kinds), key=_by_letters)),
        say("made", version=__version__),
    )


def _by_letters(item: tuple[Ref, str]) -> tuple[str, str]:
    """Give what a name is sorted by: its letters, accents and capitals left aside."""
    bare = (c for c in unicodedata.normalize("NFKD", item[0].name) if not unicodedata.combining(c))
    return "".join(bare).casefold(), item[0].key


class _Maker:
    """A model and the language in which it is told."""

    def __init__(self, model: Model, spoken: Speech) -> None:
        self.model, self.speech = model, spoken
        self.graphs = {key: graph(model, key) for key in model.tracks}
        self.tracks = {
            key: Ref(f"track-{key}", key, self._name(track, key))
            for key, track in model.tracks.items()
        }
        self.kinds = {
            key: Ref(f"kind-{key}", key, self._name(kind, key)) for key, kind in model.kinds.items()
        }
        self.states = {
            key: {
                # an id has no full stop, so that no two anchors are alike
                state: Ref(f"state-{key}.{state}", state, self._name(coded, state))
                for state, coded in track.states.items()
            }
            for key, track in model.tracks.items()
        }

    def say(self, key: str, **values: object) -> str:
        return self.speech.say(f"codebook.{key}", **values)

    # --- texts ----------------------------------------------------------------------------------

    def told(self, label: Label) -> Told:
        """Give a text in the language, else in English, else in any."""
        language = next(code for code in (self.speech.code, "en", *label) if code in label)
        text = shown(plain(label[language]))
        return Told(set_apart(text, self.speech.direction), language)

    def _name(self, coded: Coded | State | Line, key: str) -> str:
        return self.told(coded.label).text if coded.label else key

    def facts(self) -> str:
        states = sum(len(track.states) for track in self.model.tracks.values())
        counts = (("kinds", len(self.model.kinds)), ("tracks", len(self.model.tracks)))
        return self.speech.listed(
            self.say(f"count-{what}", count=count) for what, count in (*counts, ("states", states))
        )

    def remarks(self) -> Iterator[str]:
        yield self.say("how-to-read")
        if self.speech.code != "en":
            yield self.say("other-language")

    # --- entries --------------------------------------------------------------------------------

    def _entry(
        self,
        ref: Ref,
        number: str,
        texts: Mapping[str, Label],
        remark: str,
    ) -> Entry:
        label = texts.get("definition")
        told = self.told(label) if label else Told(self.say("no-definition"), self.speech.code)
        notes = tuple(
            (self.say(heading), self.told(texts[heading]))
            for heading in ("include", "exclude", "example")
            if texts.get(heading)
        )
        return Entry(ref, number, told, bool(label), notes, remark)

    def kind(self, number: int, key: str) -> Kind:
        coded = self.model.kinds[key]
        entry = self._entry(self.kinds[key], str(number), _texts(coded), self._due(coded))
        return Kind(entry, tuple(self._moves(key)))

    def _due(self, kind: Coded) -> str:
        return self.say("due") if kind.due else ""

    def _moves(self, kind: str) -> Iterator[Move]:
        for key, track in self.model.tracks.items():
            for rule in track.transitions:
                if kind in rule.on:
                    yield Move(self.tracks[key], self._move(key, rule))

    def _move(self, track: str, rule: Transition) -> str:
        known = self.states[track]
        before = self.speech.listed((known[state].name for state in rule.from_), last="or")
        after = known[rule.to].name if rule.to else self.say("stays")
        text = self.say("leads-to", before=before, after=after)
        needs = self._needs(track, rule)
        return self.say("with-needs", text=text, needs=needs) if needs else text

    def _needs(self, track: str, rule: Transition) -> str:
        return shown(plain(needed(self.graphs[track], rule, self.speech)))

    def track(self, number: int, key: str) -> Track:
        coded, known = self.model.tracks[key], self.states[key]
        texts = {"definition": coded.definition}
        entry = self._entry(self.tracks[key], str(number), texts, " ".join(self._track_marks(key)))
        states = tuple(
            self._entry(
                known[state],
                f"{number}.{place}",
                _texts(one),
                " · ".join(self._marks(coded, state)),
            )
            for place, (state, one) in enumerate(coded.states.items(), 1)
        )
        return Track(entry, states, tuple(self._rule(key, rule) for rule in coded.transitions))

    def _track_marks(self, key: str) -> Iterator[str]:
        track = self.model.tracks[key]
        if key == self.model.headline:
            yield self.say("headline")
        if track.for_each:
            yield self.say(f"for-each-{track.for_each}")
        yield self.say("starts-in", state=self.states[key][track.initial].name)
        if any(state.intensity is not None for state in track.states.values()):
            yield self.say("shades")

    def _marks(self, track: Line, key: str) -> Iterator[str]:
        state = track.states[key]
        if key == track.initial:
            yield self.say("initial")
        if state.final:
            yield self.say("final")
        if state.settled:
            yield self.say("settled")
        if state.intensity is not None:
            yield self.say("intensity", number=state.intensity)

    def _rule(self, track: str, rule: Transition) -> Rule:
        known = self.states[track]
        return Rule(
            tuple(known[state] for state in rule.from_),
            tuple(self.kinds[kind] for kind in rule.on),
            known[rule.to] if rule.to else None,
            self._needs(track, rule),
        )


def _texts(coded: Coded | State) -> dict[str, Label]:
    return {
        "definition": coded.definition,
        "include": coded.include,
        "exclude": coded.exclude,
        "example": coded.example,
    }
