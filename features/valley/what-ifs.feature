Feature: The valley: What if

  A What-if changes a copy. The record stays at hand, to be compared with. A model is asked,
  not history: every other event stays as recorded. Several changes may be made, one after another.

  Background:
    Given the chronology "valley"

  # talks need a truce in this model
  Scenario: An event is left out
    When the event "truce-1" is left out
    Then the event "talks-1" deviates from the model
    And the event "talks-1" can no longer take place
    And the "session" differs from the record on 4 March 2031 at 12:00

  # from the second truce on, of 15 March, the first one makes no difference
  Scenario: Other than recorded, and the same as recorded
    When the event "truce-1" is left out
    Then the "phase" differs from the record on 3 March 2031
    And the "truce" differs from the record on 5 March 2031
    But the "phase" is the same as recorded on 15 March 2031
    And the "session" is the same as recorded on 18 March 2031

  # the day after the second truce, two days before the day that the Gazette gives
  Scenario: An event is moved
    When the event "talks-2" is moved to 16 March 2031
    Then the "phase" was "talks" on 16 March 2031
    And the "phase" differs from the record on 16 March 2031

  # nine days after 4 March there is no truce
  Scenario: An event is put back
    When the event "talks-1" is put back by 9 days
    Then the event "talks-1" can no longer take place
    And the "session" was "none" on 12 March 2031

  # then the talks come two days before the truce that they need
  Scenario: Two events change places
    When the events "truce-1" and "talks-1" change places
    Then the event "talks-1" can no longer take place
    And the "truce" was "none" on 3 March 2031

  # An event of a kind that leads there is added: here, of shots along the whole river.
  Scenario: A track moves to a state
    When the "truce" moves to "broken" on 3 March 2031
    Then the "truce" was "broken" on 3 March 2031
    And the event "talks-1" can no longer take place

  Scenario: An issue had been agreed, where the model has that word for it
    When the "issue/night-pumping" moves to "agreed" on 31 March 2031
    Then the issue "night-pumping" was possibly "agreed" on 31 March 2031

  # Columns event, kind and when; and where they are needed issues, places, third parties, details.
  Scenario: Events are added
    When these events are added:
      | event       | kind        | when          |
      | extra-talks | talks-begin | 20 March 2031 |
    Then the "session" is the same as recorded on 20 March 2031
    And the event "extra-talks" is recorded

  # where an event is given no name, it is called after its kind
  Scenario: An event is added without a name
    When these events are added:
      | event | kind       | when          |
      |       | site-visit | 20 March 2031 |
    Then the event "what-if-site-visit" is recorded

  # a deal at once on both issues, the weir opened, the observers gone, the truce broken again
  Scenario: Events are added with all that a model may ask for
    When these events are added:
      | event          | kind            | when                  | issues                      | places | third parties | details                 |
      | all-at-once    | deal-signed     | 5 March 2031 at 12:00 | water-shares, night-pumping |        |               |                         |
      | gate-up        | gate-opened     | 26 March 2031         |                             | weir   |               |                         |
      | they-leave     | observers-leave | 30 March 2031         |                             |        | lake-council  |                         |
      | a-second-break | shots-fired     | 28 March 2031         |                             |        |               | scale: wide, by: nobody |
    Then the issue "water-shares" was "agreed" on 5 March 2031
    And the "gate/weir" was "open" on 26 March 2031
    And the last known "observers/lake-council" was "absent"
    And the "truce" was "broken" on 28 March 2031
