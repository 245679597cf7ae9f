Feature: A scenario without a step

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce

  Scenario: The shots break the truce
    Then the "truce" was "broken" on 12 March 2031
