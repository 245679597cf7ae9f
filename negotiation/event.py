"""Event: the coder's reading of something that happened at one moment, with who took part.

Values only. What events add up to: see chronology.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from negotiation.coded import Coded, Id, Ids, Label, Named, Text
from negotiation.evidence import Report
from negotiation.model import COLLECTIONS


class Who(Coded):
    """Who took part in one event, and how: roles belong to events, not to actors."""

    by: Ids = Field((), description="Who did or said it")
    to: Ids = Field((), description="At whom it was directed")
    with_: Ids = Field((), description="Who else took part")
    backed_by: Ids = ()
    mediated_by: Ids = ()

    def actors(self) -> tuple[str, ...]:
        """Give every actor named, in any role."""
        return (*self.by, *self.to, *self.with_, *self.backed_by, *self.mediated_by)


class Event(Named):
    """The coder's reading of something that happened at one moment; what lasts has two events."""

    kind: Id
    facts: tuple[Text, ...] = Field((), description="Ids of the coded facts")
    who: Who = Who()
    issues: Ids = ()
    places: Ids = ()
    third_parties: Ids = ()
    details: dict[Id, Text] = Field(
        default_factory=dict, description="Further fields, which `where` conditions may ask for"
    )
    reports: Annotated[tuple[Report, ...], Field(min_length=1)]
    coder: Text | None = Field(None, description="Who coded it, if not who coded the file")
    note: Label = Field(default_factory=dict)

    @model_validator(mode="after")
    def _place_reports(self) -> Event:
        for number, report in enumerate(self.reports, 1):
            report.placed(self.id, number)
        return self

    def key_of(self, report: Report) -> str:
        """Give the key of one of its reports: the report's id, else "event/2" for the second."""
        return report.key or f"{self.id}/{self.reports.index(report) + 1}"

    def names(self, collection: str) -> tuple[str, ...]:
        """Give the names it feeds to the tracks kept for each of a collection."""
        names: tuple[str, ...] = getattr(self, COLLECTIONS[collection])
        return names

    def sourced(self) -> Iterator[Report]:
        """Give the reports that name a source and infer nothing."""
        return (report for report in self.reports if report.source and not report.inferred)

    def supporting(self) -> Iterator[Report]:
        """Give the reports that support it: of a source, inferring nothing and denying nothing."""
        return (report for report in self.sourced() if report.modality != "negated")

    @property
    def is_actual(self) -> bool:
        """Whether a report says that it happened; only then does it move tracks.

        An inference beside reports of sources says how it lies in time, not that it happened.
        """
        sourced = [report.modality for report in self.reports if report.source]
        return "actual" in (sourced or [report.modality for report in self.reports])

    @property
    def is_disputed(self) -> bool:
        """Whether one report says that it happened and another that it did not."""
        return "negated" in [report.modality for report in self.reports] and self.is_actual
