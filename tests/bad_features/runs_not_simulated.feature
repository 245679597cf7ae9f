Feature: Runs

  Scenario: Outcomes without runs
    Given the chronology "valley"
    When all events are replayed
    Then "settlement" is reached in at least 60% of runs
