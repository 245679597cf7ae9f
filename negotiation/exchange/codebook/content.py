"""What a codebook says, before it is set as a page, a Word file or text: values only.

Every text stands on one line, fit to be shown. How it is worked out: see composing.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.view.speech import Speech


@dataclass(frozen=True, slots=True)
class Told:
    """A text, and the language in which it stands; that may be another one than the codebook's."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A kind, track or state that is named: where it is explained, its id, what it is called."""

    anchor: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind, track or state: its number here, what it means, what belongs to it, what does not.

    Without a definition `definition` says so, and `is_defined` is false. `notes` are texts under
    their headings (include, exclude, example); `remark` says what else the model tells of it.
    """

    ref: Ref
    number: str
    definition: Told
    is_defined: bool
    notes: tuple[tuple[str, Told], ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Move:
    """What a kind of event does to one track: "None or Suspended → Negotiating"."""

    track: Ref
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event, and all that it moves or leaves as it is on purpose."""

    entry: Entry
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A transition: from where, by what, to where (None: it stays), and what it asks for."""

    before: tuple[Ref, ...]
    kinds: tuple[Ref, ...]
    after: Ref | None
    needs: str


@dataclass(frozen=True, slots=True)
class Track:
    """A track with its states and its transitions, in the order of the model."""

    entry: Entry
    states: tuple[Entry, ...]
    rules: tuple[Rule, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its table, by the keys of their headings; no empty one."""
        needs = ("needs",) if any(rule.needs for rule in self.rules) else ()
        return ("from", "kind", "to", *needs)


@dataclass(frozen=True, slots=True)
class Codebook:
    """All of it. `index` names the kinds in the order of the alphabet, each with its number."""

    speech: Speech
    title: str
    definition: Told | None
    facts: str
    remarks: tuple[str, ...]
    kinds: tuple[Kind, ...]
    tracks: tuple[Track, ...]
    index: tuple[tuple[Ref, str], ...]
    made: str

    def say(self, key: str, **values: object) -> str:
        """Give a word of the codebook's own, such as "contents"."""
        return self.speech.say(f"codebook.{key}", **values)
