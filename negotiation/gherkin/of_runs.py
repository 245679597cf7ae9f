"""Ask a sentence of single runs: an ensemble and a Then sentence in, counts out.

Each run is told, made a chronology with exact times, replayed, and judged by the vocabulary's own
functions. Knows no files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from negotiation.chronology import Chronology
from negotiation.claims import Verdict
from negotiation.dates import Dating
from negotiation.errors import NegotiationError, NotReported, UnknownName, visible
from negotiation.gherkin.language import language
from negotiation.gherkin.spelling import plain
from negotiation.gherkin.talks import Folder, Shelf, Talks
from negotiation.gherkin.vocabulary import Meaning, vocabulary
from negotiation.history import History
from negotiation.simulation.as_chronology import SOURCE, Told, moment_of
from negotiation.simulation.claimed import Claimed
from negotiation.simulation.ensemble import Ensemble
from negotiation.simulation.runs import tell_run

SUBJECTS = {"states", "sequences", "order", "responses", "issues"}  # what a run can answer
LANGUAGES = ("en", "fr", "ar")
_NOWHERE = Folder(Path(), Path())


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the vocabulary, understood."""

    text: str
    meaning: Meaning
    language: str

    @property
    def is_dated(self) -> bool:
        """Whether it names a date."""
        return any(isinstance(value, Dating) for value in self.meaning.values)

    def ask(self, history: History) -> bool | str:
        """Say whether it holds of a run, or why that cannot be asked of this one.

        Raises NegotiationError for what cannot be asked of any.
        """
        shelf = Shelf()
        talks = Talks(shelf, _NOWHERE, language(self.language))
        talks.read(Path(SOURCE), lambda: history.chronology)
        shelf.kept[((SOURCE,), "recorded")] = history
        talks.replay()
        step, polarity = self.meaning.step, self.meaning.polarity
        accepted = step.accepts if polarity is None else polarity.accepts()
        try:
            verdict: Verdict = step.function(talks, *self.meaning.values).judgement.verdict
        except UnknownName as error:
            if "event" not in step.names:
                raise  # of a track or a state: no run has it
            return str(error)
        except NotReported as error:
            return str(error).partition(": this would pass")[0]
        return verdict in accepted


def read_claim(text: str) -> Claim:
    """Understand a Then sentence. Raises NegotiationError for one that a run cannot answer."""
    bare = plain(text.strip())
    for code in LANGUAGES:
        words = vocabulary(code)
        found = words.find(bare) or words.find(plain(_without_keyword(bare)))
        if found:
            return _checked(Claim(text.strip(), found[0], code), len(found))
    near = vocabulary("en").near(bare, "then")
    hint = f"near it: {'; or '.join(near)}" if near else "see `negotiation steps --keyword then`"
    raise NegotiationError(f"no sentence of the vocabulary is {_shown(text)}; {hint}")


def _shown(text: str) -> str:
    return f"'{visible(text[:200])}'"


def _without_keyword(text: str) -> str:
    return text.partition(" ")[2]


def _checked(claim: Claim, meanings: int) -> Claim:
    meaning, shown = claim.meaning, _shown(claim.text)
    if meanings > 1:
        raise NegotiationError(f"{shown} may mean two things; see `negotiation steps`")
    if meaning.problem is not None:
        raise meaning.problem
    if meaning.step.keyword != "then":
        raise NegotiationError(f"{shown} claims nothing; see `negotiation steps --keyword then`")
    if meaning.step.needs:
        raise NegotiationError(
            f"{shown} needs a table, which a command cannot hold; write an outcome"
        )
    if meaning.step.subject not in SUBJECTS:
        raise NegotiationError(
            f"{shown} asks for what is in a record and not in a run (reports, sources, measures, "
            "changes); ask of states, sequences, order, delay or issues"
        )
    return claim


def ask_runs(
    ensemble: Ensemble,
    beside: Chronology | None,
    claims: tuple[Claim, ...],
    runs: int,
    watch: Callable[[int], None] | None = None,
) -> Iterator[Claimed]:
    """Ask each claim of the first so many runs from each start, in every variant.

    Raises NegotiationError for a claim with a date where runs begin at no moment, and for one that
    cannot be asked of any run.
    """
    moment = moment_of(ensemble.begin)
    for claim in claims:
        if claim.is_dated and moment is None:
            raise NegotiationError(
                f"{_shown(claim.text)} names a date, and these runs begin at no clock time; begin "
                "them at a moment of the record: --from 2018-07-04"
            )
    told = Told(ensemble.model, beside, moment, ensemble.horizon)
    for part in range(len(ensemble.parts)):
        for variant in range(len(ensemble.variants)):
            yield from _asked(ensemble, told, claims, (part, variant), runs, watch)


def _asked(
    ensemble: Ensemble,
    told: Told,
    claims: tuple[Claim, ...],
    place: tuple[int, int],
    runs: int,
    watch: Callable[[int], None] | None,
) -> Iterator[Claimed]:
    part, plan = ensemble.parts[place[0]], ensemble.plans[place[1]]
    answers: list[list[bool | str]] = [[] for _ in claims]
    for run in range(min(runs, part.tally.runs)):
        history = told.history(
            tell_run(plan, part.origins[place[1]], ensemble.seed, run), part.start
        )
        for claim, found in zip(claims, answers, strict=True):
            found.append(claim.ask(history))
        if watch is not None:
            watch(1)
    for claim, found in zip(claims, answers, strict=True):
        yield _counted(claim, found, place[0], ensemble.variants[place[1]])


def _counted(claim: Claim, found: list[bool | str], part: int, variant: str) -> Claimed:
    why = next((one for one in found if isinstance(one, str)), "")
    holds, fails = found.count(True), found.count(False)
    if found and not holds and not fails:
        raise NegotiationError(f"{_shown(claim.text)} cannot be asked of any run: {why}")
    return Claimed(claim.text, part, variant, holds, fails, len(found) - holds - fails, why)
