Feature: Daraa, June and July 2018: the documented sequence

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: Ceasefire, demands, collapse, bombardment, resumption
    Then the "phase" went through these states:
      | state       | from                         |
      | before      |                              |
      | offensive   | 19 June 2018                 |
      | ceasefire   | 30 June 2018 at 19:00        |
      | demands     | 1 July 2018                  |
      | collapse    | the afternoon of 4 July 2018 |
      | bombardment | the afternoon of 4 July 2018 |
      | resumption  | 5 July 2018                  |
