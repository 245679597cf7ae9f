Feature: A colon is missing

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phase" was "talks" on 4 March 2031

  Scenario The shots break the truce
    Then the "truce" was "broken" on 12 March 2031
