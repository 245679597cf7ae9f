Feature: A placeholder that no column fills

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario Outline: The phase on <day>
    Then the "phase" was "<fase>" on <day>

    Examples:
      | day          | phase |
      | 4 March 2031 | talks |
