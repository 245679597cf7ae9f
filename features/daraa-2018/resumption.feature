Feature: Daraa 2018: the resumption of 5 and 6 July

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: Resumption is announced on Thursday and takes place on Friday
    Then the "phase" was "resumption" on 5 July 2018
    And "resumption-announced" was before "talks-resume"
    And the "session" was "in-session" on 6 July 2018 at 14:00

  Scenario: Between the announcement and the session there are no talks and no ceasefire
    Then the "process" was "prenegotiation" on 6 July 2018 at 03:00
    And the "hostilities" were "reduced" on 6 July 2018 at 03:00
    And the "ceasefire" was not "in-effect" on 6 July 2018 at 03:00

  Scenario: Strikes go on while the parties talk
    Then the event "strikes-on-um-al-mayadhen" is recorded
    And the "hostilities" were "reduced" on 6 July 2018

  Scenario: The record ends unsettled
    Then the "phase" was never "settlement"
    And the last known "ceasefire" was "broken"
