Feature: About nothing

  Scenario: The first talks follow the truce
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
