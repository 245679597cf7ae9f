"""Figure: what an author wants a chronology's picture to show, and in which order.

Values only: data of a file. How it is drawn: see plot.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from negotiation.coded import Coded, Ids, Label, Text
from negotiation.evidence import When


class Lane(Coded):
    """A track that gets a lane, and what the lane is called."""

    track: Text = Field(description="A track, such as process or issue/arms-scope")
    title: Label = Field(default_factory=dict, description="Instead of the track's own label")


def _as_lanes(value: Any) -> Any:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        return items
    return [{"track": item} if isinstance(item, str) else item for item in items]


Lanes = Annotated[
    tuple[Lane, ...],
    BeforeValidator(_as_lanes),
    WithJsonSchema(
        {
            "description": "Tracks in the order of their lanes",
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "properties": {"track": {"type": "string"}, "title": {}},
                        "required": ["track"],
                        "additionalProperties": False,
                    },
                ]
            },
        }
    ),
]


class Figure(Coded):
    """What the picture of a chronology shows; whatever is left out is chosen by rule."""

    tracks: Lanes = ()
    measures: Ids | None = Field(None, description="Measures drawn below; [] for none")
    flags: Ids = Field((), description="Events that get a flag whatever else does")
    from_: When | None = Field(None, description="Where the drawn range begins")
    to: When | None = Field(None, description="Where it ends, that day included")
    quiet: Literal["even", "compressed"] = Field(
        "even", description="compressed: draw days on which nothing is dated narrower, and say so"
    )
