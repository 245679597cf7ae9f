Feature: Daraa 2018: demands on heavy weapons

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: Russia demands heavy and medium weapons under the ceasefire
    Then the "phase" was "demands" on 2 July 2018
    And the "issue/arms-scope" was "demanded" on 2 July 2018
    And the "ceasefire" was "in-effect" on 2 July 2018

  Scenario: The demand of surrender had been refused the day before
    Then the "issue/arms-scope" was "rejected" on 30 June 2018
    And "surrender-refused" was before "weapons-demanded"

  Scenario: On Tuesday the rebels ask for safe passage and are refused
    Then the "issue/army-leaves-towns" was "rejected" on 3 July 2018
    And the "issue/policing" was "demanded" on 3 July 2018
    And "rebels-propose-terms" was before "russia-rejects-terms"

  Scenario: All at once or in phases is first heard of on Wednesday
    Then the "issue/arms-sequencing" was "not-raised" on 3 July 2018
    And the event "all-at-once-insisted-on" is supported by at least 2 independent reports
