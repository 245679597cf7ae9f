"""Files that are too large, too odd or too dangerous to stand in `tests/bad/`."""

from pathlib import Path

BAD = Path(__file__).parent / "bad"
HEAD = """\
format: negotiation-chronology/1
title: Two valleys
model: core-talks
timezone: Europe/Zurich
sources:
  gazette: {outlet: Gazette, published: 2031-03-05}
"""
DOOR = """\
format: negotiation-model/1
title: A door
kinds: {opened: {}, closed: {}}
tracks:
  door:
    initial: shut
    states: {shut: {}, open: {}}
    transitions:
      - {on: opened, from: shut, to: open}
      - {on: closed, from: open, to: shut}
"""


def talks(report: str, *, head: str = HEAD) -> str:
    """Give a chronology of one event with one report."""
    event = "  talks:\n    kind: talks-held\n    reports:\n"
    return f"{head}events:\n{event}      - {report}\n"


def many_reports(count: int, report: str) -> str:
    """Give a chronology of so many events; `{i}` in the report is the number of its event."""
    events = (
        f"  e{i}:\n    kind: talks-held\n    reports:\n      - {report.replace('{i}', str(i))}\n"
        for i in range(count)
    )
    return f"{HEAD}events:\n{''.join(events)}"


_NAMES = [f"k{i}" for i in range(20_000)]
_BLOCKS = "{" + ", ".join(f"{name}: {{}}" for name in _NAMES) + "}"
PAIRS = f"""\
format: negotiation-model/1
title: Four hundred million pairs
kinds: {_BLOCKS}
tracks:
  one:
    initial: k0
    states: {_BLOCKS}
    transitions:
      - {{on: &all [{", ".join(_NAMES)}], from: *all}}
"""

# each is a megabyte at most; read to the letter, most would take minutes or gigabytes
HOSTILE = {
    "brackets": "[" * 1_000_000,
    "braces": "{a: " * 250_000,
    "list items": "- " * 500_000,
    "question marks": "? " * 500_000,
    "values": "[" + "a," * 400_000 + "]",
    "directives": "%TAG !a! tag:example.org,2031:\n" * 30_000,
    "anchors": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 40_000)),
    "long text repeated": f"a: &a {'x' * 900_000}\nb: [{'*a,' * 30_000}]\n",
    "duplicate keys": HEAD + "title: again\n" * 40_000,
    "unknown fields": HEAD + "".join(f"k{i}: v\n" for i in range(40_000)),
    "unknown events": many_reports(4_000, "{source: gazette, after: x{i}}"),
    "unknown time zones": many_reports(4_000, "{source: gazette, timezone: Europe/Z{i}}"),
    "words for dates": many_reports(4_000, "{source: gazette, when: the day {i}}"),
    "circles": many_reports(4_000, "{source: gazette, after: [e{i}, e0, e1, e3999]}"),
    "paragraphs": talks(f'{{source: gazette, paragraph: "{"1-1000," * 140_000}1"}}'),
    "control characters": HEAD + "# \x07\n" * 100_000,
    "shadowed transitions": DOOR + "      - {on: opened, from: shut, to: open}\n" * 10_000,
    "pairs of kind and state": PAIRS,
    "prose": "hello world " * 80_000,
}
