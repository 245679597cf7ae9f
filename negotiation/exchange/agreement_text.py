"""How far two codings agree, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negotiation import wording
from negotiation.chronology import Chronology
from negotiation.coders.adjudication import event_text
from negotiation.coders.bootstrap import LEVEL
from negotiation.coders.comparison import Comparison
from negotiation.coders.matching import LIMIT, Told
from negotiation.coders.reliability import Agreement
from negotiation.coders.shares import Share, Shares
from negotiation.dates import local, zone
from negotiation.exchange.as_json import dumps, withheld_data
from negotiation.exchange.coding_text import duration, line, side_text, withheld_lines

FORMAT = "negotiation-agreement/1"
HOW_MATCHED = (
    "Events are matched by kind, dates and place (where no place is named: by actors and issues), "
    "never by id. Two are no pair if more than {window} lie between their dates, or if the three "
    "together differ by half: by 1.5 of 3, each from 0 (alike) to 1."
)
WHY_TWO = (
    "Matching by likeness flatters the agreement among matched events: what is unlike is not "
    "matched. So the second line counts each unmatched event as a disagreement, with “not coded” "
    "as what the other said. Read both."
)
HOW = (
    "alpha: Krippendorff's; 1 is full agreement, 0 is what chance alone would give. kind, place: "
    "alike or not; place as the set of places coded. date: squared distance of both ends of the "
    "two windows, in days; chance is any two dates of the story, so one event far from the others "
    "makes alpha high. In brackets the middle {level} % of alpha over {resamples} samples of the "
    "units, drawn with replacement from seed {seed}; with few units it says little."
)
RULE = (
    "As a rule of thumb (Krippendorff 2004, doi:10.1111/j.1468-2958.2004.tb00738.x): from .800 "
    "rely on a variable; from .667 to .800 draw tentative conclusions only; below that, none."
)


def agreement_text(found: Comparison, names: tuple[str, str]) -> str:
    """Give who was matched with whom, the table of agreement, and the shares of time."""
    a, b = found.a, found.b
    lines = ["Two codings of one story", "=" * 60]
    lines += [side_text("A", names[0], a), side_text("B", names[1], b), *withheld_lines(a, b)]
    lines += [line(f"- {note}") for note in found.notes]
    lines += ["", "Matched events", *_matching(found)]
    lines += ["", "Agreement", *_table(found)]
    lines += ["", "The same states, track by track", *_shares(found)]
    return "\n".join(lines) + "\n"


def _matching(found: Comparison) -> Iterator[str]:
    pairs, ones, others = found.matching.pairs, found.told_a, found.told_b
    yield line(HOW_MATCHED.format(window=duration(found.window)), 0, 0)
    yield line(
        f"{len(pairs)} pairs, of {len(ones)} events of A and {len(others)} of B{_unused(found)}."
    )
    by_id = {one.id: one for one in ones}, {other.id: other for other in others}
    for pair in pairs:
        told = list(_unlike(found, by_id[0][pair.a], by_id[1][pair.b]))
        if told:
            yield line(f"- {pair.a} = {pair.b}: {'; '.join(told)}", 2)
    for letter, side, keys in (
        ("A", found.a, found.matching.only_a),
        ("B", found.b, found.matching.only_b),
    ):
        if keys:
            yield line(f"Only {letter} has:")
            yield from (line(f"- {key}: {event_text(side, side.events[key])}", 2) for key in keys)


def _unused(found: Comparison) -> str:
    unused = [len(side.events) - len(told) for side, told in
              ((found.a, found.told_a), (found.b, found.told_b))]  # fmt: skip
    if not any(unused):
        return ""
    return f" (not compared, because all their reports are set aside: {unused[0]} and {unused[1]})"


def _unlike(found: Comparison, one: Told, other: Told) -> Iterator[str]:
    if one.kind != other.kind:
        yield f"kind {one.kind} | {other.kind}"
    dates = [
        wording.window(told.window, zone(side.timezone))
        for told, side in ((one, found.a), (other, found.b))
    ]
    if (one.window.earliest, one.window.latest) != (other.window.earliest, other.window.latest):
        yield f"date {dates[0]} | {dates[1]}"
    if one.places != other.places:
        yield f"place {_places(one)} | {_places(other)}"


def _places(told: Told) -> str:
    return ", ".join(sorted(told.places)) or "none named"


# --- the table -----------------------------------------------------------------------------------


def _table(found: Comparison) -> Iterator[str]:
    yield f"  {'':<34}{'units':>6}{'alike':>12}{'alpha':>8}   {LEVEL} % interval"
    for item in found.agreements:
        yield _row(item)
    how = HOW.format(level=LEVEL, resamples=f"{found.resamples:,}", seed=found.seed)
    yield from (line(text, 0, 0) for text in (WHY_TWO, how))
    if found.open_sides:
        at = zone(found.a.timezone)
        ends = " and ".join(wording.boundary(moment, at) for moment in found.reach)
        yield line(
            f"{found.open_sides} open sides of dates were taken to reach to the ends of the time "
            f"that the two files tell of: {ends}."
        )
    yield line(RULE, 0, 0)


def _row(item: Agreement) -> str:
    share = f"{item.alike} ({item.alike / item.units:.0%})" if item.units else "0"
    told = f"  {item.variable:<34}{item.units:>6}{share:>12}"
    if item.alpha is None:
        return f"{told}       –   {item.remark}"
    told += f"{item.alpha:>8.3f}"
    if item.interval is None:
        return f"{told}   {item.remark}" if item.remark else told
    text = f"{told}   [{item.interval.low:.3f}, {item.interval.high:.3f}]"
    left = item.interval.undefined
    return f"{text}, {left} samples without alpha" if left else text


# --- the time ------------------------------------------------------------------------------------


def _shares(found: Comparison) -> Iterator[str]:
    shares = found.shares
    if shares.record is None:
        yield line("The two records have no time in common, so nothing is compared.")
        return
    start, end = shares.record.start, shares.record.end
    at = zone(found.a.timezone)
    yield line(f"Over the time that both records cover: {wording.stretch(start, end, at)}.")
    outside = (("A", shares.outside_a), ("B", shares.outside_b))
    told = [f"{duration(length)} of {letter}'s record" for letter, length in outside if length]
    if told:
        yield line(f"Not compared, because only one record covers it: {' and '.join(told)}.")
    yield f"  {'':<34}{'same':>10}{'different':>12}{'open':>10}"
    for share in (share for share in shares.tracks if share.moved and share.same < share.total):
        yield _share_row(share)
    yield from _told(shares)


def _share_row(share: Share) -> str:
    parts = [_percent(part, share.total) for part in (share.same, share.different, share.open)]
    return f"  {share.track:<34}{parts[0]:>10}{parts[1]:>12}{parts[2]:>10}"


def _percent(part: int, total: int) -> str:
    """Give a share with one decimal; what is neither nothing nor all never looks like it."""
    percent = 100 * part / total
    if 0 < percent < 0.05:
        return "< 0.1 %"
    if 99.95 <= percent < 100:
        return "> 99.9 %"
    return f"{percent:.1f} %"


def _told(shares: Shares) -> Iterator[str]:
    whole = [s.track for s in shares.tracks if s.moved and s.same == s.total]
    still = [s.track for s in shares.tracks if not s.moved]
    for words, tracks in (
        ("The same all the time", whole),
        ("Moved by no event of either, which is no agreement on anything", still),
        ("Only A has", shares.only_a),
        ("Only B has", shares.only_b),
    ):
        if tracks:
            yield line(f"{words}: {', '.join(tracks)}.")
    yield line(
        "same: certainly in one state on both sides; different: in no state that is possible on "
        "both; open: the dates of one or of both leave it open."
    )


# --- JSON ----------------------------------------------------------------------------------------


def agreement_json(found: Comparison, names: tuple[str, str]) -> str:
    """Give the same as JSON, in the form negotiation-agreement/1; times are in seconds."""
    shares = found.shares
    sides = zip(("a", "b"), names, (found.a, found.b), strict=True)
    return dumps(
        {
            "format": FORMAT,
            **{letter: _side(name, side) for letter, name, side in sides},
            "notes": list(found.notes),
            "matching": {
                "window-seconds": found.window,
                "limit": LIMIT,
                "pairs": [{"a": p.a, "b": p.b, "cost": p.cost} for p in found.matching.pairs],
                "only-a": list(found.matching.only_a),
                "only-b": list(found.matching.only_b),
            },
            "bootstrap": {"resamples": found.resamples, "seed": found.seed, "percent": LEVEL},
            "open-sides": found.open_sides,
            "agreement": [_agreement(item) for item in found.agreements],
            "time": {
                "record": None
                if shares.record is None
                else {"start": _iso(found.a, shares.record.start),
                      "end": _iso(found.a, shares.record.end)},
                "outside-a": shares.outside_a,
                "outside-b": shares.outside_b,
                "tracks": [_share(share) for share in shares.tracks],
                "only-a": list(shares.only_a),
                "only-b": list(shares.only_b),
            },
        }
    )  # fmt: skip


def _side(name: str, chronology: Chronology) -> dict[str, Any]:
    return {
        "file": name,
        "coder": chronology.coder,
        "events": len(chronology.in_use().events),
        **withheld_data(chronology),
    }


def _agreement(item: Agreement) -> dict[str, Any]:
    wide = item.interval
    return {
        "variable": item.variable,
        "units": item.units,
        "alike": item.alike,
        "alpha": item.alpha,
        "interval": None
        if wide is None
        else {"low": wide.low, "high": wide.high, "samples-without-alpha": wide.undefined},
        "remark": item.remark,
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "track": share.track,
        "same": share.same,
        "different": share.different,
        "open": share.open,
        "moved": share.moved,
    }


def _iso(chronology: Chronology, moment: int) -> str:
    return local(moment, zone(chronology.timezone)).isoformat()
