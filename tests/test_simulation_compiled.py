"""Compiled code is kept where it can be, and made again where what is kept is of no use."""

from pathlib import Path
from typing import Any

import pytest
from numba.core.caching import NullCache

from negotiation.simulation.compiled import compiled


def doubled(x: float) -> float:
    """Give twice a number."""
    return 2 * x


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of the test's own in which code is kept."""
    monkeypatch.setattr("numba.config.CACHE_DIR", str(tmp_path))
    return tmp_path


def asked() -> dict[str, int]:
    """Compile it anew, use it, and give how often kept code was found and was not."""
    function: Any = compiled(doubled)
    assert function(1.5) == 3.0
    stats = function.stats
    return {"found": sum(stats.cache_hits.values()), "missed": sum(stats.cache_misses.values())}


def kept(folder: Path, ending: str) -> list[Path]:
    return sorted(folder.rglob(f"*.{ending}"))


def test_code_is_kept_for_the_next_process(folder: Path) -> None:
    """The first use compiles it, the second finds it."""
    assert asked() == {"found": 0, "missed": 1}
    assert asked() == {"found": 1, "missed": 0}
    assert len(kept(folder, "nbc")) == 1


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize("size", [0, 40])
def test_half_a_file_is_made_again(folder: Path, ending: str, size: int) -> None:
    """What a loss of power left of it is no error, and whole again after the next use."""
    asked()
    [file] = kept(folder, ending)
    file.write_bytes(file.read_bytes()[:size])

    assert asked()["missed"] == 1
    assert asked()["found"] == 1


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    """Code that cannot be kept is compiled each time: here a file lies where the folder was."""
    function: Any = compiled(doubled)
    [made] = folder.iterdir()
    made.rmdir()
    made.write_text("in the way")

    assert function(1.5) == 3.0
    assert not kept(folder, "nbc")


def test_a_library_that_keeps_code_otherwise_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its inner names may go with any release: then code is compiled each time, and not kept."""
    monkeypatch.setattr("numba.core.dispatcher.FunctionCache", lambda _: NullCache())

    assert asked()["found"] == 0
    assert asked()["found"] == 0
    assert not kept(folder, "nbc")
