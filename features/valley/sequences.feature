Feature: The valley: Then, about sequences of states

  Background:
    Given the chronology "valley"
    When all events are replayed

  # From the first state to the last. Where `from` is empty, only the order is claimed.
  Scenario: The whole sequence
    Then the "phase" went through these states:
      | state      | from                          |
      | quarrel    |                               |
      | truce      | the afternoon of 2 March 2031 |
      | talks      | 4 March 2031 at 10:00         |
      | relapse    | the evening of 12 March 2031  |
      | truce      | 15 March 2031                 |
      | talks      | 18 March 2031                 |
      | settlement |                               |

  # the column may be left out
  Scenario: The whole sequence without dates
    Then the "truce" went through these states:
      | state     |
      | none      |
      | in-effect |
      | broken    |
      | in-effect |

  # `directly`: no other state of that track in between
  Scenario: From one state to another
    Then the "phase" went from "quarrel" to "settlement"
    And the "phase" went directly from "talks" to "relapse"
    And the "phase" never went from "settlement" to "quarrel"
    And the "phase" never went directly from "truce" to "relapse"

  Scenario: How often
    Then the "truce" was "in-effect" exactly 2 times
    And the "truce" was "in-effect" at least 1 time
    And the "truce" was "broken" at most 1 time

  # talks-1 and talks-2 were held under a truce; that the engineers met without one moves nothing
  Scenario: Never at the same time
    Then the "session" and the "truce" were never "under-way" and "broken" at the same time
