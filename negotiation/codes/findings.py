"""The codes of findings: what somebody should look at, though nothing is wrong with the file."""

ROWS = (
    ("L101", "State that nothing leads to",
     "No sequence of events leads from the initial state to this one, so no track is ever in it.",
     "Add a transition to it, or remove it. In a model that others extend, acknowledge it."),
    ("L102", "Dead end",
     "No transition leaves this state: once there, a track stays whatever happens, and what would "
     "lead on is a deviation.",
     "Add a transition that leaves it; where the story ends there on purpose, write final: true."),
    ("L103", "Final state that is left",
     "The state is declared final, and a transition leaves it.",
     "Remove final: true, or the transition."),
    ("L104", "Two transitions at once",
     "For one kind of event in one state, the conditions of two transitions may both hold, and "
     "they lead to different states. The first in the file is taken: a choice that nobody sees. An"
     " exception before its rule is no finding: there the first asks for all that the second asks "
     "for, and more.",
     "Make the conditions exclude one another, or put the one that asks for more first."),
    ("L105", "Stay written as a move",
     "The transition leads from a state to the same state. To stay on purpose, `to` is left out.",
     "Take the state out of `from`, and write a second transition without `to` for it."),
    ("L201", "Event that no source reports",
     "The event rests on the coder's inference alone.",
     "Add the report of a source; if the inference is meant, acknowledge it with the reason."),
    ("L202", "Events on one origin alone",
     "All reports of these events go back to one origin: the actor whom they are attributed to, "
     "else the wire, else the outlet. Several articles that quote one observer are one origin.",
     "Look for an independent report. Where there is none, acknowledge it with the reason."),
    ("L203", "Departure from the model",
     "A track has transitions for this kind of event, but none for it here, in every order that "
     "the dates allow or in some. The record may be strange, or the model too narrow.",
     "Check coding and model. What the record rightly keeps, acknowledge with the reason."),
    ("L204", "Disputed event",
     "One report says that it happened, another that it did not: its effect is possible only.",
     "Set one of the reports aside with a reason, or acknowledge that it stays open."),
    ("L205", "State on inference alone",
     "A track comes to this state by an event that no source reports, and no reported event "
     "supports its stay there, in any order.",
     "Add a report; if the inference is meant, acknowledge it with the reason."),
    ("L206", "Event that reaches no track",
     "Tracks know its kind, but they are kept one for each issue, place or third party, and the "
     "event names none that has a track.",
     "Name it under issues:, places: or third-parties:; or use a kind that moves no track."),
    ("L207", "Source that nothing cites",
     "The source is listed, and nothing in the file cites it.",
     "Code what it says, or remove it."),
    ("L208", "Listed and never named",
     "An actor, place, issue or third party is listed, and nothing in the file names it.",
     "Name it where it belongs, or remove it."),
    ("L209", "Report that contradicts others",
     "Not all that is reported can be right. The replay goes on without what these reports say of "
     "times; their events keep every date that they had.",
     "Look at `negotiation contradictions`; set the report aside that you doubt, with a reason."),
    ("L210", "Words quoted that are not there",
     "The text of the source is at hand (`validate --texts`), and the words under `quotation:` are"
     " not in the paragraphs cited. Spaces and quotation marks may differ.",
     "Copy the words again, or correct the paragraph. Write … or […] for what you leave out, and "
     "what you add in [square brackets]."),
    ("L211", "Told before it happened",
     "A source says of an event that it has happened, and came out before the day that is given "
     "for it.",
     "Correct the day, or the day of publication; what is only planned is “modality: scheduled” or "
     "“announced”."),
    ("L301", "Acknowledgement of nothing",
     "No finding of that code is about what the acknowledgement names: it was mended, or never "
     "was.",
     "Remove the acknowledgement, or correct its code or `about`."),
)  # fmt: skip
