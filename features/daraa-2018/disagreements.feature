Feature: Daraa 2018: where the sources disagree

  They disagree where reports cannot all be right, where they call one event by two names, and
  where a note keeps both sides. The record takes a side only where it says so.

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario Outline: They disagree about <what>
    Then the sources disagree about "<what>"

    Examples: a failure and a ceasefire on one Saturday, and how many failures there were
      | what                           |
      | saturday-meeting-fails         |
      | ceasefire-starts               |
      | sunday-talks                   |
      | joint-command-declares-failure |

    Examples: which weapons
      | what                    |
      | arms-scope              |
      | weapons-demanded        |
      | heavy-arms-insisted-on  |
      | all-at-once-insisted-on |

    Examples: halted or died down, and where the talks were
      | what                  |
      | strikes-die-down      |
      | busra-al-sham-retaken |
      | talks-resume          |

    Examples: figures
      | what              |
      | share-of-province |
      | displaced         |
      | civilians-killed  |

  Scenario Outline: <one> and <other> disagree about <what>
    Then sources "<one>" and "<other>" disagree about "<what>"

    Examples:
      | one               | other             | what                           |
      | afp-2018-07-02    | digest-2018-07-03 | saturday-meeting-fails         |
      | AFP               | Reuters           | ceasefire-starts               |
      | digest-2018-07-03 | afp-2018-07-06    | joint-command-declares-failure |
      | afp-2018-07-02    | report-2018-07-04 | weapons-demanded               |
      | afp-2018-07-05    | afp-2018-07-06    | strikes-die-down               |
      | digest-2018-07-03 | afp-2018-07-06    | busra-al-sham-retaken          |
      | afp-2018-07-02    | afp-2018-07-06    | share-of-province              |

  # "the first in four days", printed on 4 July, does not fit strikes near Tafas three days before
  Scenario: Whether the strikes of 4 July were the first in four days is disputed
    Then the sources disagree about "strikes-resume"
    And sources "afp-2018-07-02" and "report-2018-07-04" disagree about "strikes-resume"

  # that report is set aside, with the reason; both events stay
  Scenario: The record keeps the strikes near Tafas and those of 4 July
    Then the event "strikes-near-tafas" is recorded
    And "strikes-resume" was not at least 4 days after "strikes-near-tafas"
    And "strikes-resume" was at most 4 days after "strikes-near-tafas"

  Scenario: Both collapses are kept, and only one of them suspends the talks
    Then the event "saturday-meeting-fails" is recorded
    And the event "joint-command-declares-failure" is recorded
    And "joint-command-declares-failure" was at least 3 days after "saturday-meeting-fails"
    And the "process" was "suspended" exactly 1 time

  Scenario: The two accounts of Thursday's end of the bombing give one state
    Then the "hostilities" were "reduced" on 5 July 2018
    And the "hostilities" were never "low"

  # the coder's reading of the two holds whichever of them is read
  Scenario: Whoever reads only the article that has it halted reads the same state
    Given only reports from "afp-2018-07-05" are used
    When all events are replayed
    Then the "hostilities" were "reduced" on 5 July 2018

  Scenario: Two villages of one name are two places
    Then the event "soldiers-in-western-ghariyah" rests on "afp-2018-07-02" alone
    And the event "ghariyah-ash-sharqiyah-retaken" rests on "report-2018-07-04" alone
    And the last known "place/western-ghariyah" was "unreported"
    And the last known "place/ghariyah-ash-sharqiyah" was "unreported"
