Feature: A state that the track does not have

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phase" was "talk" on 4 March 2031
