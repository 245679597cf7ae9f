Feature: A sentence that claims, where things are done

  Scenario: The first talks follow the truce
    Given the chronology "valley"
    When all events are replayed
    And the "phase" was "talks" on 4 March 2031
    Then the "phase" was "talks" on 5 March 2031
