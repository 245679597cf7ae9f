Feature: A phrase that stands for no sentence

  Scenario: The guns are silent
    Given the chronology "valley"
    When all events are replayed
    Then the guns were silent on 4 March 2031
