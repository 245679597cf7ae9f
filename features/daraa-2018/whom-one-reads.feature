Feature: Daraa 2018: what depends on whom one reads, and when

  Scenario: Without the digest, every failed session is followed by intense hostilities
    Given the chronology "daraa-2018"
    And reports from "digest-2018-07-03" are set aside
    When all events are replayed
    Then every "ended-without-agreement" of the "session" was followed by "intense" of the "hostilities" within 24 hours
    And the event "saturday-meeting" is not recorded

  Scenario: On 3 July nobody had heard of all at once or in phases
    Given the chronology "daraa-2018"
    And only reports published by 3 July 2018 are used
    When all events are replayed
    Then the last known "issue/arms-sequencing" was "not-raised"
    And the last known "phase" was "demands"

  Scenario: Whether the offer came before the announcement is left open
    Given the chronology "daraa-2018"
    When all events are replayed
    Then the sources leave open whether "new-round-offered" was before "resumption-announced"
    And the "hostilities" were "intense" at some point on 4 July 2018
