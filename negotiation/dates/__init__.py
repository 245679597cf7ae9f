"""Read dates as they are written, and keep exactly what they allow.

Text in, Window out: half-open, in whole seconds UTC. Knows nothing of events, reports or files.
The grammar is that of docs/dates.md: clock times and parts of a day, and EDTF for whole days.
"""

from negotiation.dates.clocks import DAY, EPOCH, MINUTE, local, midnight, zone
from negotiation.dates.dating import Dating, between
from negotiation.dates.grammar import is_bare_date, is_date, parse_date, parse_moment
from negotiation.dates.window import OPEN, Window, renamed
from negotiation.dates.words import MONTHS, Words, any_meaning, parse_duration, parse_part_of_day

__all__ = [
    "DAY", "EPOCH", "MINUTE", "MONTHS", "OPEN", "Dating", "Window", "Words", "any_meaning",
    "between", "is_bare_date", "is_date", "local", "midnight", "parse_date", "parse_duration",
    "parse_moment", "parse_part_of_day", "renamed", "zone",
]  # fmt: skip
