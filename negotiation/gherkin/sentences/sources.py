"""Then, about events and their sources: recorded, supported, disputed, foreseen."""

from __future__ import annotations

from negotiation import claims
from negotiation.claims import Judgement, Verdict
from negotiation.gherkin.asked import Asked, Step
from negotiation.gherkin.sentences.guards import check_happened, check_known, check_number
from negotiation.gherkin.talks import Talks
from negotiation.gherkin.values import Polarity


def recorded(talks: Talks, event: str, _polarity: Polarity) -> Asked:
    """Ask whether a report in use says that an event happened."""
    check_known(talks, event)
    judged = claims.is_recorded(talks.history, event)
    told = judged.verdict is not Verdict.NEVER
    return Asked(judged, events=(event,) if told else ())


def deviates(talks: Talks, event: str, _polarity: Polarity) -> Asked:
    """Ask whether some track does not foresee an event."""
    tracks = tuple(talks.history.effects(event))
    return Asked(claims.deviates(talks.history, event), tracks, (event,))


def supported(talks: Talks, event: str, _polarity: Polarity, least: int) -> Asked:
    """Ask how many reports tell of an event."""
    return _supported(talks, event, least, independent=False)


def supported_independently(talks: Talks, event: str, _polarity: Polarity, least: int) -> Asked:
    """Ask how many independent reports tell of an event."""
    return _supported(talks, event, least, independent=True)


def _supported(talks: Talks, event: str, least: int, *, independent: bool) -> Asked:
    check_number(least)
    check_happened(talks, event)
    count = claims.supported_by(talks.history, event, independent=independent)
    verdict = Verdict.ALWAYS if count >= least else Verdict.NEVER
    sort = " independent" if independent else ""
    found = f'"{event}" is supported by {count}{sort} report{"" if count == 1 else "s"}'
    return Asked(Judgement(verdict, found), events=(event,))


def rests_on(talks: Talks, event: str, name: str) -> Asked:
    """Ask whether one source alone tells of an event."""
    check_happened(talks, event)
    return Asked(claims.rests_on_alone(talks.history, event, name), events=(event,))


def every_sourced(talks: Talks, least: int) -> Asked:
    """Ask whether every event has so many sources."""
    check_number(least)
    return Asked(claims.every_event_sourced(talks.history, least))


def disagree(talks: Talks, name: str) -> Asked:
    """Ask whether the sources disagree about an event or a measure."""
    return _disagree(talks, name, None)


def two_disagree(talks: Talks, one: str, other: str, name: str) -> Asked:
    """Ask whether two sources disagree about an event or a measure."""
    return _disagree(talks, name, (one, other))


def _disagree(talks: Talks, name: str, between: tuple[str, str] | None) -> Asked:
    known = name in talks.chronology.events
    judged = claims.disagree(talks.history, name, between, whole=talks.chronology)
    return Asked(judged, events=(name,) if known else ())


SOURCES = (
    Step("recorded", "then", "sources", "the event {name} {was} recorded",
         "Some report in use says that the event happened.",
         'the event "strikes-near-tafas" is recorded', recorded,
         names=("event",)),
    Step("deviates", "then", "sources", "the event {name} {deviates} from the model",
         "Some track has transitions for this kind of event, but none for it there.",
         'the event "strikes-near-tafas" does not deviate from the model', deviates,
         names=("event",)),
    Step("event-supported", "then", "sources",
         "the event {name} {was} supported by at least {int} report(s)",
         "How many reports of sources tell of the event.",
         'the event "bombardment-begins" is supported by at least 2 reports', supported,
         names=("event",)),
    Step("event-supported-independently", "then", "sources",
         "the event {name} {was} supported by at least {int} independent report(s)",
         "The same, reports that go back to one witness or one wire counting once.",
         'the event "all-at-once-insisted-on" is supported by at least 2 independent reports',
         supported_independently,
         names=("event",)),
    Step("rests-on", "then", "sources", "the event {name} rests on {name} alone",
         "Every report of the event is from this source, outlet or wire.",
         'the event "saturday-meeting" rests on "digest-2018-07-03" alone', rests_on,
         names=("event", "source")),
    Step("every-sourced", "then", "sources", "every event has at least {int} source(s)",
         "Every event that happened is reported by so many sources; exceptions are listed.",
         "every event has at least 1 source", every_sourced),
    Step("disagree", "then", "sources", "the sources disagree about {name}",
         "About an event or a measure: reports contradict one another, or a note keeps both sides.",
         'the sources disagree about "saturday-meeting-fails"', disagree,
         names=("name",)),
    Step("two-disagree", "then", "sources", "sources {name} and {name} disagree about {name}",
         "The same, between two sources, outlets or wires.",
         'sources "afp-2018-07-02" and "digest-2018-07-03" disagree about '
         '"saturday-meeting-fails"', two_disagree,
         names=("source", "source", "name")),
)  # fmt: skip
