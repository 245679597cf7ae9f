"""`negotiation plot`: one line from a file to a picture, and clear words where it cannot be."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from negotiation.cli import app
from negotiation.errors import NegotiationError
from tests.test_cli import run


def plot(*words: object) -> Result:
    return CliRunner().invoke(app, ["plot", *map(str, words)])


def refused(*words: object) -> str:
    """Give what is said of a wrong use."""
    error = plot(*words).exception
    assert isinstance(error, NegotiationError)
    return str(error)


@pytest.mark.parametrize(
    ("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_the_ending_says_the_kind_of_picture(tmp_path: Path, ending: str, begins: bytes) -> None:
    """PNG, SVG and PDF are written, and named on stderr."""
    target = tmp_path / f"valley.{ending}"
    result = plot("valley", "-o", target)

    assert result.exit_code == 0
    assert target.read_bytes().startswith(begins)
    assert str(target) in result.stderr


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """The message says what to write instead, and no file is left."""
    assert "end it in .png, .svg or .pdf" in refused("valley", "-o", tmp_path / "valley.bmp")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_overwritten_only_by_force(tmp_path: Path) -> None:
    """What stands there stays, byte for byte, until --force is given."""
    target = tmp_path / "valley.svg"
    target.write_text("mine", encoding="utf-8")

    assert "--force overwrites it" in refused("valley", "-o", target)
    assert target.read_text(encoding="utf-8") == "mine"
    assert plot("valley", "-o", target, "--force").exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<?xml")


def test_nowhere_to_draw_is_told() -> None:
    """Without -o there must be something to print."""
    assert "-o X.png" in refused("valley")
    assert plot("valley", "--alt").stdout.startswith("The valley, March 2031: a timeline")


def test_alt_text_and_caption_come_in_the_language() -> None:
    """The texts for a page are printed, in French too."""
    texts = plot("valley", "--alt", "--caption", "--language", "fr").stdout.splitlines()

    assert len(texts) == 2
    assert all(text.startswith("La vallée, mars 2031") for text in texts)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--tracks", "fase"], "did you mean phase"),
        (["--measures", "house"], "there is no measure"),
        (["--language", "de"], "write one of: en, ar, fr"),
        (["--from", "2031-03-20", "--to", "2031-03-03"], "no time lies from"),
        (["--leave-out", "truce-9"], "truce-1"),
        (["--from", "3 March"], "write YYYY-03-03"),
    ],
)
def test_slips_are_told_before_anything_is_written(
    tmp_path: Path, words: list[str], told: str
) -> None:
    """Each says what there is, or what to write, and no file is left."""
    message = refused("valley", "-o", tmp_path / "x.png", *words)

    assert told in message
    assert list(tmp_path.iterdir()) == []


def test_a_change_is_drawn_beside_the_record(tmp_path: Path) -> None:
    """With --leave-out the figure has two panels, and says that a model is asked, not history."""
    target = tmp_path / "whatif.svg"
    assert plot("valley", "-o", target, "--leave-out", "truce-1", "--svg", "edit").exit_code == 0
    text = target.read_text(encoding="utf-8")

    assert "On record" in text
    assert "If changed: without “A truce begins”" in text
    assert "would have happened" in text


def test_what_was_known_is_drawn_alone_or_beside(tmp_path: Path) -> None:
    """A choice of sources has a figure of its own, and with --beside the record above it."""
    alone, both = tmp_path / "alone.svg", tmp_path / "both.svg"
    for target, also in ((alone, []), (both, ["--beside"])):
        plot("valley", "-o", target, "--known-by", "2031-03-07", "--svg", "edit", *also)

    assert "On record" not in alone.read_text(encoding="utf-8")
    assert "On record" in both.read_text(encoding="utf-8")


def test_the_print_check_passes_and_says_so(tmp_path: Path) -> None:
    """A figure without a fault exits with 0."""
    result = plot("valley", "-o", tmp_path / "x.png", "--check-print")

    assert result.exit_code == 0
    assert "nothing found" in result.stderr


def test_the_print_check_fails_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With type too small to print every line of it is listed, and the exit code is 1."""
    monkeypatch.setattr(sys.modules["negotiation.plot.print_check"], "SMALLEST", 8.0)
    result = plot("valley", "-o", tmp_path / "x.png", "--check-print")

    assert result.exit_code == 1
    assert "in from the left" in result.stdout
    assert "7.5 points" in result.stdout


def test_help_needs_no_matplotlib() -> None:
    """Drawing is loaded only to draw."""
    result = run("plot", "--help")

    assert result.returncode == 0
    assert "--check-print" in result.stdout


def test_letters_that_no_typeface_has_are_told(tmp_path: Path) -> None:
    """Chinese would be drawn as boxes: that is said once, and the picture is drawn."""
    text = (
        "format: negotiation-chronology/1\ntitle: 和谈\nmodel: core-talks\ntimezone: UTC\n"
        "sources: {paper: {outlet: Paper, published: 2031-03-09}}\n"
        "events:\n  met: {kind: session-begins, reports: [{source: paper, when: 2031-03-04}]}\n"
    )
    (tmp_path / "talks.yaml").write_text(text, encoding="utf-8")
    result = plot(tmp_path / "talks.yaml", "-o", tmp_path / "talks.png")

    assert result.exit_code == 0
    assert "no typeface here has 和谈" in result.stderr
    assert "Glyph" not in result.stderr


def test_measures_and_a_change_are_not_drawn_together(tmp_path: Path) -> None:
    """What would be swallowed silently is refused."""
    words = ["--leave-out", "truce-1", "--measures", "dry-households"]

    assert "leave --measures out" in refused("valley", "-o", tmp_path / "x.png", *words)


def test_a_change_to_fewer_sources_ends_where_they_end(tmp_path: Path) -> None:
    """Known by 7 March and changed: both panels are read with the courier, and end with it."""
    target = tmp_path / "x.svg"
    words = ["--known-by", "2031-03-07", "--leave-out", "truce-1", "--svg", "edit"]
    assert plot("valley", "-o", target, *words).exit_code == 0
    text = target.read_text(encoding="utf-8")

    assert "On record" not in text
    assert "Read with: courier-2031-03-07" in text
    assert "1–7 March 2031" in text
    assert "April" not in text
