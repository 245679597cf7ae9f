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

  Rule: Five phases are named, one after another, and none comes twice

    Scenario Outline: The phase at the end of <day>
      Then the "phase" was "<state>" on <day>

      Examples:
        | day          | state       |
        | 19 June 2018 | offensive   |
        | 29 June 2018 | offensive   |
        | 30 June 2018 | ceasefire   |
        | 1 July 2018  | demands     |
        | 2 July 2018  | demands     |
        | 3 July 2018  | demands     |
        | 4 July 2018  | bombardment |
        | 5 July 2018  | resumption  |
        | 6 July 2018  | resumption  |

    Scenario Outline: From <earlier> the story goes directly to <later>
      Then the "phase" went directly from "<earlier>" to "<later>"
      And the "phase" never went from "<later>" to "<earlier>"

      Examples:
        | earlier     | later       |
        | before      | offensive   |
        | offensive   | ceasefire   |
        | ceasefire   | demands     |
        | demands     | collapse    |
        | collapse    | bombardment |
        | bombardment | resumption  |

    Scenario Outline: The phase <state> comes exactly once
      Then the "phase" was "<state>" exactly 1 time

      Examples:
        | state       |
        | offensive   |
        | ceasefire   |
        | demands     |
        | collapse    |
        | bombardment |
        | resumption  |

    Scenario: The events that open the phases stand in this order
      Then these events happened in this order:
        | event                          |
        | offensive-opens                |
        | ceasefire-starts               |
        | weapons-demanded               |
        | joint-command-declares-failure |
        | bombardment-begins             |
        | resumption-announced           |
        | talks-resume                   |

  Rule: How long a phase lasted is known no better than its two ends

    # from the 19th, hour not given, to 19:00 on the 30th
    Scenario: The offensive goes on for eleven days or so before a ceasefire
      Then the "phase" was "offensive" for between 10 days and 12 days

    # from 19:00 to some hour of the next day: a reported minute is a minute wide, so "at least
    # 5 hours" would not be certain
    Scenario: The demand for weapons comes within twenty-nine hours of the ceasefire
      Then "weapons-demanded" was between 4 hours and 29 hours after "ceasefire-starts"
      And the "phase" was "ceasefire" for between 4 hours and 29 hours

    Scenario: Demands are on the table for two and a half to four days
      Then the "phase" was "demands" for between 60 hours and 4 days

    # both ends lie in one afternoon
    Scenario: Between the declared failure and the bombardment lie less than five hours
      Then the "phase" was "collapse" for at most 5 hours
      And "bombardment-begins" was at most 5 hours after "joint-command-declares-failure"

    Scenario: The bombardment as a phase lasts from six to thirty-five hours
      Then the "phase" was "bombardment" for between 6 hours and 35 hours
      And the "phase" was possibly "bombardment" for at least 24 hours
      And the "phase" was possibly "bombardment" for at most 24 hours

  Rule: The headline is a reading of other tracks

    Scenario: In the ceasefire phases the ceasefire is in effect
      Then from "ceasefire-starts" until "joint-command-declares-failure", the "ceasefire" was "in-effect"

    Scenario: The collapse is the one suspension of the talks
      Then every "collapse" of the "phase" was followed by "suspended" of the "process" within 1 minute
      And the "process" was "suspended" exactly 1 time

    Scenario: No phase of settlement is reached
      Then the "phase" was never "settlement"
      And the "process" was never "agreed"
