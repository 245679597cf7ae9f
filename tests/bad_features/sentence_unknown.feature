Feature: A sentence that the vocabulary does not know

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phase" became "talks" on 4 March 2031
