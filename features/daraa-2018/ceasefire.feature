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

  Rule: What was agreed and what was observed are told apart

    # 19:00 is a reported hour; the quiet was observed in the night, which begins at 22:00 here
    Scenario: The fighting eases with the quiet night, not with the agreed hour
      Then from "ceasefire-starts" until "quiet-night", the "hostilities" were "active"
      And the "hostilities" were "active" on 30 June 2018 at 21:59
      But the sources leave open whether the "hostilities" were "reduced" on 30 June 2018
      And the "hostilities" were "reduced" on 1 July 2018 at 06:00

    Scenario: Saturday's air raids lie before or after the agreed hour
      Then the event "air-raids-go-on" is recorded
      And the sources leave open whether "air-raids-go-on" was before "ceasefire-starts"
      And "air-raids-go-on" was on the same day as "ceasefire-starts"

    Scenario: The ceasefire never stands beside bombing without precedent
      Then the "ceasefire" and the "hostilities" were never "in-effect" and "intense" at the same time

  Rule: One ceasefire, from its hour until strikes across the province

    Scenario: It is in effect without a break until strikes resume
      Then from "ceasefire-starts" until "strikes-resume", the "ceasefire" was "in-effect"
      And the "ceasefire" was "in-effect" exactly 1 time
      And the "ceasefire" was "in-effect" for between 3 days and 4 days

    Scenario Outline: It is in effect throughout <day>
      Then the "ceasefire" was "in-effect" throughout <day>

      Examples:
        | day                        |
        | 1 July 2018                |
        | 2 July 2018                |
        | 3 July 2018                |
        | the morning of 4 July 2018 |

    Scenario: It goes through three states and no more
      Then the "ceasefire" went through these states:
        | state     | from                         |
        | none      |                              |
        | in-effect | 30 June 2018 at 19:00        |
        | broken    | the afternoon of 4 July 2018 |

    # who agreed to it, for how long, and whether anybody declared it over: nothing is reported
    Scenario Outline: It is never reported to be <state>
      Then the "ceasefire" was never "<state>"

      Examples:
        | state      |
        | announced  |
        | expired    |
        | superseded |

  Rule: A violation is an event, not an end

    Scenario: The strikes near Tafas fall inside the ceasefire
      Then these events happened in this order:
        | event              |
        | ceasefire-starts   |
        | strikes-near-tafas |
        | strikes-resume     |
      And the event "strikes-near-tafas" does not deviate from the model

    Scenario: No attack of Sunday makes the fighting more than reduced
      Then there was no "active" of the "hostilities" between "quiet-night" and "strikes-resume"
      And the event "clashes-near-tafas" is recorded

    Scenario: Which of the two fights near Tafas came first is not told
      Then "strikes-near-tafas" was on the same day as "clashes-near-tafas"
      And the sources leave open whether "strikes-near-tafas" was before "clashes-near-tafas"

  Rule: Talks of a day need no session

    Scenario: On Sunday the parties talk, and no session is dated
      Then the event "sunday-talks" is recorded
      And the "process" was "negotiating" throughout 1 July 2018
      And the "session" was not "in-session" at some point on 1 July 2018

    Scenario: That Sunday's talks were called hard moves nothing
      Then the event "sunday-talks-called-hard" is recorded
      And the "session" was "ended-without-agreement" throughout 1 July 2018
