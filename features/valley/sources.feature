Feature: The valley: Then, about events and their sources

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: Recorded
    Then the event "stray-shot" is recorded

  # the Gazette alone tells of it, on 1 April
  Scenario: Not recorded
    Given only reports published by 16 March 2031 are used
    When all events are replayed
    Then the event "deal-signed" is not recorded

  # they met with the truce broken: the record keeps it, the model does not foresee it
  Scenario: Deviates from the model
    Then the event "engineers-meet" deviates from the model
    And the event "talks-1" does not deviate from the model

  Scenario: Supported by reports
    Then the event "shots-along-the-river" is supported by at least 2 reports
    And the event "stray-shot" is supported by at least 1 report
    And the event "stray-shot" is not supported by at least 2 reports

  # the Gazette has it from the Agency
  Scenario: Supported by independent reports
    Then the event "weir-closed" is supported by at least 2 independent reports
    But the event "shots-along-the-river" is not supported by at least 2 independent reports

  # a source, an outlet or a wire
  Scenario: Rests on one alone
    Then the event "stray-shot" rests on "lake-agency-2031-03-16" alone
    And the event "truce-1" rests on "Valley Courier" alone
    And the event "shots-along-the-river" rests on "Lake Agency" alone

  Scenario: Every event has a source
    Then every event has at least 1 source

  # talks, says the Agency; a visit, says the Gazette
  Scenario: The sources disagree
    Then the sources disagree about "engineers-meet"

  Scenario: Two sources disagree
    Then sources "lake-agency-2031-03-16" and "gazette-2031-04-01" disagree about "engineers-meet"
