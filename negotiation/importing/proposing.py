"""Work out from values what may be proposed: formats of dates, and kinds that values resemble."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from negotiation.importing.formats import parse_format
from negotiation.importing.table import folded
from negotiation.model import Model

# year first: these read no text in two ways
CLEAR = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
    "%Y-%m-%d 00:00:00", "%Y-%m-%d 00:00:00.000", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S",
    "%Y-%m", "%Y",
)  # fmt: skip
OTHERS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m.%d.%Y", "%d-%m-%Y", "%m-%d-%Y",
    "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d-%B-%Y", "%d/%B/%Y", "%B %Y",
    "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%d.%m.%Y %H:%M", "%m/%Y",
    "%d/%m/%y", "%m/%d/%y", "%y/%m/%d", "%d.%m.%y", "%m.%d.%y", "%y.%m.%d",
    "%d-%m-%y", "%m-%d-%y", "%y-%m-%d", "%d %B %y", "%d-%B-%y",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fits:
    """The formats proposed for a column, or if that is open those to choose from.

    `example` is a value that the choices read, `misfit` one that no format reads.
    """

    formats: tuple[str, ...]
    choices: tuple[str, ...] = ()
    example: str = ""
    misfit: str = ""


def fits(values: Iterable[str]) -> Fits:
    """Propose formats for the dates of a column, only where all its values fit in one way.

    Dates with the year first are always clear, so they may stand among others.
    """
    left = list(dict.fromkeys(values))
    if not left:
        return Fits(())
    clear = []
    for text in CLEAR:
        form = parse_format(text)
        rest = [value for value in left if form.read(value) is None]
        if len(rest) < len(left):
            clear.append(text)
            left = rest
    if not left:
        return Fits(tuple(clear))
    read = {text: {value for value in left if parse_format(text).read(value)} for text in OTHERS}
    most = max(len(values) for values in read.values())
    choices = [text for text, values in read.items() if values and len(values) == most]
    if len(choices) == 1 and most == len(left):
        return Fits((*clear, *choices))
    fitting = set[str]().union(*read.values())
    misfit = next((value for value in left if value not in fitting), "")
    example = next((value for value in left if choices and value in read[choices[0]]), "")
    return Fits((), (*clear, *choices), example, misfit)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The kind that a value may stand for, and whether it is written the same."""

    kind: str
    exact: bool


def likeness(value: str, names: dict[str, str]) -> Likeness | None:
    """Give the kind whose id or label a value is, or is near to; None if there is none."""
    own = folded(value)
    if own in names:
        return Likeness(names[own], exact=True)
    near = difflib.get_close_matches(own[:60], names, n=1, cutoff=0.75)
    return Likeness(names[near[0]], exact=False) if near else None


def names_of_kinds(model: Model) -> dict[str, str]:
    """Give the kinds of a model by their ids and labels, without capitals and signs."""
    labels = {folded(label): key for key, kind in model.kinds.items()
              for label in kind.label.values()}  # fmt: skip
    return labels | {folded(key): key for key in model.kinds}
