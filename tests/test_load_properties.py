"""Whatever a file holds, the loader returns or raises its own error, quickly and readably."""

import json
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.codes import CODES
from negotiation.errors import LoadError
from negotiation.load import load, load_model
from tests.spoilt import BAD, DOOR, HEAD, talks

SCENARIOS = Path(__file__).parent.parent / "scenarios"
LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
SMALL = (
    DOOR,
    talks("{id: r1, source: gazette, when: 2031-03-04, paragraph: 2}"),
    (BAD / "many_faults_at_once.yaml").read_text(encoding="utf-8"),
    (BAD / "number_with_commas.yaml").read_text(encoding="utf-8"),
)
REAL = (
    (SCENARIOS / "models" / "core-talks.yaml").read_text(encoding="utf-8"),
    (SCENARIOS / "daraa-2018.yaml").read_text(encoding="utf-8"),
)
SIGNS = st.sampled_from(
    ["'", '"', "{", "}", "[", "]", ":", ": ", ", ", "- ", "\n", "\n  ", "\t", "*a ", "&a ", "!x ",
     "| ", "> ", " # ", "%", "@", "\\", "\x1b", "\x00", "\x85", "\u2028", "\u202e", "<<: ", "? ",
     "---\n", "...\n", "~", "no", "1e999", "é", "نص", "会", "\U0001f600", "x" * 200],
)  # fmt: skip
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["", "x", "No", "1", "2031-03-04", "PT1H", "talks", "../..", "\x07", "[key]"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["en", "id", "on", "[key]", "", "A b"]), inner, max_size=3
        )
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file that every example is written to, beside copies of the shipped models."""
    folder = tmp_path_factory.mktemp("properties")
    (folder / "models").mkdir()
    for model in (SCENARIOS / "models").glob("*.yaml"):
        (folder / "models" / model.name).write_bytes(model.read_bytes())
    return folder / "talks.yaml"


def check(path: Path, data: bytes) -> None:
    """Read the bytes as a chronology and as a model: a result, or problems that help."""
    path.write_bytes(data)
    for read in (load, load_model):
        try:
            read(path)
        except LoadError as error:
            assert_helpful(error, path, data)


def assert_helpful(error: LoadError, path: Path, data: bytes) -> None:
    assert error.problems
    assert str(error).replace("\n", "").isprintable()
    lines = LINE_END.split(data.decode("utf-8", "replace"))
    for problem in error.problems:
        assert problem.code in CODES
        assert problem.message
        assert "pydantic" not in problem.message
        if problem.file == str(path):
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@settings(max_examples=150, deadline=None)
@given(st.text() | st.lists(SIGNS).map("".join))
def test_any_text(path: Path, text: str) -> None:
    """Any text at all is read or refused."""
    check(path, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.binary())
def test_any_bytes(path: Path, data: bytes) -> None:
    """Any bytes at all are read or refused."""
    check(path, data)


@settings(max_examples=100, deadline=None)
@given(st.lists(SIGNS | st.text(max_size=5), max_size=12).map("".join))
def test_any_text_after_a_good_beginning(path: Path, text: str) -> None:
    """Any text is read or refused where a field is due."""
    check(path, f"{HEAD}events:\n  talks: {text}".encode("utf-8", "surrogatepass"))


@st.composite
def edited(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """Give a text with a few signs put in, parts cut out and lines moved."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 1, 10, 40]))
        other = draw(st.integers(0, len(text)))
        put = draw(SIGNS | st.just(text[other : other + 30]))
        text = text[:start] + put + text[start + cut :]
    return text


@settings(max_examples=250, deadline=None)
@given(edited(SMALL))
def test_small_files_with_slips_of_the_pen(path: Path, text: str) -> None:
    """A small file with a few slips is read or refused."""
    check(path, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=40, deadline=None)
@given(edited(REAL))
def test_shipped_files_with_slips_of_the_pen(path: Path, text: str) -> None:
    """A shipped file with a few slips is read or refused."""
    check(path, text.encode("utf-8", "surrogatepass"))


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Give every place of a tree as its container and key or index."""
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        block = waiting.pop()
        keys = block if isinstance(block, dict) else range(len(block))
        found += [(block, key) for key in keys]
        waiting += [block[key] for key in keys if isinstance(block[key], dict | list)]
    return found


@cache
def parsed(text: str) -> Any:
    """Give a file as texts, lists and dicts, by a reader that is not ours."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  makes nothing but texts


@st.composite
def rearranged(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """Give a file in which one value is another one, is gone, or stands beside a new field."""
    tree = deepcopy(parsed(draw(st.sampled_from(texts))))
    block, key = draw(st.sampled_from(places(tree)))
    match draw(st.sampled_from(["replace", "remove", "add"])):
        case "replace":
            block[key] = draw(VALUES)
        case "remove":
            del block[key]
        case "add" if isinstance(block, dict):
            block[draw(st.sampled_from(["id", "name", "[key]", "", "on", "x" * 90]))] = draw(VALUES)
    return json.dumps(tree, ensure_ascii=False, indent=draw(st.sampled_from([None, 1])))


@settings(max_examples=250, deadline=None)
@given(rearranged(SMALL[:3]))
def test_small_files_with_values_of_the_wrong_form(path: Path, text: str) -> None:
    """A list, a block or a text in any place where another form is due is read or refused."""
    check(path, text.encode())


@settings(max_examples=40, deadline=None)
@given(rearranged(REAL))
def test_shipped_files_with_values_of_the_wrong_form(path: Path, text: str) -> None:
    """The same in a shipped file."""
    check(path, text.encode())
