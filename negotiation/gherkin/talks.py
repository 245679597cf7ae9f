"""Talks: what one scenario works on. Shelf: what was loaded and replayed, kept for the others.

A chronology is loaded, bounded and read once for each set of Givens and Whens, however many
scenarios ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from negotiation.chronology import Chronology
from negotiation.dates import Dating, Window, is_bare_date, zone
from negotiation.errors import DateError, NegotiationError, UnknownName
from negotiation.gherkin.language import Language, language
from negotiation.gherkin.values import Runs
from negotiation.history import History
from negotiation.near import quoted
from negotiation.readings import Until
from negotiation.replay import replay
from negotiation.whatif import Change, changed

if TYPE_CHECKING:
    from negotiation.assumptions import Assumptions
    from negotiation.model import Model

Value = TypeVar("Value")


class NotReady(NegotiationError):  # noqa: N818
    """A sentence that asks for what no sentence before it has provided: `step` would."""

    def __init__(self, message: str, step: str) -> None:
        super().__init__(message)
        self.step = step


@dataclass
class Shelf:
    """Values by what they were made from; each is made once, or refused once.

    With `roles_only`, chronologies are read with roles in the place of persons' names.
    """

    kept: dict[Hashable, Any] = field(default_factory=dict)
    refused: dict[Hashable, NegotiationError] = field(default_factory=dict)
    roles_only: bool = False

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give what is kept under a key, made first if it is not there yet.

        Raises again what making it raised.
        """
        if key in self.refused:
            raise self.refused[key]
        if key not in self.kept:
            try:
                self.kept[key] = make()
            except NegotiationError as error:
                self.refused[key] = error
                raise
        found: Value = self.kept[key]
        return found


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a feature lies, and the folder that it may name chronologies in."""

    here: Path
    root: Path


@dataclass(frozen=True, slots=True)
class Assumed:
    """Assumptions for runs, their model, their file, and what messages call that."""

    path: Path
    name: str
    assumptions: Assumptions
    model: Model


class Talks:
    """What a scenario works on: the chronology as chosen, what is done with it, its history."""

    def __init__(self, shelf: Shelf, folder: Folder, words: Language | None = None) -> None:
        self.shelf = shelf
        self.folder = folder
        self.words = words or language("en")
        self.changes: tuple[Change, ...] = ()
        self.until: Until | None = None
        self.assumed: Assumed | None = None
        self.whatif = ""
        self.runs: Runs | None = None
        self._given: tuple[Hashable, ...] = ()
        self._chronology: Chronology | None = None
        self._whole: Chronology | None = None
        self._zone: str | None = None
        self._replayed = False

    # --- given ----------------------------------------------------------------------------------

    def read(self, path: Path, load: Callable[[], Chronology]) -> None:
        """Take a chronology. Raises UnknownName if there is one already."""
        if self._chronology is not None:
            raise UnknownName("a chronology is given already; a scenario is about one")
        self._given = (str(path),)
        self._chronology = self._whole = self.shelf.get(self._given, load)

    def choose(self, key: Hashable, choice: Callable[[Chronology], Chronology]) -> None:
        """Keep what a choice leaves of the chronology; the key says which choice it is."""
        chronology = self.chronology
        self._given = (*self._given, key)
        self._chronology = self.shelf.get(self._given, lambda: choice(chronology))

    def assume(self, assumed: Assumed) -> None:
        """Take assumptions for runs. Raises UnknownName if there are some already."""
        self._check_not_run()
        if self.assumed is not None:
            raise UnknownName("assumptions are given already; a scenario rests on one set of them")
        self.assumed = assumed

    def speak_of_zone(self, name: str) -> None:
        """Read the dates of the scenario in another time zone than the chronology's."""
        zone(name)
        self._zone = name

    @property
    def whole(self) -> Chronology:
        """The chronology as its file has it. Raises NotReady."""
        return self._whole or self.chronology

    @property
    def withheld(self) -> str:
        """Say how much of the chronology is confidential; an empty text if nothing is, or none."""
        told = self._whole.withheld.text() if self._whole else ""
        return f"{self._whole.name}: {told}" if self._whole and told else ""

    @property
    def chronology(self) -> Chronology:
        """The chronology as the Givens choose it. Raises NotReady."""
        if self._chronology is None:
            raise NotReady("no chronology is given before this", "the-chronology")
        return self._chronology

    # --- when -----------------------------------------------------------------------------------

    def replay(self, until: Until | None = None) -> None:
        """Replay the events, all or up to a stop; a later call counts instead.

        Raises UnknownName for an event that there is not.
        """
        self._check_not_run()
        self._replayed, self.until = True, until
        if until is not None and until.event:
            self.changed.event(until.event)

    def change(self, change: Change) -> None:
        """Change a copy of the record, and replay it. Raises UnknownName."""
        self._check_not_run()
        self._replayed, self.changes = True, (*self.changes, change)
        _ = self.changed  # what is wrong with it is told of this sentence and not of a later one

    def suppose(self, whatif: str) -> None:
        """Let runs be made under a what-if of the assumptions too. Raises UnknownName."""
        self._check_not_run()
        if self.whatif:
            raise UnknownName("a what-if is assumed already; a scenario compares with one")
        self.whatif = whatif

    def run(self, runs: Runs) -> None:
        """Ask for runs; they begin where the record is replayed. Raises UnknownName."""
        self._check_not_run()
        self._replayed, self.runs = True, runs

    def _check_not_run(self) -> None:
        """Raise UnknownName after the runs: what came later would change nothing in them."""
        if self.runs is not None:
            raise UnknownName("runs are simulated already; write this sentence above them")

    @property
    def changed(self) -> Chronology:
        """The chronology with the changes so far. Raises UnknownName."""
        chronology, changes = self.chronology, self.changes
        if not changes:
            return chronology
        key = (self._given, changes)
        return self.shelf.get(key, lambda: changed(chronology, changes))

    @property
    def key(self) -> Hashable:
        """What the scenario works on, in short: the same key, the same answers."""
        return (*self.run_key, self._zone, self._replayed)

    @property
    def run_key(self) -> tuple[Hashable, ...]:
        """What runs are made from, in short."""
        file = self.assumed.path if self.assumed is not None else None
        return self._given, self.changes, self.until, file, self.whatif, self.runs

    @property
    def history(self) -> History:
        """The history of what was replayed. Raises NotReady if nothing was."""
        chronology = self.changed
        if not self._replayed:
            raise NotReady("nothing has been replayed before this", "all-events")
        if not self.changes and self.until is None:
            return self.recorded
        until, record = self.until, self.recorded.record
        key = (self._given, self.changes, until, "replayed")
        return self.shelf.get(key, lambda: replay(chronology, record=record, until=until))

    @property
    def recorded(self) -> History:
        """The history of the record without any change."""
        chronology = self.chronology
        return self.shelf.get((self._given, "recorded"), lambda: replay(chronology))

    # --- dates ----------------------------------------------------------------------------------

    @property
    def zone_name(self) -> str | None:
        """The time zone that the scenario names for its dates, None if it names none."""
        return self._zone

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the scenario's dates are read and told."""
        return zone(self._zone or self.chronology.timezone)

    def window(self, when: Dating) -> Window:
        """Give what a date of the scenario allows. Raises DateError."""
        return when.window(self.zone, self.chronology.words)

    def stretch(self, when: Dating) -> tuple[int, int]:
        """Give the first and the last second of a date.

        Raises DateError for an open one, and for one moment of several days or of an unknown one.
        """
        ends = self.ends(when)
        if ends is None or when.is_one_of or set("~/X") & set(when.text):
            message = f"{quoted(when.text)} is not one moment"
            raise DateError("D111", message, self.words.say("write-date"))
        return ends

    def ends(self, when: Dating) -> tuple[int, int] | None:
        """Give the first and the last second that a date allows, None if a side is open."""
        window = self.window(when)
        if window.earliest is None or window.latest is None:
            return None
        return window.earliest, window.latest - 1

    def moment(self, when: Dating) -> int:
        """Give the moment meant: a clock time itself, of anything longer its last second."""
        first, last = self.stretch(when)
        return first if "T" in when.text else last

    def tells_end_of_day(self, when: Dating) -> bool:
        """Say whether a date is a day or longer, so that its end is what is asked for."""
        return is_bare_date(when.text)
