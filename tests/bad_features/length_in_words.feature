Feature: A length in words

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The truce holds
    Then the "truce" was "in-effect" for at least two days
