Feature: Daraa 2018: who held which place

  A place is handed over or taken by force only where a source says how it passed. Where one says
  merely that it passed, the event is kept and the place stays "unreported".

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario Outline: Where <place> stood at the end
    Then the last known "place/<place>" was "<state>"

    Examples:
      | place                  | state          |
      | dael                   | handed-over    |
      | al-mseifra             | handed-over    |
      | border-strip           | handed-over    |
      | border-post            | taken-by-force |
      | nassib                 | held           |
      | western-countryside    | held           |
      | southern-daraa-city    | held           |
      | tafas                  | unreported     |
      | western-ghariyah       | unreported     |
      | ghariyah-ash-sharqiyah | unreported     |
      | busra-al-sham          | unreported     |
      | um-al-mayadhen         | unreported     |

  Scenario Outline: No fight for <place> itself is reported
    Then the "place/<place>" was never "contested"

    Examples:
      | place               |
      | dael                |
      | nassib              |
      | border-post         |
      | border-strip        |
      | southern-daraa-city |
      | western-countryside |

  Rule: Towns that passed by local deals

    # of the eight towns of that Saturday only Dael is named
    Scenario: Dael passes on 30 June, and the flag follows
      Then the "place/dael" was "handed-over" on 30 June 2018
      And the "place/dael" was "unreported" on 29 June 2018
      And "eight-towns-handed-over" was before "flag-raised-in-dael"
      And "flag-raised-in-dael" was possibly on the same day as "eight-towns-handed-over"
      And "flag-raised-in-dael" was possibly not on the same day as "eight-towns-handed-over"

    Scenario: Al Mseifra had passed before the mine killed a family there
      Then "al-mseifra-accepts-government" was before "family-killed-by-mine"
      And the sources leave open whether the "place/al-mseifra" was "handed-over" on 30 June 2018
      And the "place/al-mseifra" was "handed-over" on 4 July 2018

    # a run of deals without names moves no place
    Scenario Outline: <event> names no place
      Then the event "<event>" is recorded
      And the event "<event>" does not deviate from the model

      Examples:
        | event                      |
        | local-deals-in-recent-days |
        | state-media-report-gains   |

  Rule: Towns that passed and nobody says how

    Scenario Outline: <event> leaves the place unreported
      Then the event "<event>" is recorded
      And the "place/<place>" was never "taken-by-force"
      And the "place/<place>" was never "handed-over"

      Examples:
        | event                          | place                  |
        | soldiers-in-western-ghariyah   | western-ghariyah       |
        | ghariyah-ash-sharqiyah-retaken | ghariyah-ash-sharqiyah |
        | busra-al-sham-retaken          | busra-al-sham          |

    # a possible loss in one article, in government hands and the seat of the talks in another
    Scenario: Busra al-Sham had passed when the talks resumed there
      Then "busra-al-sham-retaken" was before "talks-resume"
      And the sources leave open whether "busra-al-sham-retaken" was before "tuesday-session"
      And the sources disagree about "busra-al-sham-retaken"

  Rule: The frontier with Jordan

    Scenario: A post is taken by force, a strip is handed over after it, on one day
      Then "border-post-taken" was before "border-strip-ceded"
      And the "place/border-post" was "taken-by-force" on 5 July 2018
      And the "place/border-strip" was "handed-over" on 5 July 2018
      And the "place/border-post" was "unreported" on 4 July 2018
      And "border-post-taken" was on the same day as "border-strip-ceded"

    # demanded since 1 July; the army stood about three kilometres away
    Scenario: The crossing is demanded and approached, and still held by the rebels
      Then the issue "nassib-crossing" was "demanded" on 6 July 2018
      And the event "advance-towards-nassib" is recorded
      And the "place/nassib" was "held" on 6 July 2018
      And the "place/nassib" was never "taken-by-force"

    Scenario Outline: Strikes on <place> say nothing of who holds it
      Then the event "<event>" is recorded
      And the "place/<place>" was "unreported" on 6 July 2018

      Examples:
        | event                     | place          |
        | strikes-near-tafas        | tafas          |
        | strikes-on-um-al-mayadhen | um-al-mayadhen |
