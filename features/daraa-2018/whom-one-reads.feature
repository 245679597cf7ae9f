Feature: Daraa 2018: what depends on whom one reads, and when

  Scenario: Without the digest, every failed session is followed by intense hostilities
    Given the chronology "daraa-2018"
    And reports from "digest-2018-07-03" are set aside
    When all events are replayed
    Then every "ended-without-agreement" of the "session" was followed by "intense" of the "hostilities" within 24 hours
    And the event "saturday-meeting" is not recorded

  Scenario: On 3 July nobody had heard of all at once or in phases
    Given the chronology "daraa-2018"
    And only reports published by 3 July 2018 are used
    When all events are replayed
    Then the last known "issue/arms-sequencing" was "not-raised"
    And the last known "phase" was "demands"

  Scenario: Whether the offer came before the announcement is left open
    Given the chronology "daraa-2018"
    When all events are replayed
    Then the sources leave open whether "new-round-offered" was before "resumption-announced"
    And the "hostilities" were "intense" at some point on 4 July 2018

  Rule: Each article by itself tells another story

    Scenario Outline: Whoever reads <source> alone is left with the phase <phase>
      Given the chronology "daraa-2018"
      And only reports from "<source>" are used
      When all events are replayed
      Then the last known "phase" was "<phase>"
      And the last known "ceasefire" was "<ceasefire>"
      And the last known "hostilities" <were> "<hostilities>"

      Examples:
        | source            | phase      | ceasefire | were          | hostilities |
        | afp-2018-07-02    | demands    | in-effect | were          | reduced     |
        | digest-2018-07-03 | offensive  | none      | were          | active      |
        | report-2018-07-04 | collapse   | none      | were          | active      |
        | afp-2018-07-05    | before     | none      | were          | reduced     |
        | afp-2018-07-06    | resumption | none      | were possibly | reduced     |

    # the ceasefire and its hour stand in one article
    Scenario: Without the first article there is no ceasefire to break
      Given the chronology "daraa-2018"
      And reports from "afp-2018-07-02" are set aside
      When all events are replayed
      Then the "ceasefire" was never "in-effect"
      And the "phase" was "offensive" on 3 July 2018
      And the "phase" was never "demands"
      And the "phase" was "bombardment" on 4 July 2018

    Scenario: Without the first article the crossing is never asked for, the police on Tuesday only
      Given the chronology "daraa-2018"
      And reports from "afp-2018-07-02" are set aside
      When all events are replayed
      Then the issue "nassib-crossing" was "not-raised" on 6 July 2018
      And the issue "policing" was "not-raised" on 2 July 2018
      And the issue "policing" was "demanded" on 3 July 2018

    Scenario: The digest knows a failed meeting and no ceasefire
      Given the chronology "daraa-2018"
      And only reports from "digest-2018-07-03" are used
      When all events are replayed
      Then the last known "session" was "ended-without-agreement"
      And the issue "arms-scope" was "rejected" on 3 July 2018
      And the event "ceasefire-starts" is not recorded

    Scenario: Without the digest Saturday has no meeting, and one session fails
      Given the chronology "daraa-2018"
      And reports from "digest-2018-07-03" are set aside
      When all events are replayed
      Then the "session" was "ended-without-agreement" exactly 1 time
      And the "session" was "none" on 2 July 2018
      And the issue "arms-scope" was "not-raised" on 30 June 2018

    # the deadline and Tuesday's session stand in one article
    Scenario: Without the report of 4 July there is no deadline and no Tuesday session
      Given the chronology "daraa-2018"
      And reports from "report-2018-07-04" are set aside
      When all events are replayed
      Then the last known "deadline" was "none"
      And the event "tuesday-session" is not recorded
      And the issue "army-leaves-towns" was "not-raised" on 6 July 2018
      And the "process" was "suspended" on 4 July 2018

    # the day of the announcement stands in one article
    Scenario: Without the article of 5 July the day of the announcement is open
      Given the chronology "daraa-2018"
      And reports from "afp-2018-07-05" are set aside
      When all events are replayed
      Then the sources leave open whether the "phase" was "resumption" on 5 July 2018
      And the issue "guarantees" was "not-raised" on 6 July 2018
      And the issue "cessation" was "not-raised" on 6 July 2018
      And the "phase" was "resumption" on 6 July 2018

    Scenario: Without the article of 6 July the record ends with an announcement
      Given the chronology "daraa-2018"
      And reports from "afp-2018-07-06" are set aside
      When all events are replayed
      Then the record ends on 5 July 2018
      And the last known "process" was "prenegotiation"
      And the "place/border-post" was never "taken-by-force"

  Rule: A wire stands for all articles that go back to it

    Scenario: AFP alone tells the whole sequence
      Given the chronology "daraa-2018"
      And only reports from "AFP" are used
      When all events are replayed
      Then the "phase" went through these states:
        | state       | from                         |
        | before      |                              |
        | offensive   | 19 June 2018                 |
        | ceasefire   | 30 June 2018 at 19:00        |
        | demands     | 1 July 2018                  |
        | collapse    | the afternoon of 4 July 2018 |
        | bombardment | the afternoon of 4 July 2018 |
        | resumption  | 5 July 2018                  |
      And the event "saturday-meeting" is not recorded

    Scenario: Reuters alone ends with the offensive and a failed meeting
      Given the chronology "daraa-2018"
      And only reports from "Reuters" are used
      When all events are replayed
      Then the record ends on 3 July 2018
      And the last known "phase" was "offensive"
      And the last known "session" was "ended-without-agreement"

    Scenario: Without AFP nothing is left of the ceasefire
      Given the chronology "daraa-2018"
      And reports from "AFP" are set aside
      When all events are replayed
      Then the "ceasefire" was never "in-effect"
      And the last known "process" was "negotiating"

  Rule: How much support is asked for

    Scenario: With two reports an event, the sequence keeps its two last turns
      Given the chronology "daraa-2018"
      And only events supported by at least 2 reports are used
      When all events are replayed
      Then the event "joint-command-declares-failure" is recorded
      And the event "bombardment-begins" is recorded
      But the event "ceasefire-starts" is not recorded
      And the event "talks-resume" is not recorded

    Scenario: With two independent reports an event, the bombardment is gone too
      Given the chronology "daraa-2018"
      And only events supported by at least 2 independent reports are used
      When all events are replayed
      Then the event "offensive-opens" is recorded
      And the event "joint-command-declares-failure" is recorded
      And the event "strikes-resume" is recorded
      But the event "bombardment-begins" is not recorded

  Rule: Whom to prefer

    # their quarrel is one of notes and of what a thing is called: no report falls
    Scenario Outline: Preferring <source> leaves the sequence as it is
      Given the chronology "daraa-2018"
      And where sources disagree, "<source>" is preferred
      When all events are replayed
      Then the "phase" was "demands" on 3 July 2018
      And the "phase" was "bombardment" on 4 July 2018
      And the event "saturday-meeting-fails" is recorded

      Examples:
        | source            |
        | AFP               |
        | digest-2018-07-03 |
        | report-2018-07-04 |
