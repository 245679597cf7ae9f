"""Claims: questions to a History, each with a verdict over all readings.

Plain functions; Gherkin puts words round them. Knows no files and no words of any language.
"""

from negotiation.claims.between import absent_between, throughout_between
from negotiation.claims.events import deviates, is_recorded, supported_by
from negotiation.claims.issues import issue_track, issues_open, raised_by
from negotiation.claims.judgement import Judgement, Verdict
from negotiation.claims.measures import (
    measure_about,
    measure_at_least,
    measure_at_most,
    measure_between,
    never_goes_down,
)
from negotiation.claims.order import (
    Delay,
    at_least_after,
    at_most_after,
    before,
    between_after,
    delay,
    in_order,
    same_day,
)
from negotiation.claims.responses import Response, every_followed, every_preceded, none_followed
from negotiation.claims.sources import disagree, every_event_sourced, rests_on_alone
from negotiation.claims.states import (
    Stage,
    at_some_point,
    could_be,
    last_known,
    never_together,
    never_was,
    record_ends,
    throughout,
    was,
    went,
    went_through,
)
from negotiation.claims.stays import lasted_at_least, lasted_at_most, lasted_between, times
from negotiation.claims.whatifs import differs, no_longer_takes_place
from negotiation.origins import Origin, origins

__all__ = [
    "Delay", "Judgement", "Origin", "Response", "Stage", "Verdict", "absent_between",
    "at_least_after", "at_most_after", "at_some_point", "before", "between_after", "could_be",
    "delay", "deviates", "differs", "disagree", "every_event_sourced", "every_followed",
    "every_preceded", "in_order", "is_recorded", "issue_track", "issues_open", "last_known",
    "lasted_at_least", "lasted_at_most", "lasted_between", "measure_about", "measure_at_least",
    "measure_at_most", "measure_between", "never_goes_down", "never_together", "never_was",
    "no_longer_takes_place", "none_followed", "origins", "raised_by", "record_ends",
    "rests_on_alone", "same_day", "supported_by", "throughout", "throughout_between", "times",
    "was", "went", "went_through",
]  # fmt: skip
