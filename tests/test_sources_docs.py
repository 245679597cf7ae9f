"""What docs/sources.md says can be typed works."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from negotiation.cli import app

PAGE = (Path(__file__).parent.parent / "docs" / "sources.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line.split("#")[0].strip() for block in BLOCKS for line in block.splitlines()]


def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands succeed one after another in a folder with a folder of texts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()

    assert len(COMMANDS) >= 15
    for command in COMMANDS:
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exit_code == 0, (command, result.output)
