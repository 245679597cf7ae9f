Feature: A file outside the folder

  Scenario: The first talks follow the truce
    Given the chronology "../bad/date_no.yaml"
    When all events are replayed
    Then the "phase" was "talks" on 4 March 2031
