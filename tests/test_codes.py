"""The catalogue of codes: complete, used, and of help."""

import re
from pathlib import Path

import pytest

import negotiation
from negotiation.codes import CODES, explain
from negotiation.errors import LoadError, UnknownName
from negotiation.gherkin.files import run_files
from negotiation.load import load_model_of
from tests.spoilt import BAD

FEATURES = Path(__file__).parent / "bad_features"

# found elsewhere: the first two by tests of files that cannot stand in the folder
ELSEWHERE = {
    "P503": "a folder or an unreadable file cannot be kept in the repository",
    "Y006": "ten megabytes are not kept in the repository",
    "P507": "a problem of a file of changes: see test_changes.py",
    "F215": "needs the texts of the sources: see test_texts.py",
    "D111": "asked on the command line: a question is about one moment",
}


def codes_of(path: Path) -> set[str]:
    """Give the codes of a bad file's problems."""
    with pytest.raises(LoadError) as caught:
        load_model_of(path)
    return {problem.code for problem in caught.value.problems}


def test_every_code_has_a_bad_file() -> None:
    """Each code arises from some file in `tests/bad/`, or the reason is given why it cannot."""
    arisen = set[str]().union(*(codes_of(path) for path in BAD.glob("*.yaml")))

    # findings: see test_lint.py; mistakes of features: below; imports: see test_importing.py
    # spreadsheets: see test_sheets_xlsx.py and its neighbours; assumptions: test_assumptions.py
    problems = {code for code in CODES if code[0] not in "LGISA"}
    assert arisen | ELSEWHERE.keys() == problems
    assert not arisen & ELSEWHERE.keys()


def test_every_code_of_features_has_a_bad_feature() -> None:
    """Each code of a feature's mistakes arises from some feature in `tests/bad_features/`."""
    results = list(run_files([FEATURES]))
    scenarios = [scenario for result in results for scenario in result.scenarios]
    problems = [problem for found in (*results, *scenarios) for problem in found.problems]

    arisen = {problem.code for problem in problems}
    assert {code for code in CODES if code.startswith("G")} <= arisen


def test_every_code_in_the_program_is_explained() -> None:
    """Whatever code stands in the program stands in the catalogue, and the other way round."""
    package = Path(negotiation.__file__).parent
    written = set[str]()
    for path in package.rglob("*.py"):
        if path.parent.name != "codes":
            written |= set(re.findall(r'"([YFDRMPLGISA]\d{3})"', path.read_text(encoding="utf-8")))

    assert written == CODES.keys()


@pytest.mark.parametrize("code", CODES)
def test_entry_says_what_and_how_to_mend(code: str) -> None:
    """A code has a short title, and says in sentences what it means and how to mend it."""
    entry = explain(code)

    assert entry.code == code
    assert 0 < len(entry.title) <= 60
    assert entry.meaning.endswith(".")
    assert entry.mend.endswith((".", "?"))


def test_code_may_be_written_small() -> None:
    """`explain d101` is `explain D101`."""
    assert explain(" d101 ") == explain("D101")


def test_unknown_code_lists_near_ones() -> None:
    """An unknown code is answered with the nearest."""
    with pytest.raises(UnknownName, match='there is no code "D100"; did you mean D1'):
        explain("D100")
