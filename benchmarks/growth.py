"""How the work grows with a chronology: `python benchmarks/growth.py`.

Makes chronologies in memory, replays them, asks them for the state at 20 moments, and prints
ratios of one run: the machine's speed cancels out, its noise does not quite.
"""

from __future__ import annotations

import random
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

from negotiation.chronology import Chronology
from negotiation.dates import Words
from negotiation.event import Event
from negotiation.evidence import Lag, Report, Source
from negotiation.history import History
from negotiation.load import load, load_model
from negotiation.model import Model
from negotiation.orders import TooTangled
from negotiation.replay import replay

HOUR = 3600
WORDS = Words({"morning": (6 * HOUR, 12 * HOUR), "afternoon": (12 * HOUR, 18 * HOUR)}, HOUR // 4)
TOPICS = {"issues": {"arms": {}}, "places": {"town": {"tracked": True}, "hill": {"tracked": True}}}
START = date(1980, 1, 1)
SIZES = (10, 100, 1_000, 10_000)


def kinds_that_move(model: Model) -> list[str]:
    """Give the kinds of event that concern at least one track."""
    return sorted({kind for track in model.tracks.values() for kind in track.kinds()})


def mixed(number: int) -> Iterator[dict[str, Any]]:
    """Give the dates of a story with two events a day: most known to the day, some to a part.

    One in fifty is known to the month, one in seven came after the one before it, one in twenty
    three hours or so after it.
    """
    for place in range(number):
        day = START + timedelta(days=place // 2)
        if place % 50 == 25:
            yield {"when": f"{day:%Y-%m}"}
        elif place % 20 == 11:
            yield {"lag": Lag(of=f"e{place - 1}", about="PT3H", tolerance="PT1H")}
        elif place % 7 == 5:
            yield {"when": f"{day - timedelta(days=1)}/{day}", "after": [f"e{place - 1}"]}
        else:
            yield {"when": f"{day}{('', ' morning', ' afternoon')[place % 3]}"}


def daily(number: int) -> Iterator[dict[str, Any]]:
    """Give the dates of a story of which every event is known to the day, two a day."""
    for place in range(number):
        yield {"when": f"{START + timedelta(days=place // 2)}"}


def tangled(number: int) -> Iterator[dict[str, Any]]:
    """Give the dates of events that are all known to one month."""
    for _ in range(number):
        yield {"when": f"{START:%Y-%m}"}


def tied(number: int) -> Iterator[dict[str, Any]]:
    """Give the same with a lag in every ten."""
    for place, said in enumerate(tangled(number)):
        yield {"lag": Lag(of=f"e{place - 1}", about="PT3H")} if place % 10 == 9 else said


def story(
    model: Model, dates: Iterator[dict[str, Any]], kinds: list[str], seed: int = 7
) -> Chronology:
    """Give a chronology with events of random kinds at these dates."""
    chance = random.Random(seed)
    events = {}
    for place, said in enumerate(dates):
        key = f"e{place}"
        report = Report(id=f"r{place}", source="paper", **said)
        topics = {"issues": ["arms"], "places": [chance.choice(["town", "hill"])]}
        events[key] = Event(id=key, kind=chance.choice(kinds), reports=(report,), **topics)
    return Chronology(
        title="a made-up story", model=model, timezone="UTC", words=WORDS, events=events,
        sources={"paper": Source(id="paper", outlet="Paper", published="2031-12-31")}, **TOPICS,
    )  # fmt: skip


def timed(work: Callable[[], Any], runs: int) -> float:
    """Give the median of the seconds that some runs take."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def look_around(history: History) -> None:
    """Ask for every track at 20 moments of the record."""
    days = (START + timedelta(days=len(history.steps) * n // 40) for n in range(20))
    for day in days:
        history.at(f"{day}")


def measured(chronology: Chronology, runs: int) -> tuple[float, float, int]:
    """Give the seconds of a replay and of 20 looks, and the cuts that were walked."""
    history = replay(chronology)
    cuts = sum(len(c.cuts) for c in history.readings.clusters_of(history.tracks))
    return timed(lambda: replay(chronology), runs), timed(lambda: look_around(history), runs), cuts


def print_growth(title: str, rows: list[tuple[int, tuple[float, float, int]]]) -> None:
    """Print one line a size, with times relative to the first one."""
    print(f"\n{title}\n   events     cuts  replay per event, relative  20 moments, relative")
    (base, (replaying, looking, _)), *_ = rows
    for size, (seconds, moments, cuts) in rows:
        each = seconds / size / (replaying / base)
        print(f"{size:9,}{cuts:9,}{each:28.2f}{moments / looking:22.2f}")


def print_tangle(model: Model, number: int, dates: Iterator[dict[str, Any]]) -> None:
    """Print how a story ends that leaves too much open, and the memory that it took."""
    chronology = story(model, dates, ["ceasefire-announced", "ceasefire-takes-effect"])
    tracemalloc.start()
    try:
        replay(chronology)
    except TooTangled as error:
        peak = tracemalloc.get_traced_memory()[1]
        print(f"{number:,} events in one month, peak {peak / 2**20:.0f} MiB:\n  {error}")
    else:
        raise SystemExit(f"{number} events in one month were not too tangled")
    finally:
        tracemalloc.stop()


def main() -> None:
    """Print how replays grow, what Daraa takes beside it, and how a tangle ends."""
    model = load_model("talks-under-fire")
    kinds = kinds_that_move(model)
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    rows = [(n, measured(story(model, mixed(n), kinds), 3 if n > 999 else 15)) for n in sizes]
    print_growth("Most events known to the day, some to the month, lags between some", rows)
    days = [(n, measured(story(model, daily(n), kinds), 3 if n > 999 else 15)) for n in (10, 1_000)]
    print_growth("Every event known to the day", days)
    ten = rows[0][1][0]
    daraa = load("daraa-2018")
    print(f"\nDaraa, {len(daraa.events)} events: one replay takes as long as ", end="")
    print(f"{timed(lambda: replay(daraa), 5) / ten:.1f} of {rows[0][0]} made-up events\n")
    for number, dates in ((40, tangled(40)), (40, tied(40)), (2_000, tangled(2_000))):
        print_tangle(model, number, dates)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"\npeak of the whole run: {peak / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
