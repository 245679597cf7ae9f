"""Named what-ifs in a file: read, bound to their chronology, and shipped ones that work."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.differences import differences
from negotiation.errors import LoadError
from negotiation.library import scenarios
from negotiation.load import digest, load, load_changes
from negotiation.replay import replay
from negotiation.whatif import changed, edit

SHIPPED = scenarios() / "whatifs" / "daraa-2018.yaml"


def text(change: str, key: str = "") -> str:
    return (
        "format: negotiation-changes/1\nchronology: valley\n"
        f"digest: {key or digest('valley')}\n"
        f"sets:\n  one:\n    because: to see\n    changes:\n      - {change}\n"
    )


@pytest.mark.parametrize("name", list(load_changes(SHIPPED, "daraa-2018").sets))
def test_shipped_sets_make_a_difference(name: str) -> None:
    """Each shipped what-if is read, applies to Daraa and changes something."""
    daraa = load("daraa-2018")
    recorded = replay(daraa)
    forms = load_changes(SHIPPED, "daraa-2018").sets[name].changes

    otherwise = replay(changed(daraa, map(edit, forms)), record=recorded.record)

    assert differences(recorded, otherwise)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("leave-out: truce-1\n        move: {event: talks-1, when: 2031-03-05}", "exactly one"),
        ("move: {event: truce-1}", '"when" is missing'),
        ("move: {event: truce-1, when: March 5}", "is not a date"),
        ("put-back: {event: truce-1, by: two hours}", "is not a length of time"),
        ("remove: truce-1", "no such field"),
    ],
)
def test_bad_change_is_told_at_its_line(change: str, words: str, tmp_path: Path) -> None:
    """A change that is not one says so, at its line."""
    path = tmp_path / "changes.yaml"
    path.write_text(text(change), encoding="utf-8")

    with pytest.raises(LoadError, match=words) as error:
        load_changes(path, "valley")

    assert all(problem.line >= 7 for problem in error.value.problems)


def test_changes_are_bound_to_the_text_they_were_written_for(tmp_path: Path) -> None:
    """Another digest is a problem that names the one to write."""
    path = tmp_path / "changes.yaml"
    path.write_text(text("leave-out: truce-1", "sha256:0000"), encoding="utf-8")

    with pytest.raises(LoadError, match=r"P507.*another text of valley.*" + digest("valley")):
        load_changes(path, "valley")


def test_command_takes_a_named_set() -> None:
    """--set FILE:NAME asks a named what-if, and says why one would."""
    told = CliRunner().invoke(
        app, ["whatif", "daraa-2018", "--set", f"{SHIPPED}:without-the-offer"]
    )

    assert told.exit_code == 0, told.output
    assert "Did the process depend on the rebels' offer" in told.output
    assert "process: parts at 5 July 2018, 00:00, until 6 July 2018, 13:00" in told.output
