Feature: Runs

  Scenario: Backwards
    Given the chronology "valley"
    When 100 runs are simulated from 20 March 2031 to 10 March 2031 with seed 7
    Then "settlement" is reached in at least 60% of runs
