"""Measure the replay page: how long it takes to write, how large it is, and whether it scrubs.

    python benchmarks/page.py [EVENTS]

The slider of a page of so many events (500 if not said) over 20 years is driven through 200
positions, one a frame, in headless Chromium; printed is how many frames took longer than 25 ms.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from negotiation.chronology import Chronology
from negotiation.event import Event, Who
from negotiation.evidence import Report
from negotiation.load import load
from negotiation.page import page
from negotiation.replay import replay
from tests.browser import LACKING, chromium

POSITIONS, SLOW = 200, 25.0
SCRUB = """async (positions) => {
  const slider = document.querySelector("#time"), most = +slider.max, frames = [];
  let before = await new Promise(requestAnimationFrame);
  for (let n = 0; n < positions; n += 1) {
    slider.value = Math.round(most * (n + 1) / positions);
    slider.dispatchEvent(new Event("input"));
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  return frames;
}"""


def story(count: int) -> Chronology:
    """Give a chronology of so many events over 20 years, else as full as that of Daraa.

    Notes are kept without the events that they are about; nothing is set aside.
    """
    whole = load("daraa-2018")
    events = {event.id: event for event in _events(whole, count)}
    notes = tuple(note.model_copy(update={"about": ()}) for note in whole.notes)
    return whole.model_copy(update={"events": events, "notes": notes, "set_aside": ()})


def _events(whole: Chronology, count: int) -> Iterator[Event]:
    told = zip(cycle(whole.events.values()), cycle(whole.sources))
    for number, (one, source) in zip(range(count), told, strict=False):
        year, day = divmod(number * 20 * 336 // count, 336)
        when = f"{1998 + year}-{day // 28 + 1:02}-{day % 28 + 1:02}"
        report = Report(id=f"r{number}", source=source, when=when, by="sohr")
        update = {"id": f"e{number}", "reports": (report,), "who": Who(by="russia")}
        yield one.model_copy(update=update)


def main() -> None:
    """Print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    path = chromium()
    if path is None:
        sys.exit(LACKING)
    history = replay(story(count))
    start = time.perf_counter()
    text = page(history)
    print(f"written in {time.perf_counter() - start:.2f} s, {len(text.encode()) / 1000:.0f} kB")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(text, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 1000, "height": 800})
        shown.goto(file.as_uri())
        shown.wait_for_selector("#time:visible")
        frames = sorted(shown.evaluate(SCRUB, POSITIONS))
        browser.close()
    slow = sum(frame > SLOW for frame in frames)
    print(
        f"{slow} of {len(frames)} frames over {SLOW:g} ms ({slow / len(frames):.1%}); "
        f"median {frames[len(frames) // 2]:.1f} ms, longest {frames[-1]:.1f} ms"
    )


if __name__ == "__main__":
    main()
