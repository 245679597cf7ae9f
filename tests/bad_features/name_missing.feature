Feature: A scenario without a name

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario:
    Then the "phase" was "talks" on 4 March 2031
