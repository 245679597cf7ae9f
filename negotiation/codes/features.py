"""The codes of features."""

ROWS = (
    ("G001", "Not Gherkin",
     "The line is none that Gherkin knows in this place.",
     "Steps begin with Given, When, Then, And or But; above them stands `Scenario:` with a name, "
     "and at the top of the file `Feature:`. Every row of a table has as many | as the first."),
    ("G002", "Nothing to run",
     "The file holds no feature, or the feature no scenario.",
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
    ("G006", "No chronology named",
     "The scenario does not say what it is about.",
     "Begin it, or the background, with: Given the chronology \"daraa-2018\"."),
    ("G007", "Name missing or used twice",
     "A scenario without a name, or of the same name as another of the file, cannot be told from "
     "it in results.",
     "Give each scenario of a file a name of its own."),
    ("G008", "First step adds to none",
     "And, But and * go on from a step before them, and here there is none.",
     "Begin with Given, When or Then."),
    ("G009", "No step",
     "A scenario or a background has nothing below its title.",
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
    ("G015", "Two meanings",
     "More than one sentence or phrase takes this text.",
     "Write it otherwise, or change the phrase."),
    ("G016", "Sentence in the wrong place",
     "Given says what is read, When what is done with it, Then what must hold. A sentence belongs "
     "to one of them.",
     "Write it under the keyword that the message names."),
    ("G017", "Unknown sentence",
     "The vocabulary has no such sentence, and no phrase is it.",
     "Compare with the nearest ones in the message, or with `negotiation steps`. A sentence of "
     "your own can stand in phrases.yaml beside the features."),
    ("G018", "Phrase that cannot be used",
     "A phrase of phrases.yaml stands for steps; one of them is no sentence of the vocabulary, or "
     "they do not fit together.",
     "Begin each step with Given, When or Then, the same for all, and write a <hole> in the phrase"
     " and in the steps."),
    ("G020", "Not a number",
     "A number or a percentage is due.",
     "Write 320,000, 1.5 or 40%."),
)  # fmt: skip
