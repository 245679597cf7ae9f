"""Assumptions: how long what may happen is taken to wait, and on what basis. Values only.

One wait is a clock that runs while the configuration allows its event. Running clocks against
one another: see simulation. Nothing here is a forecast.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from negotiation.coded import Coded, Id, Ids, Label, Named, Number, Text, Texts, refuse
from negotiation.dates import parse_duration
from negotiation.errors import DateError
from negotiation.model import StateSets
from negotiation.near import quoted

FORMAT: Final = "negotiation-assumptions/1"
CAUTION: Final = "under these assumptions; not a forecast"
LONGEST = 1_000 * 365 * 86_400  # a mean of more than a thousand years is a slip of the pen
DAY = 86_400
EACH: Final = "each"
_ONE_FIELD = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})


def _length(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        seconds = parse_duration(value)
    except DateError as error:
        raise refuse(error.code, error.message, error.hint) from None
    if not 0 < seconds <= LONGEST:
        message = f"{quoted(value)} is no length that a wait can have"
        raise refuse("A603", message, "write one above zero and below a thousand years")
    return seconds


Length = Annotated[
    int,
    BeforeValidator(_length),
    WithJsonSchema({"type": "string", "pattern": "^P", "description": "ISO 8601, such as PT90M"}),
]
Shape = Annotated[Number, Field(description="1: no memory; above: ever likelier the longer")]


def _within(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        message = f"{name} is {_plain(value)}"
        raise refuse("A603", message, f"write one from {_plain(least)} to {_plain(most)}")


def _plain(number: float) -> str:
    return f"{number:,.9f}".rstrip("0").rstrip(".")


class Exponential(Coded):
    """A wait that forgets: how long it lasted says nothing about how long it still lasts."""

    mean: Length | None = None
    rate_per_day: Number | None = Field(None, description="Events a day, instead of a mean")

    @model_validator(mode="after")
    def _one(self) -> Exponential:
        if (self.mean is None) == (self.rate_per_day is None):
            message = "this waiting time has no mean" if self.mean is None else "both are given"
            raise refuse("A603", message, "give either mean: P2D or rate-per-day: 0.5")
        if self.rate_per_day is not None:
            _within("the rate a day", self.rate_per_day, DAY / LONGEST, float(DAY))
        return self

    @property
    def seconds(self) -> float:
        """The mean, in seconds."""
        return float(self.mean) if self.mean is not None else DAY / (self.rate_per_day or 1.0)


class Weibull(Coded):
    """A wait whose event grows likelier the longer it lasts (shape above 1), or less likely."""

    scale: Length = Field(description="By then 63 of 100 have ended")
    shape: Shape

    @model_validator(mode="after")
    def _fits(self) -> Weibull:
        _within("the shape", self.shape, 0.1, 100)
        return self

    @property
    def seconds(self) -> float:
        """The mean, in seconds."""
        return self.scale * math.gamma(1 + 1 / self.shape)


class LogNormal(Coded):
    """A wait whose logarithm is normal: mostly short, now and then very long."""

    median: Length
    sigma: Number = Field(description="Standard deviation of the natural logarithm")

    @model_validator(mode="after")
    def _fits(self) -> LogNormal:
        _within("sigma", self.sigma, 0.001, 5)
        return self

    @property
    def seconds(self) -> float:
        """The mean, in seconds."""
        return self.median * math.exp(self.sigma**2 / 2)


class Gamma(Coded):
    """A wait made of several stages that each forget (shape above 1: fewer short waits)."""

    mean: Length
    shape: Shape

    @model_validator(mode="after")
    def _fits(self) -> Gamma:
        _within("the shape", self.shape, 0.1, 1_000)
        return self

    @property
    def seconds(self) -> float:
        """The mean, in seconds."""
        return float(self.mean)


class Empirical(Coded):
    """A wait drawn from lengths that were observed, each equally likely."""

    lengths: Annotated[tuple[Length, ...], Field(min_length=1, max_length=10_000)]

    @property
    def seconds(self) -> float:
        """The mean, in seconds."""
        return math.fsum(self.lengths) / len(self.lengths)


class Fixed(Coded):
    """A wait of one length, such as the agreed length of a truce."""

    length: Length

    @property
    def seconds(self) -> float:
        """The mean, in seconds."""
        return float(self.length)


def _as_fixed(value: object) -> object:
    return {"length": value} if isinstance(value, str) else value


Distribution = Exponential | Weibull | LogNormal | Gamma | Empirical | Fixed


def _given(form: Coded) -> list[str]:
    return [name for name in type(form).model_fields if getattr(form, name) is not None]


class After(Coded):
    """A waiting time: exactly one of these fields."""

    model_config = _ONE_FIELD

    exponential: Exponential | None = None
    weibull: Weibull | None = None
    log_normal: LogNormal | None = None
    gamma: Gamma | None = None
    empirical: Empirical | None = None
    fixed: Annotated[
        Fixed | None, BeforeValidator(_as_fixed, json_schema_input_type=Length | Fixed | None)
    ] = None

    @model_validator(mode="after")
    def _one(self) -> After:
        if len(_given(self)) != 1:
            known = ", ".join(name.replace("_", "-") for name in type(self).model_fields)
            raise refuse("F209", "a waiting time has exactly one form", f"write one of: {known}")
        mean = self.distribution.seconds
        if not 0 < mean <= LONGEST:
            message = "this waiting time has no mean below a thousand years"
            raise refuse("A603", message, "change its shape or its length")
        return self

    @property
    def distribution(self) -> Distribution:
        """The form that is given."""
        given: Distribution = getattr(self, _given(self)[0])
        return given


class Estimated(Coded):
    """What a waiting time was estimated from; `negotiation estimate` writes it."""

    chronologies: Annotated[Texts, Field(min_length=1)]
    events: Text = Field(description="How many events: 3, or 2–4 where the sources leave it open")
    exposure: Text = Field(description="For how long it could have happened")
    interval: Text = Field(description="95 % interval of the mean wait, or of the rate")
    prior: Text


class Basis(Coded):
    """What an assumption rests on: exactly one of these fields."""

    model_config = _ONE_FIELD

    illustrative: Text | None = Field(None, description="Chosen to show something: what, and why")
    estimated: Estimated | None = None
    cited: Text | None = Field(None, description="A published estimate, with its citation")

    @model_validator(mode="after")
    def _one(self) -> Basis:
        if len(_given(self)) != 1:
            known = ", ".join(type(self).model_fields)
            raise refuse("F209", "a basis has exactly one field", f"write one of: {known}")
        return self

    @property
    def word(self) -> str:
        """Which of them it is: illustrative, estimated or cited."""
        return _given(self)[0]


Fed = Annotated[
    Ids, Field(description="Names that the event feeds; `each`: one wait for every name listed")
]


class Sort(Coded):
    """A kind of event with what else decides what it does: its details and the names it feeds."""

    kind: Id = ""
    details: dict[Id, Text] = Field(default_factory=dict, description="What `where` may ask for")
    issues: Fed = ()
    places: Fed = ()
    third_parties: Fed = ()

    def fed(self) -> Mapping[str, tuple[str, ...]]:
        """Give the names it feeds, under each heading."""
        every = {
            "issues": self.issues, "places": self.places, "third-parties": self.third_parties
        }  # fmt: skip
        return {heading: names for heading, names in every.items() if names}


class Branch(Sort):
    """One of the events that a wait may end with, and its weight among them."""

    share: Number = Field(description="Its weight: shares of 2 and 1 are two thirds and one third")

    @model_validator(mode="after")
    def _positive(self) -> Branch:
        _within("the share", self.share, 1e-9, 1e9)
        return self


class Wait(Sort, Named):
    """A clock that runs while the model allows its event and its own conditions hold.

    The event is its kind (its id, if none is named) or one of `leads-to`, chosen by their shares
    among those that are allowed then. Newly allowed, the clock starts anew; no longer allowed, it
    stops and is forgotten.
    """

    while_: StateSets = Field(default_factory=dict, description="Each track in one of these")
    unless: StateSets = Field(default_factory=dict, description="No track in one of these")
    after: After
    leads_to: tuple[Branch, ...] = ()
    basis: Basis

    @model_validator(mode="after")
    def _either(self) -> Wait:
        own = self.kind or self.details or self.fed()
        if self.leads_to and own:
            message = "the event is said twice: here, and under leads-to"
            raise refuse("A604", message, "keep one of the two")
        return self

    def branches(self) -> tuple[tuple[Sort, float], ...]:
        """Give the events that it may end with, each with its weight."""
        if self.leads_to:
            return tuple((branch, branch.share) for branch in self.leads_to)
        return ((self.model_copy(update={"kind": self.kind or self.id}), 1.0),)


class Mark(Coded):
    """Something that a run may come to: a track in one of some states, or an event."""

    state: StateSets = Field(default_factory=dict, description="One track and its states")
    event: Sort | None = Field(None, description="A kind of event, with details if they matter")

    @model_validator(mode="after")
    def _one(self) -> Mark:
        if (len(self.state) == 1) == (self.event is not None) or len(self.state) > 1:
            hint = "write state: {truce: [broken]} or event: {kind: shots-fired}"
            raise refuse("F209", "one track or one event is due here", hint)
        return self


def _as_marks(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class Outcome(Named):
    """What is counted over the runs: marks reached one after the other, or time in states."""

    reach: Annotated[
        tuple[Mark, ...],
        BeforeValidator(_as_marks, json_schema_input_type=Mark | tuple[Mark, ...]),
    ] = Field((), description="A mark, or several that are reached in this order")
    time_in: StateSets = Field(default_factory=dict, description="One track and its states")

    @model_validator(mode="after")
    def _one(self) -> Outcome:
        if bool(self.reach) == bool(self.time_in) or len(self.time_in) > 1:
            hint = "write reach: {state: {truce: [broken]}} or time-in: {truce: [in-effect]}"
            raise refuse("F209", "an outcome is reached, or a time in one track's states", hint)
        return self


class Otherwise(Coded):
    """The same assumptions but for some waits: what would differ, over the same random numbers."""

    because: Text = Field(description="Why one would ask")
    waits: dict[Id, Wait] = Field(default_factory=dict, description="Waits instead, or added")
    without: Ids = Field((), description="Waits that are left out")


class Assumptions(Coded):
    """Waits for one model, what is counted, and what-ifs. Not a forecast."""

    format: Literal["negotiation-assumptions/1"] = FORMAT
    title: Label
    definition: Label = Field(default_factory=dict, description="What they are for")
    model: Text = Field(description="The model that they speak of, as in a chronology")
    horizon: Length = Field(description="How long a run lasts, if no end is asked for")
    waits: dict[Id, Wait]
    outcomes: dict[Id, Outcome] = Field(default_factory=dict)
    whatifs: dict[Id, Otherwise] = Field(default_factory=dict)

    def otherwise(self, name: str) -> Assumptions:
        """Give the assumptions of a what-if. Raises KeyError."""
        whatif = self.whatifs[name]
        kept = {key: wait for key, wait in self.waits.items() if key not in whatif.without}
        return self.model_copy(update={"waits": kept | whatif.waits})
