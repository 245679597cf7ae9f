Feature: Daraa 2018: the ceasefire of 30 June

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: There is an offensive and no ceasefire before it
    Then the "hostilities" were "active" on 25 June 2018
    And the "ceasefire" was "none" on 25 June 2018

  Scenario: It takes effect on Saturday evening at a reported hour
    Then the "ceasefire" was "none" on 30 June 2018 at 18:59
    And the "ceasefire" was "in-effect" on 30 June 2018

  Scenario: Strikes near Tafas violate it and end nothing
    Then the event "strikes-near-tafas" is recorded
    And the "ceasefire" was "in-effect" throughout 1 July 2018
    And the "hostilities" were "reduced" on 1 July 2018

  Scenario: A meeting fails on the Saturday while the talks go on
    Then the "session" was "ended-without-agreement" on 30 June 2018
    And the "process" was "negotiating" on 2 July 2018 at 12:00
    And "saturday-meeting" was before "saturday-meeting-fails"
