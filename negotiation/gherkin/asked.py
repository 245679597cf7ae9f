"""Step, Asked: a row of the vocabulary, and what a Then sentence found out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from negotiation.claims import Judgement, Verdict
from negotiation.gherkin.simulated import Simulated
from negotiation.gherkin.values import PLAIN

# what a name in a sentence may be the name of; whether there is one is asked of the chronology
ROLES = (
    "track", "state", "event", "issue", "measure", "actor", "source", "chronology", "zone",
    "assumptions", "outcome", "whatif", "name",
)  # fmt: skip
Keyword = Literal["given", "when", "then"]
Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of one state of one track: which was asked for, and what was found.

    `at_end` says that the end of a day, or of a part of it, was asked for.
    """

    track: str
    state: str
    at_end: bool
    certain: str | None
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A judgement with what it is about: tracks, events, and a stretch of time in seconds UTC.

    `notes` are further sentences to tell where it fails. `simulated` is what was found of runs of
    the model: then nothing of the record was asked, and the verdict is that of the runs.
    """

    judgement: Judgement
    tracks: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    stretch: tuple[int, int] | None = None
    state: Told | None = None
    notes: tuple[str, ...] = ()
    simulated: Simulated | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the vocabulary: a Cucumber Expression, help, an example, and its function.

    The function takes the talks, then the parameters in the order of the English expression
    without polarity, then the rows of the table if it `needs` one. `needs` gives the columns,
    those that may be left out with a question mark; `rows` are a sample of them. `names` says of
    each {name} what it is the name of. `accepts` are the verdicts for which the sentence is right,
    where no word of it says so.
    """

    id: str
    keyword: Keyword
    subject: str
    says: str
    help: str
    example: str
    function: Callable[..., Any]
    needs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    accepts: frozenset[Verdict] = field(default_factory=PLAIN.accepts)
    rows: tuple[Mapping[str, str], ...] = ()

    def with_roles(self, says: str) -> str:
        """Give an expression of this step with what each name names instead: `(the ){track} …`."""
        for role in self.names:
            says = says.replace("{name}", f"{{{role}}}", 1)
        return says
