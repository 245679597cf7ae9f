"""The shipped features as tests, for pytest to collect."""

from pytest_bdd import scenarios

from negotiation.gherkin.steps import *  # noqa: F403  pytest-bdd finds steps by their names here
from negotiation.library import features

scenarios(str(features()))
