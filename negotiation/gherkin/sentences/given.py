"""Given: what is read. The chronology, and which part of what its sources say."""

from __future__ import annotations

from negotiation.dates import Dating
from negotiation.gherkin.asked import Step
from negotiation.gherkin.places import chronology_file, shown_name
from negotiation.gherkin.talks import Talks
from negotiation.load import load
from negotiation.preference import preferring


def the_chronology(talks: Talks, name: str) -> None:
    """Read a chronology, shipped or beside the feature."""
    folder = talks.folder
    path = talks.shelf.get((name, folder), lambda: chronology_file(name, folder))
    shown, roles_only = shown_name(path, folder), talks.shelf.roles_only
    talks.read(path, lambda: load(path, shown=shown, roles_only=roles_only))


def known_by(talks: Talks, when: Dating) -> None:
    """Keep what was published by a day, or by a moment of it."""
    moment = talks.moment(when)
    talks.choose(("known-by", moment), lambda chronology: chronology.known_by(moment))


def only(talks: Talks, name: str) -> None:
    """Keep what one source, outlet or wire says."""
    talks.choose(("only", name), lambda chronology: chronology.only([name]))


def without(talks: Talks, name: str) -> None:
    """Leave out what one source, outlet or wire says."""
    talks.choose(("without", name), lambda chronology: chronology.without([name]))


def supported(talks: Talks, least: int) -> None:
    """Keep events with so many reports."""
    talks.choose(("supported", least), lambda c: c.supported(least, independent=False))


def supported_independently(talks: Talks, least: int) -> None:
    """Keep events with so many independent reports."""
    talks.choose(("independent", least), lambda c: c.supported(least, independent=True))


def preferred(talks: Talks, name: str) -> None:
    """Set reports aside that contradict those of one source, outlet or wire."""
    talks.choose(("preferred", name), lambda chronology: preferring(chronology, name))


def time_zone(talks: Talks, name: str) -> None:
    """Read and tell dates in another time zone."""
    talks.speak_of_zone(name)


GIVEN = (
    Step("the-chronology", "given", "reading", "the chronology {name}",
         "Reads a chronology: a shipped one by its name, or a file in the folder of the feature.",
         'the chronology "daraa-2018"', the_chronology,
         names=("chronology",)),
    Step("known-by", "given", "reading", "only reports published by {when} are used",
         "Keeps what was published by the end of that day, as a reader of that day knew it.",
         "only reports published by 3 July 2018 are used", known_by),
    Step("only-from", "given", "reading", "only reports from {name} are used",
         "Keeps what one source says; an outlet or a wire stands for all its sources.",
         'only reports from "AFP" are used', only,
         names=("source",)),
    Step("without-from", "given", "reading", "reports from {name} are set aside",
         "Leaves out what one source says; an outlet or a wire stands for all its sources.",
         'reports from "digest-2018-07-03" are set aside', without,
         names=("source",)),
    Step("supported", "given", "reading",
         "only events supported by at least {int} report(s) are used",
         "Keeps the events that at least so many reports of sources tell of.",
         "only events supported by at least 2 reports are used", supported),
    Step("supported-independently", "given", "reading",
         "only events supported by at least {int} independent report(s) are used",
         "The same, reports that go back to one witness or one wire counting once.",
         "only events supported by at least 2 independent reports are used",
         supported_independently),
    Step("preferred", "given", "reading", "where sources disagree, {name} is preferred",
         "Sets the reports aside that contradict what this source, outlet or wire says.",
         'where sources disagree, "AFP" is preferred', preferred,
         names=("source",)),
    Step("time-zone", "given", "reading", "the time zone is {name}",
         "Reads the dates of this scenario in another zone than the chronology's own.",
         'the time zone is "UTC"', time_zone,
         names=("zone",)),
)  # fmt: skip
