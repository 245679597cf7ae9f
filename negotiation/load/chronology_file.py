"""Read a chronology file: its model, its fields, and every name and date in it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from negotiation.chronology import FORMAT, Chronology
from negotiation.dates import Words
from negotiation.errors import LoadError
from negotiation.load.acknowledged import check_acknowledged
from negotiation.load.fields import report_fields
from negotiation.load.model_file import check_format, model_of, named
from negotiation.load.names import LISTED, check_names
from negotiation.load.page import Page
from negotiation.load.times import check_circles, check_dates, read_words
from negotiation.model import Model
from negotiation.near import quoted
from negotiation.withholding import Telltale, holds_mark, withhold

EMPTY_MODEL = Model(title={"en": "none"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for: the coders' quotations, roles in the place of names, or everything.

    `whole` is for the eyes of the coders alone: what is confidential, too, in data and messages.
    What another coding of the story, `beside`, marks confidential is withheld from this one too.
    """

    quotations: bool = False
    roles_only: bool = False
    whole: bool = False
    beside: Path | None = None


def read_data(path: Path, shown: str, asked: Asked = Asked()) -> tuple[dict[str, Any], Chronology]:
    """Read a chronology with its model, as plain data (texts, lists, mappings) and as values.

    Neither holds what is withheld. Raises LoadError with every problem of the file.
    """
    page = Page(path, shown, whole=asked.whole)
    beside = _beside(page, asked.beside) if asked.beside else None
    check_format(page, FORMAT)
    model = _read_model(page)
    words = read_words(page)
    check_names(page, model)
    check_acknowledged(page)
    check_circles(page)
    check_dates(page, words or Words({}))
    if page.tree.get("name") is not None:
        hint = "remove it: a chronology is called after its file; `title:` is what people read"
        page.fault_at_key(("name",), "F201", "the format has no such field", hint)
    read: dict[str, Any] = {"name": _identifier(path)}
    if words is not None:
        read["words"] = words
    if page.tree.text("model"):
        read["model"] = model or EMPTY_MODEL
    chronology = _fitted(page, page.tree.plain(), read)
    page.finish()
    assert chronology is not None  # noqa: S101  finish() has raised
    return _shown(page, chronology, read, asked, beside)


def _beside(page: Page, path: Path) -> dict[str, Any] | None:
    """Give the data of another coding; what it marks is not shown in messages about this one."""
    try:
        data: dict[str, Any] = Page(path, str(path)).tree.plain()
    except LoadError:
        page.is_silent = True  # who reads the other one hears why
        return None
    page.is_silent |= holds_mark(data)
    return data


def _fitted(page: Page, data: dict[str, Any], read: dict[str, Any]) -> Chronology | None:
    """Give data as a chronology; None, with the problems noted, if it does not fit."""
    for section in LISTED:
        named(page, data, section)
    try:
        return Chronology.model_validate(data | read, by_alias=True, by_name=False)
    except ValidationError as error:
        report_fields(page, error, Chronology)
        return None


def _shown(
    page: Page,
    whole: Chronology,
    read: dict[str, Any],
    asked: Asked,
    beside: dict[str, Any] | None,
) -> tuple[dict[str, Any], Chronology]:
    """Give what may be shown of a chronology, which says how much that leaves out."""
    data = page.tree.plain()
    try:
        kept, withheld = withhold(
            data,
            quotations=asked.quotations,
            roles_only=asked.roles_only,
            name=read["name"],
            beside=beside,
        )
    except Telltale as telltale:
        hint = "call it something else: what is confidential would show through its id"
        for path in telltale.paths:
            page.fault_at_key(path, "R317", "this id names something confidential", hint)
        page.give_up()
    if asked.whole or kept == data:
        return data, whole
    part = _fitted(page, deepcopy(kept), read)
    page.finish()
    assert part is not None  # noqa: S101  finish() has raised
    return kept, part.having_withheld(withheld)


def _identifier(path: Path) -> str:
    kept = "".join(ch if ch.isascii() and ch.isalnum() else "-" for ch in path.stem.lower())
    return kept.strip("-")[:80] or "chronology"


def _read_model(page: Page) -> Model | None:
    """Give the model that the file names; None, with the problem noted, if it cannot be had."""
    model = model_of(page)
    if model is None:
        return None
    for key, track in model.tracks.items():
        if any(transition.timeout is not None for transition in track.transitions):
            message = f"the track {quoted(key)} of this model has a timeout"
            hint = "use a model without timeouts; an expiry that was reported is an event"
            page.fault_at(("model",), "M404", message, hint)
    return model
