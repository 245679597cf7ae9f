Feature: The valley: Then, about order and delay

  Background:
    Given the chronology "valley"
    When all events are replayed

  Rule: Which came first

    # `the event` before a name may be left out
    Scenario: Before
      Then the event "truce-1" was before the event "talks-1"
      And "talks-1" was before "shots-along-the-river"
      And "talks-2" was not before "truce-2"

    # "in March": before or after 6 March is open
    Scenario: Which came first is open
      Then the sources leave open whether "pumping-refused" was before "pumping-demanded"

    Scenario: On one day
      Then "talks-1" was on the same day as "talks-1-ends"
      And "talks-1" was not on the same day as "talks-2"
      And "observers-arrive" was not on the same day as "truce-2"

    Scenario: In this order
      Then these events happened in this order:
        | event        |
        | weir-closed  |
        | truce-1      |
        | talks-1      |
        | talks-1-ends |
        | deal-signed  |

    # no event of the record lies between two of them, in no order that the sources allow:
    # pumping-refused, "in March", may lie anywhere, so it is set aside with its source
    Scenario: In this order, with nothing in between
      Given reports from "gazette-2031-04-01" are set aside
      When all events are replayed
      Then these events happened in this order with nothing in between:
        | event           |
        | talks-1         |
        | shares-demanded |
        | talks-1-ends    |

  Rule: How long after

    # the talks ended 2½ to 3½ hours after they began
    Scenario: At most, at least, between
      Then "talks-1-ends" was at most 4 hours after "talks-1"
      And "talks-1-ends" was at least 2 hours after "talks-1"
      And "talks-1-ends" was between 150 minutes and 211 minutes after "talks-1"
      And "talks-1-ends" was not at least 5 hours after "talks-1"

    Scenario: How soon is open
      Then the sources leave open whether "talks-1-ends" was at most 3 hours after "talks-1"

    Scenario: How late is open
      Then the sources leave open whether "talks-1-ends" was at least 3 hours after "talks-1"
