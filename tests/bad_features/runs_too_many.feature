Feature: Runs

  Scenario: Three million
    Given the chronology "valley"
    When 3,000,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "settlement" is reached in at least 60% of runs
