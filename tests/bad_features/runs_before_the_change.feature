Feature: Runs

  Scenario: A change that comes too late
    Given the chronology "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    And the event "truce-1" is left out
    Then "settlement" is reached in at least 60% of runs
