"""What the README says is so: its Python example, its commands, its scenario."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negotiation.cli import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("#")[0].strip()
    for line in README.splitlines()
    if re.match(r"negotiation (?!demo)", line)
]


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_example_prints_what_it_says() -> None:
    """The Python example of the README prints the text below it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(block("python"), {})  # noqa: S102  our own README

    assert out.getvalue() == block("text")
    assert len(block("python").strip().splitlines()) <= 10


def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of the README succeed one after another in an empty folder."""
    monkeypatch.chdir(tmp_path)

    assert len(COMMANDS) >= 10
    for command in COMMANDS:
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exit_code == 0, (command, result.output)


def test_scenario_is_a_shipped_one() -> None:
    """The scenario of the README stands in the shipped features, word for word."""
    steps = [line.strip() for line in block("gherkin").splitlines() if line.strip()]
    folder = Path(__file__).parent.parent / "features" / "daraa-2018"
    shipped = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.feature"))

    assert all(step in shipped for step in steps)
