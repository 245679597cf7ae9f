"""Read a YAML file as one coded form: values out, or every problem at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from negotiation.coded import Coded
from negotiation.load.fields import report_fields
from negotiation.load.model_file import check_format
from negotiation.load.page import Page

Form = TypeVar("Form", bound=Coded)


def filled(page: Page, form: type[Form], format_: str) -> Form | None:
    """Give a page as a form; None if it does not fit, with the problems noted on the page."""
    check_format(page, format_)
    return filled_as(page, page.tree.plain(), form)


def filled_as(page: Page, data: Any, form: type[Form]) -> Form | None:
    """Give data of a page as a form; None if it does not fit, with the problems noted."""
    try:
        return form.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        report_fields(page, error, form)
        return None


def read_form(path: Path, form: type[Form], format_: str, shown: str) -> Form:
    """Give a file, called `shown`, as a form. Raises LoadError with every problem of the file."""
    page = Page(path, shown)
    found = filled(page, form, format_)
    page.finish()
    assert found is not None  # noqa: S101  finish() has raised
    return found
