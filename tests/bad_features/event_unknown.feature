Feature: An event that is not in the file

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: The first talks follow the truce
    Then "talk-1" was before "talks-1-ends"
