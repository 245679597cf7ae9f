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

# "chronology" in each language of features; a test holds it against them
WORDS = ("chronology", "chronologie", "التسلسل الزمني", "تسلسل زمني")
NAMED = re.compile(rf"(?:{'|'.join(WORDS)})\s*[\"“”„«»'‘]", re.IGNORECASE)
LARGEST = 5_000_000  # bytes; nobody writes a larger feature


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
    """Say whether a feature is about a chronology, or was asked for, or lies beside one that is."""
    if _names_chronology(path):
        return True
    if any(Path(argument.partition("::")[0]).resolve() == path for argument in config.args):
        return True
    beside = (path.parent / "phrases.yaml").is_file()
    return beside or any(map(_names_chronology, sorted(path.parent.glob("*.feature"))))


def _names_chronology(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
    except OSError:
        return False
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8", "latin-1"]
    return any(NAMED.search(data.decode(encoding, "ignore")) for encoding in encodings)


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


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_after_step(request: pytest.FixtureRequest, step: Any) -> None:
    """Note a step of the user's own that passed, so that a later failure shows it."""
    note = getattr(request.node, "note_passed", None)
    if note is not None:
        note(getattr(step.name, "sentence", None))
