"""Show a history in a notebook: its small timeline, and a table of the states it went through.

A history in, HTML out, on a white card that reads the same in a light and in a dark notebook.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from negotiation.brief.case import Case
from negotiation.brief.raised import with_sup
from negotiation.history import History, Span
from negotiation.plot.files import svg_text
from negotiation.plot.small import small_timeline
from negotiation.view.citing import plain
from negotiation.view.colours import INK, PAGE, RULE, SOFT
from negotiation.view.remarks import references
from negotiation.view.speech import english

MOST = 60  # rows of the table
CARD = f"background:{PAGE};color:{INK};padding:12px;overflow-x:auto;font-family:sans-serif"
TABLE = f"border-collapse:collapse;background:{PAGE};color:{INK};font-size:12px;margin:6px 0"
CELL = f"text-align:left;vertical-align:top;padding:2px 10px 2px 0;border:0;background:{PAGE}"
SMALL = f"color:{SOFT};font-size:12px;margin:6px 0"
LINE = f"border-bottom:1px solid {RULE}"


def card(history: History) -> str:
    """Give a history as HTML: its title, its timeline with the sources, and a table to unfold."""
    case = Case(history.chronology, history, english(history.zone))
    drawn = small_timeline(history, case.speech)
    title = case.fit(case.speech.label(history.chronology.title))
    spans = [span for track in history.tracks for span in history.spans(track)]
    told = [span for span in spans if span.start is not None]
    return "".join(
        (
            f'<div style="{CARD}"><div style="font-weight:bold;font-size:16px">',
            f"{escape(title)}</div>{svg_text(drawn, alt=drawn.alt)}",
            f'<div style="{SMALL}">{escape(plain(references(drawn.plan)))}</div>',
            f'<details><summary style="{SMALL}">{escape(case.say("stays", count=len(told)))}',
            f'</summary><table style="{TABLE}">{"".join(_rows(case, told))}</table>',
            f'<div style="{SMALL}">{escape(_more(case, told))}</div></details></div>',
        )
    )


def _rows(case: Case, spans: list[Span]) -> Iterator[str]:
    heads = ("column-track", "column-state", "column-since", "column-until")
    yield f'<tr style="{LINE}">{_cells("th", map(case.say, heads))}</tr>'
    for span in spans[:MOST]:
        assert span.start is not None  # noqa: S101  the caller has looked
        end = case.say("end") if span.end is None else case.speech.window(span.end)
        sources = case.history.sources_of(span.events)
        state = case.cited(case.state(span.track, span.state), sources)
        cells = (case.track(span.track), state, case.speech.window(span.start), end)
        yield f'<tr style="{LINE}">{_cells("td", cells)}</tr>'


def _cells(tag: str, texts: Iterator[str] | tuple[str, ...]) -> str:
    return "".join(f'<{tag} style="{CELL}">{with_sup(text)}</{tag}>' for text in texts)


def _more(case: Case, spans: list[Span]) -> str:
    return case.say("more", count=len(spans) - MOST) if len(spans) > MOST else ""
