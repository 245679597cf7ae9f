"""What a check of files finds: problems and findings with their lines, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from negotiation.codes import CODES
from negotiation.errors import LoadError, Problem
from negotiation.exchange.as_json import dumps
from negotiation.lint import Finding, lint, lint_model
from negotiation.load import (
    Place,
    is_assumptions,
    is_model,
    load,
    load_assumptions,
    load_model,
    places,
    spell,
)
from negotiation.withholding import Withheld

FORMAT = "negotiation-findings/1"
NOTHING = Withheld()


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the place of its subject."""

    finding: Finding
    place: Place


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is known of one file: what it holds, its problems, and its findings by line."""

    name: str
    holds: str
    withheld: Withheld = NOTHING
    problems: tuple[Problem, ...] = ()
    findings: tuple[Located, ...] = ()

    @property
    def open_findings(self) -> int:
        """How many findings nobody has acknowledged."""
        return sum(located.finding.because is None for located in self.findings)


def check_file(name: str, *, whole: bool = False, beside: str | None = None) -> FileReport:
    """Check a chronology, a model or assumptions: problems or, if there is none, findings.

    With `whole`, what is confidential too, for the eyes of the coders. Assumptions are held to the
    chronology `beside`, if one is named.
    """
    try:
        if is_assumptions(name):
            return FileReport(name, _assumed(name, beside))
        if is_model(name):
            model = load_model(name)
            holds = f"a model, fine ({len(model.kinds)} kinds, {len(model.tracks)} tracks)"
            return FileReport(name, holds, findings=_located(name, lint_model(model)))
        chronology = load(name, whole=whole)
    except LoadError as error:
        return FileReport(name, "", problems=error.problems)
    counts = (
        f"{len(chronology.events)} events, {sum(1 for _ in chronology.reports())} reports, "
        f"{len(chronology.sources)} sources"
    )
    holds = f"a chronology, fine ({counts})"
    return FileReport(name, holds, chronology.withheld, findings=_located(name, lint(chronology)))


def _assumed(name: str, beside: str | None) -> str:
    """Say what a file of assumptions holds. Raises LoadError."""
    found, _ = load_assumptions(name, load(beside) if beside is not None else None)
    sizes = {
        "wait": len(found.waits),
        "outcome": len(found.outcomes),
        "what-if": len(found.whatifs),
    }
    counts = ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for what, n in sizes.items())
    told = f"assumptions, fine ({counts})"
    names = "issues, places and third parties are taken as written"
    return told if beside else f"{told}; {names}: --chronology FILE holds them to one"


def _located(name: str, findings: Sequence[Finding]) -> tuple[Located, ...]:
    """Give findings with their places; what stands in an included model is told of that one."""
    found = places(name, [finding.path for finding in findings])
    kept = [Located(one, found[one.path]) for one in findings if one.path in found]
    return tuple(sorted(kept, key=lambda one: (one.place, one.finding.code)))


def report_text(report: FileReport) -> str:
    """Give problems with their lines; else a line on what the file holds, and its findings."""
    if report.problems:
        return str(LoadError(report.problems))
    return "\n".join(
        [
            f"{report.name}: {report.holds}",
            *([report.withheld.text()] if report.withheld else []),
            *(_line(report, o) for o in report.findings),
        ]
    )


def _line(report: FileReport, located: Located) -> str:
    finding = located.finding
    kept = "" if finding.because is None else f"acknowledged: {finding.because}"
    line, column, _ = located.place
    told = (finding.code, spell(finding.path), finding.message, kept)
    return Problem(report.name, line, column, *told, cell=located.place.cell).headline()


def reports_json(reports: Sequence[FileReport]) -> str:
    """Give the reports on several files, in the form negotiation-findings/1."""
    return dumps({"format": FORMAT, "files": [_data(report) for report in reports]})


def _data(report: FileReport) -> dict[str, Any]:
    return {
        "file": report.name,
        **({"withheld": report.withheld.counts()} if report.withheld else {}),
        "problems": [
            {
                "code": problem.code,
                "title": CODES[problem.code].title,
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                **({"cell": problem.cell} if problem.cell else {}),
                "where": problem.where,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in report.problems
        ],
        "findings": [
            {
                "code": located.finding.code,
                "title": CODES[located.finding.code].title,
                "line": located.place.line,
                "column": located.place.column,
                **({"cell": located.place.cell} if located.place.cell else {}),
                "where": spell(located.finding.path),
                "about": list(located.finding.about),
                "message": located.finding.message,
                "acknowledged": located.finding.because,
            }
            for located in report.findings
        ],
    }
