Feature: A date that is the fourth of July or the seventh of April

  Scenario: The talks are suspended
    Given the chronology "daraa-2018"
    When all events are replayed
    Then the "process" was "suspended" on 04/07/2018
