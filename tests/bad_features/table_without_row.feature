Feature: A table of headings alone

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: From quarrel to settlement
    Then the "phase" went through these states:
      | state | from |
