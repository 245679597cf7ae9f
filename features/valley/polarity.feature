Feature: The valley: certainly, possibly, not

  Plain `was` means certainly: in every order and timing that the sources allow. `possibly` means
  in at least one. `is`, `are` and `were` say the same as `was`. The truce began some time in the
  afternoon of 2 March: it was certainly none at 11:00, open at 15:00, certainly in effect at 19:00.

  Background:
    Given the chronology "valley"
    When all events are replayed

  Scenario Outline: What is certain may be said <so>
    Then the "truce" <so> "in-effect" on 2 March 2031 at 19:00

    Examples:
      | so             |
      | was            |
      | were           |
      | is             |
      | are            |
      | was certainly  |
      | were certainly |
      | is certainly   |
      | are certainly  |

  Scenario Outline: What is certainly not so may be said <so>
    Then the "truce" <so> "in-effect" on 2 March 2031 at 11:00

    Examples:
      | so                 |
      | was not            |
      | were not           |
      | is not             |
      | are not            |
      | was certainly not  |
      | were certainly not |
      | is certainly not   |
      | are certainly not  |

  Scenario Outline: What is open is <so> the one, and possibly not
    Then the "truce" <so> "in-effect" on 2 March 2031 at 15:00

    Examples:
      | so                |
      | was possibly      |
      | were possibly     |
      | is possibly       |
      | are possibly      |
      | was possibly not  |
      | were possibly not |
      | is possibly not   |
      | are possibly not  |

  # what is certain is possible, too
  Scenario: Possibly holds of what is certain
    Then the "truce" was possibly "in-effect" on 2 March 2031 at 19:00
    And the "truce" was possibly not "in-effect" on 2 March 2031 at 11:00

  # an event that one report has as talks, another as a visit, is judged as it is coded
  Scenario Outline: Of deviations: <so>
    Then the event "engineers-meet" <so> from the model

    Examples:
      | so                 |
      | deviates           |
      | certainly deviates |
      | possibly deviates  |

  Scenario Outline: Of what is foreseen: <so>
    Then the event "talks-2" <so> from the model

    Examples:
      | so                         |
      | does not deviate           |
      | certainly does not deviate |
      | possibly does not deviate  |
