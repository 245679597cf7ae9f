"""Write what is made from the code and kept beside it: the schemas of the formats.

Run by `make format`; tests/test_schema.py holds that they are current.
"""

from negotiation.exchange.files import write
from negotiation.exchange.schema import FORMS, file_name, schema
from negotiation.library import scenarios


def main() -> None:
    for form in FORMS:
        write(scenarios() / "schemas" / file_name(form), schema(form))


if __name__ == "__main__":
    main()
