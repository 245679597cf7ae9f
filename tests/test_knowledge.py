"""What was known when: one row a day of publication."""

from negotiation.dates import local, zone
from negotiation.evidence import Source
from negotiation.knowledge import editions
from negotiation.load import load
from tests.making import event, model, report, rule, story, track

LAMP = model(lamp=track(rule("on", "dark", "lit"), initial="dark"))


def test_daraa_has_a_row_for_each_of_its_five_days() -> None:
    """On 4 July the failure is first reported; on 5 July its window becomes narrower."""
    daraa = load("daraa-2018")
    rows = list(editions(daraa))
    failure = "joint-command-declares-failure"

    days = [local(row.moment, zone("Asia/Damascus")).day for row in rows]
    assert days == [2, 3, 4, 5, 6]
    assert failure in rows[2].added
    assert failure in [key for key, _, _ in rows[3].changed]
    assert rows[2].last_known["process"] == ("suspended",)
    assert "council-meets" in rows[2].told
    assert "council-meets" in rows[4].added


def test_denial_puts_an_event_in_doubt() -> None:
    """A later paper that denies an event puts it in doubt on its day, and withdraws nothing."""
    papers = {
        "early": Source(id="early", outlet="Early", published="2031-03-05"),
        "late": Source(id="late", outlet="Late", published="2031-03-09"),
    }
    lit = event(
        "lit-1",
        "on",
        report("2031-03-04", source="early"),
        report(source="late", modality="negated"),
    )

    first, second = editions(story(LAMP, lit, sources=papers))

    assert (first.added, first.doubted) == (("lit-1",), ())
    assert (second.added, second.doubted, second.withdrawn) == ((), ("lit-1",), ())
