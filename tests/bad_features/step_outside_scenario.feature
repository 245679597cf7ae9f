Feature: A step before any scenario
  Given the chronology "valley"
  When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phase" was "talks" on 4 March 2031
