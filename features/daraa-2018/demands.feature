Feature: Daraa 2018: demands on heavy weapons

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: Russia demands heavy and medium weapons under the ceasefire
    Then the "phase" was "demands" on 2 July 2018
    And the "issue/arms-scope" was "demanded" on 2 July 2018
    And the "ceasefire" was "in-effect" on 2 July 2018

  Scenario: The terms of the day before had been refused
    Then the "issue/arms-scope" was "rejected" on 30 June 2018
    And "laying-down-arms-refused" was before "weapons-demanded"

  Scenario: On Tuesday the rebels ask for safe passage and are refused
    Then the "issue/army-leaves-towns" was "rejected" on 3 July 2018
    And the "issue/policing" was "demanded" on 3 July 2018
    And "rebels-propose-terms" was before "russia-rejects-terms"

  Scenario: All at once or in phases is first heard of on Wednesday
    Then the "issue/arms-sequencing" was "not-raised" on 3 July 2018
    And the event "all-at-once-insisted-on" is supported by at least 2 independent reports

  Rule: A demand is coded on the day on which it is reported

    Scenario Outline: <event> comes under the ceasefire, on Sunday
      Then "ceasefire-starts" was before "<event>"
      And "<event>" was on the same day as "sunday-talks"

      Examples:
        | event                          |
        | weapons-demanded               |
        | police-deployment-demanded     |
        | crossing-and-frontier-demanded |

    Scenario: What was refused on Saturday and what was wanted on Sunday are two demands
      Then these events happened in this order:
        | event                     |
        | laying-down-arms-demanded |
        | laying-down-arms-refused  |
        | weapons-demanded          |

  Rule: Tuesday: a proposal, its rejection, and what was asked for instead

    Scenario: The rejection follows the proposal in one session
      Then these events happened in this order:
        | event                |
        | tuesday-session      |
        | rebels-propose-terms |
        | russia-rejects-terms |
        | transfers-ruled-out  |
      And "rebels-propose-terms" was on the same day as "transfers-ruled-out"

    Scenario Outline: After the rejection Russia insists: <event>
      Then "russia-rejects-terms" was before "<event>"
      And "<event>" was on the same day as "russia-rejects-terms"

      Examples:
        | event                      |
        | transfers-ruled-out        |
        | army-positions-insisted-on |
        | policing-insisted-on       |

    # a refusal of what is refused already moves nothing
    Scenario: Ruling out transfers adds nothing to the refusal of safe passage
      Then the event "transfers-ruled-out" is recorded
      And the "issue/safe-passage" was "rejected" exactly 1 time

  Rule: Wednesday: at once or in phases

    Scenario: Heavy arms are insisted on before the failure is declared
      Then "wednesday-session" was before "heavy-arms-insisted-on"
      And "heavy-arms-insisted-on" was before "joint-command-declares-failure"

    Scenario: The demand of all at once is refused before the failure is declared
      Then these events happened in this order:
        | event                          |
        | wednesday-session              |
        | all-at-once-insisted-on        |
        | all-at-once-refused            |
        | joint-command-declares-failure |

    Scenario: An offer in phases is made and refused, before or after the failure
      Then "phased-handover-offered" was before "phased-handover-refused"
      And the sources leave open whether "phased-handover-offered" was before "joint-command-declares-failure"
      And the sources leave open whether "phased-handover-refused" was before "joint-command-declares-failure"

    Scenario: During that afternoon the issue may be in any of four states
      Then on 4 July 2018 at 15:00 the "issue/arms-sequencing" could be any of:
        | state      |
        | not-raised |
        | demanded   |
        | offered    |
        | rejected   |

    Scenario: The United Nations are asked for after the failure
      Then "joint-command-declares-failure" was before "un-auspices-demanded"
      And the issue "un-sponsorship" was "not-raised" on 4 July 2018 at 13:14

  Rule: Thursday and Friday: conditions, and what is insisted on again

    Scenario: Three conditions come with the offer of a new round
      Then "conditions-for-new-round" was on the same day as "new-round-offered"
      And the event "conditions-for-new-round" rests on "afp-2018-07-05" alone

    Scenario: On Friday the opposition asks again for what was refused on Wednesday
      Then "phased-handover-refused" was before "phased-handover-upheld"
      And "safe-passage-refused-again" was before "safe-passage-upheld"
      And the issue "arms-sequencing" was "offered" on 6 July 2018
      And the issue "safe-passage" was "demanded" on 6 July 2018
