"""Chronologies as files, for tests of two coders: small ones by hand, and random ones."""

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from negotiation.coders.coding import Coding, read
from negotiation.exchange.as_yaml import yaml_text

FOLDER = Path(__file__).parent.parent / "docs" / "two-coders"
A, B = (FOLDER / f"daraa-first-week-{letter}.yaml" for letter in "ab")
KINDS = ("talks-held", "statement", "demand-made")
PLACES = ("north", "south")
ACTORS = ("crown", "league")


def event(kind: str, when: str, *places: str, **fields: Any) -> dict[str, Any]:
    """Give an event with one report of the paper."""
    data: dict[str, Any] = {"kind": kind}
    data |= {"places": list(places)} if places else {}
    reports = fields.pop("reports", [{"source": "paper", "when": when}])
    return data | fields | {"reports": reports}


def file(coder: str = "", **events: Any) -> dict[str, Any]:
    """Give the data of a chronology in UTC with these events; `_` in their names is a hyphen."""
    return {
        "format": "negotiation-chronology/1",
        "title": "test",
        "model": "core-talks",
        "timezone": "UTC",
        **({"coder": coder} if coder else {}),
        "places": {key: {"label": key} for key in PLACES},
        "actors": {key: {"label": key} for key in ACTORS},
        "sources": {"paper": {"outlet": "Paper", "published": "2031-03-31"}},
        "events": {key.replace("_", "-"): value for key, value in events.items()},
    }


def written(folder: Path, name: str, data: dict[str, Any]) -> Path:
    """Write the data of a chronology and give its path."""
    path = folder / f"{name}.yaml"
    path.write_text(yaml_text(data), encoding="utf-8")
    return path


def coding(folder: Path, name: str, data: dict[str, Any]) -> Coding:
    """Write the data of a chronology and read it."""
    return read(str(written(folder, name, data)))


DAYS = st.integers(1, 9)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Give a day of March 2031, two of them, or one with an open side."""
    day, form = draw(DAYS), draw(st.sampled_from(["{}", "{}", "{}/{}", "../{}", "{}/.."]))
    first = f"2031-03-{day:02}"
    return form.format(first, f"2031-03-{day + draw(st.integers(0, 3)):02}")


@st.composite
def files(draw: st.DrawFn, prefix: str = "e", most: int = 5) -> dict[str, Any]:
    """Give the data of a random chronology of a few events, which may be related in time."""
    events: dict[str, Any] = {}
    for number in range(draw(st.integers(0, most))):
        places = draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))
        who = draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique=True))
        made = event(draw(st.sampled_from(KINDS)), draw(dates()), *places)
        made |= {"who": {"by": who}} if who else {}
        if events and draw(st.booleans()):
            other = draw(st.sampled_from(sorted(events)))
            made["reports"].append({"inferred": "so it seems", "after": [other]})
        events[f"{prefix}{number}"] = made
    data = file()
    data["events"] = events
    return data
