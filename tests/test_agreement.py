"""Agreement of two coders: who is matched with whom, alpha, its interval, shares of time."""

import itertools
import json
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.coders.alpha import alpha
from negotiation.coders.bootstrap import alphas, interval
from negotiation.coders.comparison import Comparison, compare
from negotiation.coders.matching import LIMIT, Told, cost, match, told
from negotiation.coders.reliability import Agreement, date_distance, nominal
from negotiation.coders.shares import shares
from negotiation.dates import DAY, Window
from negotiation.exchange.agreement_text import agreement_text
from negotiation.load import load
from negotiation.replay import replay
from tests.coded import A, B, coding, event, file, files, written
from tests.making import event as made
from tests.making import model, rule, story, track

# --- published examples: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability" ----------

MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
VALUES = {1: 9, 2: 13, 3: 10, 4: 5, 5: 3}  # how often each is paired: 40 of the 41 values


def ordinal(one: int, other: int) -> float:
    low, high = sorted((one, other))
    between = sum(VALUES[rank] for rank in range(low, high + 1))
    return (between - (VALUES[low] + VALUES[high]) / 2) ** 2


def interval_metric(one: int, other: int) -> float:
    return float((one - other) ** 2)


def ratio(one: int, other: int) -> float:
    return ((one - other) / (one + other)) ** 2


@pytest.mark.parametrize(("observers", "expected"), [((MEG, OWEN), 0.095), ((BEN, GERRY), 0.692)])
def test_published_alpha_of_two_observers(observers: Sequence[str], expected: float) -> None:
    """Binary and nominal data of two observers, sections A and B."""
    found = alpha(list(zip(*observers, strict=True)), nominal)

    assert found == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize(
    ("distance", "expected"),
    [(nominal, 0.743), (ordinal, 0.815), (interval_metric, 0.849), (ratio, 0.797)],
)
def test_published_alpha_with_missing_data(
    distance: Callable[[Any, Any], float], expected: float
) -> None:
    """Four observers, twelve units, eight values missing, sections C and D."""
    found = alpha(list(zip(*OBSERVERS, strict=True)), distance)

    assert found == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize("units", [[], [("a", "b")], [("a", "a")] * 5, [("a", None), ("b", "b")]])
def test_alpha_is_not_defined(units: list[tuple[str, str]]) -> None:
    """With fewer than two units, or one value throughout, there is no number."""
    assert alpha(units, nominal) is None


@pytest.mark.parametrize("distance", [nominal, interval_metric])
def test_bootstrap_computes_the_same_alpha_as_the_library(
    distance: Callable[[int, int], float],
) -> None:
    """On random data, each resample's alpha is that of the library on the same units."""
    chance = random.Random(7)  # noqa: S311  a test of numbers
    for _ in range(60):
        size = chance.randint(2, 12)
        pairs = [(chance.randint(1, 4), chance.randint(1, 4)) for _ in range(size)]
        draws = [chance.randrange(size) for _ in range(size)]
        times = np.bincount(draws, minlength=size)[None, :]

        mine = float(alphas(pairs, distance, times)[0])
        theirs = alpha([pairs[place] for place in draws], distance)

        assert mine == pytest.approx(theirs) if theirs is not None else np.isnan(mine)


def test_interval_holds_what_all_resamples_can_give() -> None:
    """Of two units, one alike and one not, the four draws give alpha undefined, 0 and 0, and -0.5.

    (a, a) twice has no alpha; (a, b) twice: 1 - 1 / (8 / 12) = -1/2; one of each:
    1 - (1/2) / (6 / 12) = 0.
    """
    found = interval([("a", "a"), ("a", "b")], nominal, 4_000, seed=3)

    assert found is not None
    assert (found.low, found.high) == (-0.5, 0.0)
    assert 900 < found.undefined < 1_100


def test_interval_depends_on_the_seed_alone() -> None:
    """The same seed gives the same interval, another seed another one."""
    pairs = [("a", "b"), ("b", "b"), ("a", "a"), ("c", "c"), ("c", "a"), ("b", "b"), ("d", "d")]

    first, again, other = (interval(pairs, nominal, 500, seed) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_date_distance_is_in_squared_days() -> None:
    """Days that lie 3 apart: 9; a day, and the two days that begin with it: 1/2."""
    first = (0, DAY)

    assert date_distance(first, (3 * DAY, 4 * DAY)) == 9
    assert date_distance(first, (0, 2 * DAY)) == 0.5


# --- matching ------------------------------------------------------------------------------------


def seen(
    key: str, kind: str, day: int, *places: str, who: Sequence[str] = (), width: int = 1
) -> Told:
    window = Window(day * DAY, (day + width) * DAY)
    return Told(key, kind, window, frozenset(places), frozenset(who))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (seen("x", "talks", 4, "north"), 0.0),
        (seen("x", "truce", 4, "north"), 1.0),
        (seen("x", "talks", 4, "south"), 1.0),
        (seen("x", "talks", 4, "north", "south"), 0.5),
        (seen("x", "talks", 5, "north"), 0.333333),
        (seen("x", "talks", 4, "north", width=2), 0.166667),
        (seen("x", "talks", 7, "north"), 1.0),  # two days between them, three from end to end
        (seen("x", "talks", 8, "north"), LIMIT),  # more than three days between them
        (seen("x", "truce", 4, "south"), 2.0),
    ],
)
def test_cost_of_a_pair(other: Told, expected: float) -> None:
    """Kind, dates as shares of three days, and places as a Jaccard distance, add up."""
    one = seen("one", "talks", 4, "north")

    assert cost(one, other) == cost(other, one) == expected


def test_without_places_actors_and_issues_count() -> None:
    """Where neither names a place it is asked who took part; nothing named speaks neither way."""
    one = seen("one", "talks", 4, who=["crown", "league"])

    assert cost(one, seen("x", "talks", 4, who=["crown"])) == 0.5
    assert cost(seen("y", "talks", 4), seen("x", "talks", 4)) == 0.5
    assert cost(one, seen("x", "talks", 4, "north")) == 1.0


def test_open_side_is_far_from_a_known_one() -> None:
    """A side that only one leaves open costs half of the dates, one that both do nothing."""
    by, later = Window(None, 5 * DAY), Window(None, 6 * DAY)
    one = Told("one", "talks", by, frozenset({"north"}), frozenset())

    assert cost(one, seen("x", "talks", 4, "north")) == 0.5
    assert cost(one, Told("y", "talks", later, frozenset({"north"}), frozenset())) == 0.166667


def test_ids_settle_only_ties() -> None:
    """Equal ids decide among equals, and never against what was told."""
    twins = [seen("one", "talks", 4, "north"), seen("two", "talks", 4, "north")]
    apart = [seen("one", "talks", 6, "north"), seen("two", "talks", 4, "north")]
    swapped = [seen("two", "talks", 6, "north"), seen("one", "talks", 4, "north")]

    assert [(p.a, p.b) for p in match(twins, twins[::-1]).pairs] == [("one", "one"), ("two", "two")]
    assert [(p.a, p.b) for p in match(apart, swapped).pairs] == [("one", "two"), ("two", "one")]


KIND = st.sampled_from(["talks", "truce"])
TOLD = st.lists(
    st.builds(
        lambda kind, day, places, who: (kind, day, places, who),
        KIND, st.integers(0, 6), st.sets(st.sampled_from(["north", "south"])),
        st.sets(st.sampled_from(["crown", "league"])),
    ),
    max_size=4,
)  # fmt: skip


def numbered(prefix: str, rows: list[Any]) -> list[Told]:
    return [
        seen(f"{prefix}{number}", kind, day, *places, who=sorted(who))
        for number, (kind, day, places, who) in enumerate(rows)
    ]


def least(ones: Sequence[Told], others: Sequence[Told]) -> float:
    """Give the least sum of costs over every way to pair some; each pair missing costs LIMIT."""
    small, large = sorted((ones, others), key=len)
    sums = [
        sum(min(cost(a, b), LIMIT) for a, b in zip(small, chosen, strict=True))
        for chosen in itertools.permutations(large, len(small))
    ]
    return min(sums)


@given(TOLD, TOLD)
@settings(max_examples=150, deadline=None)
def test_assignment_is_the_best_of_all(mine: list[Any], theirs: list[Any]) -> None:
    """On small cases the pairs cost as little as the best of every way to pair them."""
    ones, others = numbered("a", mine), numbered("b", theirs)

    found = match(ones, others)

    alone = min(len(ones), len(others)) - len(found.pairs)
    assert sum(p.cost for p in found.pairs) + LIMIT * alone == pytest.approx(least(ones, others))
    assert all(pair.cost < LIMIT for pair in found.pairs)
    assert sorted([p.a for p in found.pairs] + list(found.only_a)) == sorted(o.id for o in ones)
    assert sorted([p.b for p in found.pairs] + list(found.only_b)) == sorted(o.id for o in others)


@given(TOLD, TOLD)
@settings(max_examples=150, deadline=None)
def test_matching_does_not_depend_on_who_comes_first(mine: list[Any], theirs: list[Any]) -> None:
    """Exchanging the two coders gives the same pairs."""
    ones, others = numbered("a", mine), numbered("b", theirs)

    one, other = match(ones, others), match(others, ones)

    assert {(p.a, p.b) for p in one.pairs} == {(p.b, p.a) for p in other.pairs}
    assert (one.only_a, one.only_b) == (other.only_b, other.only_a)


# --- the two codings of the guide, by hand -------------------------------------------------------

PAIRS = {
    "offensive-opens": "attack-starts",
    "eight-towns-handed-over": "eight-places-change-hands",
    "soldiers-in-western-ghariyah": "army-in-western-ghariyah",
    "saturday-meeting": "rebels-meet-officers",
    "saturday-meeting-fails": "meeting-without-result",
    "air-raids-go-on": "bombing-in-the-east",
    "ceasefire-starts": "guns-fall-silent",
    "sunday-talks": "talks-on-sunday",
    "strikes-near-tafas": "raids-on-tafas",
    "clashes-near-tafas": "fighting-at-tafas",
    "weapons-demanded": "arms-asked-for",
    "crossing-demanded": "border-asked-for",
    "flag-raised-in-dael": "flag-over-dael",
}


@pytest.fixture(scope="module")
def guide() -> Comparison:
    return compare(load(A), load(B))


def test_guide_is_matched_as_it_was_made(guide: Comparison) -> None:
    """Thirteen pairs under other ids, and one event that each has alone."""
    assert {pair.a: pair.b for pair in guide.matching.pairs} == PAIRS
    assert guide.matching.only_a == ("police-deployment-demanded",)
    assert guide.matching.only_b == ("sunday-was-hard",)


def expected_alpha(
    observed: Fraction, counts: dict[Any, int], distance: Callable[[Any, Any], Any]
) -> Fraction:
    """Give 1 − observed / expected, the expected disagreement from how often each value stands."""
    total = sum(counts.values())
    expected = Fraction(0)
    for one, other in itertools.product(counts, repeat=2):
        expected += counts[one] * counts[other] * Fraction(distance(one, other))
    return 1 - observed / (expected / (total * (total - 1)))


def test_kind_by_hand(guide: Comparison) -> None:
    """Of 13 pairs one differs: strikes-reported against ceasefire-violated.

    Coincidences: 26 values, nine kinds that stand twice and fully agree, area-handed-over four
    times, strikes-reported 3 (2 of them a pair), ceasefire-violated 1. Observed 2/26; expected
    (26² − 9·4 − 16 − 9 − 1) / (26·25) = 614/650. Alpha 1 − (1/13)(650/614) = 282/307.
    """
    counts = {
        "offensive-begins": 2, "area-handed-over": 4, "area-lost-manner-unknown": 2,
        "session-begins": 2, "session-ends-without-agreement": 2, "strikes-reported": 3,
        "ceasefire-takes-effect": 2, "talks-held": 2, "ceasefire-violated": 1, "clash": 2,
        "arms-demanded": 2, "demand-made": 2,
    }  # fmt: skip
    kind = guide.agreements[0]

    assert expected_alpha(Fraction(1, 13), counts, nominal) == Fraction(282, 307)
    assert (kind.variable, kind.units, kind.alike) == ("kind", 13, 12)
    assert kind.alpha == pytest.approx(282 / 307)


def test_kind_with_unmatched_events_by_hand(guide: Comparison) -> None:
    """The demand and the statement that one coder lacks are two more units that disagree.

    30 values: demand-made 3, statement 1, not coded 2 beside the above. Observed 6/30; expected
    (30² − 9·4 − 16 − 9 − 9 − 1 − 1) / (30·29) = 828/870. Alpha 1 − (1/5)(870/828) = 109/138.
    """
    kind = guide.agreements[1]

    assert (kind.units, kind.alike) == (15, 12)
    assert kind.alpha == pytest.approx(109 / 138)


def test_place_by_hand(guide: Comparison) -> None:
    """Of 13 pairs one differs: daraa-province against eastern-countryside.

    Values: none named 8, dael 4, tafas 4, daraa-province 3, two provinces 2, western-ghariyah 2,
    nassib and golan-line 2, eastern-countryside 1. Expected (26² − 118) / 650 = 558/650.
    """
    place = guide.agreements[3]

    assert 8 + 4 + 4 + 3 + 2 + 2 + 2 + 1 == 26
    assert 64 + 16 + 16 + 9 + 4 + 4 + 4 + 1 == 118
    assert (place.variable, place.units, place.alike) == ("place", 13, 12)
    assert place.alpha == pytest.approx(1 - Fraction(1, 13) / Fraction(558, 650))


def test_date_by_hand(guide: Comparison) -> None:
    """Two of 13 pairs differ: by a day (1 day²), and a day against two of them (1/2 day²).

    Days counted from 19 June: 30 June is from 11 to 12, 1 July from 12 to 13, the ceasefire at
    19:00 one minute of 30 June. Observed (1 + 1/2) / 13.
    """
    evening = 11 + Fraction(19, 24)
    counts = {
        (Fraction(0), Fraction(1)): 2,
        (Fraction(11), Fraction(12)): 9,
        (evening, evening + Fraction(1, 24 * 60)): 2,
        (Fraction(12), Fraction(13)): 12,
        (Fraction(11), Fraction(13)): 1,
    }

    def days(one: Any, other: Any) -> Fraction:
        return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) / 2

    date = guide.agreements[2]
    assert (date.variable, date.units, date.alike) == ("date", 13, 11)
    assert date.alpha == pytest.approx(float(expected_alpha(Fraction(3, 26), counts, days)))


def test_intervals_lie_around_alpha(guide: Comparison) -> None:
    """Each interval of the guide holds its alpha, and no sample is unlike all others."""
    for item in guide.agreements:
        assert item.interval is not None
        assert item.alpha is not None
        assert item.interval.low <= item.alpha <= item.interval.high <= 1


def test_text_says_both_numbers_and_why(guide: Comparison) -> None:
    """The table has alpha with and without unmatched events, and says why there are two."""
    text = agreement_text(guide, ("a.yaml", "b.yaml"))

    assert "0.919" in text
    assert "0.790" in text
    assert "flatters" in text
    assert "police-deployment-demanded" in text
    assert "kind ceasefire-violated | strikes-reported" in text
    assert all(len(line) <= 110 for line in text.splitlines())


# --- no more than is known -----------------------------------------------------------------------


def two(folder: Path, mine: dict[str, Any], theirs: dict[str, Any], **options: Any) -> Comparison:
    a, b = coding(folder, "a", mine).chronology, coding(folder, "b", theirs).chronology
    return compare(a, b, **options)


def test_dates_that_cannot_disagree_by_much(tmp_path: Path) -> None:
    """Two days, ten apart, coded alike and one day apart: what alpha says whatever was coded.

    Days 0, 1, 10, 10 have a variance of (5.25² + 4.25² + 2·4.75²) / 3 = 90.75 / 3 at either end,
    so two dates of the story differ by 60.5 days² in the mean; three days apart are 9 of these.
    """
    mine = file(x=event("talks-held", "2031-03-01"), y=event("statement", "2031-03-11"))
    theirs = file(x=event("talks-held", "2031-03-02"), y=event("statement", "2031-03-11"))

    found = two(tmp_path, mine, theirs)
    date = found.agreements[2]

    assert date.apart == pytest.approx(1 - 9 / 60.5)
    assert date.alpha == pytest.approx(1 - 0.5 / 60.5)
    assert "lay 3 days apart, alpha for date would be 0.851" in unwrapped(found)


def unwrapped(found: Comparison) -> str:
    return " ".join(agreement_text(found, ("a", "b")).split())


def test_what_falls_short_of_all_never_looks_like_it(guide: Comparison) -> None:
    """499 of 500 are not 100 %, 1 of 500 is not 0 %, and alpha .99996 is not 1.000."""
    rows = (Agreement("kind", 500, 499, 0.99996, None), Agreement("place", 500, 1, -0.0002, None))

    text = agreement_text(replace(guide, agreements=rows), ("a", "b"))

    assert "499 (> 99%) > 0.999" in " ".join(text.split())
    assert "1 (< 1%) 0.000" in " ".join(text.split())


def test_interval_of_no_width_is_none(tmp_path: Path) -> None:
    """One event each, unmatched: every sample has the same alpha, which is no certainty."""
    mine, theirs = (file(x=event("talks-held", day)) for day in ("2031-03-01", "2031-03-20"))

    kind = two(tmp_path, mine, theirs).agreements[1]

    assert (kind.units, kind.alike, kind.interval) == (2, 0, None)
    assert kind.alpha == pytest.approx(-0.5)
    assert kind.remark == "no interval: no sample differs"


def test_open_side_is_not_the_end_of_the_story(tmp_path: Path) -> None:
    """From the 2nd on, and from the 2nd to the day of the paper: not coded alike."""
    mine = file(x=event("talks-held", "2031-03-02/.."), y=event("statement", "2031-03-02"))
    theirs = file(x=event("talks-held", "2031-03-02/2031-03-31"), y=mine["events"]["y"])

    date = two(tmp_path, mine, theirs).agreements[2]

    assert (date.units, date.alike) == (2, 1)


def test_same_words_in_two_zones_are_told_apart(tmp_path: Path) -> None:
    """4 March in UTC and 4 March in Tokyo are not the same date: the zone stands beside it."""
    mine = file(x=event("talks-held", "2031-03-04"))

    text = unwrapped(two(tmp_path, mine, mine | {"timezone": "Asia/Tokyo"}))

    assert "date 4 March 2031 (00:00–24:00, UTC) | 4 March 2031 (00:00–24:00, Asia/Tokyo)" in text


def test_notes_about_coders_and_documents(tmp_path: Path) -> None:
    """One coder twice is no second coder; one id for two documents is told, as are stand-ins."""
    mine, theirs = file("AK"), file("AK")
    theirs["sources"] = {"paper": {"outlet": "Paper", "published": "2031-03-30"}}
    hidden = {"chief": {"label": "Someone", "confidential": "true"}}
    for data in (mine, theirs):
        data["actors"] = data["actors"] | hidden

    told_ = " ".join(two(tmp_path, mine, theirs).notes)

    assert "Both were coded by AK" in told_
    assert '"paper" is another document in A than in B' in told_
    assert "Both withhold actors" in told_


# --- a coding with itself, and exchanged ---------------------------------------------------------


@given(data=files())
@settings(max_examples=15, deadline=None)
def test_coding_agrees_with_itself(
    data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every event is matched with itself, nothing differs, and no time lies outside."""
    one = coding(tmp_path_factory.mktemp("same"), "one", data).chronology

    found = compare(one, one, resamples=10)

    assert [(p.a, p.b) for p in found.matching.pairs] == [(key, key) for key in one.events]
    assert all(item.alike == item.units for item in found.agreements)
    assert {item.alpha for item in found.agreements} <= {1.0, None}
    assert all(share.different == 0 for share in found.shares.tracks)
    assert found.shares.outside_a == found.shares.outside_b == 0


@given(mine=files("a"), theirs=files("b"))
@settings(max_examples=15, deadline=None)
def test_exchanging_the_coders_mirrors_all(
    mine: dict[str, Any], theirs: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Alpha and shares are the same either way, what only one has changes sides."""
    folder = tmp_path_factory.mktemp("two")
    a, b = coding(folder, "a", mine).chronology, coding(folder, "b", theirs).chronology

    one, other = compare(a, b, resamples=0), compare(b, a, resamples=0)

    assert {(p.a, p.b) for p in one.matching.pairs} == {(p.b, p.a) for p in other.matching.pairs}
    assert [item.alpha for item in one.agreements] == [
        pytest.approx(item.alpha) if item.alpha is not None else None for item in other.agreements
    ]
    assert one.shares.tracks == other.shares.tracks
    assert one.shares.outside_a == other.shares.outside_b


def test_shipped_chronology_agrees_with_itself() -> None:
    """Daraa with itself: all events in use are pairs with their own ids."""
    daraa = load("daraa-2018")

    found = match(told(daraa), told(daraa))

    assert [(p.a, p.b) for p in found.pairs] == [(key, key) for key in daraa.in_use().events]


# --- time ----------------------------------------------------------------------------------------

DOOR = track(rule("opened", ["shut"], "open"), rule("closed", ["open"], "shut"), initial="shut")


def opened(when: str, **fields: Any) -> Any:
    theory = model(door=DOOR)
    return replay(story(theory, made("start", "nothing", "2031-03-01T00:00"),
                        made("o", "opened", when), **fields))  # fmt: skip


def test_shares_by_hand() -> None:
    """A opens at midnight of the 3rd, B at midnight of the 5th: two days differ, all else agrees.

    A minute is 60 s wide, so within the first minute each may still be shut or open.
    """
    a, b = opened("2031-03-03T00:00"), opened("2031-03-05T00:00")

    found = shares(a, b)
    (door,) = found.tracks

    covered = (275 + 31) * DAY  # 1 March to 31 December 2031
    assert covered == door.total
    assert door.different == 2 * DAY - 59  # once A is surely open until B may be open
    assert door.open == 59 + 59
    assert door.same == covered - door.different - door.open
    assert door.moved


def test_vague_date_leaves_the_time_open() -> None:
    """Opened on the 3rd against opened on the 3rd at noon: the whole day is open but no more."""
    (door,) = shares(opened("2031-03-03"), opened("2031-03-03T12:00")).tracks

    assert door.different == 0
    assert door.open == DAY - 1


def test_time_outside_the_common_record_is_told() -> None:
    """B's record ends ten days sooner: ten days of A's record are not compared."""
    a = opened("2031-03-03")
    shorter = replay(a.chronology, record=type(a.record)(a.record.start, a.record.end - 10 * DAY))

    found = shares(a, shorter)

    assert (found.outside_a, found.outside_b) == (10 * DAY, 0)
    assert found.record == shorter.record


def test_records_apart_are_not_compared(tmp_path: Path) -> None:
    """Two records without a common moment have no shares, and the text says so."""
    early = file(one=event("talks-held", "2031-03-02"))
    late = file(two=event("talks-held", "2032-03-02"))
    late["sources"]["paper"]["published"] = "2032-03-05"
    a, b = coding(tmp_path, "a", early).chronology, coding(tmp_path, "b", late).chronology

    found = compare(a, b, resamples=0)

    assert found.shares.record is None
    assert "no time in common" in agreement_text(found, ("a", "b"))
    assert found.agreements[0].remark == "alpha needs two units at least"


@given(mine=files("a", 3), theirs=files("b", 3))
@settings(max_examples=15, deadline=None)
def test_shares_hold_what_every_moment_says(
    mine: dict[str, Any], theirs: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The three add up to the record, and whatever a moment shows has a share above nothing."""
    folder = tmp_path_factory.mktemp("time")
    a, b = (replay(coding(folder, n, d).chronology) for n, d in (("a", mine), ("b", theirs)))

    found = shares(a, b)

    moments = range(found.record.start, found.record.end, DAY // 2) if found.record else ()
    for share in found.tracks:
        shown = {sort(*(h.track_at(share.track, at).possible for h in (a, b))) for at in moments}
        held = {word for word in ("same", "different", "open") if getattr(share, word)}
        assert found.record is not None
        assert share.total == found.record.end - found.record.start
        assert shown <= held


def sort(one: Sequence[str], other: Sequence[str]) -> str:
    """Say what the possible states on both sides come to."""
    if not set(one) & set(other):
        return "different"
    return "same" if len(one) == len(other) == 1 else "open"


# --- the command ---------------------------------------------------------------------------------


def test_json_has_its_form() -> None:
    """The answer as JSON: format, sides, pairs, agreement and time."""
    told_ = CliRunner().invoke(
        app, ["agree", str(A), str(B), "--format", "json", "--bootstrap", "50", "--seed", "5"]
    )
    answer = json.loads(told_.stdout)

    assert list(answer) == [
        "format", "a", "b", "notes", "matching", "bootstrap", "open-sides", "reach", "agreement",
        "time",
    ]  # fmt: skip
    assert answer["format"] == "negotiation-agreement/1"
    assert answer["a"]["coder"] == "AK"
    assert len(answer["matching"]["pairs"]) == 13
    assert [pair["differs"] for pair in answer["matching"]["pairs"] if pair["differs"]] == [
        {"date": {"a": "30 June 2018", "b": "1 July 2018"}},
        {"place": {"a": "daraa-province", "b": "eastern-countryside"}},
        {"kind": {"a": "ceasefire-violated", "b": "strikes-reported"}},
        {"date": {"a": "1 July 2018", "b": "between 30 June 2018 and 1 July 2018"}},
    ]
    assert answer["bootstrap"] == {"resamples": 50, "seed": 5, "percent": 95}
    assert all(
        t["same"] + t["different"] + t["open"] == answer["time"]["tracks"][0]["same"]
        + answer["time"]["tracks"][0]["different"] + answer["time"]["tracks"][0]["open"]
        for t in answer["time"]["tracks"]
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [["--window", "3 days"], ["--window", "P0D"], ["--seed", "-1"], ["--bootstrap", "39"]],
)
def test_wrong_options_are_refused(words: list[str]) -> None:
    """No length of time, a seed below nought, too few samples for 95 %: each is told."""
    result = CliRunner().invoke(app, ["agree", str(A), str(B), *words])

    assert result.exit_code != 0


def test_narrow_window_unmatches(tmp_path: Path) -> None:
    """With --window PT12H two events whose days lie four apart are no pair, with P5D they are."""
    a = written(tmp_path, "a", file(one=event("talks-held", "2031-03-02", "north")))
    b = written(tmp_path, "b", file(two=event("talks-held", "2031-03-06", "north")))

    near, far = (compare(load(a), load(b), days * DAY, 0) for days in (1, 5))

    assert (len(near.matching.pairs), len(far.matching.pairs)) == (0, 1)


def test_hostile_label_reaches_no_terminal(tmp_path: Path) -> None:
    """A sign of a label that no terminal shows is spelt out."""
    hostile = file(one=event("talks-held", "2031-03-02", "north", label="a\u200bb"))
    a = written(tmp_path, "a", hostile)
    b = written(tmp_path, "b", file())

    told_ = CliRunner().invoke(app, ["agree", str(a), str(b)])

    assert told_.exit_code == 0, told_.output
    assert "a\\u200bb" in told_.stdout


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without scipy the message says what to install."""
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)

    result = CliRunner().invoke(app, ["agree", str(A), str(B)])

    assert '".[coders]"' in str(result.exception)


def test_help_loads_no_library() -> None:
    """The command line starts without scipy, NLTK or numpy."""
    script = (
        "import sys; import negotiation.cli, negotiation.cli.coders;"
        "print([m for m in ('scipy', 'nltk', 'numpy', 'pydantic') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"


def test_same_document_under_two_ids_is_a_note(tmp_path: Path) -> None:
    """Same outlet, day and title under another id: told, and not merged."""
    other = file()
    other["sources"] = {"daily": {"outlet": "Paper", "published": "2031-03-31"}}

    found = compare(
        coding(tmp_path, "a", file()).chronology, coding(tmp_path, "b", other).chronology
    )

    assert any('"paper" of A and the source "daily" of B' in note for note in found.notes)
