Feature: Nothing is replayed

  Scenario: The first talks follow the truce
    Given the chronology "valley"
    Then the "phase" was "talks" on 4 March 2031
