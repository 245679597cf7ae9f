Feature: A number in words

  Scenario: The displaced
    Given the chronology "daraa-2018"
    When all events are replayed
    Then the measure "displaced" was at least many on 4 July 2018
