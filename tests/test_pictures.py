"""The pictures of the README and the docs are those that the package draws today."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.pictures import FOLDER, PICTURES, digest

SAME = 0.5  # mean difference of pixels, of 255: another build of FreeType rounds otherwise


def pixels(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"), dtype=np.int16)


@pytest.mark.parametrize(
    "name", [name for name in PICTURES if name.endswith(".png") and "page" not in name]
)
def test_a_shown_picture_is_current(tmp_path: Path, name: str) -> None:
    """Drawn anew, it is the one shown; `make format` writes it."""
    PICTURES[name](tmp_path / name)
    now, shown = pixels(tmp_path / name), pixels(FOLDER / name)

    assert now.shape == shown.shape
    assert np.abs(now - shown).mean() < SAME


@pytest.mark.parametrize("name", [name for name in PICTURES if name.endswith(".svg")])
def test_a_shown_drawing_is_current(tmp_path: Path, name: str) -> None:
    """Drawn anew, it is the one shown, to the letter."""
    PICTURES[name](tmp_path / name)

    assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_the_picture_of_the_page_is_of_this_page() -> None:
    """Browsers set type differently, so it is not drawn anew: it says which page it shows."""
    shown = Image.open(FOLDER / "daraa-2018-page.png")

    assert shown.text["Page"] == digest()  # type: ignore[attr-defined]


def test_every_picture_is_shown_and_made() -> None:
    """No file lies there that nothing makes, and the docs show each one."""
    docs = [FOLDER.parent.parent / "README.md", *FOLDER.parent.glob("*.md")]
    text = "".join(path.read_text(encoding="utf-8") for path in docs)

    assert {path.name for path in FOLDER.iterdir()} == set(PICTURES)
    assert all(f"images/{name}" in text for name in PICTURES)
