"""The catalogue of codes: what each problem of a file means, and how to mend it.

Facts only. Who finds which problem: see load. The letter says what is at fault: Y the YAML text,
F a field, D a date, R a reference, M a model, P a file, G a feature; L is a finding: nothing is
wrong with the file, but somebody should look.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiation.errors import UnknownName
from negotiation.near import did_you_mean, quoted


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: its title, what it means, and how to mend it."""

    code: str
    title: str
    meaning: str
    mend: str


_ROWS = (
    ("Y001", "Not YAML",
     "The text breaks a rule of YAML, so nothing after that place could be read.",
     "Look at the line and the one above it. Often a quote, a colon or an indentation is off."),
    ("Y002", "Tab",
     "YAML indents with spaces; a tab stands where only spaces may.",
     "Replace the tab by spaces. Most editors have “convert indentation to spaces”."),
    ("Y003", "Brackets or quotes that do not match",
     "A bracket or a quote is opened and never closed, or closed without being open.",
     "Close it. A text that contains brackets, quotes or # goes in double quotes as a whole; "
     "inside it, write a double quote as \\\"."),
    ("Y004", "Key written twice",
     "The same key stands twice in one block. YAML programs keep the last one silently; this one "
     "refuses, because the first might be the one that you meant.",
     "Keep one. If both are meant, give them different ids, or make a list of them."),
    ("Y005", "Nested too deeply", "Blocks are nested deeper than any real file needs.",
     "Check for stray brackets or indentation."),
    ("Y006", "Too large",
     "The file is larger than this program reads, or holds more values.",
     "Divide the story into several chronologies."),
    ("Y007", "Alias that cannot be followed",
     "To YAML, a text that begins with * repeats a block marked with &. Nothing is marked so, or "
     "the block would repeat itself, or repeat others until they fill the memory.",
     "Put a text that begins with * in double quotes; write out what an alias would repeat."),
    ("Y008", "Not UTF-8", "The file is not encoded in UTF-8.",
     "Save it as UTF-8: in most editors under “Save with encoding”."),
    ("Y009", "Tag or directive",
     "A YAML tag (!…) asks for something other than text, lists and blocks, a line that begins "
     "with % changes the rules. Files are data here; neither is ever followed.",
     "Remove it, or put a text that begins with ! or % in double quotes."),
    ("Y010", "Unprintable character",
     "The file holds a control character that no text needs, or spells one out (\\x1b).",
     "Remove it; it often comes with text copied from a PDF."),
    ("Y011", "Several documents", "A line --- begins a second document; a file holds one.",
     "Remove the line, or make two files."),
    ("Y012", "Empty file", "There is nothing in the file.",
     "Start with `negotiation new NAME`, which writes a commented file."),
    ("Y013", "Colon in a text", "A text with a colon and a space in it looks like a key to YAML.",
     "Put the whole text in double quotes."),
    ("Y014", "Key that is not a text", "A key is a list or a block; keys are texts.",
     "Write a text before the colon."),
    ("Y015", "Merge key", "`<<:` is not part of this format.",
     "Write the fields out where they belong."),
    ("Y016", "Comma in a text inside { }",
     "Inside { } a comma begins a new field. What stands after it has no colon, so it is most "
     "likely the rest of a text.",
     "Put the whole text in double quotes: {en: \"Talks, then silence\"}. After a colon that ends "
     "a field's name stands a space."),
    ("Y017", "Text that begins with a sign",
     "At the beginning of a text, the signs * & ! % @ ` | > mean something to YAML.",
     "Put the whole text in double quotes."),
    ("Y018", "Quotes inside a text",
     "A text in quotes ends at its second quote; something stands after it. Or a backslash in "
     "double quotes begins a code that does not exist.",
     "Put the whole text in double quotes; inside it, write \\\" for a double quote and \\\\ for "
     "a backslash. An apostrophe may stand in it as it is."),
    ("F201", "Unknown field", "The format has no field of that name in this place.",
     "Use the suggested name, or put remarks under `note:`."),
    ("F202", "Missing field", "A field that the format needs is not there.", "Add it."),
    ("F203", "Wrong form", "A list, a block of fields or a plain text stands where another is due.",
     "The message says which one is due; compare with a file that `negotiation new` writes."),
    ("F204", "Not an id",
     "Ids are made of lower-case letters a–z, digits and hyphens. Languages are en, fr, ar.",
     "Write the id so, and what people should read under `label:`."),
    ("F205", "Not a number", "A number is due.",
     "Write digits with a point for decimals and nothing else: 270000, 0.5."),
    ("F206", "Not true or false", "The field takes true or false, nothing else.",
     "Write true or false."),
    ("F207", "Not one of the choices", "The field takes one of a few words.",
     "Use one of the words in the message."),
    ("F208", "Empty", "The field is there and nothing is in it.", "Fill it, or leave it out."),
    ("F209", "Fields that do not fit together",
     "Each field is right, but together they say nothing or too much.",
     "The message says which ones and what to write."),
    ("F210", "Too short or too long", "A text or list has too few or too many parts.",
     "The message says how many are due."),
    ("F211", "Not paragraphs", "Paragraphs are numbers counted from 1.",
     "Write 11, 11-12 or \"2, 5-6\"."),
    ("F212", "`id` inside a block", "The id of this block is the key above it.",
     "Remove the line `id:`."),
    ("F213", "Not an address of the web",
     "Addresses begin with http:// or https:// and hold no spaces or quotes. Others (files, "
     "scripts) are refused, because pages turn addresses into links.",
     "Write it whole: https://example.org/article. A file of your own goes into `note:`."),
    ("F214", "Responsible, and nobody says so",
     "A count of victims names who is held responsible, but not whose word that is.",
     "Write `by:` with the actors who say it, or remove `attributed-to:`."),
    ("D101", "Not a date",
     "Dates are written year first. Nothing is guessed: 04/07 may be April or July, and "
     "“yesterday” depends on the day of reading.",
     "Write 2018-07-04, 2018-07, 2018, 2018-07-04T19:00, ~2018-07-04T12:00 (about), "
     "2018-07-04 afternoon, 2018-07-03/2018-07-04 (one moment between), ../2018-07-03 (by), "
     "2018-07-XX (some day of July), 2018-07-04? (uncertain), 2018-07-04~ (about that day), "
     "\"[2018-06-24,2018-07-01]\" (one of the two). The whole grammar is in docs/dates.md."),
    ("D102", "No such day",
     "The calendar has no such month or day, or the year lies outside 1000 to 9000.",
     "Check it with the source."),
    ("D103", "No such clock time", "Hours run from 00 to 23, minutes from 00 to 59.",
     "Midnight at the end of a day is 00:00 of the next."),
    ("D104", "Ends before it begins", "The second date of a pair is earlier than the first.",
     "Exchange them, or check them with the source."),
    ("D105", "About a day",
     "In front of a date, `~` goes with a clock time. In front of a day, EDTF says by it that only "
     "the year is approximate, which few who write it mean.",
     "Write 2018-07-04~ for about that day, and say under `words:` how wide that is "
     "(about-day: P1D); 2018~-07-04 if only the year is approximate."),
    ("D106", "Undeclared word of time",
     "Words such as afternoon or summer decide results, and so does how wide “about” is: each file "
     "says what they mean.",
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
    ("D109", "Not a length of time", "Lengths are written as ISO 8601 has them.",
     "Write PT90M, PT24H, P2D or P1W. Months and years vary in length and are refused."),
    ("D110", "Not a time zone", "The name is not in the IANA time zone database.",
     "Write a name such as Asia/Damascus or America/New_York."),
    ("D111", "Not one moment", "A question is about one moment.",
     "Write a day (its last second is meant) or a clock time: 2018-07-04T15:00."),
    ("D112", "Publication without an end",
     "It must be known by when a source was published: the record ends on that day.",
     "Write the day, or two days between which it was: 2018-07-03/2018-07-05."),
    ("D113", "A date that fits no event",
     "EDTF can say things that are not one moment within a window: several moments at once, a year "
     "that is not known at all, an estimate by its significant digits, a year beyond the calendar.",
     "Write one event for each moment; \"[2018-06-24,2018-07-01]\" for one of two; 201X or "
     "2011/2018 for the years that it may have been."),
    ("R301", "Unknown kind", "The model has no such kind of event.",
     "Use a kind of the model (`negotiation codebook MODEL` lists them), or add it to the model."),
    ("R302", "Unknown state", "The track has no such state.", "Use one of its states."),
    ("R303", "Unknown track", "The model has no such track.", "Use one of its tracks."),
    ("R304", "Unknown source",
     "No source of that id is listed. None is suggested on purpose: a plausible wrong citation is "
     "worse than none.", "Use the id of a listed source, or list the source."),
    ("R305", "Unknown event", "No event of that id is in the file.", "Use the id of an event."),
    ("R306", "Unknown actor", "No actor of that id is listed.", "List it under `actors:`."),
    ("R307", "Unknown place", "No place of that id is listed.", "List it under `places:`."),
    ("R308", "Unknown issue", "No issue of that id is listed.", "List it under `issues:`."),
    ("R309", "Unknown third party", "No third party of that id is listed.",
     "List it under `third-parties:`."),
    ("R310", "Unknown report", "No report of that id is in the file.",
     "Use the id of a report: `id:` in the list of an event's reports."),
    ("R311", "Unknown measure", "No measure of that id is in the file.",
     "Use the id of a measure."),
    ("R312", "Report id used twice", "Two reports have the same id.", "Give each its own."),
    ("R313", "Circular order", "Events are said to come after one another in a circle.",
     "Correct one relation, or set one of the reports aside with the reason."),
    ("R314", "Related to itself", "An event is said to come before or after itself.",
     "Name the other event."),
    ("R315", "Condition on one of many",
     "A condition can only ask for a track that exists once, not for one kept for each issue, "
     "place or third party.", "Use a track without `for-each`."),
    ("R316", "Unknown value", "A value is said to be so many times another one of its measure, and "
     "no value there has that id.", "Give the value that is meant an `id:`."),
    ("M401", "Shadowed transition",
     "An earlier transition from the same state for the same kind has no condition, or the same "
     "ones, so this one is never taken.",
     "Remove one, or put the one with conditions first."),
    ("M402", "Transition never reached", "No transition leads to the state that it starts from.",
     "Add a transition to that state, or remove this one."),
    ("M403", "Named twice",
     "An included model already has a kind, track or state of that name, or is included twice.",
     "Choose another name, or add to the included track under `extend:`."),
    ("M404", "Timeout in a documentary replay",
     "A timeout belongs to simulations: a record says what happened, not when patience ran out.",
     "Remove it for replays, or code the expiry as an event with its source."),
    ("M405", "Models that include one another",
     "The includes run in a circle, or through more than twenty files.", "Remove one of them."),
    ("M406", "Settled, and no issue",
     "Only an issue is settled, and then no longer open; the track of this state follows something "
     "else.", "Remove the line; for a state that nothing leaves write final: true."),
    ("P501", "No such file", "The file is not there, and nothing shipped has that name.",
     "Check the name; `negotiation list` shows what is shipped."),
    ("P502", "Outside the folder",
     "A file may only name files in its own folder or below, so that a file from a stranger "
     "cannot reach others.", "Copy the model beside the chronology, or name a shipped model."),
    ("P503", "Cannot be read", "The file is there, but cannot be read.",
     "Check that it is a file, and that you may read it."),
    ("P504", "Newer format", "The file was written for a newer version of this program.",
     "Upgrade: pip install --upgrade negotiation."),
    ("P505", "Not the right kind of file",
     "The field `format:` says what a file is; this one says something else.",
     "Write format: negotiation-chronology/1 or format: negotiation-model/1."),
    ("P506", "The model has problems", "The model that this chronology names cannot be used.",
     "Mend the model first: its problems are listed too."),
    ("P507", "Written for another text", "The chronology has changed since these changes were "
     "written for it, so they may mean something else now.",
     "Look at each; then write the new digest, which the message names."),
    ("G001", "Not Gherkin", "The line is none that Gherkin knows in this place.",
     "Steps begin with Given, When, Then, And or But; above them stands `Scenario:` with a name, "
     "and at the top of the file `Feature:`. Every row of a table has as many | as the first."),
    ("G002", "Nothing to run", "The file holds no feature, or the feature no scenario.",
     "Begin with `Feature: …`, then `Scenario: …`, and below it the steps."),
    ("G003", "Step keyword written otherwise",
     "Gherkin takes `given` or `Given:` for text that explains, so the step would be passed over "
     "in silence. Or nothing stands behind the keyword.",
     "Write Given, When, Then, And or But with just these capitals, without a colon, and the "
     "sentence behind it."),
    ("G004", "Title written otherwise",
     "A line that begins a scenario, say, has its colon missing or its capitals wrong, so Gherkin "
     "takes it for text that explains. Or a step stands where no scenario has begun.",
     "Write `Scenario: …`, `Background:`, `Rule: …`, `Scenario Outline: …` or `Examples:`."),
    ("G005", "Language without a vocabulary",
     "The file says by `# language:` that it is in a language in which there are no sentences yet.",
     "Leave the line out and write English sentences. A further language is one file of words."),
    ("G006", "No chronology named", "The scenario does not say what it is about.",
     "Begin it, or the background, with: Given the chronology \"daraa-2018\"."),
    ("G007", "Name missing or used twice",
     "A scenario without a name, or of the same name as another of the file, cannot be told from "
     "it in results.",
     "Give each scenario of a file a name of its own."),
    ("G008", "First step adds to none",
     "And, But and * go on from a step before them, and here there is none.",
     "Begin with Given, When or Then."),
    ("G009", "No step", "A scenario or a background has nothing below its title.",
     "Write its steps, or delete it."),
    ("G010", "Nothing is claimed",
     "A scenario without Then would pass whatever the record says.",
     "Write what must hold, in a step that begins with Then."),
    ("G011", "Placeholder that nothing fills",
     "A text in < > stands for a column of the examples, and there is none of that name.",
     "Use the name of a column, add the column, or write the value itself."),
    ("G012", "Examples that do not fit",
     "A table of examples has no row, so that nothing would run; or a column that no step asks "
     "for; or an outline has no table.",
     "Add a row, name the column in a step as <column>, or write `Scenario:`."),
    ("G013", "Table or text block not asked for",
     "Something stands below a step that takes nothing, and would be passed over in silence.",
     "Delete it, or use a sentence that ends with a colon: those take a table."),
    ("G014", "Table missing or wrong",
     "The sentence takes a table, and there is none below it, or one with other columns, without "
     "rows, or with an empty cell.",
     "The message gives the columns; `negotiation steps` shows the whole table."),
    ("G015", "Two meanings", "More than one sentence or phrase takes this text.",
     "Write it otherwise, or change the phrase."),
    ("G016", "Sentence in the wrong place",
     "Given says what is read, When what is done with it, Then what must hold. A sentence belongs "
     "to one of them.",
     "Write it under the keyword that the message names."),
    ("G017", "Unknown sentence", "The vocabulary has no such sentence, and no phrase is it.",
     "Compare with the nearest ones in the message, or with `negotiation steps`. A sentence of "
     "your own can stand in phrases.yaml beside the features."),
    ("G018", "Phrase that cannot be used",
     "A phrase of phrases.yaml stands for steps; one of them is no sentence of the vocabulary, or "
     "they do not fit together.",
     "Begin each step with Given, When or Then, the same for all, and write a <hole> in the phrase "
     "and in the steps."),
    ("G020", "Not a number", "A number or a percentage is due.",
     "Write 320,000, 1.5 or 40%."),
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
     "they lead to different states. The first in the file is taken: a choice that nobody sees. "
     "An exception before its rule is no finding: there the first asks for all that the second "
     "asks for, and more.",
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
    ("L207", "Source that nothing cites", "The source is listed, and nothing in the file cites it.",
     "Code what it says, or remove it."),
    ("L208", "Listed and never named",
     "An actor, place, issue or third party is listed, and nothing in the file names it.",
     "Name it where it belongs, or remove it."),
    ("L209", "Report that contradicts others",
     "Not all that is reported can be right. The replay goes on without what these reports say of "
     "times; their events keep every date that they had.",
     "Look at `negotiation contradictions`; set the report aside that you doubt, with a reason."),
    ("L301", "Acknowledgement of nothing",
     "No finding of that code is about what the acknowledgement names: it was mended, or never "
     "was.", "Remove the acknowledgement, or correct its code or `about`."),
)  # fmt: skip

CODES = {row[0]: Code(*row) for row in _ROWS}


def explain(code: str) -> Code:
    """Give what a code means. Raises UnknownName."""
    key = code.strip().upper()
    if key not in CODES:
        raise UnknownName(f"there is no code {quoted(code)}; {did_you_mean(key, CODES)}")
    return CODES[key]
