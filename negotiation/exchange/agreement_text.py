"""How far two codings agree, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negotiation import wording
from negotiation.chronology import Chronology
from negotiation.coders.adjudication import event_text
from negotiation.coders.bootstrap import LEVEL
from negotiation.coders.comparison import Comparison
from negotiation.coders.fields import dates_apart
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
    "as what the other said. Read both. Alpha for date and place is flattered in the same way."
)
HOW = (
    "alpha: Krippendorff's; 1 is full agreement, 0 is what chance alone would give. kind, place: "
    "alike or not; place as the set of places coded. date: squared distance of both ends of the "
    "two windows, in days; chance is any two dates of the story, so one event far from the others "
    "makes alpha high."
)
HOW_WIDE = (
    "In brackets the middle {level} % of alpha over {resamples} samples of the units, drawn with "
    "replacement from seed {seed}; with few units it says little. Where all samples come out the "
    "same there is no interval, which is no certainty."
)
APART = (
    "Matching lets few dates differ by much: even if those of every pair lay {window} apart, alpha "
    "for date would be {alpha}. The nearer that is to 1, the less alpha for date says: look at how "
    "many are alike."
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
    told = f"{_count(len(pairs), 'pair')}, of {_count(len(ones), 'event')} of A"
    yield line(f"{told} and {len(others)} of B{_unused(found)}.")
    by_id = {one.id: one for one in ones}, {other.id: other for other in others}
    for pair in pairs:
        unlike = _unlike(found, by_id[0][pair.a], by_id[1][pair.b])
        if unlike:
            sides = (f"{what} {one} | {other}" for what, (one, other) in unlike.items())
            yield line(f"- {pair.a} = {pair.b}: {'; '.join(sides)}", 2)
    for letter, side, keys in (
        ("A", found.a, found.matching.only_a),
        ("B", found.b, found.matching.only_b),
    ):
        if keys:
            yield line(f"Only {letter} has:")
            yield from (line(f"- {key}: {event_text(side, side.events[key])}", 2) for key in keys)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _unused(found: Comparison) -> str:
    unused = [len(side.events) - len(told) for side, told in
              ((found.a, found.told_a), (found.b, found.told_b))]  # fmt: skip
    if not any(unused):
        return ""
    return f" (not compared, because all their reports are set aside: {unused[0]} and {unused[1]})"


def _unlike(found: Comparison, one: Told, other: Told) -> dict[str, tuple[str, str]]:
    """Give what two matched events differ in, of what is measured, as either coder has it."""
    unlike = {}
    if one.kind != other.kind:
        unlike["kind"] = one.kind, other.kind
    if (one.window.earliest, one.window.latest) != (other.window.earliest, other.window.latest):
        zones = found.a.timezone, found.b.timezone
        unlike["date"] = dates_apart((one.window, other.window), zones)
    if one.places != other.places:
        unlike["place"] = _places(one), _places(other)
    return unlike


def _places(told: Told) -> str:
    return ", ".join(sorted(told.places)) or "none named"


# --- the table -----------------------------------------------------------------------------------


def _table(found: Comparison) -> Iterator[str]:
    yield f"  {'':<34}{'units':>6}{'alike':>12}{'alpha':>8}   {LEVEL} % interval"
    for item in found.agreements:
        yield _row(item)
    wide = HOW_WIDE.format(level=LEVEL, resamples=f"{found.resamples:,}", seed=found.seed)
    yield line(f"{HOW} {wide}" if found.resamples else HOW, 0, 0)
    yield line(WHY_TWO, 0, 0)
    for item in found.agreements:
        if item.alpha is not None and item.apart is not None and 0 < item.apart <= item.alpha:
            window, value = duration(found.window), _alpha(item.apart)
            yield line(APART.format(window=window, alpha=value), 0, 0)
    if found.open_sides:
        at = zone(found.a.timezone)
        ends = " and ".join(wording.boundary(moment, at) for moment in found.reach)
        sides = f"{found.open_sides:,} of {4 * len(found.matching.pairs):,}"
        yield line(
            f"Sides of dates that are open ({sides}) were taken to reach to the ends of the time "
            f"that the two files tell of: {ends}."
        )
    yield line(RULE, 0, 0)


def _row(item: Agreement) -> str:
    share = f"{item.alike:,} ({_share_alike(item)})" if item.units else "0"
    told = f"  {item.variable:<34}{item.units:>6,}{share:>12}"
    if item.alpha is None:
        return f"{told}       –   {item.remark}"
    told += f"{_alpha(item.alpha):>8}"
    if item.interval is None:
        return f"{told}   {item.remark}"
    text = f"{told}   [{_alpha(item.interval.low)}, {_alpha(item.interval.high)}]"
    left = item.interval.undefined
    return f"{text}, {left:,} samples without alpha" if left else text


def _share_alike(item: Agreement) -> str:
    """Give whole percents; what is neither none nor all never looks like it."""
    percent = 100 * item.alike / item.units
    if 0 < percent < 0.5:
        return "< 1%"
    return "> 99%" if 99.5 <= percent < 100 else f"{percent:.0f}%"


def _alpha(value: float) -> str:
    """Give alpha with three decimals; what falls short of full agreement never looks like it."""
    return "> 0.999" if 0.9995 <= value < 1 else f"{round(value, 3) + 0.0:.3f}"


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
                "pairs": list(_pairs(found)),
                "only-a": list(found.matching.only_a),
                "only-b": list(found.matching.only_b),
            },
            "bootstrap": {"resamples": found.resamples, "seed": found.seed, "percent": LEVEL},
            "open-sides": found.open_sides,
            "reach": [_iso(found.a, moment) for moment in found.reach],
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


def _pairs(found: Comparison) -> Iterator[dict[str, Any]]:
    ones = {one.id: one for one in found.told_a}
    others = {other.id: other for other in found.told_b}
    for pair in found.matching.pairs:
        unlike = _unlike(found, ones[pair.a], others[pair.b])
        differs = {what: dict(zip("ab", texts, strict=True)) for what, texts in unlike.items()}
        yield {"a": pair.a, "b": pair.b, "cost": pair.cost, "differs": differs}


def _side(name: str, chronology: Chronology) -> dict[str, Any]:
    return {
        "file": name,
        "coder": chronology.coder,
        "events": len(chronology.in_use().events),
        "events-set-aside": len(chronology.events) - len(chronology.in_use().events),
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
        **({} if item.apart is None else {"alpha-if-a-window-apart": item.apart}),
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
