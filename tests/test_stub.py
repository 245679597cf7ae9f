"""The files for editors: each sentence of each language is in the stub, as JavaScript has it."""

import json
import re
from pathlib import Path

import pytest
from cucumber_expressions.expression import CucumberExpression
from cucumber_expressions.parameter_type import ParameterType
from cucumber_expressions.parameter_type_registry import ParameterTypeRegistry
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.errors import NegotiationError, UnknownName
from negotiation.gherkin.asked import ROLES
from negotiation.gherkin.editor import STUB, editor_files, stub
from negotiation.gherkin.language import codes
from negotiation.gherkin.reader import read
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.talks import Shelf
from negotiation.gherkin.vocabulary import parameters, vocabulary
from negotiation.writing import NotWritten

TYPE = re.compile(r'defineParameterType\(\{ name: ("[^"]*"), regexp: /(.*)/ \}\)')
STEP = re.compile(r"(Given|When|Then)\((\".*\"), \(\) => \{\}\)")


def read_stub(text: str) -> tuple[dict[str, str], list[tuple[str, CucumberExpression]]]:
    """Read a stub as the extension does: its kinds of parameter, and its expressions."""
    registry = ParameterTypeRegistry()
    kinds = {json.loads(name): regexp for name, regexp in TYPE.findall(text)}
    for name, regexp in kinds.items():
        registry.define_parameter_type(ParameterType(name, regexp.replace(r"\/", "/"), str))
    found = [(word, json.loads(says)) for word, says in STEP.findall(text)]
    return kinds, [(word, CucumberExpression(says, registry)) for word, says in found]


@pytest.mark.parametrize("code", codes())
def test_every_example_is_known_to_the_stub(code: str) -> None:
    """Each example is taken by sentences of the stub, and only under its own keyword."""
    _, expressions = read_stub(stub(codes()))
    words = vocabulary(code)

    for step in STEPS:
        example = words.example(step.id)
        for typed in (example, example.replace("'", "’")):
            under = {word for word, known in expressions if known.match(typed) is not None}
            assert under == {step.keyword.capitalize()}, typed


def test_stub_says_what_it_is_and_holds_nothing_else() -> None:
    """It begins with what it is for; every other line defines, explains, or is empty."""
    lines = stub(codes()).splitlines()

    assert "never run" in " ".join(lines[:5])
    for line in lines:
        assert not line or line.startswith("//") or TYPE.fullmatch(line) or STEP.fullmatch(line)


def test_expressions_are_such_that_the_extension_makes_suggestions() -> None:
    """No word to choose from has a part that may be left out: the extension stops at such."""
    for says in (json.loads(text) for _, text in STEP.findall(stub(codes()))):
        for chunk in re.sub(r"\([^()]*\)(?= |$|\{)", "", says).split():
            assert not ("/" in chunk and "(" in chunk), says
        assert "\\" not in says


@pytest.mark.parametrize("code", codes())
def test_regular_expressions_are_those_of_javascript(code: str) -> None:
    """No group has a name, no space is escaped, every slash is, and each kind is defined once."""
    text = stub([code])
    kinds, _ = read_stub(text)

    assert len(TYPE.findall(text)) == len(kinds)
    for regexp in kinds.values():
        assert not re.search(r"\(\?[P<]|\\[ZA ]|(?<!\\)/|\(\?[aiLmsux]", regexp)
    used = {
        name
        for says in re.findall(r"(?:Given|When|Then)\((.*), \(", text)
        for name in parameters(says)
    }
    assert used - {"int"} <= set(kinds)


def test_every_name_has_a_role() -> None:
    """Each name in each sentence is said to be the name of something, and no role is stale."""
    for step in STEPS:
        assert len(step.names) == parameters(step.says).count("name"), step.id
        assert set(step.names) <= set(ROLES), step.id


def test_settings_lead_to_the_stub() -> None:
    """VS Code finds features anywhere, the stub where it lies, and is offered the extension."""
    files = editor_files()

    settings = json.loads(files[".vscode/settings.json"])
    assert settings["cucumber.glue"] == [STUB]
    assert STUB in files
    assert settings["cucumber.features"] == ["**/*.feature"]
    offered = json.loads(files[".vscode/extensions.json"])["recommendations"]
    assert offered == ["CucumberOpen.cucumber-official"]
    with pytest.raises(UnknownName):
        editor_files("xx")


def test_command_writes_the_stub_and_overwrites_nothing(tmp_path: Path) -> None:
    """`steps --stub` tells what it wrote; settings that somebody changed stay as they are."""
    run = CliRunner().invoke

    assert run(app, ["steps", "--stub", str(tmp_path)]).exit_code == 0
    assert run(app, ["steps", "--stub", str(tmp_path)]).exit_code == 0
    mine = tmp_path / ".vscode" / "settings.json"
    mine.write_text("{}", encoding="utf-8")
    again = run(app, ["steps", "--stub", str(tmp_path)])

    assert isinstance(again.exception, NotWritten)
    assert mine.read_text(encoding="utf-8") == "{}"
    assert run(app, ["steps", "--stub", str(tmp_path), "--force"]).exit_code == 0


@pytest.mark.parametrize("options", [[], ["--from", "daraa-2018"], ["--from", "valley"]])
def test_new_with_features_begins_with_one_that_passes(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`new NAME --features` writes a feature beside the chronology, which it names, and a stub."""
    monkeypatch.chdir(tmp_path)

    made = CliRunner().invoke(app, ["new", "my-talks", "--features", *options])

    assert made.exit_code == 0
    assert Path(STUB).is_file()
    feature = read(Path("my-talks.feature"))
    result = run_feature(feature, Shelf())
    assert feature.every_problem() == []
    assert result.passed
    assert len(result.scenarios) >= 3


def test_new_without_features_writes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wants no features gets none; who asks for them later keeps what was written by hand."""
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke

    assert run(app, ["new", "my-talks"]).exit_code == 0
    assert not Path("my-talks.feature").exists()
    assert not Path(".vscode").exists()
    Path("my-talks.feature").write_text("mine", encoding="utf-8")
    assert isinstance(run(app, ["new", "my-talks", "--features"]).exception, NegotiationError)
    assert not Path(".vscode").exists()
