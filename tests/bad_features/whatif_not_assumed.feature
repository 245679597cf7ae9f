Feature: Runs

  Scenario: Compared with nothing
    Given the chronology "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "relapse" is more likely than without the what-if
