Feature: Runs

  Scenario: A length of time is not reached
    Given the chronology "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "under-truce" is reached in at least 60% of runs
