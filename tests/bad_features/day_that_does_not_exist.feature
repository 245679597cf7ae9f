Feature: The 31st of June

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phase" was "talks" on 31 June 2031
