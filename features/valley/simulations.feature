@simulation
Feature: The valley: Runs of the model, under assumptions

  Assumptions say how long each thing that may happen is taken to wait: for the valley they stand in
  scenarios/assumptions/valley.yaml. A run lets the model go on under them, many runs show how often
  it comes to what. Shares are of runs, under these assumptions; not a forecast. A claim holds if the
  whole 95% interval does, from every start that the sources leave open; else it fails, and where the
  limit lies inside the interval it is too close to call.

  Background:
    Given the chronology "valley"

  # Outcomes are those of the assumptions: by their ids, or by their labels.
  Scenario: From the start of the model
    Given the assumptions "valley"
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "settlement" is reached in at least 60% of runs
    And "A deal is signed" is reached in at most 80% of runs
    And "deal-after-relapse" is reached in between 25% and 45% of the runs

  # Without `Given the assumptions`, those that are shipped for the chronology are taken. A state may
  # be asked for, too: of the headline by its name, of another track with the track before it.
  Scenario: States of the model may be asked for, too
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "talks" is reached in at least 95% of runs
    And "observers/lake-council: present" is reached in at least 80% of runs
    But "session: signed" is reached in at most 80% of runs

  # The record stands at the end of 10 March; what it leaves open there makes a start each.
  Scenario: From where the record stands on a day
    When 2,000 runs are simulated from 10 March 2031 to 10 May 2031 with seed 7
    Then "settlement" is reached in at least 65% of runs
    And "settlement" is more likely than "deal-after-relapse"

  # just after the event, in every order that the sources allow
  Scenario: From an event of the record
    When 2,000 runs are simulated from the event "truce-2" for 30 days with seed 7
    Then "relapse" is reached in at most 65% of runs
    And the median time until "settlement" is more than 20 days

  # Half of all runs; those that never come to it count as later than the rest.
  Scenario: How soon
    When 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then the median time until "second-round" is less than 20 days
    And the median time until "second-round" is more than 10 days
    And the median time until "deal-after-relapse" is more than 60 days

  # What happened is asked of the record, what might follow of the runs.
  Scenario: The record and the runs in one scenario
    When 2,000 runs are simulated from 10 March 2031 to 10 May 2031 with seed 7
    Then the "phase" was "talks" on 10 March 2031
    And "settlement" is reached in at least 65% of runs

  # Runs may begin where a changed copy of the record stands.
  Scenario: From a changed copy of the record
    When the event "truce-1" is left out
    And 1,000 runs are simulated from 10 March 2031 to 10 April 2031 with seed 7
    Then the "phase" was "quarrel" on 10 March 2031
    And "settlement" is reached in at most 60% of runs

  # The same random numbers, so that only the change makes a difference.
  Scenario: A what-if of the assumptions
    When the what-if "no-observers" is assumed
    And 2,000 runs are simulated from the start of the model for 60 days with seed 7
    Then "relapse" is more likely than without the what-if
    And "settlement" is less likely than without the what-if
    And "settlement" is reached in at most 70% of runs
    And "relapse" is more likely than "settlement"
