Feature: Runs

  Scenario: More than all
    Given the chronology "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "settlement" is reached in at most 120% of runs
