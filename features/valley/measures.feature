Feature: The valley: Then, about measures

  "At least 40" on 3 March and "120 to 150" on 16 March: two reported days, and nothing for the
  days between them.

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario: At least
    Then the measure "dry-households" was at least 40 on 3 March 2031
    And the measure "dry-households" was at least 120 on 16 March 2031

  # 120 to 150 may be 130 or more; 40 or more may be anything above
  Scenario: What a range leaves open
    Then the measure "dry-households" was possibly at least 130 on 16 March 2031
    And the measure "dry-households" was possibly at most 1,000 on 3 March 2031

  Scenario: At most
    Then the measure "dry-households" was at most 150 on 16 March 2031
    And the measure "dry-households" was not at most 119 on 16 March 2031

  Scenario: Between
    Then the measure "dry-households" was between 120 and 150 on 16 March 2031
    And the measure "dry-households" was not between 200 and 300 on 16 March 2031

  # where the file says nothing of how wide "about" is, the reported range must hold the number
  Scenario: About
    Then the measure "dry-households" was about 135 on 16 March 2031
    And the measure "dry-households" was not about 160 on 16 March 2031

  Scenario: Never goes down
    Then the measure "dry-households" never goes down
