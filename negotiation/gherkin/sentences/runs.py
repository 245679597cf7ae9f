"""Given and When about runs of the model: on what assumptions, how many, and from where."""

from __future__ import annotations

from typing import Any

from negotiation.dates import Dating
from negotiation.errors import DateError
from negotiation.gherkin.asked import Step
from negotiation.gherkin.ensembles import assumed, check_whatif, ensemble
from negotiation.gherkin.places import assumptions_file, shown_name
from negotiation.gherkin.sentences.guards import Vacuous
from negotiation.gherkin.talks import Assumed, Talks
from negotiation.gherkin.values import Length, Quantity, Runs
from negotiation.load import load_assumptions
from negotiation.near import quoted

MOST_RUNS = 1_000_000  # from each start: minutes


def the_assumptions(talks: Talks, name: str) -> None:
    """Read assumptions, shipped or beside the feature, for the chronology."""
    folder, whole = talks.folder, talks.whole
    path = assumptions_file(name, folder)
    shown = shown_name(path, folder)

    def read() -> Assumed:
        return Assumed(path, shown, *load_assumptions(path, whole, shown=shown))

    talks.assume(talks.shelf.get(("assumed", whole.name, str(path)), read))


# --- when ----------------------------------------------------------------------------------------


def whatif_assumed(talks: Talks, name: str) -> None:
    """Make the runs under a what-if of the assumptions, too."""
    check_whatif(talks, name)
    talks.suppose(name)


def runs_from(talks: Talks, count: Quantity, first: Dating, last: Dating, seed: int) -> None:
    """Make runs that begin where the record stands at a moment, up to another one."""
    begin, end = talks.moment(first), talks.moment(last)
    if end <= begin:
        raise Vacuous(f"runs from {first.text} to {last.text} would end before they begin")
    _run(talks, count, seed, seconds=end - begin, moment=begin)


def runs_from_event(talks: Talks, count: Quantity, event: str, length: Length, seed: int) -> None:
    """Make runs that begin just after an event of the record."""
    _run(talks, count, seed, seconds=length.seconds, event=event)


def runs_from_start(talks: Talks, count: Quantity, length: Length, seed: int) -> None:
    """Make runs that begin where the model does."""
    _run(talks, count, seed, seconds=length.seconds)


def _run(talks: Talks, count: Quantity, seed: int, **where: Any) -> None:
    """Ask for runs, and make them: what is wrong with them is told of this sentence."""
    if count.is_percent or count.value != int(count.value) or not 1 <= count.value <= MOST_RUNS:
        message = f"{quoted(count.text)} is no number of runs for one scenario"
        hint = f"write a whole number from 1 to {MOST_RUNS:,}; `negotiation simulate` makes more"
        raise DateError("G020", message, hint)
    if not 0 <= seed < 2**63:
        raise DateError("G020", f"{seed} is no seed", "write a whole number from 0 up, such as 7")
    if where["seconds"] == 0:
        raise Vacuous("runs that last no time come to nothing; write a longer time")
    assumed(talks)
    talks.run(Runs(int(count.value), seed, **where))
    ensemble(talks)


ASSUMED = (
    Step("the-assumptions", "given", "reading", "the assumptions {name}",
         "Reads how long things are taken to wait: shipped ones by name, or a file in the folder "
         "of the feature. Without it, those that are shipped for the chronology.",
         'the assumptions "valley"', the_assumptions,
         names=("assumptions",)),
)  # fmt: skip
RUNS = (
    Step("whatif-assumed", "when", "simulating", "the what-if {name} is assumed",
         "Makes the runs that follow under a what-if of the assumptions, over the same random "
         "numbers as without it.",
         'the what-if "no-observers" is assumed', whatif_assumed,
         names=("whatif",)),
    Step("runs-from", "when", "simulating",
         "{number} run(s) are/is simulated from {when} to {when} with seed {int}",
         "Lets the model run on from where the record stands at the end of that day, or at that "
         "moment, to the end of the other; the same seed gives the same runs.",
         "2,000 runs are simulated from 10 March 2031 to 10 May 2031 with seed 7", runs_from),
    Step("runs-from-event", "when", "simulating",
         "{number} run(s) are/is simulated from the event {name} for {duration} with seed {int}",
         "The same, from just after an event of the record.",
         '2,000 runs are simulated from the event "weir-closed" for 60 days with seed 7',
         runs_from_event,
         names=("event",)),
    Step("runs-from-start", "when", "simulating",
         "{number} run(s) are/is simulated from the start of the model for {duration} "
         "with seed {int}",
         "The same, from where the model starts, before any event.",
         "2,000 runs are simulated from the start of the model for 60 days with seed 7",
         runs_from_start),
)  # fmt: skip
