"""Hold a file of Cucumber Messages against the published JSON schema.

Run by .ci/run: python -m tests.published_messages SCHEMA NDJSON. The schema is that of the npm
package @cucumber/messages, which is not kept here.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator


def faults(schema: Path, stream: Path) -> list[str]:
    """Give what is wrong with each line of the stream, nothing if all of it is as published."""
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    lines = stream.read_text(encoding="utf-8").split("\n")[:-1]
    return [
        f"{stream}:{number}: {error.json_path} {error.message[:300]}"
        for number, line in enumerate(lines, 1)
        for error in validator.iter_errors(json.loads(line))
    ]


def main() -> int:
    """Print the faults; 0 if there are none and the stream is not empty."""
    schema, stream = map(Path, sys.argv[1:])
    found = faults(schema, stream)
    print("\n".join(found) or f"{stream} is as published")  # noqa: T201
    return 1 if found or not stream.stat().st_size else 0


if __name__ == "__main__":
    sys.exit(main())
