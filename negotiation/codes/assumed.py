"""The codes of assumptions: waits that cannot run, lengths that cannot be."""

ROWS = (
    ("A601", "No track knows the kind",
     "The model has this kind of event, but no track has a transition for it (or only tracks kept "
     "for each issue, place or third party, and the wait names none), so the wait would change "
     "nothing.",
     "Use a kind that moves a track, or name the issues, places or third parties that it feeds."),
    ("A602", "Unknown wait",
     "No wait of that id is listed.",
     "Use the id of a wait under `waits:`."),
    ("A603", "A length or rate that cannot be",
     "A wait has a mean above zero and below a thousand years, and a shape within reason; a rate "
     "is above zero.",
     "Write a length such as P2D, or a rate a day such as 0.5."),
    ("A604", "Event said twice",
     "A wait ends with one kind of event, or with one of those under `leads-to`.",
     "Keep one of the two."),
    ("A605", "Another model",
     "The assumptions speak of a model that lacks tracks or states of the chronology's own.",
     "Name the chronology's model under `model:`, or one that includes it."),
    ("A606", "`each` beside other names",
     "`each` stands for every name that the chronology lists, so that it stands alone.",
     "Write `each`, or the names."),
)  # fmt: skip
