"""How long figures take, beside the bare chart that people draw by hand with matplotlib.

The bare one has bars with sharp edges and nothing else: no sources, no labels placed, no doubts.
Prints a table in Markdown; every ratio is of one run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

BARE = """
import sys
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from negotiation import load, replay

history = replay(load("daraa-2018"))
figure = Figure(figsize=(11, 8))
FigureCanvasAgg(figure)
axes = figure.add_subplot()
for row, track in enumerate(("phase", "process", "ceasefire", "hostilities")):
    for span in history.spans(track)[1:]:
        end = span.end.midpoint() if span.end else history.record.end
        start = span.start.midpoint()
        axes.broken_barh([(start, end - start)], (row, 0.8))
        axes.text(start, row + 0.4, span.state)
figure.savefig(sys.argv[1], dpi=300)
"""
OURS = """
import sys
from negotiation import load, replay
from negotiation.plot import save, timeline

save(timeline(replay(load("daraa-2018"))), sys.argv[1])
"""
EVENTS = 500


def seconds(work: Callable[[], object]) -> float:
    """Time the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def fresh(code: str, target: Path) -> float:
    """Time a process of its own."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", code, str(target)], check=True))


def many(folder: Path) -> Path:
    """Write a chronology of so many events over twenty years, on the days of which they are."""
    kinds = ("session-begins", "session-adjourned")
    first = date(2010, 1, 3)
    lines = [
        "format: negotiation-chronology/1",
        "title: Many sessions",
        "model: core-talks",
        "timezone: UTC",
        "sources: {paper: {outlet: Paper, published: 2030-12-31}}",
        "events:",
    ]
    for number in range(EVENTS):
        day = first + timedelta(days=number * 14)
        lines.append(
            f"  e{number}: {{label: Session {number // 2}, kind: {kinds[number % 2]}, "
            f"reports: [{{source: paper, when: {day}}}]}}"
        )
    path = folder / "many.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """Time every figure and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, bare = fresh(OURS, folder / "ours.png"), fresh(BARE, folder / "bare.png")
        from negotiation import load, replay
        from negotiation.plot import save, timeline

        history = replay(load("daraa-2018"))
        loaded = seconds(lambda: save(timeline(history), folder / "a.png"))
        drawn = timeline(history)
        vector = seconds(lambda: save(drawn, folder / "a.svg"))
        long_history = replay(load(str(many(folder))))
        long = seconds(lambda: save(timeline(long_history), folder / "b.png"))
    print("| figure | seconds | times the bare chart |")
    print("|---|---|---|")
    for words, taken in (
        ("a bare chart of the same states, fresh process", bare),
        ("Daraa, fresh process, PNG of 300 dpi", ours),
        ("Daraa, matplotlib loaded", loaded),
        ("Daraa, drawn already, as SVG with its font", vector),
        (f"{EVENTS} events over twenty years, matplotlib loaded", long),
    ):
        print(f"| {words} | {taken:.2f} | {taken / bare:.2f} |")


if __name__ == "__main__":
    main()
