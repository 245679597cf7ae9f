Feature: Runs

  Scenario: Two sets of assumptions
    Given the chronology "valley"
    And the assumptions "valley"
    And the assumptions "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "settlement" is reached in at least 60% of runs
