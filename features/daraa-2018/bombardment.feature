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

  Rule: From a failure to bombing without precedent in one afternoon

    Scenario: Failure, strikes and escalation come in this order on one day
      Then these events happened in this order:
        | event                          |
        | joint-command-declares-failure |
        | strikes-resume                 |
        | bombardment-begins             |
      And "strikes-resume" was on the same day as "joint-command-declares-failure"
      And "bombardment-begins" was on the same day as "joint-command-declares-failure"

    Scenario: The fighting in full
      Then the "hostilities" went through these states:
        | state      | from                         |
        | unreported |                              |
        | active     | 19 June 2018                 |
        | reduced    | the night of 30 June 2018    |
        | active     | the afternoon of 4 July 2018 |
        | intense    | the afternoon of 4 July 2018 |
        | reduced    | 5 July 2018                  |

    Scenario: The suspension of the talks is followed by intense bombing within five hours
      Then every "suspended" of the "process" was followed by "intense" of the "hostilities" within 5 hours
      And "bombardment-begins" was at most 5 hours after "joint-command-declares-failure"

    Scenario: Every spell of intense bombing comes from a broken ceasefire
      Then every "intense" of the "hostilities" was preceded by "broken" of the "ceasefire" within 1 minute
      And the "hostilities" were "intense" exactly 1 time

    Scenario: No session goes on under intense bombing
      Then the "session" and the "hostilities" were never "in-session" and "intense" at the same time

  Rule: How long it lasted is told differently

    # one article has a day of it, another that it stopped as the announcement was made on Thursday
    Scenario: A whole day of it is possible, not certain
      Then the "hostilities" were "intense" for between 6 hours and 35 hours
      And the "hostilities" were possibly "intense" for at least 24 hours
      And the "hostilities" were possibly "intense" for at most 24 hours

    Scenario: The sources call its end a halt or a dying down
      Then the sources disagree about "strikes-die-down"
      And sources "afp-2018-07-05" and "afp-2018-07-06" disagree about "strikes-die-down"

    Scenario: It eases as the resumption is announced, within two hours either way
      Then the sources leave open whether "strikes-die-down" was before "resumption-announced"
      And "strikes-die-down" was possibly at most 2 hours after "resumption-announced"
      And "strikes-die-down" was not at least 3 hours after "resumption-announced"
      And "resumption-announced" was not at least 3 hours after "strikes-die-down"

    Scenario: It is reduced, not over
      Then the "hostilities" were never "low"
      And the event "sporadic-strikes-on-friday" is recorded

  Rule: What is said of the killed moves no track

    Scenario Outline: <event> is recorded, and the model foresees it as it is
      Then the event "<event>" is recorded
      And the event "<event>" does not deviate from the model

      Examples:
        | event                        |
        | family-killed-by-mine        |
        | civilians-killed-on-thursday |
        | clashes-near-tafas           |

    Scenario: Thursday's six killed lie before or after the easing
      Then the sources leave open whether "civilians-killed-on-thursday" was before "strikes-die-down"
      And "bombardment-begins" was before "civilians-killed-on-thursday"
