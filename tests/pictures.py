"""The pictures of the README and the docs: what each shows, and how it is made anew."""

import hashlib
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from negotiation.diagram import laid_out, svg_file
from negotiation.load import load, load_assumptions
from negotiation.page import page
from negotiation.plot import multiples, save, timeline
from negotiation.plot.ensembles import frequent_paths, outcome_curves, state_shares
from negotiation.replay import replay
from negotiation.simulation.begins import Begin, from_moment
from negotiation.simulation.ensemble import simulate
from negotiation.simulation.results import Results, results
from negotiation.view.speech import speech
from negotiation.whatif import LeaveOut, changed
from negotiation.writing import write
from tests.browser import LACKING, chromium

FOLDER = Path(__file__).parent.parent / "docs" / "images"
DARAA = load("daraa-2018")
FINE, COARSE = 120, 80
RUNS = 10_000


def _daraa(path: Path) -> None:
    drawn = timeline(replay(DARAA))
    save(drawn, path, alt=drawn.alt, dpi=FINE)


def _arabic(path: Path) -> None:
    drawn = timeline(replay(DARAA), language="ar")
    save(drawn, path, alt=drawn.alt, language="ar", dpi=COARSE)


def _what_if(path: Path) -> None:
    record = replay(DARAA)
    otherwise = replay(changed(DARAA, [LeaveOut("ceasefire-starts")]), record=record.record)
    drawn = multiples({"On record": record, "If the ceasefire is left out": otherwise})
    save(drawn, path, alt=drawn.alt, dpi=COARSE)


def _process(path: Path) -> None:
    history = replay(DARAA)
    write(path, svg_file(laid_out(history, speech("en", history.zone), ["process"])))


def digest() -> str:
    """Name the page of Daraa by what is in it."""
    return hashlib.sha256(page(replay(DARAA)).encode()).hexdigest()


def _page(path: Path) -> None:
    """Take a picture of the page in a browser, and note in it which page that was."""
    from playwright.sync_api import sync_playwright

    executable = chromium()
    if executable is None:
        raise SystemExit(LACKING)
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "daraa.html")
        target.write_text(page(replay(DARAA)), encoding="utf-8")
        browser = play.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": 1000, "height": 1250})
        view.goto(f"{target.as_uri()}#t=2018-07-05T12:00")
        shot = view.screenshot()
        browser.close()
    noted = PngInfo()
    noted.add_text("Page", digest())
    buffer = BytesIO()
    Image.open(BytesIO(shot)).quantize(128).save(buffer, "PNG", pnginfo=noted, optimize=True)
    write(path, buffer.getvalue())


def _runs(begin: Begin | None = None, *whatifs: str) -> list[Results]:
    """Give the results of runs of the valley, the same every time."""
    chronology = load("valley")
    assumptions, model = load_assumptions("valley", chronology)
    ensemble = simulate(
        chronology, assumptions, model=model, runs=RUNS, seed=7, begin=begin, whatifs=whatifs
    )
    return [one for variant in ensemble.variants for one in results(ensemble, variant)]


def _states(path: Path) -> None:
    history = replay(load("valley"))
    drawn = state_shares(_runs(from_moment(history, "2031-03-14")), "phase", history)
    save(drawn, path, alt=drawn.alt, dpi=COARSE)


def _outcomes(path: Path) -> None:
    drawn = outcome_curves(_runs(None, "no-observers"))
    save(drawn, path, alt=drawn.alt, dpi=COARSE)


def _paths(path: Path) -> None:
    drawn = frequent_paths(_runs(), most=6)
    save(drawn, path, alt=drawn.alt, dpi=COARSE)


PICTURES: dict[str, Callable[[Path], None]] = {
    "daraa-2018.png": _daraa,
    "daraa-2018-ar.png": _arabic,
    "daraa-2018-what-if.png": _what_if,
    "daraa-2018-process.svg": _process,
    "daraa-2018-page.png": _page,
    "valley-states.png": _states,
    "valley-outcomes.png": _outcomes,
    "valley-paths.png": _paths,
}
