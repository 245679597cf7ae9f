"""Every bad file is refused in words, at its place; nothing outside its folder is touched."""

import json
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from negotiation.codes import CODES
from negotiation.errors import LoadError, Problem
from negotiation.load import load, load_model, load_model_of
from tests.spoilt import BAD, HEAD, HOSTILE

FILES = sorted(BAD.glob("*.yaml"))
LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


@cache
def refusal(path: Path) -> LoadError:
    """Give the error by which a file is refused, of a model as of a chronology."""
    with pytest.raises(LoadError) as caught:
        load_model_of(path)
    return caught.value


def test_there_are_many() -> None:
    """At least forty bad files stand beside the words that their messages must hold."""
    assert len(FILES) >= 40
    assert {path.stem for path in BAD.glob("*.txt")} == {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_message_holds_the_words(path: Path) -> None:
    """A bad file raises LoadError, whose text holds every line of the .txt beside it."""
    text = str(refusal(path))

    for words in path.with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        assert words in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_first_words_are_place_and_code(path: Path) -> None:
    """The first line beside a bad file names line, column and a code of the catalogue."""
    first = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()[0]

    place = re.search(r":\d+:\d+: ([A-Z]\d{3})", first)
    assert place is not None
    assert place[1] in CODES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_problems_lie_inside_their_files(path: Path) -> None:
    """Every problem has a known code, a hint, and a line and column that its file has."""
    for problem in refusal(path).problems:
        assert problem.code in CODES
        assert problem.message
        assert problem.hint
        assert_inside(problem)


def assert_inside(problem: Problem) -> None:
    text = Path(problem.file).read_bytes().decode("utf-8", "replace")
    lines = LINE_END.split(text)
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_message_cannot_steer_the_terminal(path: Path) -> None:
    """What is printed of a file holds no control characters, nor words of the libraries."""
    text = str(refusal(path))

    assert text.replace("\n", "").isprintable()
    for foreign in ("pydantic", "Input should", "validation error", "while parsing", "Traceback"):
        assert foreign not in text


WATCH = """
import json, sys
from pathlib import Path
from negotiation.errors import LoadError
from negotiation.load import load_model_of

def load_all():
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        try:
            load_model_of(path)
        except LoadError:
            pass

load_all()  # once before, so that modules which are imported late do not stand in the list
HARMLESS = {"builtins.id", "object.__getattr__", "sys._getframe"}
seen = []
watching = True
def watch(event, args):
    if watching and event not in HARMLESS:
        seen.append([event, str(args[0]) if args else ""])
sys.addaudithook(watch)
load_all()
watching = False
print(json.dumps(seen))
"""


def test_nothing_else_is_opened_or_run() -> None:
    """Reading all bad files opens files of their folder and shipped ones, and does nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(BAD)], capture_output=True, text=True, check=True
    )
    seen: list[tuple[str, str]] = [(event, about) for event, about in json.loads(done.stdout)]

    acts = {event for event, _ in seen}
    assert acts <= {"open", "os.scandir", "glob.glob", "pathlib.Path.glob"}
    shipped = Path(__file__).parent.parent / "scenarios"
    for event, about in seen:
        if event == "open":
            assert Path(about).is_relative_to(BAD) or Path(about).is_relative_to(shipped), about


# --- files that cannot stand in the folder ---------------------------------------------------


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A model that is a link to a file elsewhere is outside the folder, and stays unread."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.yaml").write_text("format: negotiation-model/1\ntitle: Secret\n")
    try:
        (inside / "model.yaml").symlink_to(tmp_path / "secret.yaml")
    except OSError:
        pytest.skip("this system makes no links")
    (inside / "talks.yaml").write_text(HEAD.replace("core-talks", "model.yaml"))

    text = str(refusal(inside / "talks.yaml"))

    assert ':3:8: P502 model: "model.yaml" lies outside the folder of this file' in text
    assert "Secret" not in text


def test_folder_of_models_that_is_a_link(tmp_path: Path) -> None:
    """A folder on the way to the model may not be a link that leads out either."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "door.yaml").write_text("title: Secret\n")
    (tmp_path / "inside").mkdir()
    try:
        (tmp_path / "inside" / "models").symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("this system makes no links")
    path = tmp_path / "inside" / "talks.yaml"
    path.write_text(HEAD.replace("core-talks", "models/door.yaml"))

    assert ":3:8: P502 model:" in str(refusal(path))


def test_ten_megabytes_of_brackets(tmp_path: Path) -> None:
    """A file of ten megabytes is too large, whatever is in it."""
    path = tmp_path / "talks.yaml"
    path.write_text("[" * 10_000_000)

    assert "talks.yaml:1:1: Y006 the file is larger than 5 MB" in str(refusal(path))


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    """A folder is not a file."""
    folder = tmp_path / "talks.yaml"
    folder.mkdir()

    for read in (load, load_model, load_model_of):
        with pytest.raises(LoadError, match=r":1:1: P503 .* is a folder; name a file"):
            read(folder)


@pytest.mark.parametrize(
    "name", ["no-such.yaml", "", "\0", "x" * 5_000, "a/\udcff.yaml", "\x1b[2J"]
)
def test_name_of_no_file(name: str) -> None:
    """A name that no file has, or can have, is a problem of its own, not a crash."""
    for read in (load, load_model, load_model_of):
        with pytest.raises(LoadError, match=r"P50[13]") as caught:
            read(name)
        assert str(caught.value).isprintable()


def test_shipped_name_near_miss() -> None:
    """A misspelt name of a shipped chronology is answered with the right one."""
    with pytest.raises(LoadError, match=r"P501 .*did you mean daraa-2018"):
        load("dara-2018")


def test_link_to_itself(tmp_path: Path) -> None:
    """A model that is a link to itself leads nowhere."""
    try:
        (tmp_path / "model.yaml").symlink_to(tmp_path / "model.yaml")
    except OSError:
        pytest.skip("this system makes no links")
    path = tmp_path / "talks.yaml"
    path.write_text(HEAD.replace("core-talks", "model.yaml"))

    assert re.search(":3:8: P50[12] model:", str(refusal(path)))


def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file that the system refuses to give is told with its reason."""
    path = tmp_path / "talks.yaml"
    path.write_text(HEAD)
    path.chmod(0)
    try:
        path.read_text()
    except OSError:
        assert ":1:1: P503" in str(refusal(path))
        return
    pytest.skip("whoever runs this may read everything")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_megabyte_is_refused_soon(name: str, tmp_path: Path) -> None:
    """A megabyte made to exhaust the machine is refused in seconds, in a message one can read."""
    path = tmp_path / "talks.yaml"
    path.write_text(HOSTILE[name], encoding="utf-8")
    start = time.process_time()

    text = str(refusal(path))

    assert time.process_time() - start < 10  # a second or two; ten on a slow machine
    assert len(text) < 200_000
