Feature: Daraa 2018: a deadline is set, comes, and is followed by force

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: The deadline in full
    Then the "deadline" went through these states:
      | state             | from                         |
      | none              |                              |
      | set               |                              |
      | followed-by-force | the afternoon of 4 July 2018 |

  Scenario: The ultimatum comes before the last session, the strikes after its failure
    Then these events happened in this order:
      | event                          |
      | ultimatum                      |
      | wednesday-session              |
      | joint-command-declares-failure |
      | strikes-resume                 |

  Scenario: It is set on Tuesday or on Wednesday
    Then the "deadline" was "none" throughout 2 July 2018
    And the sources leave open whether the "deadline" was "set" on 3 July 2018
    And the sources leave open whether "ultimatum" was before "tuesday-session"

  # it was announced for Wednesday; that alone moves nothing
  Scenario: The day of the deadline does not make the deadline pass
    Then the event "deadline-day" is not recorded
    And the "deadline" was never "passed"
    And from "ultimatum" until "strikes-resume", the "deadline" was "set"

  Scenario Outline: It is never <state>
    Then the "deadline" was never "<state>"

    Examples:
      | state    |
      | extended |
      | met      |

  # what came after what; whether it came because of it, no state says
  Scenario: Strikes resume within two days of the ultimatum
    Then every "set" of the "deadline" was followed by "active" of the "hostilities" within 42 hours
    And the event "strikes-resume" was at most 42 hours after the event "ultimatum"

  Scenario: Force comes with the end of the ceasefire
    Then every "followed-by-force" of the "deadline" was followed by "broken" of the "ceasefire" within 1 minute
    And the last known "deadline" was "followed-by-force"
