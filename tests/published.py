"""Write what is made from the code and kept beside it: schemas, pictures, the page of sentences.

Run by `make format`; tests/test_schema.py, tests/test_pictures.py and tests/test_steps_text.py hold
that all of it is current.
"""

from pathlib import Path

from negotiation.exchange.schema import FORMS, file_name, schema
from negotiation.gherkin.steps_page import steps_page
from negotiation.library import scenarios
from negotiation.writing import write
from tests.pictures import FOLDER, PICTURES


def main() -> None:
    for form in FORMS:
        write(scenarios() / "schemas" / file_name(form), schema(form))
    docs = Path(__file__).parent.parent / "docs"
    write(docs / "steps.md", steps_page())
    FOLDER.mkdir(exist_ok=True)
    for name, make in PICTURES.items():
        make(FOLDER / name)


if __name__ == "__main__":
    main()
