Feature: A table with another heading

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: From quarrel to settlement
    Then the "phase" went through these states:
      | stat    | from |
      | quarrel |      |
