"""The guide to simulations: its file is sound, and its commands print what it shows."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negotiation.cli import app

GUIDE = (Path(__file__).parent.parent / "docs" / "simulating.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^negotiation ((?:validate|simulate) .*?)(?:   #.*)?$", GUIDE, re.MULTILINE)
SHOWN = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give what all commands of the guide print, one after the other, in a folder of their own."""
    folder = tmp_path_factory.mktemp("guide")
    [file] = re.findall(r"```yaml\n(format: negotiation-assumptions/1\n.*?)```", GUIDE, re.DOTALL)
    (folder / "my-waits.yaml").write_text(file, encoding="utf-8")
    told = []
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        for command in COMMANDS:
            result = CliRunner().invoke(app, shlex.split(command))
            assert result.exit_code == 0, (command, result.output)
            told.append(result.stdout)
    assert (folder / "figures" / "outcomes.png").is_file()
    return "\n".join(told)


def test_guide_shows_something() -> None:
    """There are commands to run and blocks of output to hold them to."""
    assert len(COMMANDS) >= 6
    assert len(SHOWN) >= 5


@pytest.mark.parametrize("number", range(len(SHOWN)))
def test_output_is_what_the_guide_shows(printed: str, number: int) -> None:
    """Every block of output in the guide is printed by its commands, to the letter."""
    assert SHOWN[number] in printed
