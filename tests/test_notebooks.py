"""The notebooks run as they are kept, and a history shows itself in them."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from negotiation.history import History
from tests.making import event
from tests.notebooks import METADATA, PATHS, read
from tests.plotted import ARABIC, STORIES, told

ROOT = Path(__file__).parent.parent


def executed(path: Path, folder: Path) -> Any:
    """Run a notebook in a process of its own, away from what a user has set up for Jupyter."""
    homes = dict.fromkeys(
        ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"), str(folder)
    )
    subprocess.run(
        [sys.executable, "-m", "tests.notebooks", str(folder), str(path)],
        cwd=ROOT, env={**os.environ, **homes, "PYTHONPATH": str(ROOT)},
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return read(folder / path.name)


def outputs(book: Any) -> list[tuple[str, list[dict[str, str]]]]:
    """Give what each cell shows: its printed text, and its values in every form, pictures too."""
    return [
        (cell.id, [_shown(output) for output in cell.get("outputs", ())]) for cell in book.cells
    ]


def _shown(output: Any) -> dict[str, str]:
    return {"stream": output.text} if output.output_type == "stream" else dict(output.data)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_notebook_says_what_it_is_kept_with(path: Path, tmp_path: Path) -> None:
    """Run from the top it has no error, and shows to the letter what stands in the file."""
    assert outputs(executed(path, tmp_path)) == outputs(read(path))


def test_stale_picture_is_noticed() -> None:
    """What a cell shows is compared in every form, not only its text."""
    book = read(PATHS[2])
    kept = outputs(book)
    (shown_, *_) = [cell.outputs[0] for cell in book.cells if cell.get("outputs")]
    shown_.data["image/svg+xml"] += " "

    assert outputs(book) != kept


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_notebook_keeps_no_trace_of_its_maker(path: Path) -> None:
    """No time of running, no path and no warning; a megabyte goes by mail."""
    book = read(path)

    assert book.metadata == METADATA
    assert not any(cell.metadata for cell in book.cells)
    assert not re.search(r"/(home|root|work|tmp|Users)/|stderr", path.read_text(encoding="utf-8"))
    assert path.stat().st_size < 1_000_000


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_notebook_ends_with_a_question_to_the_class(path: Path) -> None:
    """Each tells a story that a teacher can use."""
    last = [cell for cell in read(path).cells if cell.source.strip()][-1]

    assert last.cell_type == "markdown"
    assert "## For the class" in last.source
    assert "?" in last.source


def test_there_are_notebooks_for_the_three_uses() -> None:
    """Replaying, writing Gherkin, plotting."""
    assert [path.stem for path in PATHS] == [
        "1-replaying-daraa",
        "2-writing-gherkin",
        "3-plotting-timelines",
    ]


# --- a history shows itself ----------------------------------------------------------------------


class Texts(HTMLParser):
    """The elements of some HTML, and its texts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(  # noqa: D102  the parser's own name
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002
    ) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:  # noqa: D102  the parser's own name
        self.texts.append(data.replace("\u202f", " "))


def shown(history: History) -> str:
    """Give what a notebook shows of a history."""
    return history._repr_html_()


def test_history_shows_its_timeline_and_its_states() -> None:
    """A picture, and a row for each state that an event led to."""
    history = told(event("a", "up", "2031-03-04"), event("b", "down", "2031-03-06T10:00"))
    seen = Texts(shown(history))

    assert seen.tags.count("svg") == 1
    assert seen.tags.count("tr") == 1 + 2
    rows = " | ".join(seen.texts)
    assert "phase | high  | 1 | 4 March 2031 | 6 March 2031 at 10:00" in rows
    assert "phase | low  | 1 | 6 March 2031 at 10:00 | to the end" in rows


def test_history_of_daraa_is_small_to_show() -> None:
    """A notebook with ten of them can still be mailed."""
    assert len(shown(STORIES["Daraa"]).encode()) < 300_000


@pytest.mark.parametrize("name", ["nothing", "one event", "500 events", "Arabic"])
def test_every_history_shows_itself(name: str) -> None:
    """From nothing at all to very much; of very many states the rest is counted."""
    html = shown(STORIES[name])

    assert html.count("<tr") <= 61
    assert ("more in the full replay" in html) == (name == "500 events")


def test_hostile_texts_stay_texts() -> None:
    """What a file says adds no element to the notebook."""
    bad = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    hostile = Texts(shown(told(event("a", "up", "2031-03-04", label=bad), title=bad)))
    harmless = Texts(shown(told(event("a", "up", "2031-03-04", label=ARABIC), title=ARABIC)))

    assert set(hostile.tags) <= set(harmless.tags)


def test_history_has_a_short_name() -> None:
    """Where nothing but text is shown, it is a line."""
    assert repr(STORIES["Daraa"]) == "<History of daraa-2018: 71 events, 29 tracks>"
