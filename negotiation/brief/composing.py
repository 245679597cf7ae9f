"""Compose a brief: a chronology and its history in, all that it may say out.

How much of it has room: see fitting.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negotiation import __version__
from negotiation.brief.case import Case
from negotiation.brief.content import Content, shortened
from negotiation.brief.disputed import in_dispute
from negotiation.brief.figures import measures
from negotiation.brief.known import known, period, states
from negotiation.brief.unforeseen import unforeseen
from negotiation.brief.unknown import unknown
from negotiation.brief.voices import sides, sources
from negotiation.chronology import Chronology
from negotiation.evidence import Source
from negotiation.history import History
from negotiation.view.sides import withheld
from negotiation.view.speech import Speech


def compose(
    chronology: Chronology,
    history: History,
    speech: Speech,
    *,
    file: str = "",
    digest: str = "",
    left_out: Iterable[Source] = (),
) -> Content:
    """Give the content of a brief.

    `chronology` holds the reports that were set aside too, `history` is its replay. `file` and
    `digest` tell a reader which text it was made from; `left_out` are sources that somebody chose
    not to read. What a chronology covers is not told where the brief stops before its end.
    """
    case = Case(chronology, history, speech)
    parts = (
        states(case),
        known(case),
        in_dispute(case),
        unforeseen(case),
        unknown(case),
        sources(case),
        sides(case),
        measures(case),
    )
    return Content(
        language=speech.code,
        direction=speech.direction,
        kind=case.say("kind"),
        title=case.fit(speech.label(chronology.title)) or chronology.name,
        period=period(history, case),
        about="" if case.stop else case.fit(speech.label(chronology.definition)),
        reading=case.say("reading"),
        parts=tuple(part for part in parts if part is not None),
        foot=tuple(_foot(case, file, digest, left_out)),
    )


def _foot(case: Case, file: str, digest: str, left_out: Iterable[Source]) -> Iterator[str]:
    yield case.speech.say("figure.times", zone=case.chronology.timezone)
    if case.chronology.withheld:
        yield withheld(case.chronology, case.speech)
    names = [case.fit(case.speech.name(source)) for source in left_out]
    if names:
        yield case.say("not-read", sources=shortened(case.speech.listed(names)))
    if file:
        yield case.say("made-from", version=__version__, file=case.fit(file), digest=digest)
    else:
        yield case.say("made", version=__version__)
