"""How fast features run: `negotiation check`, our plugin under pytest, and stock pytest-bdd.

Three hundred scenarios of six steps over one chronology, hardly two sentences alike. Stock
pytest-bdd gets a conftest.py with as many step functions as our vocabulary has, which do the same;
it keeps what it loaded, as a careful user would. Start-up is measured with one scenario and taken
off, so that the rates are of the scenarios alone. Whole processes, in one run, best of three; read
the ratios, not the seconds.

    python benchmarks/features.py [SCENARIOS]
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from negotiation import claims
from negotiation.load import load
from negotiation.replay import replay

HEAD = "Feature: Many\n"
GIVEN = """
  Scenario: Number {number}
    Given the chronology "daraa-2018"
    When all events are replayed
"""
SEED = 7

# what a careful user of stock pytest-bdd would write, made for every step of the vocabulary
CONFTEST = '''
import itertools
from pytest_bdd import given, parsers, then, when
from negotiation.gherkin.grammar import Grammar
from negotiation.gherkin.language import language
from negotiation.gherkin.sentences import STEPS
from negotiation.gherkin.talks import Folder, Shelf, Talks
from negotiation.gherkin.vocabulary import parameters, vocabulary
from pathlib import Path
import pytest

SHELF = Shelf()
HERE = Path(__file__).parent
WORDS = vocabulary("en")
KINDS = Grammar(language("en")).kinds

@pytest.fixture
def talks():
    return Talks(SHELF, Folder(HERE, HERE))

def define(step):
    names = iter(range(100))
    regexp = "".join(
        f"(?P<p{next(names)}>" if part == "(" else part
        for part in tokens(WORDS.regexp(step.id))
    )
    kinds = parameters(step.says)
    def run(talks, **kwargs):
        values = [
            int(kwargs[f"p{i}"]) if kind == "int" else KINDS[kind].read(kwargs[f"p{i}"])
            for i, kind in enumerate(kinds)
        ]
        asked = step.function(talks, *values)
        if asked is not None:
            polarity = next((v for v in values if hasattr(v, "accepts")), None)
            accepted = step.accepts if polarity is None else polarity.accepts()
            assert asked.judgement.verdict in accepted
    arguments = ", ".join(f"p{i}" for i in range(len(kinds)))
    passed = ", ".join(f"p{i}=p{i}" for i in range(len(kinds)))
    scope = {"run": run}
    exec(f"def plain(talks, {arguments}):\\n    run(talks, {passed})", scope)
    {"given": given, "when": when, "then": then}[step.keyword](
        parsers.re(regexp), stacklevel=2
    )(scope["plain"])

def tokens(regexp):
    """Divide an expression so that each group of a parameter stands alone."""
    i = 0
    while i < len(regexp):
        if regexp[i] == "\\\\":
            yield regexp[i:i + 2]; i += 2
        elif regexp[i] == "[":
            end = regexp.index("]", i + 2) + 1
            yield regexp[i:end]; i = end
        elif regexp[i] == "(" and regexp[i + 1] == "?":
            yield "(?"; i += 2
        else:
            yield regexp[i]; i += 1

for step in STEPS:
    if not step.needs:
        define(step)
'''


def sentences() -> Iterator[str]:
    """Give true sentences about Daraa, four for each scenario, hardly one of them twice."""
    chance, history = random.Random(SEED), replay(load("daraa-2018"))
    events = [step.event.id for step in history.steps]
    days = [f"2018-0{6 + (19 + n) // 30}-{1 + (19 + n) % 30:02}" for n in range(17)]
    while True:
        track, day = chance.choice(history.tracks), chance.choice(days)
        certain = history.at(day)[track].certain
        if certain is not None:
            yield f'Then the "{track}" was "{certain}" on {day}'
        first, then = chance.sample(events, 2)
        if claims.before(history, first, then).verdict is claims.Verdict.ALWAYS:
            yield f'Then "{first}" was before "{then}"'
        state = chance.choice(list(history.chronology.tracks()[track].states))
        if claims.never_was(history, track, state).verdict is claims.Verdict.ALWAYS:
            yield f'Then the "{track}" was never "{state}"'
        yield f'Then the event "{chance.choice(events)}" is recorded'


def write(folder: Path, scenarios: int) -> None:
    """Write a feature file of so many scenarios."""
    told, made = HEAD, sentences()
    for number in range(scenarios):
        told += GIVEN.format(number=number)
        told += "".join(f"    {sentence}\n" for sentence in islice(made, 4))
    (folder / "many.feature").write_text(told, encoding="utf-8")


def stock(folder: Path) -> list[str]:
    """Give the command of stock pytest-bdd in a folder."""
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    test = 'from pytest_bdd import scenarios\n\nscenarios("many.feature")\n'
    (folder / "test_many.py").write_text(test, encoding="utf-8")
    return [sys.executable, "-m", "pytest", "-q", "-p", "no:negotiation", "test_many.py"]


def plugin(_: Path) -> list[str]:
    """Give the command of pytest with our plugin."""
    return [sys.executable, "-m", "pytest", "-q", "many.feature"]


def check(_: Path) -> list[str]:
    """Give the command without pytest."""
    return [sys.executable, "-m", "negotiation", "check", "many.feature"]


RUNNERS = {"negotiation check": check, "our plugin": plugin, "stock pytest-bdd": stock}


def seconds(command: list[str], folder: Path) -> float:
    """Run a command that must succeed; the time that it took."""
    begun = time.perf_counter()
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    if ran.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    return taken


def measure(runner: str, scenarios: int) -> tuple[float, float]:
    """Give the seconds of start-up with one scenario, and those of the others."""
    best = []
    for count in (1, scenarios):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, count)
            command = RUNNERS[runner](folder)
            best.append(min(seconds(command, folder) for _ in range(3)))
    return best[0], best[1] - best[0]


def main() -> None:
    """Print a line for each way to run the features."""
    scenarios = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    print(f"{scenarios} scenarios of 6 steps over one chronology; best of three")
    print(f"{'':<20} {'start-up':>9} {'scenarios':>10} {'rate beside stock':>18}")
    measured = {runner: measure(runner, scenarios) for runner in RUNNERS}
    slowest = measured["stock pytest-bdd"][1]
    for runner, (start, rest) in measured.items():
        print(f"{runner:<20} {start:>7.2f} s {rest:>8.2f} s {slowest / rest:>17.1f}×")


if __name__ == "__main__":
    main()
