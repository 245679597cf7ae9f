Feature: Daraa 2018: what the dates leave open

  Three clock times stand in the articles: 19:00 on 30 June, midday on 6 July, and about 90 minutes
  after a start whose hour is not given. Everything else is a day, a part of a day, or an order.

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Rule: The hours of the collapse

    # at the earliest 90 minutes, give or take 15, after noon; at the latest the afternoon's end
    Scenario Outline: At <clock> on 4 July the talks are <mode> suspended
      Then the "process" <was> "suspended" on 4 July 2018 at <clock>

      Examples:
        | clock | mode        | was              |
        | 13:14 | not yet     | was not          |
        | 13:30 | possibly    | was possibly     |
        | 16:00 | perhaps not | was possibly not |
        | 18:00 | certainly   | was              |

    Scenario: Which of four phases it is in the middle of that afternoon is open
      Then on 4 July 2018 at 15:00 the "phase" could be any of:
        | state       |
        | demands     |
        | collapse    |
        | bombardment |

    # the hour set is only an anchor: it lies in the afternoon, so not before noon
    Scenario: From the hour set for the session to the declared failure it is 75 minutes at least
      Then the event "session-set-to-begin" is not recorded
      And the "process" was not "suspended" on 4 July 2018 at 13:14
      But the "process" was possibly "suspended" on 4 July 2018 at 13:15

    # the session may have begun late: the 90 minutes run from the hour that was set
    Scenario: How long the session itself lasted is open
      Then "joint-command-declares-failure" was possibly at least 90 minutes after "wednesday-session"
      And "joint-command-declares-failure" was possibly at most 10 minutes after "wednesday-session"

    # the failure came 75 to 106 minutes after the hour set: at most 74 after the session means that
    # the session began later than that hour, at least 107 that it began earlier
    Scenario: Whether the session began at the hour set for it is open
      Then "joint-command-declares-failure" was possibly at most 74 minutes after "wednesday-session"
      And "joint-command-declares-failure" was possibly at least 107 minutes after "wednesday-session"

    Scenario Outline: Of the demand made after the failure and <event> either may come first
      Then the sources leave open whether "un-auspices-demanded" was before "<event>"

      Examples:
        | event                 |
        | session-declared-over |
        | strikes-resume        |
        | bombardment-begins    |

  Rule: Forty-one to forty-eight hours

    Scenario Outline: That talks resumed at most <hours> hours after the failure is open
      Then the sources leave open whether "talks-resume" was at most <hours> hours after "joint-command-declares-failure"

      Examples:
        | hours |
        | 42    |
        | 44    |
        | 46    |

    Scenario Outline: That they resumed at most <hours> hours after it is settled: it <was>
      Then "talks-resume" <was> at most <hours> hours after "joint-command-declares-failure"

      Examples:
        | hours | was     |
        | 40    | was not |
        | 48    | was     |

  Rule: Thursday

    Scenario Outline: Either of <one> and <other> may have come first
      Then "<one>" was on the same day as "<other>"
      And the sources leave open whether "<one>" was before "<other>"

      Examples:
        | one                      | other                |
        | new-round-offered        | resumption-announced |
        | conditions-for-new-round | new-round-offered    |
        | conditions-for-new-round | resumption-announced |
        | border-post-taken        | strikes-die-down     |
        | border-strip-ceded       | new-round-offered    |

    Scenario: Noon of Thursday leaves bombing and easing open
      Then the sources leave open whether the "hostilities" were "reduced" on 5 July 2018 at 12:00
      And on midday on 5 July 2018 the "phase" could be any of:
        | state       |
        | bombardment |
        | resumption  |

  Rule: Other days

    # the paragraph is spliced: its Sunday is one of two
    Scenario: Jordan's word on the border is of one of two Sundays
      Then the sources leave open whether "jordan-keeps-border-shut" was before "ceasefire-starts"
      And "jordan-keeps-border-shut" was possibly on the same day as "sunday-talks"
      And "jordan-keeps-border-shut" was possibly at least 5 days after "offensive-opens"

    Scenario: When the brokering began is open by eleven days
      Then the sources leave open whether the "process" was "prenegotiation" on 20 June 2018
      And "russia-begins-brokering" was before "saturday-meeting"
      And "russia-begins-brokering" was possibly at least 11 days after "offensive-opens"

    Scenario Outline: <event>, which has no day, was before or after the ceasefire
      Then the sources leave open whether "<event>" was before "ceasefire-starts"

      Examples:
        | event                         |
        | us-rules-out-help             |
        | local-deals-in-recent-days    |
        | aid-near-the-borders          |
        | council-meeting-called        |
        | protest-at-un-office          |
        | al-mseifra-accepts-government |

    Scenario: Saturday's meeting failed before or after the ceasefire began
      Then the sources leave open whether "saturday-meeting-fails" was before "ceasefire-starts"
      And the sources leave open whether the "session" was "in-session" on 30 June 2018 at 19:00

    # the night belongs to the evening on which it begins
    Scenario: The mine went off on one of two dates
      Then "family-killed-by-mine" was possibly on the same day as "tuesday-session"
      And "family-killed-by-mine" was possibly on the same day as "wednesday-session"
      And "family-killed-by-mine" was before "wednesday-session"

    Scenario: Of two Sunday demands neither is the earlier one
      Then the sources leave open whether "weapons-demanded" was before "crossing-and-frontier-demanded"

  Rule: Certain for all that

    Scenario: The order of the turning points is the same in every reading
      Then these events happened in this order:
        | event                          |
        | offensive-opens                |
        | saturday-meeting               |
        | sunday-talks                   |
        | tuesday-session                |
        | wednesday-session              |
        | joint-command-declares-failure |
        | strikes-resume                 |
        | bombardment-begins             |
        | resumption-announced           |
        | talks-resume                   |
