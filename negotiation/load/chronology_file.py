"""Read a chronology file: its model, its fields, and every name and date in it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from negotiation.chronology import FORMAT, Chronology
from negotiation.dates import Words
from negotiation.errors import LoadError
from negotiation.load.acknowledged import check_acknowledged
from negotiation.load.fields import report_fields
from negotiation.load.files import Missing, find_model
from negotiation.load.model_file import beside, check_format, named, read_model
from negotiation.load.names import LISTED, check_names
from negotiation.load.page import Page
from negotiation.load.times import check_circles, check_dates, read_words
from negotiation.model import Model
from negotiation.near import quoted

EMPTY_MODEL = Model(title={"en": "none"})


def read_chronology(path: Path, shown: str) -> Chronology:
    """Read a chronology with its model. Raises LoadError with every problem of the file."""
    page = Page(path, shown)
    check_format(page, FORMAT)
    model = _read_model(page)
    words = read_words(page)
    check_names(page, model)
    check_acknowledged(page)
    check_circles(page)
    check_dates(page, words or Words({}))
    data = page.tree.plain()
    for section in LISTED:
        named(page, data, section)
    if "name" in data:
        hint = "remove it: a chronology is called after its file; `title:` is what people read"
        page.fault_at_key(("name",), "F201", "the format has no such field", hint)
    data["name"] = _identifier(path)
    if words is not None:
        data["words"] = words
    if page.tree.text("model"):
        data["model"] = model or EMPTY_MODEL
    chronology: Chronology | None = None
    try:
        chronology = Chronology.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        report_fields(page, error, Chronology)
    page.finish()
    assert chronology is not None  # noqa: S101  finish() has raised
    return chronology


def _identifier(path: Path) -> str:
    kept = "".join(ch if ch.isascii() and ch.isalnum() else "-" for ch in path.stem.lower())
    return kept.strip("-")[:80] or "chronology"


def _read_model(page: Page) -> Model | None:
    """Give the model that the file names; None, with the problem noted, if it cannot be had."""
    reference = page.tree.text("model")
    if not reference:
        return None
    try:
        model = read_model(find_model(reference, page.path.parent), beside(page.shown, reference))
    except Missing as missing:
        page.fault_at(("model",), missing.code, missing.message, missing.hint)
        return None
    except LoadError as error:
        page.problems.extend(error.problems)
        message = f"the model {quoted(reference)} cannot be used"
        page.fault_at(("model",), "P506", message, "mend its problems, which are listed too")
        return None
    for key, track in model.tracks.items():
        if any(transition.timeout is not None for transition in track.transitions):
            message = f"the track {quoted(key)} of this model has a timeout"
            hint = "use a model without timeouts; an expiry that was reported is an event"
            page.fault_at(("model",), "M404", message, hint)
    return model
