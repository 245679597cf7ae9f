"""Set the replay page as one HTML file: one style, one script, no request, every text escaped.

What it says and draws: see tables.py, chart.py and data.py; how it looks and moves: page.css and
page.js, which is packed with its style and data to keep the file small (unpack.js).
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from negotiation.chronology import Chronology
from negotiation.history import History
from negotiation.page.cast import Cast, cast
from negotiation.page.chart import Chart, chart, shades_of
from negotiation.page.data import Writer
from negotiation.page.stops import stops
from negotiation.page.tables import event_rows, limits, measure_tables, notes, remarks, state_tables
from negotiation.page.trees import number
from negotiation.view.citing import plain
from negotiation.view.pages import Templates, digest, templates
from negotiation.view.texts import shown

FOLDER = Path(__file__).parent


def page(
    history: History,
    *,
    language: str = "en",
    tracks: Iterable[str] | None = None,
    classroom: bool = False,
    whole: Chronology | None = None,
) -> str:
    """Give the page on which a history is replayed, as the text of an HTML file.

    `tracks` are names as for a timeline; left out: every track that moved. With `classroom` the
    page opens with what comes next hidden until it is asked for. `whole` is the chronology before
    sources were left out, which the page then names. Raises UnknownName, and NegotiationError for
    a language that is not known.
    """
    shown_here = cast(history, language, tracks, whole)
    drawn = chart(shown_here)
    shades = tuple(shades_of(drawn))
    style, early = _style("page.css") + _colours(shades), _script("early.js")
    unpack = _script("unpack.js")
    told = (
        _templates()
        .get_template("page.html.jinja")
        .render(
            cast=shown_here,
            say=shown_here.say,
            speech=shown_here.speech,
            title=_title(shown_here),
            rtl=shown_here.speech.direction == "rtl",
            chart=drawn,
            shades={shade: number for number, shade in enumerate(shades)},
            data=_data(shown_here, drawn),
            states=tuple(state_tables(shown_here)),
            events=event_rows(shown_here),
            measures=tuple(measure_tables(shown_here)),
            notes=tuple(notes(shown_here)),
            remarks=tuple(remarks(shown_here)),
            limits=tuple(limits(shown_here)),
            style=style,
            early=early,
            unpack=unpack,
            styles=tuple(map(digest, (style, _style("replay.css")))),
            scripts=tuple(map(digest, (early, unpack, _script("page.js")))),
            classroom=classroom,
        )
    )
    return re.sub(r"\n\s*<", "<", told) + "\n"


def _title(shown_here: Cast) -> str:
    return shown_here.speech.label(shown_here.history.chronology.title)


def _data(shown_here: Cast, drawn: Chart | None) -> str:
    """Give the script, its style and its data: JSON, compressed, in letters that end no element.

    Nothing if there is no time to move in.
    """
    found = stops(shown_here.history)
    if found is None or drawn is None:
        return ""
    packed = {
        "style": _style("replay.css"),
        "script": _script("page.js"),
        "data": Writer(shown_here, found, drawn).data(),
    }
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


# --- the page's own files -------------------------------------------------------------------


@cache
def _script(name: str) -> Markup:
    """Give a script without indents and comments."""
    source = (FOLDER / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in source.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return Markup(kept)  # noqa: S704  a file of this package


@cache
def _style(name: str) -> Markup:
    """Give a style without comments and the spaces that it can do without."""
    source = (FOLDER / name).read_text(encoding="utf-8")
    own = re.sub(r"/\*.*?\*/|\s*([{};,>])\s*|(?<=:) ", r"\1", source)
    return Markup(own.replace(";}", "}"))  # noqa: S704  a file of this package


def _colours(shades: tuple[str, ...]) -> Markup:
    """Give a short class for every colour that is drawn."""
    classes = "".join(f".c{n}{{fill:{shade}}}" for n, shade in enumerate(shades))
    return Markup(classes)  # noqa: S704  numbers of colours


@cache
def _templates() -> Templates:
    made = templates(FOLDER, _fit, trimmed=True)
    made.globals |= {"number": number}
    return made


def _fit(value: Any) -> Any:
    """Make a text fit to be shown, on one line; markup is already."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return shown(plain(value))
