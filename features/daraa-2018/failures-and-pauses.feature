Feature: Daraa 2018: failures and pauses told apart

  A session that fails is not the failure of the talks; a lull in the bombing is not a ceasefire.
  The record has two failed sessions, one suspension of the talks, two lulls and one ceasefire.

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Rule: Two sessions fail

    Scenario: Saturday's and Wednesday's sessions end without agreement
      Then the "session" was "ended-without-agreement" exactly 2 times
      And these events happened in this order:
        | event                          |
        | saturday-meeting               |
        | saturday-meeting-fails         |
        | wednesday-session              |
        | joint-command-declares-failure |

    Scenario: Four sessions begin, one of them on the last day
      Then the "session" was "in-session" exactly 4 times

    Scenario: The sessions in full
      Then the "session" went through these states:
        | state                   | from                         |
        | none                    |                              |
        | in-session              | 30 June 2018                 |
        | ended-without-agreement | 30 June 2018                 |
        | in-session              | 3 July 2018                  |
        | adjourned               |                              |
        | in-session              | the afternoon of 4 July 2018 |
        | ended-without-agreement | the afternoon of 4 July 2018 |
        | in-session              | midday on 6 July 2018        |

    # no article tells its end: another session began on Wednesday, so it had ended
    Scenario: Tuesday's session is adjourned, not failed
      Then the "session" went directly from "in-session" to "adjourned"
      And the "session" went directly from "adjourned" to "in-session"
      And "tuesday-session-ends" was before "wednesday-session"
      But the sources leave open whether the "session" was "adjourned" on 3 July 2018

    Scenario: Declaring Wednesday's session over once more is no third failure
      Then "joint-command-declares-failure" was before "session-declared-over"
      And from "joint-command-declares-failure" until "talks-resume", the "session" was "ended-without-agreement"

    Scenario Outline: No session is ever <state>
      Then the "session" was never "<state>"

      Examples:
        | state                |
        | ended-with-agreement |
        | cancelled            |
        | scheduled            |

  Rule: The talks as a whole are suspended once

    Scenario: The process in full
      Then the "process" went through these states:
        | state          | from                         |
        | none           |                              |
        | prenegotiation |                              |
        | negotiating    | 30 June 2018                 |
        | suspended      | the afternoon of 4 July 2018 |
        | prenegotiation | 5 July 2018                  |
        | negotiating    | midday on 6 July 2018        |

    Scenario: Between Saturday's meeting and Wednesday's failure the talks go on
      Then from "saturday-meeting" until "joint-command-declares-failure", the "process" was "negotiating"
      And the "process" was "suspended" exactly 1 time

    Scenario: A failed session need not suspend the talks
      Then not every "ended-without-agreement" of the "session" was followed by "suspended" of the "process" within 3 days
      But every "suspended" of the "process" was preceded by "in-session" of the "session" within 1 minute

    Scenario: The suspension lasts six to thirty-five hours
      Then the "process" was "suspended" for between 6 hours and 35 hours
      And the "process" was possibly "suspended" for at least 24 hours

    Scenario Outline: The talks are never <state>
      Then the "process" was never "<state>"

      Examples:
        | state               |
        | agreed-in-principle |
        | agreed              |
        | implementing        |
        | stalled             |
        | concluded           |
        | abandoned           |

  Rule: Two lulls, one ceasefire

    Scenario: Fighting is reduced twice, and a ceasefire is in effect in the first lull alone
      Then the "hostilities" were "reduced" exactly 2 times
      And the "ceasefire" was "in-effect" exactly 1 time

    Scenario: The second lull has no ceasefire behind it
      Then from "strikes-die-down" until "talks-resume", the "ceasefire" was "broken"
      And from "strikes-die-down" until "talks-resume", the "hostilities" were "reduced"

    Scenario: A lull is not an end of the fighting
      Then the "hostilities" were never "low"
