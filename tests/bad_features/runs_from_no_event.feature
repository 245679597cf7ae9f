Feature: Runs

  Scenario: From an event that there is not
    Given the chronology "valley"
    When 100 runs are simulated from the event "truce-9" for 3 days with seed 7
    Then "settlement" is reached in at least 60% of runs
