"""Propose a mapping for a table: a shipped one filled in, or one made of headings and values.

A table in, the text of a mapping file out. What cannot be known from the table alone is left for
the person who knows it, with what to choose from in remarks; importing then says what is missing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from negotiation.importing.cells import NotTaken, cells_of
from negotiation.importing.kinding import BETWEEN, lookup
from negotiation.importing.mapping import FORMAT, TableMapping
from negotiation.importing.naming import slug
from negotiation.importing.proposing import fits, likeness, names_of_kinds
from negotiation.importing.synonyms import guessed
from negotiation.importing.table import Headed, cleaned, folded, values_of
from negotiation.model import Model

FREE_TEXT = "free text: it may quote people; copy it with note: if you may and want to"
EMPTY = '""'
NO_DATE = '  column: ""   # which column holds the date?'
NO_KIND = '  columns: [""]   # which column says what kind of event it is?'
COUNT_NOTE = "As the table gives it, one number an event: never to be added up."


def known(table: Headed, mappings: Mapping[str, TableMapping]) -> str | None:
    """Give the name of the mapping whose columns the table has; of several, of most columns."""
    fitting = {}
    for name, mapping in mappings.items():
        columns = cells_of(table, mapping).columns
        if all(heading in columns for heading in mapping.needed().values()):
            fitting[name] = len(columns)
    return max(fitting, key=lambda name: fitting[name]) if fitting else None


def filled_in(table: Headed, file: str, name: str, mapping: TableMapping, text: str) -> str:
    """Give a shipped mapping for a table, with remarks on what the table holds beyond it."""
    cells, kinds = cells_of(table, mapping), lookup(mapping.kinds)
    missing: Counter[str] = Counter()
    for row in table.rows:
        try:
            kinds.of(cells, row)
        except NotTaken as refused:
            if refused.left.code == "I201":
                missing[refused.left.because] += 1
    used = {folded(heading) for heading in (*mapping.used(), *mapping.left_out)}
    used |= {folded(name) for names in mapping.headings.values() for name in names}
    unused = [heading for heading in table.headings.values() if folded(heading) not in used]
    remarks = [
        f"Proposed for {file}: its headings are those of the shipped mapping {name}.",
        "Set timezone: to that of the place, then look at kinds: for what your question needs.",
        *(f"  {because} ({count:,} rows)" for because, count in missing.items()),
        *([f"Columns that it does not use: {', '.join(unused)}"] if unused else []),
    ]
    return "".join(f"# {cleaned(line)}\n" for line in remarks) + "#\n" + text


def fresh(table: Headed, file: str, given: Mapping[str, str], model_name: str, model: Model) -> str:
    """Give a mapping made of a table's headings and values, with remarks on what is left open.

    `given` is how the table was found: its sheet and its encoding, where they had to be said.
    """
    found = guessed(table)
    parts = [
        _beginning(file, table, given, model_name),
        _when(table, found),
        _kinds(table, found, model),
        _rest(found),
        _unused(table, found),
    ]
    return "\n".join(part for part in parts if part)


def _text(text: str) -> str:
    """Give a text as a quoted scalar of YAML."""
    return json.dumps(cleaned(text), ensure_ascii=False)


def _list(texts: list[str]) -> str:
    return "[" + ", ".join(_text(text) for text in texts) + "]"


def _beginning(file: str, table: Headed, given: Mapping[str, str], model_name: str) -> str:
    name = slug(file.rsplit(".", 1)[0]) or "table"
    found = [f"{field}: {_text(text)}" for field, text in given.items() if text]
    which = f"table: {{{', '.join(found)}}}\n" if found else ""
    return f"""\
# A mapping proposed for {cleaned(file)} ({cleaned(table.name)}).
# Its headings were taken from row {table.top}; if they stand lower, take out the rows above them.
# Fill what is empty, correct the rest; then:
#   negotiation import TABLE --mapping THIS-FILE -o chronology.yaml
format: {FORMAT}
title: {_text(f"Events from {file}")}
model: {_text(model_name)}   # its kinds: negotiation codebook {cleaned(model_name)}
timezone: ""   # in which the dates are meant: Asia/Damascus
# language: fr   # of its names and labels, if that is not English
dataset:   # the table itself is cited as the source of every event
  id: {name}
  outlet: ""   # who made the table
  # published: 2031-05-01   # or, when importing: --retrieved 2031-05-01
{which}"""


def _when(table: Headed, found: dict[str, list[str]]) -> str:
    columns = found.get("when", [])
    lines = ["when:", f"  column: {_text(columns[0])}" if columns else NO_DATE]
    until = found.get("until", [])[:1]
    lines += [f"  until: {_text(until[0])}"] if until else []
    values = [value for heading in (*columns[:1], *until) for value in values_of(table, heading)]
    proposal = fits(values)
    if proposal.formats:
        lines.append(f"  formats: {_list(list(proposal.formats))}")
    else:
        lines.append('  formats: ""   # how the dates are written')
    if proposal.choices:
        lines.append(f"  # how is {_text(proposal.example)} meant? Write the right one, or a list:")
        lines += [f'  #   formats: "{choice}"' for choice in proposal.choices]
    if proposal.misfit:
        lines.append(
            f"  # no known format reads {_text(proposal.misfit)}: its row will be left out"
        )
    lines.append("  # always: 7 days   # if every date is only right to within a week")
    return "\n".join(lines) + "\n"


def _kinds(table: Headed, found: dict[str, list[str]], model: Model) -> str:
    columns = [*found.get("kinds", [])[:1], *found.get("subkinds", [])[:1]]
    lines = ["kinds:", f"  columns: {_list(columns)}" if columns else NO_KIND]
    lines.append("  values:   # each value, and the kind of the model that it stands for")
    lines += list(_values(table, columns, model)) or ['    "a value": ""']
    lines += [
        "  # left-out:   # values that no kind stands for, each with the reason",
        '  #   "a value": "not part of these talks"',
    ]
    return "\n".join(lines) + "\n"


def _values(table: Headed, columns: list[str], model: Model) -> Iterator[str]:
    """Give a line for each value, or combination of values, of the columns of kinds."""
    names = names_of_kinds(model)
    numbers = [table.column(heading) for heading in columns]
    counts: Counter[str] = Counter()
    for row in table.rows:
        cells = [row.cells.get(number or 0) for number in numbers]
        texts = [cleaned(cell.text) for cell in cells if cell and cell.text and not cell.trouble]
        counts[BETWEEN.join(texts)] += 1
    counts.pop("", None)
    for value, count in counts.items():
        like = likeness(value.rsplit(BETWEEN, 1)[-1], names)
        remark = f"{count:,} row{'s' if count > 1 else ''}"
        remark += "; a near match: look at it" if like and not like.exact else ""
        kind = like.kind if like else EMPTY
        yield f"    {_text(value)}: {kind}   # {remark}"


def _rest(found: dict[str, list[str]]) -> str:
    """Give the lines of ids, labels, people, places, sources and numbers."""
    lines = [f"ids: {_text(found['ids'][0])}"] if "ids" in found else []
    lines += [f"label: {_list(found['label'])}"] if "label" in found else []
    roles = [role for role in ("by", "to", "with") if role in found]
    lines += ["who:   # roles rather than names of people"] if roles else []
    lines += [f"  {role}: {{columns: {_list(found[role])}}}" for role in roles]
    if "places" in found:
        within = f", within: {_list(found['within'])}" if "within" in found else ""
        lines.append(f"places: {{columns: {_list(found['places'])}{within}}}")
    if "attributed" in found:
        lines.append('# outlets without a document; of several in a cell: separator: ";"')
        lines.append(f"attributed: {{columns: {_list(found['attributed'])}}}")
    cited = {"outlet": "outlet", "document-title": "title", "url": "url"}
    documents = [f"  {cited[key]}: {_text(found[key][0])}" for key in cited if key in found]
    lines += ["documents:", *documents] if documents else []
    if documents and "published" in found:
        column = _text(found["published"][0])
        lines.append(f'  published: {{column: {column}, formats: ""}}   # how it is written')
    for heading in found.get("fatalities", []):
        lines += [
            "measures:" if heading == found["fatalities"][0] else "",
            f"  {slug(heading) or 'fatalities'}:",
            f"    {{label: {_text(heading)}, unit: people, victims: true, about: {_text(heading)},",
            '     # unless: ["0"],   # if 0 only means that no number is reported',
            f"     note: {_text(COUNT_NOTE)}}}",
        ]
    return "\n".join(line for line in lines if line) + ("\n" if lines else "")


def _unused(table: Headed, found: dict[str, list[str]]) -> str:
    """Give the columns that are left out, and those that nothing was guessed for."""
    notes = found.get("note", [])
    lines = ["left-out:"] if notes else []
    lines += [f"  {_text(heading)}: {_text(FREE_TEXT)}" for heading in notes]
    single = {"ids", "when", "until", "kinds", "subkinds", "outlet", "document-title", "url"}
    used = {
        name for key, names in found.items() for name in (names[:1] if key in single else names)
    }
    unused = [heading for heading in table.headings.values() if heading not in used]
    lines += ["# Columns that nothing was guessed for:"] if unused else []
    lines += [f"#   {cleaned(heading)}" for heading in unused]
    return "\n".join(lines) + ("\n" if lines else "")
