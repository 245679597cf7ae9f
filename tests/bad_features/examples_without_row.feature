Feature: Examples without a row

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario Outline: The phase on <day>
    Then the "phase" was "talks" on <day>

    Examples:
      | day |
