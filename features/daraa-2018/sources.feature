Feature: Daraa 2018: what the record rests on

  Five articles, four of them from one wire; one observatory behind much of all five. Support is
  counted in reports; independent reports go back to different witnesses or wires.

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Rule: What has one article behind it, and what has more

    Scenario Outline: <event> rests on <source> alone
      Then the event "<event>" rests on "<source>" alone
      And the event "<event>" was not supported by at least 2 reports

      Examples:
        | event                     | source            |
        | ceasefire-starts          | afp-2018-07-02    |
        | quiet-night               | afp-2018-07-02    |
        | strikes-near-tafas        | afp-2018-07-02    |
        | weapons-demanded          | afp-2018-07-02    |
        | saturday-meeting          | digest-2018-07-03 |
        | saturday-meeting-fails    | digest-2018-07-03 |
        | laying-down-arms-refused  | digest-2018-07-03 |
        | tuesday-session           | report-2018-07-04 |
        | russia-rejects-terms      | report-2018-07-04 |
        | ultimatum                 | report-2018-07-04 |
        | un-auspices-demanded      | report-2018-07-04 |
        | new-round-offered         | afp-2018-07-05    |
        | conditions-for-new-round  | afp-2018-07-05    |
        | border-post-taken         | afp-2018-07-06    |
        | talks-resume              | afp-2018-07-06    |
        | strikes-on-um-al-mayadhen | afp-2018-07-06    |

    Scenario Outline: <event> is supported by at least <count> reports
      Then the event "<event>" is supported by at least <count> reports

      Examples:
        | event                          | count |
        | offensive-opens                | 4     |
        | joint-command-declares-failure | 4     |
        | strikes-resume                 | 4     |
        | russia-begins-brokering        | 3     |
        | bombardment-begins             | 2     |
        | wednesday-session              | 2     |
        | resumption-announced           | 2     |
        | strikes-die-down               | 2     |
        | all-at-once-insisted-on        | 2     |
        | safe-passage-refused-again     | 2     |

  Rule: Several articles may be one voice

    Scenario Outline: <event> has several reports and two independent ones
      Then the event "<event>" is supported by at least 2 independent reports
      And the event "<event>" is not supported by at least 3 independent reports

      Examples:
        | event                          |
        | offensive-opens                |
        | joint-command-declares-failure |
        | strikes-resume                 |
        | all-at-once-insisted-on        |
        | strikes-die-down               |
        | safe-passage-refused-again     |

    Scenario Outline: <event> has two reports of one voice
      Then the event "<event>" is supported by at least 2 reports
      But the event "<event>" is not supported by at least 2 independent reports

      Examples:
        | event              |
        | bombardment-begins |
        | wednesday-session  |
        | council-meets      |

    Scenario Outline: <event> rests on the wire <wire> alone
      Then the event "<event>" rests on "<wire>" alone

      Examples:
        | event                          | wire    |
        | strikes-resume                 | AFP     |
        | bombardment-begins             | AFP     |
        | joint-command-declares-failure | AFP     |
        | talks-resume                   | AFP     |
        | saturday-meeting-fails         | Reuters |
        | air-raids-go-on                | Reuters |

  Rule: What no source says

    # the coder's reading: another session began, so this one had ended; the talks failed over the
    # demand, so it was not accepted
    Scenario Outline: <event> is inferred
      Then the event "<event>" is recorded
      And the event "<event>" is not supported by at least 1 report

      Examples:
        | event                |
        | tuesday-session-ends |
        | all-at-once-refused  |

    Scenario Outline: <event> was only announced
      Then the event "<event>" is not recorded
      And the event "<event>" is supported by at least 1 report

      Examples:
        | event                |
        | deadline-day         |
        | session-set-to-begin |

    Scenario: Whatever a report tells of has a source
      Given only events supported by at least 1 report are used
      When all events are replayed
      Then every event has at least 1 source

  Rule: The model foresees the whole record

    Scenario Outline: <event> does not deviate
      Then the event "<event>" does not deviate from the model

      Examples:
        | event                          |
        | ceasefire-starts               |
        | saturday-meeting-fails         |
        | strikes-near-tafas             |
        | joint-command-declares-failure |
        | session-declared-over          |
        | strikes-resume                 |
        | bombardment-begins             |
        | strikes-die-down               |
        | resumption-announced           |
        | talks-resume                   |
        | council-statement-blocked      |
        | phased-handover-refused        |
