Feature: Daraa 2018: the Security Council, and others outside the talks

  Background:
    Given the chronology "daraa-2018"

  Scenario: The Council in full
    When all events are replayed
    Then the "third-party/security-council" went through these states:
      | state     | from |
      | none      |      |
      | scheduled |      |
      | held      |      |
      | blocked   |      |

  Scenario: It is to meet by 4 July
    When all events are replayed
    Then the "third-party/security-council" was "scheduled" on 4 July 2018
    And "council-meeting-called" was before "council-meets"

  # 5 July in New York runs from 07:00 that day to 07:00 on the 6th in Damascus
  Scenario: Read in Damascus, the evening of 5 July leaves three states open
    When all events are replayed
    Then on 5 July 2018 the "third-party/security-council" could be any of:
      | state     |
      | scheduled |
      | held      |
      | blocked   |
    And the "third-party/security-council" was "scheduled" on 5 July 2018 at 06:59
    And the "third-party/security-council" was "blocked" on 6 July 2018 at 07:00

  Scenario: Read in New York, it met and was blocked on 5 July
    Given the time zone is "America/New_York"
    When all events are replayed
    Then the "third-party/security-council" was "blocked" on 5 July 2018
    And "council-meets" was on the same day as "council-statement-blocked"

  Scenario: A statement is blocked after the Council has met, and before the talks resume
    When all events are replayed
    Then these events happened in this order:
      | event                     |
      | council-meeting-called    |
      | council-meets             |
      | council-statement-blocked |
      | talks-resume              |
    And the sources leave open whether "council-meets" was before "resumption-announced"

  Scenario: What was scheduled in one article is past in the next
    When all events are replayed
    Then the event "council-meets" is supported by at least 2 reports
    And the event "council-meets" was not supported by at least 2 independent reports

  # the rebels' demand and the Council's meeting are two things
  Scenario: The demand for the United Nations is unanswered at the end
    When all events are replayed
    Then the last known "issue/un-sponsorship" was "demanded"
    And the last known "third-party/security-council" was "blocked"

  Scenario Outline: <event> moves no track
    When the event "<event>" is left out
    Then the "phase" is the same as recorded on 6 July 2018
    And the "third-party/security-council" is the same as recorded on 6 July 2018
    And the "hostilities" are the same as recorded on 6 July 2018

    Examples:
      | event                      |
      | us-rules-out-help          |
      | jordan-keeps-border-shut   |
      | aid-near-the-borders       |
      | hrw-calls-for-open-borders |
      | frontiers-closed           |
      | protest-at-un-office       |
