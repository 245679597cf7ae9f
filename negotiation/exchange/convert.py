"""Write a chronology as YAML, as a spreadsheet, or as a folder of CSV files.

Plain data of a chronology in, files by their names out. Each form holds the whole format: what is
read from one is what was read from the other, ids and order included; remarks (#) are not data.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from negotiation.chronology import Chronology
from negotiation.event import Event, Who
from negotiation.evidence import Actor, Place, Report, Source
from negotiation.exchange.as_yaml import yaml_text
from negotiation.exchange.codebook import codebook_rows
from negotiation.exchange.forms import Form
from negotiation.measure import Measure, Value
from negotiation.model import Model
from negotiation.sheets.columns import CODEBOOK
from negotiation.sheets.csvs import csv_bytes
from negotiation.sheets.filled import sheets_of
from negotiation.sheets.grid import Column, Sheet
from negotiation.sheets.xlsx import xlsx_bytes
from negotiation.withholding import Withheld

Data = dict[str, Any]
NOTHING = Withheld()
_BLOCKS: dict[str, type[BaseModel]] = {
    "sources": Source,
    "actors": Actor,
    "places": Place,
    "events": Event,
    "measures": Measure,
}
_ITEMS: dict[type[BaseModel], tuple[str, type[BaseModel]]] = {
    Event: ("reports", Report),
    Measure: ("values", Value),
}


def written(
    data: Data, form: Form, model: Model, withheld: Withheld = NOTHING
) -> dict[str, str | bytes]:
    """Give the files of a chronology; the name of the only file is empty.

    `withheld` is said in each: in a remark, or in a row that is not read. A spreadsheet has the
    codebook of the model too, to choose kinds of event from. A folder has every sheet, empty ones
    too: a file of an earlier export must not stay in it.
    """
    if form is Form.yaml:
        remark = f"# {withheld.text()}\n" if withheld else ""
        return {"": remark + yaml_text(in_order(data))}
    about, *sheets = sheets_of(data)
    if withheld:
        about.rows.append(("_withheld", withheld.text()))
    if form is Form.xlsx:
        return {"": xlsx_bytes([about, *sheets, codebook_sheet(model)])}
    return {f"{sheet.name}.csv": csv_bytes(sheet) for sheet in [about, *sheets]}


def codebook_sheet(model: Model) -> Sheet:
    """Give every kind of event with its meaning, as a sheet to look things up in."""
    heads = (("kind", 28), ("label", 34), ("definition", 70), ("moves", 60))
    written_heads = tuple(Column(head, width=width) for head, width in heads)
    return Sheet(CODEBOOK, written_heads, list(codebook_rows(model)), "The kinds of event.")


def in_order(data: Data) -> Data:
    """Give the data with the fields of every block in the order of the format."""
    whole = _sorted(data, Chronology)
    for section, form in _BLOCKS.items():
        blocks = whole.get(section)
        if isinstance(blocks, dict):
            whole[section] = {key: _block(block, form) for key, block in blocks.items()}
    return whole


def _block(block: Any, form: type[BaseModel]) -> Any:
    if not isinstance(block, dict):
        return block
    kept = _sorted(block, form)
    if "who" in kept:
        kept["who"] = _sorted(kept["who"], Who)
    if form in _ITEMS:
        name, inner = _ITEMS[form]
        if name in kept:
            kept[name] = [_block(item, inner) for item in kept[name]]
    return kept


def _sorted(block: Data, form: type[BaseModel]) -> Data:
    names = [field.alias or name for name, field in form.model_fields.items()]
    known = {name: block[name] for name in names if name in block}
    return known | block
