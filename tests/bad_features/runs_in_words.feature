Feature: Runs

  Scenario: Many runs
    Given the chronology "valley"
    When many runs are simulated from the start of the model for 60 days with seed 7
    Then "settlement" is reached in at least 60% of runs
