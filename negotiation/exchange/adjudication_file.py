"""Write the file in which somebody decides between two codings, and the merged chronology."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from negotiation.coders.adjudication import questions
from negotiation.coders.coding import Coding
from negotiation.coders.decisions import Decisions, name_beside
from negotiation.coders.matching import Matching
from negotiation.coders.merging import Merged, merge
from negotiation.exchange.as_yaml import yaml_text
from negotiation.load import load

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
    files = name_beside(a.name, target), name_beside(b.name, target)
    return HELP + yaml_text(questions(a, b, matching, files))


def merged_text(decisions: Decisions, target: Path) -> tuple[str, Merged]:
    """Give the text of the merged chronology, to be written at `target`, and what is not in it.

    It is read back first, in the folder where it will stand, since it names its model from there.
    Raises LoadError with every problem of it.
    """
    merged = merge(decisions)
    text = yaml_text(merged.data)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".merged-", suffix=".yaml", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        load(beside, shown=str(target))
    finally:
        Path(beside).unlink(missing_ok=True)
    return text, merged
