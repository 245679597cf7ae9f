Feature: A table whose rows are not equally long

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: From quarrel to settlement
    Then the "phase" went through these states:
      | state   | from |
      | quarrel |
