Feature: Daraa 2018: what a reader of each day knew

  The articles are of five days. Whoever read all that was out by the end of a day knew what they
  tell, and nothing later: the record ends with that day.

  Background:
    Given the chronology "daraa-2018"

  Scenario Outline: What was known on <day>
    Given only reports published by <day> are used
    When all events are replayed
    Then the record ends on <day>
    And the last known "phase" was "<phase>"
    And the last known "process" was "<process>"
    And the last known "session" was "<session>"
    And the last known "ceasefire" was "<ceasefire>"
    And the last known "hostilities" was "<hostilities>"
    And the last known "deadline" was "<deadline>"

    Examples:
      | day         | phase      | process        | session                 | ceasefire | hostilities | deadline          |
      | 2 July 2018 | demands    | negotiating    | none                    | in-effect | reduced     | none              |
      | 3 July 2018 | demands    | negotiating    | ended-without-agreement | in-effect | reduced     | none              |
      | 4 July 2018 | collapse   | suspended      | ended-without-agreement | broken    | active      | followed-by-force |
      | 5 July 2018 | resumption | prenegotiation | ended-without-agreement | broken    | reduced     | followed-by-force |
      | 6 July 2018 | resumption | negotiating    | in-session              | broken    | reduced     | followed-by-force |

  Scenario Outline: How <issue> stood for a reader of <day>
    Given only reports published by <day> are used
    When all events are replayed
    Then the last known "issue/<issue>" was "<state>"

    Examples:
      | issue             | day         | state      |
      | arms-scope        | 2 July 2018 | demanded   |
      | arms-scope        | 3 July 2018 | demanded   |
      | arms-scope        | 6 July 2018 | offered    |
      | arms-sequencing   | 3 July 2018 | not-raised |
      | arms-sequencing   | 4 July 2018 | rejected   |
      | arms-sequencing   | 6 July 2018 | offered    |
      | safe-passage      | 3 July 2018 | not-raised |
      | safe-passage      | 4 July 2018 | rejected   |
      | army-leaves-towns | 3 July 2018 | not-raised |
      | army-leaves-towns | 4 July 2018 | rejected   |
      | un-sponsorship    | 3 July 2018 | not-raised |
      | un-sponsorship    | 4 July 2018 | demanded   |
      | guarantees        | 4 July 2018 | not-raised |
      | guarantees        | 5 July 2018 | demanded   |
      | cessation         | 4 July 2018 | not-raised |
      | cessation         | 5 July 2018 | demanded   |

  Rule: 2 July: a ceasefire with talks, and no failure heard of

    Scenario: Saturday's failed meeting is not known yet
      Given only reports published by 2 July 2018 are used
      When all events are replayed
      Then the event "saturday-meeting-fails" is not recorded
      And the issue "arms-scope" was "not-raised" on 30 June 2018
      And the "process" was "none" on 30 June 2018

    Scenario: Four issues are open
      Given only reports published by 2 July 2018 are used
      When all events are replayed
      Then these issues were open on 2 July 2018:
        | issue           |
        | arms-scope      |
        | army-positions  |
        | policing        |
        | nassib-crossing |

  Rule: 3 July: the digest adds a failure to a past Saturday

    Scenario: The failure of Saturday is known, Tuesday's session is not
      Given only reports published by 3 July 2018 are used
      When all events are replayed
      Then the event "saturday-meeting-fails" is recorded
      And the event "tuesday-session" is not recorded
      And the "session" was "ended-without-agreement" on 30 June 2018

    # the loss of Busra al-Sham is a possibility in the digest
    Scenario: Busra al-Sham is not lost yet
      Given only reports published by 3 July 2018 are used
      When all events are replayed
      Then the event "busra-al-sham-retaken" is not recorded

    Scenario: 160,000 is the figure of the displaced
      Given only reports published by 3 July 2018 are used
      When all events are replayed
      Then the measure "displaced" was at least 160,000 in 2018-06
      And the measure "civilians-killed" was at least 98 in 2018-06

  Rule: 4 July: the failure is known, the escalation is not

    Scenario: Strikes have resumed; bombing without precedent is not told yet
      Given only reports published by 4 July 2018 are used
      When all events are replayed
      Then the event "strikes-resume" is recorded
      And the event "bombardment-begins" is not recorded
      And the "hostilities" were "active" on 4 July 2018

    # what the rebels would do is no offer that was made
    Scenario: A handover in phases is not yet an offer on the table
      Given only reports published by 4 July 2018 are used
      When all events are replayed
      Then the event "phased-handover-offered" is not recorded
      And the "issue/arms-sequencing" was never "offered"

    Scenario: The Council's meeting is still to come
      Given only reports published by 4 July 2018 are used
      When all events are replayed
      Then the event "council-meets" is not recorded
      And the last known "third-party/security-council" was "scheduled"

    Scenario: Read on that day, the failure may be later than the afternoon
      Given only reports published by 4 July 2018 are used
      When all events are replayed
      Then the "process" was possibly "suspended" on 4 July 2018 at 19:00
      And the "process" was possibly not "suspended" on 4 July 2018 at 19:00

  Rule: 5 July: an announcement, and nothing of what it announces

    Scenario: Talks are announced and have not resumed
      Given only reports published by 5 July 2018 are used
      When all events are replayed
      Then the event "resumption-announced" is recorded
      And the event "talks-resume" is not recorded
      And the "session" was "in-session" exactly 3 times

    Scenario: The gains on the frontier are not known yet
      Given only reports published by 5 July 2018 are used
      When all events are replayed
      Then the event "border-post-taken" is not recorded
      And the event "border-strip-ceded" is not recorded

  Rule: 6 July: the whole record

    Scenario: All five articles are out
      Given only reports published by 6 July 2018 are used
      When all events are replayed
      Then the event "talks-resume" is recorded
      And the event "border-post-taken" is recorded
      And the event "phased-handover-offered" is recorded

  Rule: To stop a replay is not to read less

    # everything the articles say later on about Wednesday is used; only the story stops
    Scenario: Up to the end of 4 July the escalation is told
      When events are replayed up to 4 July 2018
      Then the last known "hostilities" were "intense"
      And the last known "phase" was "bombardment"

    Scenario: Just before the talks resume they are in prenegotiation
      When events are replayed up to the event "talks-resume"
      Then the last known "process" was "prenegotiation"

    Scenario: With that event they are negotiating
      When events are replayed up to and including the event "talks-resume"
      Then the last known "process" was "negotiating"
