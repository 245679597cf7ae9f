Feature: Runs

  Scenario: Beyond the runs
    Given the chronology "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then the median time until "settlement" is less than 90 days
