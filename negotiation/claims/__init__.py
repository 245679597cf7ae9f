"""Claims: questions to a History, each with a verdict over all readings.

Plain functions; Gherkin puts words round them. Knows no files and no words of any language.
"""

from negotiation.claims.events import Origin, deviates, is_recorded, origins, supported_by
from negotiation.claims.judgement import Judgement, Verdict
from negotiation.claims.responses import Response, every_followed
from negotiation.claims.states import (
    Stage,
    at_some_point,
    last_known,
    never_was,
    throughout,
    was,
    went_through,
)
from negotiation.claims.times import Delay, at_most_after, before, delay

__all__ = [
    "Delay", "Judgement", "Origin", "Response", "Stage", "Verdict", "at_most_after",
    "at_some_point", "before", "delay", "deviates", "every_followed", "is_recorded", "last_known",
    "never_was", "origins", "supported_by", "throughout", "was", "went_through",
]  # fmt: skip
