Feature: La vallée

  Scenario: Les pourparlers
    Given the chronology "valley"
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
