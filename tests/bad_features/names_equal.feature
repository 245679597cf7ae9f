Feature: Two scenarios with one name

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phase" was "talks" on 4 March 2031

  Scenario: The first talks follow the truce
    Then the "phase" was "talks" on 4 March 2031
