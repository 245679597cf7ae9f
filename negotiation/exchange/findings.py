"""What a check of files finds: problems and findings with their lines, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from negotiation.codes import CODES
from negotiation.errors import LoadError, Problem
from negotiation.exchange.as_json import dumps
from negotiation.lint import Finding, lint, lint_model
from negotiation.load import is_model, load, load_model, places, spell

FORMAT = "negotiation-findings/1"


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the line and column of its subject."""

    finding: Finding
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is known of one file: what it holds, its problems, and its findings by line."""

    name: str
    holds: str
    problems: tuple[Problem, ...] = ()
    findings: tuple[Located, ...] = ()

    @property
    def open_findings(self) -> int:
        """How many findings nobody has acknowledged."""
        return sum(located.finding.because is None for located in self.findings)


def check_file(name: str) -> FileReport:
    """Check a chronology or a model: its problems or, if it has none, its findings."""
    try:
        if is_model(name):
            model = load_model(name)
            holds = f"a model, fine ({len(model.kinds)} kinds, {len(model.tracks)} tracks)"
            return FileReport(name, holds, (), _located(name, lint_model(model)))
        chronology = load(name)
    except LoadError as error:
        return FileReport(name, "", error.problems)
    counts = (
        f"{len(chronology.events)} events, {sum(1 for _ in chronology.reports())} reports, "
        f"{len(chronology.sources)} sources"
    )
    return FileReport(name, f"a chronology, fine ({counts})", (), _located(name, lint(chronology)))


def _located(name: str, findings: Sequence[Finding]) -> tuple[Located, ...]:
    """Give findings with their places; what stands in an included model is told of that one."""
    found = places(name, [finding.path for finding in findings])
    kept = [Located(one, *found[one.path]) for one in findings if one.path in found]
    return tuple(sorted(kept, key=lambda one: (one.line, one.column, one.finding.code)))


def report_text(report: FileReport) -> str:
    """Give problems with their lines; else a line on what the file holds, and its findings."""
    if report.problems:
        return str(LoadError(report.problems))
    return "\n".join(
        [f"{report.name}: {report.holds}", *(_line(report, o) for o in report.findings)]
    )


def _line(report: FileReport, located: Located) -> str:
    finding = located.finding
    kept = "" if finding.because is None else f"acknowledged: {finding.because}"
    place = (report.name, located.line, located.column)
    return Problem(*place, finding.code, spell(finding.path), finding.message, kept).headline()


def reports_json(reports: Sequence[FileReport]) -> str:
    """Give the reports on several files, in the form negotiation-findings/1."""
    return dumps({"format": FORMAT, "files": [_data(report) for report in reports]})


def _data(report: FileReport) -> dict[str, Any]:
    return {
        "file": report.name,
        "problems": [
            {
                "code": problem.code,
                "title": CODES[problem.code].title,
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
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
                "line": located.line,
                "column": located.column,
                "where": spell(located.finding.path),
                "about": list(located.finding.about),
                "message": located.finding.message,
                "acknowledged": located.finding.because,
            }
            for located in report.findings
        ],
    }
