"""The pictures of the README and the docs are those that the package draws today."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.pictures import FOLDER, PICTURES, digest

TILE, SEEN, MANY = 24, 48, 0.1  # pixels; a step of 255; a share of the pixels of a tile


def pixels(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"), dtype=np.int16)


def worst_tile(one: np.ndarray, other: np.ndarray) -> float:
    """Give the greatest share of pixels of a small square that differ so that it is seen."""
    differs = (np.abs(one - other).max(axis=2) > SEEN).astype(float)
    high, wide = (size // TILE * TILE for size in differs.shape)
    tiles = differs[:high, :wide].reshape(high // TILE, TILE, wide // TILE, TILE)
    return float(tiles.mean(axis=(1, 3)).max())


@pytest.mark.parametrize(
    "name", [name for name in PICTURES if name.endswith(".png") and "page" not in name]
)
def test_a_shown_picture_is_current(tmp_path: Path, name: str) -> None:
    """Drawn anew, it is the one shown; `make format` writes it."""
    PICTURES[name](tmp_path / name)
    now, shown = pixels(tmp_path / name), pixels(FOLDER / name)

    assert now.shape == shown.shape
    assert worst_tile(now, shown) < MANY


def test_a_picture_without_its_sources_is_another_one() -> None:
    """One line of small type less, and the comparison sees it."""
    shown = pixels(FOLDER / "daraa-2018.png")
    rows = [row for row in range(len(shown)) if (shown[row] < 128).any()]
    without = shown.copy()
    without[rows[-1] - 12 : rows[-1] + 1] = 255

    assert worst_tile(without, shown) > MANY


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
