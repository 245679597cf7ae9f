"""Files of assumptions: bad ones are refused in words at their place, shipped ones are sound."""

import math
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.assumptions import Assumptions, Empirical
from negotiation.chronology import Chronology
from negotiation.codes import CODES
from negotiation.errors import LoadError
from negotiation.exchange.findings import check_file, report_text
from negotiation.exchange.template_assumptions import fresh_assumptions
from negotiation.library import assumptions, models
from negotiation.load import is_assumptions, load, load_assumptions, load_model

BAD = Path(__file__).parent / "bad_assumptions"
FILES = sorted(BAD.glob("*.yaml"))
SOUND = """\
format: negotiation-assumptions/1
title: {en: Three waits}
model: valley-talks
horizon: P60D
waits:
  truce-begins:
    after: {exponential: {mean: P8D}}
    basis: {illustrative: a test}
  shots:
    kind: shots-fired
    details: {scale: wide}
    while: {truce: in-effect}
    after: {fixed: P2D}
    basis: {cited: "Nobody 2031"}
  demand-made:
    issues: each
    after: {weibull: {scale: P3D, shape: 2}}
    basis: {illustrative: a test}
outcomes:
  broken: {reach: {state: {truce: broken}}}
"""


@cache
def valley() -> Chronology:
    """Give the chronology that the bad files are held to."""
    return load("valley")


@cache
def refusal(path: Path) -> LoadError:
    """Give the error by which a file is refused."""
    with pytest.raises(LoadError) as caught:
        load_assumptions(path, valley())
    return caught.value


def test_there_are_many() -> None:
    """At least forty bad files stand beside the words that their messages must hold."""
    assert len(FILES) >= 40
    assert {path.stem for path in BAD.glob("*.txt")} == {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_message_holds_the_words(path: Path) -> None:
    """A bad file raises LoadError, whose text holds every line of the .txt beside it."""
    text, words = str(refusal(path)), path.with_suffix(".txt").read_text(encoding="utf-8")

    assert re.match(r":\d+:\d+: [A-Z]\d{3} ", words)
    for line in words.splitlines():
        assert line in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_message_is_ours(path: Path) -> None:
    """Every problem has a known code and a hint; no word of a library, nothing that steers."""
    text = str(refusal(path))

    assert text.replace("\n", "").isprintable()
    for foreign in ("pydantic", "Input should", "validation error", "Traceback"):
        assert foreign not in text
    for problem in refusal(path).problems:
        assert problem.code in CODES
        assert problem.hint


def test_every_code_of_assumptions_has_a_bad_file() -> None:
    """Each code of assumptions arises from some bad file."""
    arisen = {problem.code for path in FILES for problem in refusal(path).problems}

    assert {code for code in CODES if code.startswith("A")} <= arisen


def test_every_problem_at_once() -> None:
    """Four slips in one file are four problems, in the order of the file."""
    found = refusal(BAD / "many_at_once.yaml").problems

    assert [problem.code for problem in found] == ["R302", "A603", "R301", "R303"]
    assert [problem.line for problem in found] == [7, 8, 11, 16]


def test_bombs_are_refused_soon(tmp_path: Path) -> None:
    """Aliases that would unfold to billions, and a file of ten megabytes, are refused as such."""
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    (tmp_path / "bomb.yaml").write_text(f"a0: &a0 [x]\n{bomb}{SOUND}")
    (tmp_path / "large.yaml").write_text("x" * 10_000_000)

    with pytest.raises(LoadError, match="Y0"):
        load_assumptions(tmp_path / "bomb.yaml", valley())
    with pytest.raises(LoadError, match="Y006"):
        load_assumptions(tmp_path / "large.yaml", valley())


LEAVES = st.one_of(
    st.sampled_from(["P2D", "P0D", "-1", "each", "truce", "in-effect", "", "no", "1e9", "null"]),
    st.just([]),
    st.just({}),
    st.just({"truce": ["broken"]}),
    st.just([{"kind": "talks-end", "share": "1"}]),
)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_spoilt_file_does_worse_than_being_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever stands in the place of whatever part: it loads, or it is refused by a LoadError."""
    tree = yaml.load(SOUND, yaml.BaseLoader)  # noqa: S506  texts only
    node, key = tree, data.draw(st.sampled_from(sorted(tree)))
    while isinstance(node[key], dict) and node[key] and data.draw(st.booleans()):
        node = node[key]
        key = data.draw(st.sampled_from(sorted(node)))
    node[key] = data.draw(LEAVES)
    path = tmp_path_factory.mktemp("spoilt") / "spoilt.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")

    with suppress(LoadError):
        assert isinstance(load_assumptions(path, valley())[0], Assumptions)


# --- what is held to what ------------------------------------------------------------------------


def written(folder: Path, text: str) -> Path:
    """Give a file of assumptions."""
    path = folder / "waits.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_are_held_to_a_chronology_if_there_is_one(tmp_path: Path) -> None:
    """An issue that the valley does not list is a problem with the valley, and none without."""
    path = written(tmp_path, SOUND.replace("issues: each", "issues: [fishing]"))

    assert load_assumptions(path)[0].waits["demand-made"].issues == ("fishing",)
    with pytest.raises(LoadError, match="R308"):
        load_assumptions(path, valley())
    with pytest.raises(LoadError, match="R308"):
        load_assumptions(path, load_model("valley-talks"))


def test_a_copy_may_be_named_without_a_chronology(tmp_path: Path) -> None:
    """`issue/fishing` is the copy of a track for whoever lists fishing; `isue/fishing` is none."""
    path = written(tmp_path, SOUND.replace("{truce: in-effect}", "{issue/fishing: agreed}"))
    other = tmp_path / "other.yaml"
    other.write_text(path.read_text().replace("issue/fishing", "isue/fishing"))

    assert load_assumptions(path)[0].waits["shots"].while_ == {"issue/fishing": ("agreed",)}
    with pytest.raises(LoadError, match="R303"):
        load_assumptions(other)


def test_validate_says_what_it_could_not_check(tmp_path: Path) -> None:
    """A file of assumptions is told from others by its format; names need a chronology."""
    path = str(written(tmp_path, SOUND))
    alone, held = (report_text(check_file(path, beside=name)) for name in (None, "valley"))

    assert is_assumptions(path)
    assert "assumptions, fine (3 waits, 1 outcome, 0 what-ifs)" in held
    assert "--chronology FILE holds them to one" in alone
    assert "--chronology" not in held


# --- what is shipped, and what is begun with ------------------------------------------------------


@pytest.mark.parametrize("name", assumptions())
def test_shipped_assumptions_belong_to_their_chronology(name: str) -> None:
    """Shipped assumptions are called like a chronology and hold with it."""
    found, model = load_assumptions(name, load(name))

    assert model.title
    assert found.outcomes


@pytest.mark.parametrize("name", assumptions())
def test_shipped_assumptions_pretend_nothing(name: str) -> None:
    """Every wait of a shipped file, what-ifs included, is illustrative and says why."""
    found, _ = load_assumptions(name)
    waits = [
        *found.waits.values(),
        *(w for one in found.whatifs.values() for w in one.waits.values()),
    ]

    assert {wait.basis.word for wait in waits} == {"illustrative"}
    assert min(len(wait.basis.illustrative or "") for wait in waits) > 15


def test_valley_shows_every_part() -> None:
    """The valley's assumptions have every distribution, leads-to, unless, each, and sequences."""
    found, _ = load_assumptions("valley", valley())
    waits = found.waits.values()

    assert {type(wait.after.distribution).__name__ for wait in waits} == {
        "Exponential", "Weibull", "LogNormal", "Gamma", "Empirical", "Fixed",
    }  # fmt: skip
    assert any(wait.leads_to for wait in waits)
    assert any(wait.unless for wait in waits)
    assert any(wait.details for wait in waits)
    assert any("each" in wait.issues for wait in waits)
    assert any(len(outcome.reach) > 1 for outcome in found.outcomes.values())
    assert any(outcome.time_in for outcome in found.outcomes.values())
    assert any(whatif.without for whatif in found.whatifs.values())
    assert any(whatif.waits for whatif in found.whatifs.values())


@pytest.mark.parametrize("model", models())
def test_fresh_assumptions_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    """What `new --assumptions-for` writes for a model loads, and says that it is a placeholder."""
    monkeypatch.chdir(tmp_path)
    files = fresh_assumptions("my-waits", model)
    Path("my-waits.yaml").write_text(files[Path("my-waits.yaml")], encoding="utf-8")

    found, _ = load_assumptions("my-waits.yaml", load_model(model))

    assert {wait.basis.illustrative for wait in found.waits.values()} == {
        "a placeholder: replace the length, and say here what it rests on"
    }


def test_fresh_assumptions_ask_for_details_that_a_transition_asks_for(tmp_path: Path) -> None:
    """Shots along the whole river break a truce: the valley's starter has them by that detail."""
    text = fresh_assumptions("w", "valley")[Path("w.yaml")]
    found, _ = load_assumptions(written(tmp_path, text), valley())

    assert dict(found.waits["shots-fired-wide"].details) == {"scale": "wide"}


# --- what a waiting time is ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "mean"),
    [
        ("exponential: {mean: P2D}", 2.0),
        ("exponential: {rate-per-day: 0.25}", 4.0),
        ("weibull: {scale: P2D, shape: 1}", 2.0),
        ("gamma: {mean: P2D, shape: 3}", 2.0),
        ("log-normal: {median: P2D, sigma: 1}", 2 * math.exp(0.5)),
        ("empirical: {lengths: [P1D, P2D, P6D]}", 3.0),
        ("fixed: P2D", 2.0),
    ],
)
def test_mean_of_a_wait(tmp_path: Path, after: str, mean: float) -> None:
    """The mean wait in days, by hand."""
    text = SOUND.replace("exponential: {mean: P8D}", after)
    found, _ = load_assumptions(written(tmp_path, text), valley())

    assert found.waits["truce-begins"].after.distribution.seconds / 86_400 == pytest.approx(mean)


def test_lengths_keep_their_order() -> None:
    """Lengths that were seen stay as they are written, twice if they were seen twice."""
    found, _ = load_assumptions("valley", valley())
    distribution = found.waits["gate-closed"].after.distribution

    assert isinstance(distribution, Empirical)
    assert [length // 86_400 for length in distribution.lengths] == [2, 5, 5, 9]
