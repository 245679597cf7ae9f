Feature: The valley: Then, about states

  Background:
    Given the chronology "valley"
    When all events are replayed

  Rule: At a moment

    # a day means its end; a clock time means that moment
    Scenario: At the end of a day, and at a clock time
      Then the "session" was "none" on 4 March 2031 at 09:59
      And the "session" was "ended" on 4 March 2031

    # a date may be written in words or as in the files
    Scenario: Dates that are written otherwise
      Then the "truce" was "in-effect" on 2031-03-04
      And the "truce" was "in-effect" at 2031-03-04T08:00
      And the "truce" was "in-effect" on the evening of 2 March 2031
      And the "phase" was "settlement" in 2031-03

    # `the` before a name may be left out
    Scenario: Without the article
      Then "truce" was "broken" on 13 March 2031

    # the truce began some time in the afternoon of 2 March, 12:00 to 18:00
    Scenario: What the sources leave open
      Then the sources leave open whether the "truce" was "in-effect" on 2 March 2031 at 15:00
      And the "truce" was "none" on 2 March 2031 at 11:59
      And the "truce" was "in-effect" on 2 March 2031 at 18:00

    # the Gazette prints 12:00 as in Zurich, which is 11:00 in the time zone of the file
    Scenario: The hour of a place elsewhere
      Then the "phase" was "talks" on 25 March 2031 at 10:59
      And the "phase" was "settlement" on 25 March 2031 at 11:01

    # all states that are possible then, no more and no fewer
    Scenario: Any of these
      Then on 2 March 2031 at 15:00, the "phase" could be any of:
        | state   |
        | quarrel |
        | truce   |
      And on 16 March 2031 the "observers/lake-council" could be any of:
        | state   |
        | absent  |
        | present |

    # the last source is the Gazette of 1 April
    Scenario: Where the record ends
      Then the record ends on 1 April 2031
      And the last known "gate/weir" was "closed"

  Rule: Over a stretch of time

    Scenario: Throughout a day, and throughout a part of one
      Then the "truce" was "in-effect" throughout 5 March 2031
      And the "truce" was "in-effect" throughout the morning of 12 March 2031

    Scenario: At some point of a day
      Then the "session" was "under-way" at some point on 4 March 2031
      And the "truce" was "in-effect" at some point on 12 March 2031
      And the "truce" was "broken" at some point on 12 March 2031

    # not at one moment of the record; `were never` says the same
    Scenario: Never
      Then the "issue/water-shares" was never "refused"
      And the "issue/water-shares" were never "refused"

  Rule: How long

    # The longest stay counts. The truce: from 15 March to the end of the record, 1 April. Broken:
    # from the evening of 12 March (18:00 to 22:00) to some hour of 15 March (0:00 to 24:00).
    Scenario: At least, at most, between
      Then the "truce" was "in-effect" for at least 2 weeks
      And the "truce" was "broken" for at most 78 hours
      And the "truce" was "broken" for between 50 hours and 78 hours

    # the second session: from 18 March, about 09:00, to 25 March, 11:00
    Scenario: Lengths in minutes, hours, days and weeks
      Then the "session" was "under-way" for at least 7 days
      And the "session" was "under-way" for at least 1 week
      And the "session" was "under-way" for at most 172 hours
      And the "phase" was "relapse" for at least 3000 minutes
