Feature: Runs

  Scenario: A what-if that there is not
    Given the chronology "valley"
    When the what-if "no-observer" is assumed
    And 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "relapse" is more likely than without the what-if
