Feature: Daraa 2018: talking while fighting, fighting while talking

  Talks and fighting run on tracks of their own. Neither is derived from the other.

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Scenario: During the offensive contacts are opened, on a day that is not told
    Then "offensive-opens" was before "saturday-meeting"
    And the "hostilities" were "active" throughout 25 June 2018
    And on 25 June 2018 the "process" could be any of:
      | state          |
      | none           |
      | prenegotiation |

  Scenario: Saturday's meeting is on a day of active fighting
    Then from "saturday-meeting" until "saturday-meeting-fails", the "session" was "in-session"
    And the "hostilities" were "active" throughout the morning of 30 June 2018
    And the "hostilities" were "active" at some point on 30 June 2018

  Scenario: Sunday's talks and the strikes near Tafas share a day
    Then "sunday-talks" was on the same day as "strikes-near-tafas"
    And the sources leave open whether "sunday-talks" was before "strikes-near-tafas"

  Scenario: Tuesday's talks are held while the ceasefire is in effect
    Then from "tuesday-session" until "tuesday-session-ends", the "session" was "in-session"
    And the "ceasefire" was "in-effect" throughout 3 July 2018

  Scenario: On Friday the parties meet, without a ceasefire and with fighting reduced
    Then the "session" was "in-session" on 6 July 2018 at 14:00
    And the "hostilities" were "reduced" throughout 6 July 2018
    And the "ceasefire" was "broken" throughout 6 July 2018

  Scenario Outline: Whether <event> was before the session of that day is open
    Then "<event>" was on the same day as "talks-resume"
    And the sources leave open whether "<event>" was before "talks-resume"

    Examples:
      | event                      |
      | sporadic-strikes-on-friday |
      | strikes-on-um-al-mayadhen  |
      | advance-towards-nassib     |

  Scenario: The advance follows the strikes on Um al-Mayadhen
    Then "strikes-on-um-al-mayadhen" was before "advance-towards-nassib"

  # strikes in one place belong to a level that holds already
  Scenario: Friday's strikes do not end the lull
    Then the "hostilities" were "reduced" for at least 24 hours
    And there was no "active" of the "hostilities" between "strikes-die-down" and "talks-resume"
    And the last known "hostilities" were "reduced"

  Scenario: The army takes land while the talks are about to resume
    Then "border-post-taken" was before "talks-resume"
    And the sources leave open whether "border-post-taken" was before "resumption-announced"
