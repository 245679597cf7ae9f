Feature: A column that no step asks for

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario Outline: The phase on <day>
    Then the "phase" was "talks" on <day>

    Examples:
      | day          | phase |
      | 4 March 2031 | truce |
