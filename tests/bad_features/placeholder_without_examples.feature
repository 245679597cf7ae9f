Feature: A placeholder without examples

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The phase after the talks
    Then the "phase" was "<phase>" on 4 March 2031
