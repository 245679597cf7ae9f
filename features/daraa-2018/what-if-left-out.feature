Feature: Daraa 2018: what the model makes of the record without an event

  A what-if changes a copy of the record and asks the model. Every other event stays as recorded.
  Nothing here says what could have happened in history.

  Background:
    Given the chronology "daraa-2018"

  Rule: The named what-if "without-the-offer"

    Scenario: Without the offer and the announcement, the talks stay suspended until they resume
      When the event "new-round-offered" is left out
      And the event "resumption-announced" is left out
      Then the "process" was "suspended" on 5 July 2018
      And the "process" differs from the record on 5 July 2018
      And the "phase" differs from the record on 5 July 2018
      But the "process" is the same as recorded on 6 July 2018
      And the "phase" is the same as recorded on 6 July 2018

    Scenario: The session of Friday is foreseen without them
      When the event "new-round-offered" is left out
      And the event "resumption-announced" is left out
      Then the event "talks-resume" does not deviate from the model
      And the "process" went directly from "suspended" to "negotiating"

    # either of the two is enough to lead out of the suspension
    Scenario Outline: Without <event> alone the process is the same at the end of Thursday
      When the event "<event>" is left out
      Then the "process" is the same as recorded on 5 July 2018
      And the "process" is the same as recorded on 6 July 2018

      Examples:
        | event                |
        | new-round-offered    |
        | resumption-announced |

    Scenario: Without the announcement the headline turns a day later
      When the event "resumption-announced" is left out
      Then the "phase" was "bombardment" on 5 July 2018
      And the "phase" was "resumption" on 6 July 2018

  Rule: Without the ultimatum

    Scenario: No deadline is followed by force
      When the event "ultimatum" is left out
      Then the "deadline" was never "set"
      And the last known "deadline" was "none"
      And the "deadline" differs from the record on 4 July 2018

    Scenario Outline: The <track> is as recorded at the end of 4 July
      When the event "ultimatum" is left out
      Then the "<track>" is the same as recorded on 4 July 2018

      Examples:
        | track       |
        | phase       |
        | process     |
        | session     |
        | ceasefire   |
        | hostilities |

  Rule: Without the ceasefire

    Scenario: The offensive goes on to the collapse
      When the event "ceasefire-starts" is left out
      Then the "phase" was "offensive" on 3 July 2018
      And the "phase" went directly from "offensive" to "collapse"
      And the "ceasefire" was never "in-effect"

    # a violation needs something to violate
    Scenario: The strikes near Tafas are no violation any more
      When the event "ceasefire-starts" is left out
      Then the event "strikes-near-tafas" can no longer take place
      And the event "strikes-near-tafas" deviates from the model

    Scenario: What was observed stays as observed
      When the event "ceasefire-starts" is left out
      Then the "hostilities" are the same as recorded on 1 July 2018
      And the "hostilities" are the same as recorded on 4 July 2018

    Scenario: Without the quiet night the fighting stays active under the ceasefire
      When the event "quiet-night" is left out
      Then the "hostilities" were "active" on 2 July 2018
      And the "ceasefire" is the same as recorded on 2 July 2018
      And the "hostilities" are the same as recorded on 4 July 2018

  Rule: Without Wednesday's turns

    Scenario: Without the declared failure the talks are not suspended
      When the event "joint-command-declares-failure" is left out
      Then the "process" was never "suspended"
      And the "process" differs from the record on 4 July 2018
      And the "phase" went directly from "demands" to "bombardment"

    Scenario: The session fails all the same, for it was declared over
      When the event "joint-command-declares-failure" is left out
      Then the "session" is the same as recorded on 4 July 2018

    Scenario: Without Wednesday's session there is none to declare over
      When the event "wednesday-session" is left out
      Then the "session" was "adjourned" on 4 July 2018
      And the event "session-declared-over" can no longer take place
      But the event "joint-command-declares-failure" does not deviate from the model
      And the "process" is the same as recorded on 4 July 2018

    Scenario: Without the resumed strikes the ceasefire has no end
      When the event "strikes-resume" is left out
      Then the last known "ceasefire" was "in-effect"
      And the last known "deadline" was "set"
      And the "hostilities" are the same as recorded on 4 July 2018

    Scenario: Without the escalation the day ends with a collapse and active fighting
      When the event "bombardment-begins" is left out
      Then the "phase" was "collapse" on 4 July 2018
      And the "hostilities" were "active" on 4 July 2018
      And the "phase" is the same as recorded on 5 July 2018

  Rule: Without a demand there is nothing to refuse

    Scenario Outline: Without <demand>, <answer> is not foreseen
      When the event "<demand>" is left out
      Then the event "<answer>" can no longer take place

      Examples:
        | demand                    | answer                     |
        | laying-down-arms-demanded | laying-down-arms-refused   |
        | rebels-propose-terms      | russia-rejects-terms       |
        | rebels-propose-terms      | safe-passage-refused-again |

    Scenario: Without Tuesday's proposal safe passage is first asked for on Friday
      When the event "rebels-propose-terms" is left out
      Then the issue "safe-passage" was "not-raised" on 5 July 2018
      And the issue "safe-passage" was "demanded" on 6 July 2018
      And the issue "safe-passage" was raised by "joint-command"

    Scenario: Without Saturday's meeting no session fails on that day
      When the event "saturday-meeting" is left out
      Then the event "saturday-meeting-fails" can no longer take place
      And the "session" was "none" on 2 July 2018
      And the "process" differs from the record on 30 June 2018
      And the "process" is the same as recorded on 1 July 2018

  Rule: Local deals are not the regional talks

    Scenario Outline: Without <event> the talks are as recorded
      When the event "<event>" is left out
      Then the "process" is the same as recorded on 1 July 2018
      And the "session" is the same as recorded on 4 July 2018
      And the "phase" is the same as recorded on 6 July 2018

      Examples:
        | event                         |
        | local-deals-in-recent-days    |
        | eight-towns-handed-over       |
        | al-mseifra-accepts-government |
        | border-strip-ceded            |

    # Dael had passed on Saturday; without that, the flag alone says it
    Scenario: Without the eight towns Dael passes by the flag, a day that is open
      When the event "eight-towns-handed-over" is left out
      Then the "place/dael" was possibly "unreported" on 30 June 2018
      And the "place/dael" is the same as recorded on 1 July 2018

  Rule: What the headline does not depend on

    Scenario Outline: Without <event> nothing of the headline changes
      When the event "<event>" is left out
      Then the "phase" is the same as recorded on 30 June 2018
      And the "phase" is the same as recorded on 2 July 2018
      And the "phase" is the same as recorded on 4 July 2018
      And the "phase" is the same as recorded on 6 July 2018

      Examples:
        | event                  |
        | saturday-meeting       |
        | saturday-meeting-fails |
        | strikes-near-tafas     |
        | sunday-talks           |
        | tuesday-session        |
        | ultimatum              |
        | wednesday-session      |
        | new-round-offered      |
        | council-meets          |
        | talks-resume           |
