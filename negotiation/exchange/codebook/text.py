"""Set a codebook as text for a terminal. Content in, text out."""

from __future__ import annotations

from collections.abc import Iterator

from negotiation.exchange.codebook.content import Codebook, Entry, Rule, Track
from negotiation.lines import wrapped

RULE = "=" * 60


def text(book: Codebook) -> str:
    """Give every kind, track and state with what it means, and what leads from state to state."""
    lines = [wrapped(book.title, 0, 0), RULE]
    lines += [wrapped(book.definition.text, 0, 0)] if book.definition else []
    lines += [wrapped(line, 0, 0) for line in (book.facts, *book.remarks)]
    lines += ["", book.say("kinds").upper()]
    for kind in book.kinds:
        lines += _entry(kind.entry)
        moves = [book.say("on-track", track=move.track.name, text=move.text) for move in kind.moves]
        lines += [wrapped(line, 6) for line in moves or [book.say("moves-nothing")]]
    for track in book.tracks:
        lines += ["", *_track(book, track)]
    return "\n".join((*lines, "", book.made)) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    yield wrapped(f"{entry.ref.key}: {entry.ref.name}", 2)
    yield wrapped(entry.definition.text, 6)
    for heading, told in entry.notes:
        yield wrapped(f"{heading}: {told.text}", 6)
    if entry.remark:
        yield wrapped(entry.remark, 6)


def _track(book: Codebook, track: Track) -> Iterator[str]:
    ref = track.entry.ref
    yield wrapped(f"{book.say('track').upper()} {ref.key}: {ref.name}", 0)
    for line in (track.entry.definition.text, track.entry.remark):
        yield wrapped(line, 2, 0)
    for state in track.states:
        yield from _entry(state)
    yield wrapped(book.say("transitions") + ":", 2)
    for rule in track.rules:
        yield wrapped(_rule(book, rule), 6)
    if not track.rules:
        yield wrapped(book.say("no-transitions"), 6)


def _rule(book: Codebook, rule: Rule) -> str:
    """Give a transition by its ids, as a model or a feature names them."""
    before, kinds = (", ".join(ref.key for ref in refs) for refs in (rule.before, rule.kinds))
    after = rule.after.key if rule.after else book.say("stays")
    told = f"{kinds}: {book.say('leads-to', before=before, after=after)}"
    return book.say("with-needs", text=told, needs=rule.needs) if rule.needs else told
