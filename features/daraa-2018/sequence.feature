Feature: Daraa, June and July 2018: the documented sequence

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: Ceasefire, demands, collapse, bombardment, resumption
    Then the "phase" went through these states:
      | state       | from                         |
      | before      |                              |
      | offensive   | 19 June 2018                 |
      | ceasefire   | 30 June 2018 at 19:00        |
      | demands     | 1 July 2018                  |
      | collapse    | the afternoon of 4 July 2018 |
      | bombardment | the afternoon of 4 July 2018 |
      | resumption  | 5 July 2018                  |

  Scenario: Talks resumed within two days of the collapse
    Then "talks-resume" was at most 48 hours after "joint-command-declares-failure"
    But the sources leave open whether "talks-resume" was at most 46 hours after "joint-command-declares-failure"

  Scenario: Read two wires and the rule no longer holds
    Then not every "ended-without-agreement" of the "session" was followed by "intense" of the "hostilities" within 24 hours
