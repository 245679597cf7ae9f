"""The pictures of the README and the docs: what each shows, and how it is made anew."""

from collections.abc import Callable
from pathlib import Path

from negotiation.diagram import laid_out, svg_file
from negotiation.load import load
from negotiation.plot import multiples, save, timeline
from negotiation.replay import replay
from negotiation.view.speech import speech
from negotiation.whatif import LeaveOut, changed
from negotiation.writing import write

FOLDER = Path(__file__).parent.parent / "docs" / "images"
DARAA = load("daraa-2018")
FINE, COARSE = 120, 80


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


PICTURES: dict[str, Callable[[Path], None]] = {
    "daraa-2018.png": _daraa,
    "daraa-2018-ar.png": _arabic,
    "daraa-2018-what-if.png": _what_if,
    "daraa-2018-process.svg": _process,
}
