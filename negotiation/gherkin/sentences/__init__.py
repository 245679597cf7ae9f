"""The steps, by subject: each a Cucumber Expression, help, an example, and its function.

Words round the claims and the what-ifs; nothing here decides anything.
"""

from negotiation.gherkin.sentences.given import GIVEN
from negotiation.gherkin.sentences.issues import ISSUES
from negotiation.gherkin.sentences.measures import MEASURES
from negotiation.gherkin.sentences.order import ORDER
from negotiation.gherkin.sentences.outcomes import OUTCOMES
from negotiation.gherkin.sentences.responses import RESPONSES
from negotiation.gherkin.sentences.runs import ASSUMED, RUNS
from negotiation.gherkin.sentences.sources import SOURCES
from negotiation.gherkin.sentences.states import STATES
from negotiation.gherkin.sentences.varied import VARIED
from negotiation.gherkin.sentences.whens import WHENS

STEPS = (
    *GIVEN, *ASSUMED, *WHENS, *RUNS, *STATES, *ORDER, *RESPONSES, *ISSUES, *MEASURES, *SOURCES,
    *VARIED, *OUTCOMES,
)  # fmt: skip

__all__ = ["STEPS"]
