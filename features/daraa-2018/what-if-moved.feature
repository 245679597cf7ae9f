Feature: Daraa 2018: what the model makes of events at other times

  Background:
    Given the chronology "daraa-2018"

  Rule: Moved

    Scenario: With talks resumed on Wednesday night, the model has them go on all Thursday
      When the event "talks-resume" is moved to 4 July 2018 at 23:00
      Then the "process" was "negotiating" on 5 July 2018
      And the "process" differs from the record on 5 July 2018
      And the "phase" was "resumption" on 4 July 2018
      But the "process" is the same as recorded on 6 July 2018

    # the record ends with 6 July; what is moved beyond it is beyond what the sources tell
    Scenario: Moved to 8 July, the session lies outside the record
      When the event "talks-resume" is moved to 8 July 2018
      Then the last known "process" was "prenegotiation"
      And the last known "session" was "ended-without-agreement"
      And the record ends on 6 July 2018

    Scenario: With the ultimatum on Thursday no deadline is followed by force
      When the event "ultimatum" is moved to 5 July 2018
      Then the "deadline" was "none" on 4 July 2018
      And the last known "deadline" was "set"
      And the event "strikes-resume" does not deviate from the model

    # then the demand under the ceasefire is Wednesday's, not Sunday's
    Scenario: With the ceasefire from Tuesday evening on, Sunday has none to violate
      When the event "ceasefire-starts" is moved to 3 July 2018 at 19:00
      Then the "phase" was "ceasefire" on 3 July 2018
      And the "phase" was "demands" at some point on the afternoon of 4 July 2018
      And the event "strikes-near-tafas" can no longer take place
      But the "phase" is the same as recorded on 4 July 2018

  Rule: Put back

    Scenario: With the session a day later, the record ends without it
      When the event "talks-resume" is put back by 24 hours
      Then the last known "process" was "prenegotiation"
      And the "process" differs from the record on 6 July 2018

    Scenario: With the easing a day later, the fighting is intense on Thursday night
      When the event "strikes-die-down" is put back by 1 day
      Then the "hostilities" were "intense" on 5 July 2018
      And the "hostilities" differ from the record on 5 July 2018
      And the "hostilities" are the same as recorded on 6 July 2018

    # on Sunday evening the strikes near Tafas lie before or after it
    Scenario: With the ceasefire a day later, the violation may come before it
      When the event "ceasefire-starts" is put back by 24 hours
      Then the "ceasefire" was "none" on 1 July 2018 at 18:59
      And the "ceasefire" was "in-effect" on 1 July 2018
      And the event "strikes-near-tafas" possibly deviates from the model
      And the "phase" was possibly "demands" on 2 July 2018
      And the "phase" was possibly "ceasefire" on 2 July 2018

  Rule: Swapped

    Scenario: With failure and resumption in each other's place, the story ends suspended
      When the events "joint-command-declares-failure" and "talks-resume" change places
      Then the "process" was "negotiating" on 4 July 2018
      And the last known "process" was "suspended"
      And the last known "phase" was "collapse"

    Scenario: With refusal and Sunday's demand in each other's place, the refusal is the last word
      When the events "laying-down-arms-refused" and "weapons-demanded" change places
      Then the issue "arms-scope" was "rejected" on 1 July 2018
      And the "issue/arms-scope" differs from the record on 1 July 2018

    # the two windows overlap on Wednesday afternoon
    Scenario: With ultimatum and strikes in each other's place, the deadline is possibly still set
      When the events "ultimatum" and "strikes-resume" change places
      Then the last known "deadline" was possibly "set"
      And the last known "deadline" was possibly "followed-by-force"
      And the "hostilities" are the same as recorded on 4 July 2018

  Rule: A track is led to a state

    Scenario: With a ceasefire on Thursday the phase is ceasefire to the end
      When the "ceasefire" moves to "in-effect" on 5 July 2018
      Then the "ceasefire" differs from the record on 6 July 2018
      And the last known "phase" was "ceasefire"
      And the "hostilities" are the same as recorded on 5 July 2018

    Scenario: With the deadline extended, it is followed by force as well
      When the "deadline" moves to "extended" on 4 July 2018 at 12:30
      Then the "deadline" is the same as recorded on 4 July 2018

    # whether the ultimatum came before 13:00 is open
    Scenario: With the deadline met at one o'clock, it is possibly followed by nothing
      When the "deadline" moves to "met" on 4 July 2018 at 13:00
      Then the "deadline" was possibly "met" on 4 July 2018
      And the "hostilities" are the same as recorded on 4 July 2018

    Scenario: With the ceasefire run out on Tuesday, nothing is broken on Wednesday
      When the "ceasefire" moves to "expired" on 3 July 2018
      Then the "ceasefire" was "expired" on 4 July 2018
      And the "ceasefire" was never "broken"
      And the event "strikes-resume" does not deviate from the model
