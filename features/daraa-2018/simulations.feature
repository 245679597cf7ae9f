@simulation
Feature: Daraa: Runs of the model, under illustrative assumptions

  The assumptions of scenarios/assumptions/daraa-2018.yaml are made up: round numbers that estimate
  nothing, about Daraa or elsewhere. What follows says what the model of talks under fire does with
  them. It is no forecast, and no statement of what was likely in 2018.

  Background:
    Given the chronology "daraa-2018"
    And the assumptions "daraa-2018"

  # A ceasefire comes about in most runs of a month, an agreement in fewer than half.
  Scenario: What the model does with these assumptions
    When 2,000 runs are simulated from the start of the model for 30 days with seed 7
    Then "ceasefire" is reached in at least 50% of runs
    And "agreement" is reached in at most 50% of runs

  # Where deadlines are not set, none can be followed by force.
  Scenario: Without deadlines, under these assumptions
    When the what-if "no-deadlines" is assumed
    And 2,000 runs are simulated from the start of the model for 30 days with seed 7
    Then "force-after-a-deadline" is less likely than without the what-if

  # What happened after the collapse is asked of the record, what might have of the runs.
  Scenario: From the declared failure on, strikes that come later
    When the what-if "strikes-come-later" is assumed
    And 2,000 runs are simulated from the event "joint-command-declares-failure" for 30 days with seed 7
    Then "bombardment" is less likely than without the what-if
    But the last known "process" was "negotiating"
