Feature: A text block under a step that takes none

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phase" was "talks" on 4 March 2031
      """
      and the "truce" was "in-effect"
      """
