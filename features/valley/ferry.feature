Feature: The ferry: issues that had been accepted or rejected

  # Issues that a model calls accepted and rejected, as the shipped core-talks does; the valley's own
  # are agreed and refused: there, the track of the issue moves to that state (see what-ifs.feature).
  # The chronology is ferry.yaml, beside this feature.
  Background:
    Given the chronology "ferry"

  Scenario: An issue had been accepted
    When the issue "fares" had been accepted on 5 May 2031
    Then the issue "fares" was "accepted" on 5 May 2031
    And the "issue/fares" differs from the record on 5 May 2031

  Scenario: An issue had been rejected
    When the issue "fares" had been rejected on 5 May 2031
    Then the issue "fares" was "rejected" on 5 May 2031
