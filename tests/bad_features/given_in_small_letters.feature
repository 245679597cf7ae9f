Feature: A keyword in small letters

  Scenario: The first talks follow the truce
    given the chronology "valley"
    When all events are replayed
    then the "phase" was "talks" on 4 March 2031
