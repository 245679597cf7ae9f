Feature: A chronology that is not there

  Scenario: The first talks follow the truce
    Given the chronology "vally"
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
