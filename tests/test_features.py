"""The shipped features hold, run by pytest-bdd."""

from pytest_bdd import scenarios

from negotiation.gherkin.steps import *  # noqa: F403  pytest-bdd finds steps by their names here

scenarios("../features")
