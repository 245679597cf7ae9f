"""Files: the same bytes on every run, written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from negotiation.errors import NegotiationError
from negotiation.plot import save, timeline
from tests.plotted import STORIES, told, turns

ALT = "A timeline: “talks” & <fights>, محادثات"


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_bytes_twice(tmp_path: Path, ending: str) -> None:
    """Drawn and saved twice, a story gives the same file."""
    one, other = (
        save(timeline(told(*turns("2031-03-04", "2031-03-06"))), tmp_path / f"{name}.{ending}")
        for name in ("one", "other")
    )

    assert one.read_bytes() == other.read_bytes()


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    """Neither the clock, the zone nor the order of sets of a process shows in the files."""
    names = {"a.png": "show", "a.svg": "show", "b.svg": "edit", "a.pdf": "show"}
    code = (
        "import sys; from negotiation import load, replay\n"
        "from negotiation.plot import save, timeline\n"
        "drawn = timeline(replay(load('daraa-2018')))\n"
        f"for name, kind in {names}.items():\n"
        f"    save(drawn, f'{{sys.argv[1]}}/{{name}}', svg=kind, alt={ALT!r})"
    )
    odd = {"PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1000000000", "TZ": "Asia/Tokyo"}
    there = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "there")]
    subprocess.run(there, check=True, env=os.environ | odd)

    drawn = timeline(STORIES["Daraa"])
    for name, kind in names.items():
        here = save(drawn, tmp_path / "here" / name, svg=kind, alt=ALT)
        assert here.read_bytes() == (tmp_path / "there" / name).read_bytes()


def test_a_png_is_large_enough_for_print(tmp_path: Path) -> None:
    """Eleven inches at 300 dots an inch are 3,300 pixels across; at 150, half of that."""
    drawn = timeline(told(*turns("2031-03-04")))

    for dpi, wide in ((300, 3300), (150, 1650)):
        path = save(drawn, tmp_path / "a.png", dpi=dpi)
        assert int.from_bytes(path.read_bytes()[16:20], "big") == wide


def test_a_png_carries_title_and_description(tmp_path: Path) -> None:
    """What the picture shows is said in the file, in any script."""
    path = save(timeline(told(*turns("2031-03-04"), title="Talks")), tmp_path / "a.png", alt=ALT)

    with Image.open(path) as picture:
        assert picture.info["Title"] == "Talks"
        assert picture.info["Description"] == ALT
        assert "Software" not in picture.info


def test_a_pdf_carries_title_and_description(tmp_path: Path) -> None:
    """Title and subject stand in the file, and no day of its making; its letters are text."""
    path = save(
        timeline(told(*turns("2031-03-04"), title="Talks")), tmp_path / "a.pdf", alt="An alt"
    )
    content = path.read_bytes()

    assert b"/Title (Talks)" in content
    assert b"/Subject (An alt)" in content
    assert b"CreationDate" not in content
    assert b"/FontFile2" in content


def test_the_ending_says_the_kind(tmp_path: Path) -> None:
    """An ending that is none of the three is refused, and the message names them."""
    drawn = timeline(told(*turns("2031-03-04")))

    for name in ("a.gif", "a"):
        with pytest.raises(NegotiationError, match=r"end it in \.png, \.svg or \.pdf"):
            save(drawn, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    """A file is replaced by a whole one, with nothing beside it; a folder in its place stays."""
    drawn = timeline(told(*turns("2031-03-04")))
    (tmp_path / "old.svg").write_text("old")
    (tmp_path / "folder.svg").mkdir()

    save(drawn, tmp_path / "old.svg")
    with pytest.raises(NegotiationError, match="cannot be written"):
        save(drawn, tmp_path / "folder.svg")

    assert (tmp_path / "old.svg").read_text().startswith("<?xml")
    assert {path.name for path in tmp_path.iterdir()} == {"old.svg", "folder.svg"}
