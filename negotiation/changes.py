"""Named what-ifs as a file keeps them: sets of changes with a reason, for one chronology.

Values only. What each change does: see whatif.py.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from negotiation.coded import Coded, Id, Ids, Text, Texts, read_by, refuse
from negotiation.dates import parse_duration
from negotiation.evidence import When

FORMAT: Final = "negotiation-changes/1"
Pair = Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)]
Seconds = Annotated[int, read_by(parse_duration)]


class Moved(Coded):
    """An event and when it is taken to have been."""

    event: Id
    when: When


class PutLater(Coded):
    """An event and by how much it is put back."""

    event: Id
    by: Seconds


class Inserted(Coded):
    """An event that no source reports."""

    event: Id | None = Field(None, description="Its id; else what-if-KIND")
    kind: Id
    when: When
    issues: Ids = ()
    places: Ids = ()
    third_parties: Ids = ()
    details: dict[Id, Text] = Field(default_factory=dict, description="What `where` may ask for")


class Settled(Coded):
    """An issue, and when it is taken to have been accepted or rejected."""

    issue: Id
    when: When


class ChangeForm(Coded):
    """One change: exactly one of these fields."""

    leave_out: Id | None = None
    move: Moved | None = None
    put_back: PutLater | None = None
    swap: Pair | None = None
    insert: Inserted | None = None
    accept: Settled | None = None
    reject: Settled | None = None
    only: Texts | None = None
    without: Texts | None = None

    @model_validator(mode="after")
    def _one(self) -> ChangeForm:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            known = ", ".join(name.replace("_", "-") for name in type(self).model_fields)
            raise refuse("F209", "a change has exactly one field", f"write one of: {known}")
        return self


class ChangeSet(Coded):
    """Some changes that are made together, and why one would ask."""

    because: Text
    changes: Annotated[tuple[ChangeForm, ...], Field(min_length=1)]


class ChangesFile(Coded):
    """Sets of changes to one chronology, bound to the text that they were written for."""

    format: Literal["negotiation-changes/1"] = FORMAT
    chronology: Text = Field(description="Name of the chronology")
    digest: Text = Field(description="What `negotiation whatif FILE --digest` prints")
    sets: dict[Id, ChangeSet]
