"""Write what is made from the code and kept beside it: schemas, the README's picture, a page.

Run by `make format`; tests/test_schema.py and tests/test_steps_text.py hold that the schemas and
the page of sentences are current.
"""

from pathlib import Path

from negotiation.exchange.schema import FORMS, file_name, schema
from negotiation.gherkin.steps_page import steps_page
from negotiation.library import scenarios
from negotiation.load import load
from negotiation.plot import save, timeline
from negotiation.replay import replay
from negotiation.writing import write


def main() -> None:
    for form in FORMS:
        write(scenarios() / "schemas" / file_name(form), schema(form))
    docs = Path(__file__).parent.parent / "docs"
    write(docs / "steps.md", steps_page())
    pictures = docs / "images"
    pictures.mkdir(exist_ok=True)
    save(timeline(replay(load("daraa-2018"))), pictures / "daraa-2018.png")


if __name__ == "__main__":
    main()
