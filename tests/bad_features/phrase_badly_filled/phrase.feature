Feature: A phrase filled with what is no date

  Scenario: The guns are silent
    Given the chronology "valley"
    When all events are replayed
    Then the guns were silent on yesterday
