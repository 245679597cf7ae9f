Feature: A source that is not in the file

  Scenario: The first talks follow the truce
    Given the chronology "valley"
    And only reports from "reuters" are used
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
