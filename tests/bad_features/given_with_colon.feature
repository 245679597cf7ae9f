Feature: A colon behind a keyword

  Scenario: The first talks follow the truce
    Given: the chronology "valley"
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
