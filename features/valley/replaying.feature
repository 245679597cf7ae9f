Feature: The valley: When, or what is done with it

  To stop a replay is not to read less: every report counts, the story is told up to the stop.

  Background:
    Given the chronology "valley"

  Scenario: Replay everything
    When all events are replayed
    Then the last known "phase" was "settlement"

  Scenario: Replay up to the end of a day
    When events are replayed up to 10 March 2031
    Then the last known "phase" was "talks"

  Scenario: Replay up to a moment
    When events are replayed up to 4 March 2031 at 09:00
    Then the last known "session" was "none"

  # just before it, and with it
  Scenario: Replay up to an event
    When events are replayed up to the event "talks-2"
    Then the last known "session" was "ended"

  Scenario: Replay up to an event and that event
    When events are replayed up to and including the event "talks-2"
    Then the last known "session" was "under-way"
