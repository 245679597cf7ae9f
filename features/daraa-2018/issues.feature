Feature: Daraa 2018: issue by issue, day by day

  Ten issues were on the table. An issue is where the last reported word on it leaves it at the end
  of the day: demanded, offered, rejected. On a day on which the articles are silent, the last word
  stands.

  Background:
    Given the chronology "daraa-2018"
    When all events are replayed

  Rule: Where each issue stood

    # the rebels would give up heavy weapons in phases on 6 July: an offer, not an agreement
    Scenario Outline: Which weapons: terms refused on 30 June, heavy and medium on 1 July, heavy on 4 July (<day>)
      Then the issue "arms-scope" was "<state>" on <day>

      Examples:
        | day          | state    |
        | 30 June 2018 | rejected |
        | 1 July 2018  | demanded |
        | 2 July 2018  | demanded |
        | 3 July 2018  | demanded |
        | 4 July 2018  | demanded |
        | 5 July 2018  | demanded |
        | 6 July 2018  | offered  |

    # asked, refused, offered and refused on one day; asked for again on 6 July
    Scenario Outline: At once or in phases: first heard of on 4 July, the crux ever after (<day>)
      Then the issue "arms-sequencing" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | not-raised |
        | 2 July 2018  | not-raised |
        | 3 July 2018  | not-raised |
        | 4 July 2018  | rejected   |
        | 5 July 2018  | rejected   |
        | 6 July 2018  | offered    |

    # a second refusal is reported for 4 July; a refusal of what is refused moves nothing
    Scenario Outline: Safe passage: asked and refused on 3 July, refused again, asked again (<day>)
      Then the issue "safe-passage" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | not-raised |
        | 2 July 2018  | not-raised |
        | 3 July 2018  | rejected   |
        | 4 July 2018  | rejected   |
        | 5 July 2018  | rejected   |
        | 6 July 2018  | demanded   |

    # not heard of again
    Scenario Outline: The army to leave retaken towns: asked and refused in one session (<day>)
      Then the issue "army-leaves-towns" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | not-raised |
        | 2 July 2018  | not-raised |
        | 3 July 2018  | rejected   |
        | 4 July 2018  | rejected   |
        | 5 July 2018  | rejected   |
        | 6 July 2018  | rejected   |

    # the frontier on Sunday, the positions of before 2011 on Tuesday; no answer is reported
    Scenario Outline: Where the army deploys: asked for on 1 July and again on 3 July (<day>)
      Then the issue "army-positions" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | demanded   |
        | 2 July 2018  | demanded   |
        | 3 July 2018  | demanded   |
        | 4 July 2018  | demanded   |
        | 5 July 2018  | demanded   |
        | 6 July 2018  | demanded   |

    # three sorts of police, one issue
    Scenario Outline: Who polices the towns: asked for twice, no answer reported (<day>)
      Then the issue "policing" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | demanded   |
        | 2 July 2018  | demanded   |
        | 3 July 2018  | demanded   |
        | 4 July 2018  | demanded   |
        | 5 July 2018  | demanded   |
        | 6 July 2018  | demanded   |

    # what happens on the ground meanwhile is told in places.feature
    Scenario Outline: The Nassib crossing: asked for on 1 July, no answer reported (<day>)
      Then the issue "nassib-crossing" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | demanded   |
        | 2 July 2018  | demanded   |
        | 3 July 2018  | demanded   |
        | 4 July 2018  | demanded   |
        | 5 July 2018  | demanded   |
        | 6 July 2018  | demanded   |

    # the Council's meeting is another matter: third-party.feature
    Scenario Outline: Talks under the United Nations: asked for on 4 and 5 July, unanswered (<day>)
      Then the issue "un-sponsorship" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | not-raised |
        | 2 July 2018  | not-raised |
        | 3 July 2018  | not-raised |
        | 4 July 2018  | demanded   |
        | 5 July 2018  | demanded   |
        | 6 July 2018  | demanded   |

    # one of three conditions for a new round
    Scenario Outline: Guarantees: asked for on 5 July, unanswered (<day>)
      Then the issue "guarantees" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | not-raised |
        | 2 July 2018  | not-raised |
        | 3 July 2018  | not-raised |
        | 4 July 2018  | not-raised |
        | 5 July 2018  | demanded   |
        | 6 July 2018  | demanded   |

    # fighting is reduced from that day on, and nobody is reported to have agreed to that
    Scenario Outline: A mutual cessation of hostilities: asked for on 5 July, unanswered (<day>)
      Then the issue "cessation" was "<state>" on <day>

      Examples:
        | day          | state      |
        | 30 June 2018 | not-raised |
        | 1 July 2018  | not-raised |
        | 2 July 2018  | not-raised |
        | 3 July 2018  | not-raised |
        | 4 July 2018  | not-raised |
        | 5 July 2018  | demanded   |
        | 6 July 2018  | demanded   |

    # the demand may be older than the day on which its refusal is reported
    Scenario: Whether Russia's terms had been put before 30 June is open
      Then the issue "arms-scope" was possibly "demanded" on 25 June 2018
      And the issue "arms-scope" was possibly not "demanded" on 25 June 2018

  Rule: What became of each issue, in full

    Scenario: The scope of the arms goes from refused terms to an offer in phases
      Then the "issue/arms-scope" went through these states:
        | state      | from         |
        | not-raised |              |
        | demanded   |              |
        | rejected   | 30 June 2018 |
        | demanded   | 1 July 2018  |
        | offered    | 6 July 2018  |

    Scenario: Safe passage is asked for twice and refused in between
      Then the "issue/safe-passage" went through these states:
        | state      | from        |
        | not-raised |             |
        | demanded   | 3 July 2018 |
        | rejected   | 3 July 2018 |
        | demanded   | 6 July 2018 |

    Scenario: The army's leaving the towns is asked for and refused on one day
      Then the "issue/army-leaves-towns" went through these states:
        | state      | from        |
        | not-raised |             |
        | demanded   | 3 July 2018 |
        | rejected   | 3 July 2018 |

    Scenario Outline: <issue> is asked for on <day>, and no answer is reported
      Then the "issue/<issue>" went through these states:
        | state      | from  |
        | not-raised |       |
        | demanded   | <day> |

      Examples:
        | issue           | day         |
        | army-positions  | 1 July 2018 |
        | policing        | 1 July 2018 |
        | nassib-crossing | 1 July 2018 |
        | un-sponsorship  | 4 July 2018 |
        | guarantees      | 5 July 2018 |
        | cessation       | 5 July 2018 |

    # in which order Wednesday's offer and refusals came is left open, so no one sequence is certain
    Scenario: At once or in phases is demanded first, and rejected at the end of the day
      Then the "issue/arms-sequencing" went directly from "not-raised" to "demanded"
      And the "issue/arms-sequencing" went from "demanded" to "rejected"
      And the "issue/arms-sequencing" went directly from "rejected" to "offered"
      And the "issue/arms-sequencing" was "rejected" at least 1 time
      And the "issue/arms-sequencing" was possibly "rejected" exactly 2 times

  Rule: Nothing is reported to be accepted

    Scenario Outline: <issue> is never accepted, in whole or in part, nor withdrawn
      Then the "issue/<issue>" was never "accepted"
      And the "issue/<issue>" was never "accepted-in-part"
      And the "issue/<issue>" was never "withdrawn"
      And the "issue/<issue>" was never "countered"

      Examples:
        | issue             |
        | arms-scope        |
        | arms-sequencing   |
        | safe-passage      |
        | army-leaves-towns |
        | army-positions    |
        | policing          |
        | nassib-crossing   |
        | un-sponsorship    |
        | guarantees        |
        | cessation         |

    # silence is not a refusal
    Scenario Outline: <issue> is not reported refused either
      Then the "issue/<issue>" was never "rejected"

      Examples:
        | issue           |
        | army-positions  |
        | policing        |
        | nassib-crossing |
        | un-sponsorship  |
        | guarantees      |
        | cessation       |

  Rule: Who put an issue on the table

    Scenario Outline: <issue> is raised by <actor>, not by <other>
      Then the issue "<issue>" was raised by "<actor>"
      And the issue "<issue>" was not raised by "<other>"

      Examples:
        | issue             | actor         | other          |
        | arms-scope        | russia        | rebels         |
        | arms-sequencing   | russia        | joint-command  |
        | safe-passage      | rebels        | russia         |
        | army-leaves-towns | rebels        | russia         |
        | army-positions    | government    | rebels         |
        | policing          | russia        | government     |
        | nassib-crossing   | government    | rebels         |
        | un-sponsorship    | joint-command | united-nations |
        | guarantees        | joint-command | russia         |
        | cessation         | joint-command | russia         |

    Scenario Outline: Damascus and Moscow raise <issue> together
      Then the issue "<issue>" was raised by "government"
      And the issue "<issue>" was raised by "russia"

      Examples:
        | issue           |
        | army-positions  |
        | nassib-crossing |

  Rule: Which issues were open

    Scenario: On 30 June one issue is open
      Then these issues were open on 30 June 2018:
        | issue      |
        | arms-scope |

    Scenario Outline: On <day> it is Russia's and the government's demands
      Then these issues were open on <day>:
        | issue           |
        | arms-scope      |
        | army-positions  |
        | policing        |
        | nassib-crossing |

      Examples:
        | day         |
        | 1 July 2018 |
        | 2 July 2018 |

    # a refused issue is open: nothing settled it
    Scenario: On 3 July the two refused demands of the rebels are open too
      Then these issues were open on 3 July 2018:
        | issue             |
        | arms-scope        |
        | safe-passage      |
        | army-leaves-towns |
        | army-positions    |
        | policing          |
        | nassib-crossing   |

    Scenario: On 4 July phases and the United Nations come on top
      Then these issues were open on 4 July 2018:
        | issue             |
        | arms-scope        |
        | arms-sequencing   |
        | safe-passage      |
        | army-leaves-towns |
        | army-positions    |
        | policing          |
        | nassib-crossing   |
        | un-sponsorship    |

    Scenario Outline: On <day> all ten issues are open
      Then these issues were open on <day>:
        | issue             |
        | arms-scope        |
        | arms-sequencing   |
        | safe-passage      |
        | army-leaves-towns |
        | army-positions    |
        | policing          |
        | nassib-crossing   |
        | un-sponsorship    |
        | guarantees        |
        | cessation         |

      Examples:
        | day         |
        | 5 July 2018 |
        | 6 July 2018 |
