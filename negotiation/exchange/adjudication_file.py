"""Write the file in which somebody decides between two codings, and the merged chronology."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from negotiation.coders.adjudication import questions
from negotiation.coders.coding import Coding, quoted_reports
from negotiation.coders.decisions import Decisions, name_beside
from negotiation.coders.matching import Matching
from negotiation.coders.merging import Merged, merge
from negotiation.errors import NegotiationError
from negotiation.exchange.as_yaml import yaml_text
from negotiation.exchange.convert import written
from negotiation.exchange.forms import Form
from negotiation.load import load, models_of
from negotiation.near import quoted
from negotiation.writing import write_all

FORMS = {".yaml": Form.yaml, ".yml": Form.yaml, ".xlsx": Form.xlsx}

HELP = """\
# Where two codings of one story differ. Fill in each entry:
#   decide:   a (as A coded it), b (as B coded it), neither, or both (two events, both are kept);
#             of something under names: only a or b
#   by:       who decided, by initials or role
#   because:  why, in a sentence that others can check
# Then: negotiation adjudicate THIS-FILE -o MERGED-FILE
# An event that only one coder has is kept by that coder's letter, and left out by the other's.
# agreed: pairs of events that say the same but for their wording; of these A's words are kept.
"""


def questions_text(a: Coding, b: Coding, matching: Matching, target: Path) -> str:
    """Give the text of the file, to be written at `target`. Raises NegotiationError."""
    if FORMS.get(target.suffix.lower()) is not Form.yaml:
        hint = "it is a text to fill in: write a name that ends in .yaml"
        raise NegotiationError(f"{quoted(target.name)} is no name for the decisions; {hint}")
    files = name_beside(a.name, target), name_beside(b.name, target)
    return HELP + yaml_text(questions(a, b, matching, files))


def merged_files(decisions: Decisions, target: Path) -> tuple[dict[Path, str | bytes], Merged]:
    """Give the merged chronology, as the file `target` says, and what is not in it.

    With it go the files of its model, if that is none of the shipped ones. It is read back before
    anything is written. Raises NegotiationError for another ending than .yaml or .xlsx, LoadError
    with every problem of the merged chronology.
    """
    form = FORMS.get(target.suffix.lower())
    if form is None:
        hint = "write a name that ends in .yaml, or in .xlsx for a spreadsheet"
        raise NegotiationError(f"{quoted(target.name)} is no name for the merged file; {hint}")
    merged = merge(decisions)
    model, beside = models_of(decisions.a.name)
    data = merged.data | {"model": model}
    files = {Path(name): path.read_bytes() for name, path in beside.items()}
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "merged.yaml"
        write_all({Path(folder) / name: content for name, content in files.items()})
        write_all({trial: yaml_text(data)})
        chronology = load(trial, shown=str(target))
    (content,) = written(data, form, chronology.model).values()
    return {target: content} | {target.parent / name: file for name, file in files.items()}, merged


def not_merged(decisions: Decisions, merged: Merged, *, quotations: bool) -> Iterator[str]:
    """Say, in sentences, what of the two codings is not in the merged chronology."""
    for coding in (decisions.a, decisions.b):
        if withheld := coding.chronology.withheld.text():
            yield f"{coding.name}: {withheld} It is not merged."
        count = 0 if quotations else quoted_reports(coding.name)
        if count:
            yield f"{coding.name}: reports with quotations: {count}; --quotations keeps these, too."
    yield from merged.left_out


def refuse_codings(target: Path, names: Iterable[str]) -> None:
    """Raise NegotiationError if a file to be written is one that was read, whatever is forced."""
    for name in names:
        if target.resolve() == Path(name).resolve():
            raise NegotiationError(f"{quoted(name)} is what this reads; write to another name")
