Feature: Daraa 2018: the bombardment of 4 and 5 July

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: Strikes resume after the failure is declared, and break the ceasefire
    Then "joint-command-declares-failure" was before "strikes-resume"
    And the "ceasefire" was "broken" on 4 July 2018
    And the "hostilities" were "intense" on 4 July 2018

  Scenario: It eases on Thursday without a ceasefire
    Then the "hostilities" were "reduced" on 5 July 2018
    And the "ceasefire" was "broken" on 5 July 2018

  Scenario: The bombardment rests on more than one report
    Then the event "bombardment-begins" is supported by at least 2 reports
