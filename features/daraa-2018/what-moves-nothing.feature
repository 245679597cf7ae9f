Feature: Daraa 2018: what is recorded and moves nothing

  Much of what the articles tell is neither a turn of the talks nor of the fighting. It is kept with
  its date and its source, and the model leaves every track where it is.

  Background:
    Given the chronology "daraa-2018"

  Scenario Outline: <event> is recorded, foreseen, and changes no headline
    When the event "<event>" is left out
    Then the "phase" is the same as recorded on 1 July 2018
    And the "phase" is the same as recorded on 4 July 2018
    And the "process" is the same as recorded on 4 July 2018
    And the "hostilities" are the same as recorded on 4 July 2018

    Examples: what was said or seen of the war
      | event                        |
      | air-raids-go-on              |
      | clashes-near-tafas           |
      | family-killed-by-mine        |
      | civilians-killed-on-thursday |
      | strikes-on-um-al-mayadhen    |
      | advance-towards-nassib       |

    Examples: what was said of the talks
      | event                    |
      | sunday-talks-called-hard |
      | agenda-of-the-week       |
      | agenda-of-friday         |

    Examples: places that passed, and nobody says how
      | event                          |
      | state-media-report-gains       |
      | local-deals-in-recent-days     |
      | soldiers-in-western-ghariyah   |
      | ghariyah-ash-sharqiyah-retaken |
      | busra-al-sham-retaken          |

    Examples: neighbours, allies, and the displaced
      | event                      |
      | us-rules-out-help          |
      | jordan-keeps-border-shut   |
      | aid-near-the-borders       |
      | hrw-calls-for-open-borders |
      | frontiers-closed           |
      | protest-at-un-office       |

  # a wish that somebody ascribes to the government is no demand of the government
  Scenario: An analyst's opinion is kept as one
    When all events are replayed
    Then the event "analyst-on-government-aims" is recorded
    And the event "analyst-on-government-aims" rests on "afp-2018-07-06" alone
    And the event "analyst-on-government-aims" does not deviate from the model

  # the frontier with Jordan is new on Friday's agenda
  Scenario: Two agendas are reported, the second of Friday
    When all events are replayed
    Then "agenda-of-the-week" was before "agenda-of-friday"
    And the event "agenda-of-the-week" is supported by at least 2 reports
    And "agenda-of-friday" was on the same day as "talks-resume"

  # the report says who holds what on Friday, not since when
  Scenario Outline: That <place> is still held is told of Friday alone
    When all events are replayed
    Then the event "still-rebel-held" rests on "afp-2018-07-06" alone
    And the "place/<place>" was "unreported" on 5 July 2018
    And the "place/<place>" was "held" on 6 July 2018

    Examples:
      | place               |
      | western-countryside |
      | southern-daraa-city |
      | nassib              |

  Scenario: What was only scheduled or supposed is not recorded
    When all events are replayed
    Then the event "session-set-to-begin" is not recorded
    And the event "deadline-day" is not recorded
