"""The feature that a new chronology begins with: commented, and passing."""

from __future__ import annotations

FRESH = """\
# {name}: what the record says, as scenarios that can be checked. Lines that begin with # are
# remarks. Try it out at any time:   negotiation check {name}.feature
# All the sentences there are, with examples:   negotiation steps
Feature: {title}

  Background:
    Given the chronology "{name}"
    When all events are replayed

  # A plain "was" must hold in every order and timing that the sources allow.
  Scenario: The villages meet, and part without a result
    Then the "session" went through these states:
      | state                   | from                          |
      | none                    |                               |
      | in-session              | the morning of 4 March 2031   |
      | ended-without-agreement | the afternoon of 4 March 2031 |
    And the issue "water" was "demanded" on 4 March 2031

  # Nobody says when on that day the demand was made; so at noon it may have been made or not.
  Scenario: What the sources leave open
    Then the sources leave open whether the "issue/water" was "demanded" on 4 March 2031 at 12:00
    But "talks-open" was before "water-demanded"

  # What if? A copy is changed; the record stays as it is.
  Scenario: Had the lower village asked for nothing
    When the event "water-demanded" is left out
    Then the issue "water" was "not-raised" on 4 March 2031
    And the "session" is the same as recorded on 4 March 2031
"""


def first_feature(name: str) -> str:
    """Give the feature about a new chronology of that name, as `negotiation new` writes it."""
    return FRESH.format(name=name, title=name.replace("-", " ").capitalize())
