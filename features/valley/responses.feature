Feature: The valley: Then, about what was followed by what

  Background:
    Given the chronology "valley"
    When all events are replayed

  # Each time the session began, the truce was in effect: at once, so within any length of time.
  Scenario: Every one was followed
    Then every "under-way" of the "session" was followed by "in-effect" of the "truce" within 1 hour

  # the first truce was followed by talks on 4 March; the second, of 15 March, on 18 March
  Scenario: Not every one was followed, not in time
    Then every "in-effect" of the "truce" was followed by "under-way" of the "session" within 5 days
    But not every "in-effect" of the "truce" was followed by "under-way" of the "session" within 2 days

  # the model's start counts: the first truce was preceded by none
  Scenario: Every one was preceded
    Then every "under-way" of the "session" was preceded by "in-effect" of the "truce" within 1 minute

  Scenario: Not every one was preceded
    Then not every "in-effect" of the "truce" was preceded by "broken" of the "truce" within 1 day

  # it took more than two days to mend the truce
  Scenario: None was followed, not so soon
    Then no "broken" of the "truce" was followed by "under-way" of the "session" within 24 hours

  # from just after the one event until the other
  Scenario: In between there was none
    Then there was no "broken" of the "truce" between "truce-1" and "shots-along-the-river"
    And there were no "under-way" of the "session" between "talks-1-ends" and "talks-2"

  Scenario: From one event until another
    Then from "talks-1-ends" until "talks-2", the "session" was "ended"
    And from "truce-1" until "shots-along-the-river", the "truce" was "in-effect"
