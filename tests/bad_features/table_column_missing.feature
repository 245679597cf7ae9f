Feature: A table without the column that is due

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: From quarrel to settlement
    Then the "phase" went through these states:
      | from         |
      | 4 March 2031 |
