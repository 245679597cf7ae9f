Feature: A date in a table that is none

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: From quarrel to settlement
    Then the "phase" went through these states:
      | state   | from          |
      | quarrel |               |
      | truce   | 31 June 2031  |
