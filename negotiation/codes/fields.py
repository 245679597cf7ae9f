"""The codes of fields and dates."""

ROWS = (
    ("F201", "Unknown field",
     "The format has no field of that name in this place.",
     "Use the suggested name, or put remarks under `note:`."),
    ("F202", "Missing field",
     "A field that the format needs is not there.",
     "Add it."),
    ("F203", "Wrong form",
     "A list, a block of fields or a plain text stands where another is due.",
     "The message says which one is due; compare with a file that `negotiation new` writes."),
    ("F204", "Not an id",
     "Ids are made of lower-case letters a–z, digits and hyphens. Languages are en, fr, ar.",
     "Write the id so, and what people should read under `label:`."),
    ("F205", "Not a number",
     "A number is due.",
     "Write digits with a point for decimals and nothing else: 270000, 0.5."),
    ("F206", "Not true or false",
     "The field takes true or false, nothing else.",
     "Write true or false."),
    ("F207", "Not one of the choices",
     "The field takes one of a few words.",
     "Use one of the words in the message."),
    ("F208", "Empty",
     "The field is there and nothing is in it.",
     "Fill it, or leave it out."),
    ("F209", "Fields that do not fit together",
     "Each field is right, but together they say nothing or too much.",
     "The message says which ones and what to write."),
    ("F210", "Too short or too long",
     "A text or list has too few or too many parts.",
     "The message says how many are due."),
    ("F211", "Not paragraphs",
     "Paragraphs are numbers counted from 1.",
     "Write 11, 11-12 or \"2, 5-6\"."),
    ("F212", "`id` inside a block",
     "The id of this block is the key above it.",
     "Remove the line `id:`."),
    ("F213", "Not an address of the web",
     "Addresses begin with http:// or https:// and hold no spaces or quotes. Others (files, "
     "scripts) are refused, because pages turn addresses into links.",
     "Write it whole: https://example.org/article. A file of your own goes into `note:`."),
    ("F214", "Responsible, and nobody says so",
     "A count of victims names who is held responsible, but not whose word that is.",
     "Write `by:` with the actors who say it, or remove `attributed-to:`."),
    ("F215", "No such paragraph",
     "The text of the source is at hand (`validate --texts`), and has fewer paragraphs than are "
     "cited. Paragraphs are the lines of the text that are not empty, headline and captions "
     "included, counted from 1.",
     "Correct the paragraph, or the text if something was cut from it."),
    ("D101", "Not a date",
     "Dates are written year first. Nothing is guessed: 04/07 may be April or July, and "
     "“yesterday” depends on the day of reading.",
     "Write 2018-07-04, 2018-07, 2018, 2018-07-04T19:00, ~2018-07-04T12:00 (about), 2018-07-04 "
     "afternoon, 2018-07-03/2018-07-04 (one moment between), ../2018-07-03 (by), 2018-07-XX (some "
     "day of July), 2018-07-04? (uncertain), 2018-07-04~ (about that day), "
     "\"[2018-06-24,2018-07-01]\" (one of the two). The whole grammar is in docs/dates.md."),
    ("D102", "No such day",
     "The calendar has no such month or day, or the year lies outside 1000 to 9000.",
     "Check it with the source."),
    ("D103", "No such clock time",
     "Hours run from 00 to 23, minutes from 00 to 59.",
     "Midnight at the end of a day is 00:00 of the next."),
    ("D104", "Ends before it begins",
     "The second date of a pair is earlier than the first.",
     "Exchange them, or check them with the source."),
    ("D105", "About a day",
     "In front of a date, `~` goes with a clock time. In front of a day, EDTF says by it that only"
     " the year is approximate, which few who write it mean.",
     "Write 2018-07-04~ for about that day, and say under `words:` how wide that is (about-day: "
     "P1D); 2018~-07-04 if only the year is approximate."),
    ("D106", "Undeclared word of time",
     "Words such as afternoon or summer decide results, and so does how wide “about” is: each file"
     " says what they mean.",
     "Declare it under `words:`, for example `afternoon: 12–18`, `about: PT15M` (clock times), "
     "`about-day: P1D`, `about-month: P15D`, `about-year: P180D`, `summer: June–August`."),
    ("D107", "A clock time that did not exist",
     "On that day the clocks went forward and skipped this time.",
     "Check the hour, or give the offset from UTC: 2018-03-30T00:30+02:00."),
    ("D108", "Not a part of the day or of the year",
     "A word of time is declared by two clock times; spring, summer, autumn and winter by two "
     "months.",
     "Write 12–18 or 18:30–22; 22–06 runs on into the next morning. For a season write "
     "June–August; December–February runs on into the next year."),
    ("D109", "Not a length of time",
     "Lengths are written as ISO 8601 has them.",
     "Write PT90M, PT24H, P2D or P1W. Months and years vary in length and are refused."),
    ("D110", "Not a time zone",
     "The name is not in the IANA time zone database.",
     "Write a name such as Asia/Damascus or America/New_York."),
    ("D111", "Not one moment",
     "A question is about one moment.",
     "Write a day (its last second is meant) or a clock time: 2018-07-04T15:00."),
    ("D112", "Publication without an end",
     "It must be known by when a source was published: the record ends on that day.",
     "Write the day, or two days between which it was: 2018-07-03/2018-07-05."),
    ("D113", "A date that fits no event",
     "EDTF can say things that are not one moment within a window: several moments at once, a year"
     " that is not known at all, an estimate by its significant digits, a year beyond the "
     "calendar.",
     "Write one event for each moment; \"[2018-06-24,2018-07-01]\" for one of two; 201X or "
     "2011/2018 for the years that it may have been."),
)  # fmt: skip
