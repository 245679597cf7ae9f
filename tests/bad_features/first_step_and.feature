Feature: The first step goes on from nothing

  Scenario: The first talks follow the truce
    And the chronology "valley"
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
