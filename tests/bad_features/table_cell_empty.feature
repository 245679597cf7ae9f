Feature: A table with an empty cell

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: From quarrel to settlement
    Then the "phase" went through these states:
      | state   | from         |
      | quarrel |              |
      |         | 4 March 2031 |
