Feature: A background without a step

  Background:

  Scenario: The first talks follow the truce
    Given the chronology "valley"
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
