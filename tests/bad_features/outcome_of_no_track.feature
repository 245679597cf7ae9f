Feature: Runs

  Scenario: A state that the track has not
    Given the chronology "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "truce: brokn" is reached in at least 60% of runs
