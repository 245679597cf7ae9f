"""Files are written whole or not at all, several of them together."""

from pathlib import Path

import pytest

from negotiation.writing import NotWritten, write_all


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    """If the second of two cannot be written, the first stays as it was, and nothing is left."""
    first, folder = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("old", encoding="utf-8")
    folder.mkdir()

    with pytest.raises(NotWritten, match="cannot be written"):
        write_all({first: "new", folder: "x"}, force=True)

    assert first.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_different_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    """One that stands there stops all of them; the same content is no difference."""
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("mine", encoding="utf-8")

    with pytest.raises(NotWritten, match="--force"):
        write_all({second: "x", first: "theirs"})
    assert not second.exists()

    write_all({second: "x", first: "mine"})
    assert second.read_text(encoding="utf-8") == "x"
