"""The pytest plugin: `pytest` collects features that name a chronology, without any Python file.

Inert elsewhere: other projects' features are left alone, and until one of ours is met nothing is
imported but this module. What is collected and how it runs: see collecting.py.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import given, then, when

from negotiation.gherkin.known import Known

if TYPE_CHECKING:
    from negotiation.gherkin.talks import Talks

# what nearly every feature of ours says, in each of its languages; a test holds it against them.
# Whether a file is really ours is asked of the vocabulary: this only spares others the question.
HINTS = (
    "chronolog", "التسلسل الزمني", "events are replayed", "événements sont rejoués",
    "évènements sont rejoués", "عرض جميع الأحداث",
)  # fmt: skip
HINT = re.compile("|".join(map(re.escape, HINTS)), re.IGNORECASE)
LARGEST = 5_000_000  # bytes; nobody writes a larger feature
WIDE, NARROW = ("utf-16",), ("utf-8", "latin-1")
OURS = pytest.StashKey[dict[Path, bool]]()  # of files, whether they speak of a chronology


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a feature file that is ours."""
    if file_path.suffix != ".feature" or not _is_ours(file_path, parent.config):
        return None
    if not parent.config.pluginmanager.hasplugin("pytest-bdd"):
        raise pytest.UsageError(f"{file_path.name} needs pytest-bdd; run without -p no:pytest-bdd")
    from negotiation.gherkin.collecting import FeatureFile

    found: pytest.Collector = FeatureFile.from_parent(parent, path=file_path)
    return found


def _is_ours(path: Path, config: pytest.Config) -> bool:
    """Say whether a feature is about a chronology, or lies beside one that is.

    One that was asked for by its name is, too, if there is nothing in it that anybody could read.
    """
    if path.name.startswith("."):
        return False
    if _speaks(path, config):
        return True
    asked = {Path(argument.partition("::")[0]).absolute() for argument in config.args}
    if path in asked and not _bytes(path).strip():
        return True
    known = config.stash.setdefault(OURS, {})
    if path.parent not in known:
        beside = sorted(path.parent.glob("*.feature"))
        known[path.parent] = any(_speaks(other, config) for other in beside)
    return known[path.parent]


def _speaks(path: Path, config: pytest.Config) -> bool:
    known = config.stash.setdefault(OURS, {})
    if path not in known:
        data = _bytes(path)
        wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
        texts = [
            data.decode(name, "ignore") for name in (("utf-16",) if wide else ("utf-8", "latin-1"))
        ]
        known[path] = any(map(HINT.search, texts)) and _is_of_the_vocabulary(texts)
    return known[path]


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError:
        return b""


def _is_of_the_vocabulary(texts: list[str]) -> bool:
    from negotiation.gherkin.reader import speaks_of_talks

    return any(map(speaks_of_talks, texts))


# --- steps ---------------------------------------------------------------------------------------


@given(Known("negotiation: what is read"))
@when(Known("negotiation: what is done with it"))
@then(Known("negotiation: what must hold"))
def _run(request: pytest.FixtureRequest, talks: Talks, sentence: Any) -> None:
    request.node.run_sentence(talks, sentence)


@pytest.fixture
def talks(request: pytest.FixtureRequest) -> Talks:
    """Give what a scenario works on, with its `chronology`, `history` and `recorded`."""
    from negotiation.gherkin.collecting import talks_for

    return talks_for(request)


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_bdd_after_step(request: pytest.FixtureRequest, step: Any) -> None:
    """Note a step of the user's own that passed, so that a later failure shows it."""
    note = getattr(request.node, "note_passed", None)
    if note is not None:
        note(getattr(step.name, "sentence", None))
