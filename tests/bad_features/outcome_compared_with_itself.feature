Feature: Runs

  Scenario: One outcome by two names
    Given the chronology "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "settlement" is more likely than "A deal is signed"
