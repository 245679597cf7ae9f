Feature: A title in small letters

  Background:
    Given the chronology "valley"
    When all events are replayed

  scenario: The first talks follow the truce
    Then the "phase" was "talks" on 4 March 2031
