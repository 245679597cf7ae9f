# language: xx
Feature: A language that Gherkin does not know

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then the "phase" was "talks" on 4 March 2031
