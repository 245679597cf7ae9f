Feature: A track that the model does not have

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phse" was "talks" on 4 March 2031
