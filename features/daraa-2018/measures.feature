Feature: Daraa 2018: reported figures, each with its date and its qualifier

  A figure counts for the day as of which it is reported, and for no other: nothing is filled in
  between, nothing is added up. "More than 140" is a lower bound and stays one.

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Rule: The share of the province that the government held

    # "before 19 June": the source names no day
    Scenario: It was 30 per cent by the 18th of June
      Then the measure "share-of-province" was possibly about 30% on 18 June 2018
      And the measure "share-of-province" was not at least 31% on 18 June 2018
      And the measure "share-of-province" was not at most 29% on 18 June 2018

    Scenario: It was more than half on 1 July
      Then the measure "share-of-province" was at least 50% on 1 July 2018
      And the measure "share-of-province" was not at most 50% on 1 July 2018
      And the measure "share-of-province" was possibly at least 60% on 1 July 2018

    Scenario: It was about 60 per cent on 4 July
      Then the measure "share-of-province" was about 60% on 4 July 2018
      And the measure "share-of-province" was between 57% and 63% on 4 July 2018
      And the measure "share-of-province" was not at least 64% on 4 July 2018

    Scenario: It was around two-thirds on 6 July
      Then the measure "share-of-province" was about 66.7% on 6 July 2018
      And the measure "share-of-province" was between 63% and 71% on 6 July 2018

    # about 60 and about 66.7 are both called a doubling of 30
    Scenario: Two-thirds is not twice thirty
      Then the measure "share-of-province" was not about 60% on 6 July 2018
      And the sources disagree about "share-of-province"
      And sources "afp-2018-07-02" and "afp-2018-07-06" disagree about "share-of-province"

  Rule: The towns that had accepted the government

    Scenario Outline: More than thirty by <day>
      Then the measure "towns-accepting" was at least 30 on <day>
      And the measure "towns-accepting" was not at most 30 on <day>
      And the measure "towns-accepting" was possibly at least 38 on <day>

      Examples:
        | day         |
        | 4 July 2018 |
        | 5 July 2018 |
        | 6 July 2018 |

    # eight is the number of one day, and no value of this measure
    Scenario: The eight of 30 June are an event, not a number to add
      Then the event "eight-towns-handed-over" is recorded
      And the measure "towns-accepting" was possibly at most 31 on 4 July 2018

  Rule: The displaced

    # as of 29 or 30 June
    Scenario: 160,000 at the end of June
      Then the measure "displaced" was about 160,000 in 2018-06
      And the measure "displaced" was possibly at least 160,000 on 30 June 2018

    Scenario Outline: 270,000 to 330,000 on <day>
      Then the measure "displaced" was between 270,000 and 330,000 on <day>
      And the measure "displaced" was possibly at least 320,000 on <day>
      And the measure "displaced" was possibly at most 280,000 on <day>

      Examples:
        | day         |
        | 4 July 2018 |
        | 5 July 2018 |

    Scenario: More than 320,000 on 6 July
      Then the measure "displaced" was at least 320,000 on 6 July 2018
      And the measure "displaced" was not at most 320,000 on 6 July 2018
      And the measure "displaced" was possibly at most 330,000 on 6 July 2018

  Rule: The civilians killed

    Scenario: At least 98 by the end of June
      Then the measure "civilians-killed" was at least 98 in 2018-06
      And the measure "civilians-killed" was possibly about 98 in 2018-06

    Scenario Outline: More than <number> by <day>
      Then the measure "civilians-killed" was at least <number> on <day>
      And the measure "civilians-killed" was not at most <number> on <day>

      Examples:
        | number | day         |
        | 140    | 4 July 2018 |
        | 150    | 6 July 2018 |

    # whether the eleven of the mine and the six of Thursday are among them is not known
    Scenario: More than 140 may be more than 150 already
      Then the measure "civilians-killed" was possibly at least 157 on 4 July 2018
      And the measure "civilians-killed" was possibly at most 141 on 4 July 2018

    Scenario Outline: The toll of the whole war is a series of its own (<day>)
      Then the measure "killed-whole-war" was at least 350,000 on <day>
      And the measure "killed-whole-war" was not at most 350,000 on <day>

      Examples:
        | day         |
        | 2 July 2018 |
        | 3 July 2018 |

  Rule: No series goes down

    Scenario Outline: <measure> never goes down
      Then the measure "<measure>" never goes down

      Examples:
        | measure           |
        | share-of-province |
        | towns-accepting   |
        | displaced         |
        | civilians-killed  |
        | killed-whole-war  |

  Rule: Figures that are set beside one another

    # three dates and three ways to count: noted, never subtracted
    Scenario Outline: The sources have <measure> differently
      Then the sources disagree about "<measure>"

      Examples:
        | measure          |
        | displaced        |
        | civilians-killed |

    Scenario: The old figure and the new one stand in different articles
      Then sources "digest-2018-07-03" and "afp-2018-07-06" disagree about "displaced"
