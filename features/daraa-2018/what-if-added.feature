Feature: Daraa 2018: what the model makes of events that no source reports

  Background:
    Given the chronology "daraa-2018"

  Rule: The named what-if "a-deal-on-tuesday"

    Scenario: With an agreement on Tuesday night the phase is settlement to the end
      When these events are added:
        | event           | kind              | when                 |
        | deal-on-tuesday | agreement-reached | 3 July 2018 at 23:00 |
      Then the "phase" was "settlement" on 3 July 2018
      And the last known "phase" was "settlement"
      And the last known "process" was "agreed"

    Scenario Outline: With it the model no longer foresees <event>
      When these events are added:
        | event           | kind              | when                 |
        | deal-on-tuesday | agreement-reached | 3 July 2018 at 23:00 |
      Then the event "<event>" can no longer take place

      Examples:
        | event                          |
        | joint-command-declares-failure |
        | resumption-announced           |
        | talks-resume                   |

    Scenario: What was observed of the fighting does not change with it
      When these events are added:
        | event           | kind              | when                 |
        | deal-on-tuesday | agreement-reached | 3 July 2018 at 23:00 |
      Then the "hostilities" are the same as recorded on 4 July 2018
      And the "ceasefire" is the same as recorded on 4 July 2018

    Scenario: To lead the process to agreed is the same as adding the deal
      When the "process" moves to "agreed" on 3 July 2018 at 23:00
      Then the last known "phase" was "settlement"
      And the event "joint-command-declares-failure" can no longer take place

  Rule: The named what-if "phases-accepted"

    Scenario: With phases accepted on Wednesday evening, the crux is settled
      When the issue "arms-sequencing" had been accepted on the evening of 4 July 2018
      Then the issue "arms-sequencing" was "accepted" on 4 July 2018
      And the "issue/arms-sequencing" differs from the record on 4 July 2018
      And the event "phased-handover-upheld" can no longer take place

    Scenario: With phases accepted, nine issues are open on Friday
      When the issue "arms-sequencing" had been accepted on the evening of 4 July 2018
      Then these issues were open on 6 July 2018:
        | issue             |
        | arms-scope        |
        | safe-passage      |
        | army-leaves-towns |
        | army-positions    |
        | policing          |
        | nassib-crossing   |
        | un-sponsorship    |
        | guarantees        |
        | cessation         |

    # an issue and the process are tracks of their own: one issue is no agreement
    Scenario Outline: The <track> does not change with it
      When the issue "arms-sequencing" had been accepted on the evening of 4 July 2018
      Then the "<track>" is the same as recorded on 4 July 2018
      And the "<track>" is the same as recorded on 6 July 2018

      Examples:
        | track       |
        | phase       |
        | process     |
        | session     |
        | hostilities |

  Rule: The named what-if "without-the-digest"

    Scenario: Without the digest the first session is Tuesday's
      Given reports from "digest-2018-07-03" are set aside
      When all events are replayed
      Then the "session" was "none" on 2 July 2018
      And the event "saturday-meeting" is not recorded
      And the "phase" was "demands" on 2 July 2018

  Rule: Issues answered otherwise

    Scenario: A third refusal of safe passage changes nothing
      When the issue "safe-passage" had been rejected on 5 July 2018
      Then the "issue/safe-passage" is the same as recorded on 5 July 2018
      And the "issue/safe-passage" is the same as recorded on 6 July 2018

    Scenario: A cessation accepted is not a ceasefire in effect
      When the issue "cessation" had been accepted on 6 July 2018
      Then the issue "cessation" was "accepted" on 6 July 2018
      And the "ceasefire" is the same as recorded on 6 July 2018

  Rule: Other events

    Scenario: A violation more ends nothing either
      When these events are added:
        | event          | kind               | when        |
        | another-breach | ceasefire-violated | 2 July 2018 |
      Then the event "another-breach" does not deviate from the model
      And the "ceasefire" is the same as recorded on 2 July 2018

    Scenario: A fight for the crossing on Friday evening leaves it possibly contested
      When these events are added:
        | event           | kind           | when                 | places |
        | fight-at-nassib | area-contested | 6 July 2018 at 20:00 | nassib |
      Then the last known "place/nassib" was possibly "contested"
      And the last known "place/nassib" was possibly "held"

    Scenario: An answer to two demands at once
      When these events are added:
        | event     | kind                   | when                 | issues                     |
        | an-answer | issue-accepted-in-part | 6 July 2018 at 20:00 | guarantees, un-sponsorship |
      Then the issue "guarantees" was "accepted-in-part" on 6 July 2018
      And the issue "un-sponsorship" was "accepted-in-part" on 6 July 2018
      And the issue "cessation" was "demanded" on 6 July 2018

    Scenario: A second meeting of the Council is called on Friday night
      When these events are added:
        | event       | kind                       | when                 | third parties    |
        | second-call | third-party-meeting-called | 6 July 2018 at 21:00 | security-council |
      Then the last known "third-party/security-council" was "scheduled"

    Scenario: Talks that are broken off for good are resumed all the same
      When these events are added:
        | event      | kind              | when                 |
        | broken-off | process-abandoned | 4 July 2018 at 23:30 |
      Then the "process" was "abandoned" on 4 July 2018
      And the "process" differs from the record on 4 July 2018
      And the event "talks-resume" does not deviate from the model
      And the "process" is the same as recorded on 6 July 2018
