"""Each foreign library is used in one place, so that it can be exchanged there."""

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "negotiation"
HOMES = {
    "transitions": "machine.py",
    "yaml": ("load/tree.py", "exchange/as_yaml.py"),  # in, out
    "matplotlib": "plot/",
    "fontTools": "plot/embedding.py",
    "pytest": "gherkin/",
    "pytest_bdd": "gherkin/",
    "gherkin": "gherkin/",
    "cucumber_expressions": "gherkin/",
    "cucumber_tag_expressions": "gherkin/wanted.py",
    "docx": ("view/ooxml.py", "brief/word.py", "exchange/codebook/word.py", "appendix/"),
    "jinja2": "view/pages.py",
    "babel": "view/speech.py",
    "pandas": "history.py",
    "pygraphviz": "diagram/layout.py",
    "bibtexparser": "exchange/as_bibtex.py",
    "pylatexenc": "exchange/as_bibtex.py",
    "typer": "cli/",
    "xlsxwriter": "sheets/xlsx.py",
    "nltk": "coders/alpha.py",
    "scipy": ("coders/matching.py", "simulation/"),
    "numba": "simulation/compiled.py",
    "joblib": "simulation/pool.py",
    "distributed": "simulation/cluster.py",
    "filelock": "simulation/journal.py",
}


@cache
def imported(path: Path) -> set[str]:
    """Give the top-level names that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize(("library", "home"), HOMES.items())
def test_library_has_one_home(library: str, home: str | tuple[str, ...]) -> None:
    """The library is imported in its home, and nowhere else in the package."""
    users = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if library in imported(path)
    ]

    assert users
    assert [user for user in users if not user.startswith(home)] == []
