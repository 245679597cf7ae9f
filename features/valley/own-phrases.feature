Feature: The valley: phrases of one's own

  The file phrases.yaml beside this one says which steps each of these sentences stands for. If one
  of them does not hold, the failure shows that step.

  Background:
    Given the whole valley is read
    When all events are replayed

  Scenario: A phrase for two claims at once
    Then the talks talks-1 were held under a truce
    And the talks talks-2 were held under a truce

  Scenario Outline: A phrase with two holes: <phase>
    Then on <day> the valley was <phase>

    Examples:
      | day           | phase      |
      | 1 March 2031  | quarrel    |
      | 3 March 2031  | truce      |
      | 13 March 2031 | relapse    |
      | 25 March 2031 | settlement |
