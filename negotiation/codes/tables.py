"""The codes of spreadsheets and imported tables."""

ROWS = (
    ("S101", "Sheet that is not part of the format",
     "A chronology in a spreadsheet has sheets called about, sources, events, reports, relations, "
     "measures, actors, places, issues and a few more. Nothing is left out silently, so any other "
     "sheet is told of.",
     "Rename it, or begin its name with _ to keep it for yourself."),
    ("S102", "Hidden sheet",
     "The sheet is hidden: a reader would not see what the replay rests on.",
     "Show it (right-click on the tabs, “Unhide”), or remove it."),
    ("S103", "Merged cells",
     "Of merged cells only the first holds the text, so that the rows and columns beside it say "
     "nothing.",
     "Unmerge them, and write the text into each cell that it is meant for."),
    ("S104", "Sheet in another form",
     "The sheet has no row of headings, or something stands where nothing is read.",
     "Compare it with a sheet of `negotiation new NAME --spreadsheet`."),
    ("S105", "Column without a heading, or with one twice",
     "What a column holds is said by its heading; this one has none, or one that stands there "
     "twice.",
     "Write its heading, or begin that with _ to keep the column for yourself."),
    ("S106", "Row that does not say what it is about",
     "A row of events, sources and so on begins with an id; a report names its event, a value its "
     "measure.",
     "Write the id. It is made of a–z, 0–9 and hyphens, and yours to choose."),
    ("S107", "Not a spreadsheet that can be read",
     "The file is no .xlsx file, is under a password, or is damaged.",
     "Open it in your spreadsheet program and save it as .xlsx, without a password."),
    ("S108", "Formula",
     "The cell holds a formula. Files are data here: nothing is reckoned, and what a program last "
     "made of the formula may be out of date.",
     "Copy the cell and paste its value: “Paste special”, “Values”."),
    ("S109", "Error instead of a value",
     "The cell holds #N/A, #REF! or another error of the spreadsheet, something that is no number "
     "where one is due, or a percentage, which shows a hundred times what it holds.",
     "Write the text or number that belongs there, or empty the cell."),
    ("S110", "Date that is not certain",
     "Spreadsheets keep every date as a day and a clock time, whatever was known of it. It is read"
     " as precisely as the cell shows it; this cell does not show what it means.",
     "Make the cell a text (format “Text”, or an apostrophe in front) and write the date as our "
     "files have it: 2018-07-04, 2018-07, 2018-07-04T19:00."),
    ("S111", "Which sheet",
     "One table is due; the file has several, or none of the name that was given.",
     "Name one of the sheets in the message."),
    ("I101", "Mapping not finished",
     "The mapping leaves something open that only a person who knows the table can say: how its "
     "dates are written, or when it was published.",
     "Write what the message asks for; `negotiation import TABLE --guess` shows what it may be."),
    ("I102", "Column that the table has not",
     "The mapping needs a column for the date, its precision, the kind, the place or the id of "
     "each row, and no heading of the table has that name.",
     "Write the heading as the table has it, or list it under `headings:` of the mapping."),
    ("I103", "Not a format of dates",
     "A format says how a column has its dates, with a sign for each part: %Y the year, %y its "
     "last two digits, %m the month as a number, %B its name, %b that name cut short, %d the day, "
     "%H:%M:%S the time, %s seconds since 1970.",
     "Write %Y-%m-%d, %d/%m/%Y, %d %B %Y, %Y%m%d, %Y-%m or %Y."),
    ("I104", "Not a width of dates",
     "A width says how far a date may be from the day that the table gives.",
     "Write 1 day, 7 days, 2–6 days, month or year; of several in a list, all are allowed for."),
    ("I105", "No table",
     "No row has two filled cells, or none stands below the headings.",
     "Check the file and the sheet: the first row with two filled cells holds the headings."),
    ("I201", "Value without a kind",
     "The mapping does not say which kind of event this value stands for.",
     "Add it under `values:` of `kinds:`, or under `left-out:` with the reason."),
    ("I202", "Date that is not read",
     "The cell has no date in a declared format, or a day that does not exist, or it ends before "
     "it begins.",
     "Correct the cell, or add its format to `formats:`."),
    ("I203", "Date with two meanings",
     "Two of the declared formats read the cell differently, and nothing says which one is meant.",
     "Keep only the format in which the table is written."),
    ("I204", "Unknown precision",
     "The mapping does not say how wide a date with this code of precision is, so any day that was"
     " taken for it might be too exact.",
     "Add the code under `widths:` with what the codebook of the table says."),
    ("I205", "Empty cell",
     "The row has no date, or nothing says what kind of event it is.",
     "Fill the cell, if the source of the table says it."),
    ("I206", "Cell that cannot be used",
     "The cell holds a formula, an error, a control character, or no number or address where one "
     "is due.",
     "Write the value itself into the cell."),
    ("I207", "Left out by the mapping",
     "The mapping says that no kind of the model stands for this value, and why.",
     "If it matters to you, code the event by hand, or give the value a kind."),
    ("I208", "Id of two rows",
     "Two rows of the table have the same id, so the later event is called after it with a number.",
     "Look whether the row stands there twice; if so, take one out."),
)  # fmt: skip
