Feature: Daraa 2018: the resumption of 5 and 6 July

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: Resumption is announced on Thursday and takes place on Friday
    Then the "phase" was "resumption" on 5 July 2018
    And "resumption-announced" was before "talks-resume"
    And the "session" was "in-session" on 6 July 2018 at 14:00

  Scenario: Between the announcement and the session there are no talks and no ceasefire
    Then the "process" was "prenegotiation" on 6 July 2018 at 03:00
    And the "hostilities" were "reduced" on 6 July 2018 at 03:00
    And the "ceasefire" was not "in-effect" on 6 July 2018 at 03:00

  Scenario: Strikes go on while the parties talk
    Then the event "strikes-on-um-al-mayadhen" is recorded
    And the "hostilities" were "reduced" on 6 July 2018

  Scenario: The record ends unsettled
    Then the "phase" was never "settlement"
    And the last known "ceasefire" was "broken"

  Rule: What is announced and what takes place are two events

    Scenario: The session comes eleven to thirty-seven hours after its announcement
      Then "talks-resume" was between 11 hours and 37 hours after "resumption-announced"
      And the sources leave open whether "talks-resume" was at least 24 hours after "resumption-announced"

    Scenario: Nobody meets between the announcement and the session
      Then there was no "in-session" of the "session" between "resumption-announced" and "talks-resume"
      And from "resumption-announced" until "talks-resume", the "process" was "prenegotiation"

    Scenario: The headline turns with the announcement, the process with the session
      Then the "phase" was "resumption" on 5 July 2018
      But the "process" was not "negotiating" at some point on 5 July 2018
      And the "process" was "negotiating" on 6 July 2018

    # "around midday" is 11:00 to 13:00 here
    Scenario Outline: At <clock> on Friday the session is <mode> under way
      Then the "session" <was> "in-session" on 6 July 2018 at <clock>

      Examples:
        | clock | mode            | was          |
        | 10:59 | not yet         | was not      |
        | 12:00 | possibly        | was possibly |
        | 13:00 | certainly       | was          |
        | 23:59 | certainly still | was          |

    Scenario: Talks resumed less than forty-eight hours after the declared failure
      Then "talks-resume" was between 41 hours and 48 hours after "joint-command-declares-failure"
      But the sources leave open whether "talks-resume" was at least 46 hours after "joint-command-declares-failure"

  Rule: Thursday's offer, conditions and announcement

    Scenario Outline: <event> is of Thursday, before the talks
      Then "<event>" was on the same day as "resumption-announced"
      And "<event>" was before "talks-resume"

      Examples:
        | event                    |
        | new-round-offered        |
        | conditions-for-new-round |

    Scenario: The joint command had asked for the United Nations before it offered a new round
      Then "un-auspices-demanded" was before "new-round-offered"
      And the "issue/un-sponsorship" was "demanded" throughout 5 July 2018
