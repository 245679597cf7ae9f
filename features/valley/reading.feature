Feature: The valley: Given, or what is read

  The valley is an invented story, short enough to check by hand: see scenarios/valley.yaml, or
  `negotiation replay valley`. Together these files use every sentence of the vocabulary once or
  more. `Given` says what is read, `When` what is done with it, `Then` what must hold.

  # The name of a shipped chronology. Names that the file gives to things stand in "quotes".
  Scenario: Read a chronology that is shipped
    Given the chronology "valley"
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031

  # Or of a file in the folder of the feature: here ferry.yaml.
  Scenario: Read a chronology that lies beside the feature
    Given the chronology "ferry"
    When all events are replayed
    Then the issue "fares" was "demanded" on 2 May 2031

  # Three papers: the Courier of 7 March, the Agency of 16 March, the Gazette of 1 April.
  Scenario: Read what was out by a day
    Given the chronology "valley"
    And only reports published by 10 March 2031 are used
    When all events are replayed
    Then the record ends on 7 March 2031
    And the event "shots-along-the-river" is not recorded

  Scenario: Read one source
    Given the chronology "valley"
    And only reports from "courier-2031-03-07" are used
    When all events are replayed
    Then the last known "phase" was "talks"

  # "Lake Agency" is the outlet of one source and the wire of another: both are meant.
  Scenario: Read one wire
    Given the chronology "valley"
    And only reports from "Lake Agency" are used
    When all events are replayed
    Then the event "truce-1" is not recorded
    And the event "truce-2" is recorded

  Scenario: Read all but one source
    Given the chronology "valley"
    And reports from "gazette-2031-04-01" are set aside
    When all events are replayed
    Then the event "deal-signed" is not recorded

  # weir-closed, shots-along-the-river, engineers-meet and talks-2 have two reports each
  Scenario: Read events with two reports
    Given the chronology "valley"
    And only events supported by at least 2 reports are used
    When all events are replayed
    Then the event "weir-closed" is recorded
    And the event "shots-along-the-river" is recorded
    And the event "truce-1" is not recorded

  # the Gazette has the shots from the Agency: two reports, one origin
  Scenario: Read events with two independent reports
    Given the chronology "valley"
    And only events supported by at least 2 independent reports are used
    When all events are replayed
    Then the event "weir-closed" is recorded
    And the event "shots-along-the-river" is not recorded

  # the Gazette's day of the first talks, g3, is set aside in the file already; nothing else falls
  Scenario: Prefer one source where sources disagree
    Given the chronology "valley"
    And where sources disagree, "courier-2031-03-07" is preferred
    When all events are replayed
    Then the "session" was "under-way" on 4 March 2031 at 12:00

  # the file tells its dates in UTC; 10:00 there is 11:00 in Zurich
  Scenario: Read dates in another time zone
    Given the chronology "valley"
    And the time zone is "Europe/Zurich"
    When all events are replayed
    Then the "session" was "none" on 4 March 2031 at 10:59
    And the "session" was "under-way" on 4 March 2031 at 11:01
