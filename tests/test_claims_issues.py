"""Claims about issues: who raised one, and which were open, held against listing every reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.chronology import Chronology
from negotiation.claims import Verdict, issue_track, issues_open, raised_by
from negotiation.dates import parse_moment
from negotiation.errors import NotReported, UnknownName
from negotiation.event import Event, Who
from negotiation.evidence import Actor, Report, Topic
from negotiation.history import History
from negotiation.load import load
from negotiation.model import Model, State
from negotiation.replay import replay
from tests.making import event, model, rule, story, track
from tests.test_claims import START, Reading, agrees, at, clock
from tests.test_readings import KINDS, STATES

ALWAYS, SOMETIMES, NEVER = Verdict.ALWAYS, Verdict.SOMETIMES, Verdict.NEVER
DARAA = replay(load("daraa-2018"))
VALLEY = replay(load("valley"))


def moment(history: History, when: str) -> int:
    return parse_moment(when, history.zone)


# --- every reading listed ------------------------------------------------------------------------


@st.composite
def theories(draw: st.DrawFn) -> Model:
    """Draw a track, and one for each issue that may ask for its state; there blue is settled."""
    tracks = {}
    for name in ("one", "issue"):
        rules = []
        for _ in range(draw(st.integers(1, 4))):
            asks = name == "issue" and draw(st.booleans())
            rules.append(
                rule(
                    [draw(st.sampled_from(KINDS))],
                    draw(st.lists(st.sampled_from(STATES), min_size=1, unique=True)),
                    draw(st.sampled_from([*STATES, None])),
                    requires={"one": [draw(st.sampled_from(STATES))]} if asks else {},
                )
            )
        states = {key: State(id=key, settled=name == "issue" and key == "blue") for key in STATES}
        each = "issues" if name == "issue" else None
        whole = track(*rules, initial="red", for_each=each)
        tracks[name] = whole.model_copy(update={"states": states})
    kinds = model(**tracks)
    return kinds.model_copy(update={"kinds": dict.fromkeys(KINDS, kinds.kinds["nothing"])})


@st.composite
def stories(draw: st.DrawFn) -> Chronology:
    events = []
    for key in "abcd"[: draw(st.integers(1, 4))]:
        low = draw(st.integers(1, 5))
        reports = [Report(source="paper", when=f"{clock(low)}/{clock(draw(st.integers(low, 6)))}")]
        if draw(st.integers(0, 6)) == 0:
            reports.append(Report(source="paper", modality="negated"))
        events.append(
            Event(
                id=key,
                kind=draw(st.sampled_from(KINDS)),
                reports=tuple(reports),
                issues=draw(st.lists(st.sampled_from("xy"), unique=True)),
                who=Who(by=draw(st.lists(st.sampled_from(["north", "south"]), unique=True))),
            )
        )
    return story(
        draw(theories()),
        *events,
        issues={key: Topic(id=key) for key in "xy"},
        actors={key: Actor(id=key) for key in ("north", "south")},
    )


@settings(max_examples=100, deadline=None)
@given(stories(), st.lists(st.sampled_from("xy"), unique=True), st.integers(1, 6))
def test_open_issues_are_those_that_listing_finds(
    chronology: Chronology, claimed: list[str], second: int
) -> None:
    """Just these are open in a reading if each is raised and not settled there, and no other."""
    when = START + second
    record = replay(chronology).record
    if record is None or not record.covers(when):
        return

    def holds(reading: Reading) -> bool:
        return {x for x in "xy" if at(reading, f"issue/{x}", when) == "green"} == set(claimed)

    agrees(lambda history: issues_open(history, claimed, when), holds, chronology)


@settings(max_examples=100, deadline=None)
@given(stories(), st.sampled_from("xy"), st.sampled_from(["north", "south"]))
def test_who_raised_it_is_what_listing_finds(chronology: Chronology, issue: str, by: str) -> None:
    """An actor raised an issue in a reading if the event that first moved it there was theirs."""

    def holds(reading: Reading) -> bool:
        moves = [
            key
            for _, key, outcomes in reading
            if f"issue/{issue}" in outcomes and outcomes[f"issue/{issue}"].moved
        ]
        return bool(moves) and by in chronology.events[moves[0]].who.by

    agrees(lambda history: raised_by(history, issue, by), holds, chronology)


# --- by hand -------------------------------------------------------------------------------------


def test_valley_leaves_open_who_spoke_of_pumping_first() -> None:
    """Asked for on 6 March, refused “in March”: if that came first, the uplanders raised it."""
    judgement = raised_by(VALLEY, "night-pumping", "lowlanders")

    assert judgement.verdict is SOMETIMES
    assert set(judgement.decided_by) == {"pumping-demanded", "pumping-refused"}
    assert raised_by(VALLEY, "water-shares", "lowlanders").verdict is ALWAYS
    assert raised_by(VALLEY, "water-shares", "uplanders").verdict is NEVER


def test_signed_issue_is_no_longer_open_and_a_refused_one_is() -> None:
    """At the end of March the water is agreed; pumping, asked for and refused, stays open."""
    march = moment(VALLEY, "2031-03-31")

    judgement = issues_open(VALLEY, ["night-pumping"], march)

    assert judgement.verdict is ALWAYS
    assert judgement.found == "open: night-pumping"
    assert issues_open(VALLEY, ["night-pumping", "water-shares"], march).verdict is NEVER
    assert issues_open(VALLEY, [], march).verdict is NEVER


def test_issue_that_may_have_been_raised_is_possibly_open() -> None:
    """On 5 March pumping was refused or not yet spoken of: the sources leave it open."""
    judgement = issues_open(VALLEY, ["water-shares"], moment(VALLEY, "2031-03-05"))

    assert judgement.verdict is SOMETIMES
    assert judgement.found == "open: water-shares; possibly open: night-pumping"


def test_accepted_and_withdrawn_issues_are_closed() -> None:
    """The shipped model settles an issue that is accepted or withdrawn, not one rejected."""
    states = DARAA.chronology.model.tracks["issue"].states

    assert {key for key, state in states.items() if state.settled} == {"accepted", "withdrawn"}


def test_issues_of_daraa_on_the_first_of_july() -> None:
    """By the end of 1 July four issues were on the table, weapons refused before among them."""
    four = ["arms-scope", "policing", "nassib-crossing", "army-positions"]

    assert issues_open(DARAA, four, moment(DARAA, "2018-07-01")).verdict is ALWAYS
    assert raised_by(DARAA, "safe-passage", "rebels").verdict is ALWAYS
    assert raised_by(DARAA, "nassib-crossing", "russia").verdict is ALWAYS  # with the government


def test_issue_that_nothing_moves_was_raised_by_nobody() -> None:
    """An issue that is listed and never raised is neither open nor raised by anyone."""
    theory = model(issue=track(rule("ask", "quiet", "asked"), initial="quiet", for_each="issues"))
    history = replay(
        story(
            theory,
            event("one", "nothing", "2031-03-04"),
            issues={"water": Topic(id="water")},
            actors={"north": Actor(id="north")},
        )
    )

    judgement = raised_by(history, "water", "north")

    assert judgement.verdict is NEVER
    assert judgement.found == "no event raises it"
    assert issues_open(history, [], moment(history, "2031-03-04")).verdict is ALWAYS


def test_unknown_names_and_moments_are_told() -> None:
    """An unknown issue lists all, an unknown actor the nearest; outside the record is no answer."""
    with pytest.raises(UnknownName, match=r"did you mean water-shares.*night-pumping"):
        issue_track(VALLEY.chronology, "water-share")
    with pytest.raises(UnknownName, match="did you mean uplanders"):
        raised_by(VALLEY, "water-shares", "uplander")
    with pytest.raises(UnknownName):
        issues_open(VALLEY, ["water"], moment(VALLEY, "2031-03-05"))
    with pytest.raises(NotReported):
        issues_open(VALLEY, [], moment(VALLEY, "2032-01-01"))


def test_without_issues_nothing_is_asked() -> None:
    """A chronology that lists no issue, or a model that follows none, says so."""
    plain = replay(
        story(
            model(lamp=track(rule("on", "dark", "lit"), initial="dark")),
            event("one", "on", "2031-03-04"),
        )
    )

    with pytest.raises(NotReported, match="lists no issues"):
        issues_open(plain, [], moment(plain, "2031-03-04"))
    with pytest.raises(UnknownName, match="follows no issues"):
        issue_track(plain.chronology, "water")


def test_track_of_an_issue_is_the_model_s() -> None:
    """Whatever a model calls the track that it keeps for each issue, that one is meant."""
    theory = model(topic=track(rule("ask", "quiet", "asked"), initial="quiet", for_each="issues"))
    chronology = story(theory, issues={"water": Topic(id="water")})

    assert issue_track(chronology, "water") == "topic/water"
