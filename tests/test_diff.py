"""The difference of two chronologies, in events and not in lines."""

import json
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.coders.fields import FieldChange
from negotiation.coders.revision import Revision, revision
from negotiation.exchange.diff_text import diff_text
from tests.coded import A, B, coding, event, files
from tests.coded import file as file_of

STORY = file_of(
    truce=event("agreement-reached", "2031-03-02", "north", label="A truce"),
    talks=event("talks-held", "2031-03-04", "north", who={"by": ["crown"], "with": ["league"]}),
    reply=event("statement", "2031-03-05", who={"by": ["league"]}),
)


def compared(folder: Path, after: dict[str, Any], before: dict[str, Any] = STORY) -> Revision:
    return revision(coding(folder, "before", before), coding(folder, "after", after))


def changed(**events: dict[str, Any]) -> dict[str, Any]:
    """Give the story with some fields of some events otherwise."""
    data = deepcopy(STORY)
    for key, fields in events.items():
        data["events"][key] |= fields
    return data


def test_added_and_removed(tmp_path: Path) -> None:
    """What only the later file has is added, what only the earlier one has is removed."""
    after = deepcopy(STORY)
    del after["events"]["talks"]
    after["events"]["march"] = event("opinion", "2031-03-20", "south")

    found = compared(tmp_path, after)

    assert (found.added, found.removed) == (("march",), ("talks",))
    assert found.same == ("truce", "reply")


def test_moved_says_both_dates_in_words(tmp_path: Path) -> None:
    """An event with another date has moved: from and to, as its sources put it."""
    (change,) = compared(
        tmp_path, changed(talks={"reports": [{"source": "paper", "when": "2031-03-04/2031-03-06"}]})
    ).changed

    assert change.moved == FieldChange(
        "when", "4 March 2031", "between 4 March 2031 and 6 March 2031"
    )
    assert change.otherwise[0].field.endswith(": when")


def test_same_words_that_mean_something_else(tmp_path: Path) -> None:
    """An afternoon that the other file declares wider has moved, and the clock says by how much."""
    before = changed(talks={"reports": [{"source": "paper", "when": "2031-03-04 afternoon"}]})
    after = deepcopy(before)
    before["words"], after["words"] = {"afternoon": "12–18"}, {"afternoon": "12–17"}

    found = compared(tmp_path, after, before)

    assert found.changed[0].moved == FieldChange(
        "when",
        "the afternoon of 4 March 2031 (12:00–18:00)",
        "the afternoon of 4 March 2031 (12:00–17:00)",
    )
    assert found.header == (FieldChange("words", "afternoon: 12–18", "afternoon: 12–17"),)


def test_same_words_in_another_zone(tmp_path: Path) -> None:
    """A day of another zone is another day, and the zone stands beside it."""
    found = compared(tmp_path, changed() | {"timezone": "Asia/Tokyo"})

    assert found.changed[1].moved == FieldChange(
        "when", "4 March 2031 (00:00–24:00, UTC)", "4 March 2031 (00:00–24:00, Asia/Tokyo)"
    )


def test_event_that_others_narrow_has_not_moved(tmp_path: Path) -> None:
    """Where only a neighbour is dated anew, only the neighbour has moved."""
    after = [{"source": "paper"}, {"inferred": "an answer", "after": ["talks"]}]
    before = changed(reply={"reports": after})
    later = deepcopy(before)
    later["events"]["talks"]["reports"] = [{"source": "paper", "when": "2031-03-06"}]

    found = compared(tmp_path, later, before)

    assert [change.after for change in found.changed] == ["talks"]


def test_relabelled_and_otherwise_changed(tmp_path: Path) -> None:
    """A label or kind is a relabelling; who and places are told with what stood there."""
    found = compared(
        tmp_path,
        changed(
            truce={"label": "A ceasefire"},
            talks={"kind": "statement", "places": ["south"], "who": {"by": ["crown"]}},
        ),
    )

    assert {change.after: change.relabelled for change in found.changed} == {
        "truce": (FieldChange("label", "A truce", "A ceasefire"),),
        "talks": (FieldChange("kind", "talks-held", "statement"),),
    }
    assert found.changed[1].otherwise == (
        FieldChange("who", "by: crown; with: league", "by: crown"),
        FieldChange("places", "north", "south"),
    )


def test_renamed_event_is_found_by_what_is_told(tmp_path: Path) -> None:
    """An event under another id is one event; what is related to it has not changed by that."""
    before = changed(
        reply={
            "reports": [{"id": "r", "source": "paper", "when": "2031-03-05", "after": ["talks"]}]
        }
    )
    after = deepcopy(before)
    after["events"]["meeting"] = after["events"].pop("talks")
    after["events"]["reply"]["reports"][0]["after"] = ["meeting"]

    found = compared(tmp_path, after, before)

    assert [(c.before, c.after, c.relabelled) for c in found.changed] == [
        ("talks", "meeting", (FieldChange("id", "talks", "meeting"),))
    ]
    assert not found.added
    assert not found.removed


def test_reports_added_removed_and_changed(tmp_path: Path) -> None:
    """Reports belong together by id, else by what they say or cite."""
    first = [
        {"id": "r1", "source": "paper", "paragraph": "2", "when": "2031-03-04"},
        {"source": "paper", "paragraph": "5"},
    ]
    second = [
        {"source": "paper", "paragraph": "5"},
        {
            "source": "paper",
            "paragraph": "9",
            "modality": "announced",
            "lag": {"of": "truce", "at-least": "PT2H"},
        },
        {"id": "r1", "source": "paper", "paragraph": "3", "when": "2031-03-04"},
    ]

    (change,) = compared(
        tmp_path, changed(talks={"reports": second}), changed(talks={"reports": first})
    ).changed

    assert change.otherwise == (
        FieldChange("report r1: paragraph", "2", "3"),
        FieldChange(
            "report paper ¶9 announced", "", "paper ¶9 announced, at-least: PT2H after truce"
        ),
    )


def test_sections_by_id(tmp_path: Path) -> None:
    """Sources, actors, places and lists: added, removed, and which field changed."""
    after = deepcopy(STORY)
    after["sources"]["radio"] = {"outlet": "Radio", "published": "2031-03-30"}
    after["actors"]["crown"] = {"label": "The crown", "side": "up"}
    del after["places"]["south"]
    after["notes"] = [{"about": "talks", "text": "Open."}]

    found = compared(tmp_path, after)

    assert found.sections["sources"].added == ("radio",)
    assert found.sections["places"].removed == ("south",)
    assert found.sections["actors"].changed == {
        "crown": (FieldChange("label", "crown", "The crown"), FieldChange("side", "", "up"))
    }
    assert found.sections["notes"].added == ("about: talks; text: Open.",)


def test_writing_a_label_otherwise_is_no_change(tmp_path: Path) -> None:
    """`label: X` and `label: {en: X}`, one name or a list of one, are the same."""
    after = changed(truce={"label": {"en": "A truce"}, "places": "north"})

    assert compared(tmp_path, after).is_empty


def test_text_ends_with_the_histories(tmp_path: Path) -> None:
    """The end says on which track the two differ, and from when to when."""
    after = changed(talks={"reports": [{"source": "paper", "when": "2031-03-08"}]})
    before = changed()
    del before["events"]["truce"], after["events"]["truce"]

    text = diff_text(coding(tmp_path, "before", before), coding(tmp_path, "after", after))

    assert "- process\n" in text
    assert "A possibly" in text or "A negotiating" in text
    assert text.endswith("The two histories differ.\n")


@given(data=files())
@settings(max_examples=15, deadline=None)
def test_nothing_changed_from_a_chronology_to_itself(
    data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The difference of a chronology with itself is empty, and its history does not differ."""
    one = coding(tmp_path_factory.mktemp("self"), "one", data)

    assert revision(one, one).is_empty
    assert "differ." not in diff_text(one, one)


@given(mine=files(), theirs=files())
@settings(max_examples=15, deadline=None)
def test_difference_the_other_way_mirrors(
    mine: dict[str, Any], theirs: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is added one way is removed the other; each change is told from its other end."""
    folder = tmp_path_factory.mktemp("two")
    a, b = coding(folder, "a", mine), coding(folder, "b", theirs)

    there, back = revision(a, b), revision(b, a)

    assert set(there.added) == set(back.removed)
    assert set(there.removed) == set(back.added)
    moved = {(c.before, c.after, c.moved.before, c.moved.after) for c in there.changed if c.moved}
    assert moved == {
        (c.after, c.before, c.moved.after, c.moved.before) for c in back.changed if c.moved
    }


def test_without_scipy_the_text_says_what_was_not_sought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra, a renamed event is removed and added, and the text says why."""
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    after = deepcopy(STORY)
    after["events"]["meeting"] = after["events"].pop("talks")

    found = compared(tmp_path, after)
    text = diff_text(coding(tmp_path, "before", STORY), coding(tmp_path, "after", after))

    assert (found.added, found.removed, found.renamed_sought) == (("meeting",), ("talks",), False)
    assert "scipy is not installed" in text


def test_command() -> None:
    """The exit code is 0 though much differs; JSON has its form."""
    told = CliRunner().invoke(app, ["diff", str(A), str(B), "--format", "json"])
    answer = json.loads(told.stdout)

    assert told.exit_code == 0
    assert answer["format"] == "negotiation-diff/1"
    assert list(answer["events"]) == ["added", "removed", "changed", "same"]
    assert answer["events"]["added"] == ["sunday-was-hard"]
    assert {item["track"] for item in answer["differences"]} == {"issue/policing"}
