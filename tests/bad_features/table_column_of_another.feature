Feature: A table with the heading of another one

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: From quarrel to settlement
    Then the "phase" went through these states:
      | state   | kind |
      | quarrel |      |
