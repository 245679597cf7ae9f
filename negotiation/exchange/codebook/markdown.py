"""Set a codebook as Markdown: headings that links lead to, tables, every text escaped.

Content in, text out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negotiation.exchange.codebook.content import Codebook, Entry, Kind, Ref, Rule, Track
from negotiation.view.markdown import escaped


def markdown(book: Codebook) -> str:
    """Give the codebook; a last line break is part of it."""
    blocks = [
        *_head(book),
        *_contents(book),
        f"## {escaped(book.say('kinds'))}",
        *(block for kind in book.kinds for block in (*_entry(kind.entry, 3), _moves(book, kind))),
        f"## {escaped(book.say('tracks'))}",
        *(block for track in book.tracks for block in _track(book, track)),
        f"## {escaped(book.say('index'))}",
        _list(f"{_link(ref)} {number}" for ref, number in book.index),
        escaped(book.made),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _head(book: Codebook) -> Iterator[str]:
    yield f"# {escaped(book.say('title', model=book.title))}"
    if book.definition:
        yield escaped(book.definition.text)
    yield f"**{escaped(book.facts)}**"
    yield from map(escaped, book.remarks)


def _contents(book: Codebook) -> Iterator[str]:
    yield f"## {escaped(book.say('contents'))}"
    yield f"**{escaped(book.say('kinds'))}**"
    yield _list(f"{kind.entry.number}\\. {_link(kind.entry.ref)}" for kind in book.kinds)
    yield f"**{escaped(book.say('tracks'))}**"
    yield _list(
        f"{track.entry.number}\\. {_link(track.entry.ref)}: "
        + ", ".join(_link(state.ref) for state in track.states)
        for track in book.tracks
    )


def _entry(entry: Entry, level: int) -> Iterator[str]:
    ref = entry.ref
    yield f'<a id="{ref.anchor}"></a>'
    yield f"{'#' * level} {escaped(entry.number)} {escaped(ref.name)}"
    yield f"`{ref.key}`"
    yield _meaning(entry)
    yield _list(f"{escaped(heading)}: {escaped(told.text)}" for heading, told in entry.notes)
    yield escaped(entry.remark)


def _meaning(entry: Entry) -> str:
    said = escaped(entry.definition.text)
    return said if entry.is_defined else f"*{said}*"


def _moves(book: Codebook, kind: Kind) -> str:
    if not kind.moves:
        return escaped(book.say("moves-nothing"))
    moves = (
        f"- {book.say('on-track', track=_link(move.track), text=escaped(move.text))}"
        for move in kind.moves
    )
    return "\n".join((escaped(book.say("moves")) + ":", "", *moves))


def _track(book: Codebook, track: Track) -> Iterator[str]:
    yield from _entry(track.entry, 3)
    for state in track.states:
        yield from _entry(state, 4)
    yield f"#### {escaped(book.say('transitions'))}"
    yield _table(book, track) if track.rules else escaped(book.say("no-transitions"))


def _table(book: Codebook, track: Track) -> str:
    heads = [escaped(book.say(key)) for key in track.columns]
    rows = [heads, ["---"] * len(heads), *(_row(book, rule) for rule in track.rules)]
    return "\n".join(f"| {' | '.join(row[: len(heads)])} |" for row in rows)


def _row(book: Codebook, rule: Rule) -> list[str]:
    before, kinds = (", ".join(map(_link, refs)) for refs in (rule.before, rule.kinds))
    after = _link(rule.after) if rule.after else f"*{escaped(book.say('stays'))}*"
    return [before, kinds, after, escaped(rule.needs)]


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _link(ref: Ref) -> str:
    return f"[{escaped(ref.name)}](#{ref.anchor})"
