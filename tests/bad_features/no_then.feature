Feature: Nothing is claimed

  Scenario: The first talks follow the truce
    Given the chronology "valley"
    When all events are replayed
