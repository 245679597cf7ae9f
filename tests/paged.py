"""Read a replay page as a program does: its texts, its elements and the data of its script."""

import base64
import json
import re
import zlib
from html.parser import HTMLParser
from typing import Any

from negotiation.history import History
from negotiation.load import load
from negotiation.replay import replay
from tests.making import model, rule, story, track

DARAA, VALLEY = replay(load("daraa-2018")), replay(load("valley"))
HOSTILE = (
    '</script><script>alert(1)</script><img src=x onerror="alert(2)"> &amp; \'"` ${alert(3)} '
    "{{ 7*7 }} <!-- ]]> \u202eright\u202c \u2028 \x07 " + "Donaudampfschifffahrt" * 12
)
TALKS = model(
    phase=track(
        rule("up", ["low"], "high"),
        rule("up", ["high"]),
        rule("down", ["high"], "low", requires={"talks": ["going-on"]}),
        initial="low",
    ),
    talks=track(
        rule("talk", ["none"], "going-on"), rule("stop", ["going-on"], "none"), initial="none"
    ),
    issue=track(rule("ask", ["open"], "asked"), initial="open", for_each="issues"),
)


def told(*events: Any, **fields: Any) -> History:
    """Give the history of a story in UTC."""
    return replay(story(TALKS, *events, **fields))


def hostile(text: str = HOSTILE) -> History:
    """Give a history in which every text that a file may choose is this one."""
    named = {"en": text, "fr": text, "ar": text}
    whole = load("valley")
    theory = whole.model.model_copy(
        update={
            "title": named,
            "kinds": {
                k: one.model_copy(update={"label": named}) for k, one in whole.model.kinds.items()
            },
            "tracks": {k: _track(one, named) for k, one in whole.model.tracks.items()},
        }
    )
    labelled = {
        field: {k: one.model_copy(update={"label": named, "note": named})
                for k, one in getattr(whole, field).items()}
        for field in ("sources", "actors", "places", "issues", "third_parties", "events")
    }  # fmt: skip
    labelled["sources"] = {
        k: one.model_copy(update={"outlet": text, "title": text})
        for k, one in labelled["sources"].items()
    }
    labelled["events"] = {
        k: one.model_copy(update={"reports": tuple(_report(r, text) for r in one.reports)})
        for k, one in labelled["events"].items()
    }
    measures = {
        k: one.model_copy(update={"label": named, "unit": text, "values": tuple(
            v.model_copy(update={"words": named}) for v in one.values)})
        for k, one in whole.measures.items()
    }  # fmt: skip
    notes = tuple(one.model_copy(update={"text": named}) for one in whole.notes)
    changes = {"title": named, "model": theory, "measures": measures, "notes": notes}
    return replay(whole.model_copy(update=labelled | changes))


def _track(one: Any, named: dict[str, str]) -> Any:
    states = {k: state.model_copy(update={"label": named}) for k, state in one.states.items()}
    return one.model_copy(update={"label": named, "states": states})


def _report(one: Any, text: str) -> Any:
    return one.model_copy(update={"inferred": text}) if one.inferred else one


class Read(HTMLParser):
    """The elements of a page with their attributes, and its texts outside scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._raw = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self._raw = tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        """Note where scripts and styles end."""
        self._raw = False

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._raw:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All texts, with single spaces."""
        return " ".join(" ".join(self.texts).split())


def data(text: str) -> dict[str, Any]:
    """Give what the script of a page reads."""
    read: dict[str, Any] = unpacked(text)["data"]
    return read


def unpacked(text: str) -> dict[str, Any]:
    """Give the script of a page and what it reads."""
    packed = re.search(r"<script id=data[^>]*>([^<]*)</script>", text)
    assert packed is not None
    read: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(packed[1])))
    return read


def strings(value: Any) -> list[str]:
    """Give every text in some data."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in inside for text in strings(one)]
