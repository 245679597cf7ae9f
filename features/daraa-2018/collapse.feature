Feature: Daraa 2018: the collapse of 4 July

  Background:
    Given the chronology "daraa-2018"

  Scenario: The session fails and the talks are suspended
    When all events are replayed
    Then the "process" was "suspended" on 4 July 2018
    And the "session" was "ended-without-agreement" on 4 July 2018

  Scenario: A deadline is set before the last session and followed by force
    When all events are replayed
    Then "ultimatum" was before "wednesday-session"
    And the "deadline" was "followed-by-force" on 4 July 2018

  Scenario: The hour of the collapse is not reported
    When all events are replayed
    Then the sources leave open whether the "process" was "suspended" on 4 July 2018 at 16:00
    And the "process" was not "suspended" on 4 July 2018 at 13:00

  Scenario: A reader on Wednesday night knows no resumption
    Given only reports published by 4 July 2018 are used
    When all events are replayed
    Then the last known "process" was "suspended"
    And the event "talks-resume" is not recorded
