"""Then, about what-ifs: what is the same as recorded, what differs, what can no longer be."""

from __future__ import annotations

from negotiation import claims
from negotiation.dates import Dating
from negotiation.gherkin.asked import Asked, Step
from negotiation.gherkin.talks import NotReady, Talks
from negotiation.gherkin.values import NEVER


def differs(talks: Talks, track: str, when: Dating) -> Asked:
    """Ask whether a track is in another state than the record has it in."""
    _check_changed(talks)
    judged = claims.differs(talks.recorded, talks.history, track, talks.moment(when))
    return Asked(judged, (track,), stretch=talks.stretch(when))


def _check_changed(talks: Talks) -> None:
    """Raise NotReady if nothing was changed: all would be as recorded."""
    if not talks.changes and talks.until is None:
        raise NotReady("nothing has been changed before this", "left-out")


def no_longer(talks: Talks, event: str) -> Asked:
    """Ask whether the model no longer foresees an event that the record has."""
    _check_changed(talks)
    return Asked(claims.no_longer_takes_place(talks.recorded, talks.history, event), (), (event,))


VARIED = (
    Step("same-as-recorded", "then", "what-ifs",
         "(the ){name} is/are the same as recorded on/at/in {when}",
         "After the change, the track is then in the state in which the record has it.",
         'the "hostilities" are the same as recorded on 5 July 2018', differs, accepts=NEVER,
         names=("track",)),
    Step("differs", "then", "what-ifs",
         "(the ){name} differs/differ from the record on/at/in {when}",
         "After the change, the track is then certainly in another state.",
         'the "process" differs from the record on 6 July 2018', differs,
         names=("track",)),
    Step("no-longer", "then", "what-ifs", "the event {name} can no longer take place",
         "After the change, the model does not foresee it where the record has it; what could "
         "have happened in history is not asked.",
         'the event "talks-resume" can no longer take place', no_longer,
         names=("event",)),
)  # fmt: skip
