Feature: An outline without examples

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario Outline: The first talks follow the truce
    Then the "phase" was "talks" on 4 March 2031
