Feature: The valley: Then, about issues

  The track of the issue "water-shares" is called "issue/water-shares". Both may be asked for.

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: Where an issue stood
    Then the issue "water-shares" was "not-raised" on 3 March 2031
    And the issue "water-shares" was "demanded" on 4 March 2031
    And the issue "water-shares" was "agreed" on 25 March 2031
    And the "issue/water-shares" was "agreed" on 25 March 2031

  Scenario: Who raised it
    Then the issue "water-shares" was raised by "lowlanders"
    And the issue "water-shares" was not raised by "uplanders"

  # asked for on 6 March, refused "in March": the first word on it may be the no
  Scenario: Who raised it may be open
    Then the issue "night-pumping" was possibly raised by "lowlanders"
    And the issue "night-pumping" was possibly raised by "uplanders"

  # raised and not settled; "agreed" is settled in this model, "refused" is open
  Scenario: Which issues were open
    Then these issues were open on 6 March 2031:
      | issue         |
      | water-shares  |
      | night-pumping |
    And these issues were open on 25 March 2031:
      | issue         |
      | night-pumping |
