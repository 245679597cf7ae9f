"""Then, about issues: how they stood, who raised them, which were open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiation import claims
from negotiation.dates import Dating
from negotiation.gherkin.asked import Asked, Step
from negotiation.gherkin.sentences.states import was_on
from negotiation.gherkin.talks import Talks
from negotiation.gherkin.values import Polarity


def issue_was(talks: Talks, issue: str, polarity: Polarity, state: str, when: Dating) -> Asked:
    """Ask how an issue stood at the end of a day, or at a clock time."""
    track = claims.issue_track(talks.chronology, issue)
    return was_on(talks, track, polarity, state, when)


def raised_by(talks: Talks, issue: str, _polarity: Polarity, actor: str) -> Asked:
    """Ask who first raised an issue."""
    track = claims.issue_track(talks.chronology, issue)
    return Asked(claims.raised_by(talks.history, issue, actor), (track,))


def issues_open(talks: Talks, when: Dating, rows: Sequence[Mapping[str, str]]) -> Asked:
    """Ask which issues had been raised and were not settled."""
    issues = [row["issue"] for row in rows]
    tracks = tuple(claims.issue_track(talks.chronology, issue) for issue in issues)
    judged = claims.issues_open(talks.history, issues, talks.moment(when))
    return Asked(judged, tracks, stretch=talks.stretch(when))


ISSUES = (
    Step("issue-was", "then", "issues", "the issue {name} {was} {name} on/at/in {when}",
         "How an issue stood at the end of that day, or at that clock time.",
         'the issue "arms-scope" was "demanded" on 2 July 2018', issue_was,
         names=("issue", "state")),
    Step("raised-by", "then", "issues", "the issue {name} {was} raised by {name}",
         "Who did what first put the issue on the table.",
         'the issue "safe-passage" was raised by "rebels"', raised_by,
         names=("issue", "actor")),
    Step("issues-open", "then", "issues", "these issues were open on/at/in {when}:",
         "The issues that had been raised by then and were not settled, no more and no fewer. "
         "A table with | issue |.",
         "these issues were open on 1 July 2018:", issues_open, needs=("issue",),
         rows=({"issue": "arms-scope"}, {"issue": "policing"})),
)  # fmt: skip
