"""The replay page in a real browser: keyboard, names, links, classroom, paper, hostile texts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from negotiation.page import page
from tests.browser import LACKING, chromium
from tests.making import event
from tests.paged import DARAA, VALLEY, hostile, told
from tests.test_page_data import UNCLEAR

sync = pytest.importorskip("playwright.sync_api", reason=LACKING)
Page, Browser = sync.Page, sync.Browser
pytestmark = [
    pytest.mark.skipif(chromium() is None, reason=LACKING),
    pytest.mark.xdist_group("browser"),
]
DAY = told(
    *(event(kind, kind, "2031-03-05") for kind in ("talk", "stop")), event("z", "up", "2031-03-08")
)
AFTERNOON = "#t=2018-07-04T15:00"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give one browser for all these tests."""
    with sync.sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the pages that the tests open."""
    target = tmp_path_factory.mktemp("pages")
    pages = {
        "daraa": page(DARAA),
        "arabic": page(DARAA, language="ar"),
        "classroom": page(DARAA, classroom=True),
        "valley": page(VALLEY),
        "hostile": page(hostile()),
        "unclear": page(UNCLEAR),
        "day": page(DAY),
    }
    for name, text in pages.items():
        (target / f"{name}.html").write_text(text, encoding="utf-8")
    return target


class Opened:
    """A page that was opened, with whatever it complained of or asked for."""

    def __init__(
        self,
        browser: Browser,
        path: Path,
        moment: str = "",
        before: str = "",
        awaited: str = "#time:visible",
        **options: object,
    ) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self.requests.append(request.url))
        if before:
            self.page.add_init_script(before)
        self.page.goto(f"{path.as_uri()}{moment}")
        if options.get("java_script_enabled", True):
            self.page.wait_for_selector(awaited)

    def _dismiss(self, dialog: "sync.Dialog") -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def awaits(self, moment: str) -> None:
        """Wait until the address holds a moment."""
        for _ in range(100):
            if self.page.url.endswith(moment):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(self.page.url)

    def when(self) -> str:
        """Give the moment shown, after the next frame."""
        self.page.evaluate("new Promise(requestAnimationFrame)")
        return str(self.page.inner_text("#when"))

    def state(self, track: str) -> str:
        """Give the state that the card of a track shows."""
        card = self.page.locator("article", has=self.page.get_by_role("heading", name=track))
        return str(card.first.locator(".state").inner_text())

    def is_narrow_enough(self) -> bool:
        """Say whether nothing makes the page scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


Opener = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Opener]:
    """Give what opens a page; afterwards it must not have complained nor asked for anything."""
    every: list[Opened] = []

    def open_page(name: str, moment: str = "", **options: object) -> Opened:
        every.append(Opened(browser, folder / f"{name}.html", moment, **options))
        return every[-1]

    yield open_page
    for one in every:
        one.context.close()
    assert [text for one in every for text in one.complaints] == []
    assert [url for one in every for url in one.requests if not url.startswith("file:")] == []
    assert all(len(one.requests) <= 2 for one in every)  # the page, opened once or again


def test_link_opens_a_moment(opened: Opener) -> None:
    """A link to 15:00 on 4 July shows that moment, and the card says what may then hold."""
    shown = opened("daraa", AFTERNOON)

    assert shown.when() == "Wednesday 4 July 2018, 15:00"
    assert shown.state("Ceasefire") == "Possibly In effect or Broken"
    shown.page.evaluate("location.hash = '#t=2018-07-05'")
    shown.page.locator("#when", has_text="5 July").wait_for()
    assert shown.when().casefold() == "the end of thursday 5 july 2018"
    assert shown.state("Ceasefire") == "Broken"


@pytest.mark.parametrize("moment", ["#t=2018-99-99", "#t=", "#t=<b>", "#e5", "#t=yesterday"])
def test_nonsense_in_a_link_is_ignored(opened: Opener, moment: str) -> None:
    """What is no moment opens the page at its start."""
    assert opened("daraa", moment).when() == "Tuesday 19 June 2018, 00:00"


def test_moves_are_kept_in_the_link(opened: Opener) -> None:
    """After a move the address holds the moment, without a new entry in the browser's history."""
    shown = opened("daraa", AFTERNOON)
    before = shown.page.evaluate("history.length")

    shown.page.focus("#time")
    shown.page.keyboard.press("ArrowRight")

    shown.awaits("#t=2018-07-04T16:00")
    assert shown.page.evaluate("history.length") == before


def test_keys_step_by_hour_and_day(opened: Opener) -> None:
    """Arrows step by the unit, Page keys by a day, Home and End to the ends; each is spoken."""
    shown = opened("daraa", AFTERNOON)
    shown.page.focus("#time")

    for key, spoken in (
        ("ArrowRight", "Wednesday 4 July 2018, 16:00"),
        ("ArrowLeft", "Wednesday 4 July 2018, 15:00"),
        ("PageUp", "Thursday 5 July 2018, 15:00"),
        ("PageDown", "Wednesday 4 July 2018, 15:00"),
        ("End", "Saturday 7 July 2018, 00:00"),
        ("Home", "Tuesday 19 June 2018, 00:00"),
    ):
        shown.page.keyboard.press(key)
        assert shown.when() == spoken
        assert shown.page.get_attribute("#time", "aria-valuetext") == spoken


def test_buttons_step_from_event_to_event(opened: Opener) -> None:
    """The next event after the first day is over; the one before leads back."""
    shown = opened("daraa")

    shown.page.get_by_role("button", name="Next event").click()
    first = shown.when()
    assert first.casefold() == "the end of tuesday 19 june 2018"
    assert "Offensive and heavy bombardment open" in shown.page.inner_text("#now")
    assert shown.page.inner_text("#said").casefold() == first.casefold()
    assert shown.page.get_by_role("button", name="Previous event").is_disabled()
    shown.page.get_by_role("button", name="Next event").click()
    assert shown.when() != first
    shown.page.get_by_role("button", name="Previous event").click()
    assert shown.when() == first


def test_outside_the_record_nothing_is_known(opened: Opener) -> None:
    """Behind the last source every card says that nothing is reported, and what was last known."""
    shown = opened("daraa", "#t=2018-08-01")

    assert "Here the sources end" in shown.page.inner_text("#now")
    assert shown.state("Ceasefire") == "Not reported (last known: Broken)"
    assert shown.page.locator("article:visible h4").count() == 0


def test_card_says_on_whose_word_and_what_is_allowed(opened: Opener) -> None:
    """A card names date, sources and what the model allows, the way recorded next marked."""
    card = opened("daraa", "#t=2018-07-01").page.locator("article", has_text="Phase").first

    assert "since 1 July 2018" in card.inner_text()
    assert card.get_by_role("link", name="1", exact=True).get_attribute("href") == "#s1"
    assert "This model allows next" in card.inner_text()
    assert card.locator(".next .tag").inner_text() == "recorded next"
    card.get_by_text("State diagram").click()
    card.locator("svg [data-state=demands].here").wait_for()
    assert card.locator("svg [data-state=demands].here").count() == 1
    assert card.locator("svg [data-edge].gone").count() == 3  # offensive, ceasefire, demands


def test_needs_are_named_where_a_way_is_not_open(opened: Opener) -> None:
    """In the valley talks need a truce: the card says that the way is closed, and why."""
    card = opened("valley").page.locator("article", has_text="Session").first

    card.get_by_text("Not open here, and why").click()
    card.get_by_text("needs Truce: In effect (it is None)").wait_for()


def test_focus_goes_through_the_controls_in_order(opened: Opener) -> None:
    """Tab leads from the button back over the slider to the one on, then to the classroom."""
    shown = opened("daraa", AFTERNOON)

    seen = []
    for _ in range(4):
        shown.page.keyboard.press("Tab")
        seen.append(shown.page.evaluate("document.activeElement.id"))
    assert seen == ["before", "time", "after", "classroom"]
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert shown.page.evaluate(outline) == "solid"


def test_names_and_roles_are_spoken(opened: Opener) -> None:
    """In the accessibility tree the slider has its name and words, the buttons their names."""
    tree = opened("daraa", AFTERNOON).page.locator("main").aria_snapshot()

    assert '- slider "Time"' in tree
    assert '- button "Previous event"' in tree
    assert '- button "Next event"' in tree
    assert '- button "Classroom"' in tree
    assert '- heading "Wednesday 4 July 2018, 15:00" [level=2]' in tree
    assert '- figure "States over time, told in words below"' in tree


def test_click_on_the_drawing_moves_there(opened: Opener) -> None:
    """A click in the middle of the drawing shows the middle of the record."""
    shown = opened("daraa")
    box = shown.page.locator("figure .over").first.bounding_box()

    shown.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert shown.when() == "Thursday 28 June 2018, 00:00"


@pytest.mark.parametrize("name", ["daraa", "arabic", "valley", "hostile"])
def test_phone_has_no_sideways_scroll(opened: Opener, name: str) -> None:
    """At 360 px nothing is wider than the page, with everything unfolded."""
    shown = opened(name, viewport={"width": 360, "height": 740})

    shown.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    shown.when()
    assert shown.is_narrow_enough()


def test_without_script_the_tables_stand_and_no_dead_control(opened: Opener) -> None:
    """With JavaScript off there are drawing and tables, and neither slider nor button."""
    shown = opened("classroom", java_script_enabled=False)

    assert shown.page.get_by_role("slider").count() == 0
    assert shown.page.get_by_role("button").count() == 0
    assert shown.page.get_by_text("Every event, with its reports").is_visible()
    assert shown.page.locator(".track svg rect").first.is_visible()
    assert shown.page.get_by_role("row").count() > 140


def test_classroom_hides_what_comes_next_until_asked(opened: Opener) -> None:
    """Neither the mark of what came next nor the record is shown; a button goes on."""
    shown = opened("classroom", "#t=2018-07-01")

    assert shown.page.get_by_text("recorded next").count() == 0
    assert not shown.page.locator("#record").is_visible()
    seen = shown.page.inner_text("main")
    assert "Collapse" not in shown.page.locator("figure").first.inner_text()
    assert "Bombardment ends" not in seen
    assert shown.page.locator("main a").count() == 0
    assert not shown.page.get_by_role("heading", name="Deadline").is_visible()
    assert not shown.page.locator("#more text", has_text="Guarantees").is_visible()
    assert not shown.page.locator("#more text", has_text="two-thirds").first.is_visible()
    shown.page.get_by_role("button", name="Show what happened next").click()
    assert shown.when().casefold() == "the end of tuesday 3 july 2018"
    shown.page.get_by_role("button", name="Classroom").click()
    assert shown.page.locator("#record").is_visible()
    assert shown.page.get_by_text("recorded next").count() > 0


LATER = ["Collapse", "Broken", "Followed by strikes"]  # states reached on 4 July only


@pytest.mark.parametrize("name", ["classroom", "arabic"])
def test_classroom_keeps_all_that_is_to_come_out_of_the_page(opened: Opener, name: str) -> None:
    """At a moment no label of a later state is drawn, spoken, found or printed.

    A bar is cut where the moment is.
    """
    shown = opened(name, "#t=2018-07-01&classroom")
    figure = shown.page.locator("figure").first
    every = figure.locator("svg text").all_text_contents()
    visible = [one.text_content() for one in figure.locator("svg text").all() if one.is_visible()]

    assert len(visible) < len(every)
    if name == "classroom":
        said = figure.aria_snapshot() + figure.inner_text() + " ".join(visible)
        assert [state for state in LATER if state in said] == []
        assert [one for one in every if one == "Broken"] == ["Broken"]
    over = figure.locator(".over").bounding_box()
    cursor = figure.locator(".cursor").bounding_box()
    middle = 13 / 18 * over["width"]
    start = cursor["x"] - over["x"]
    if name == "arabic":
        start = over["x"] + over["width"] - cursor["x"] - cursor["width"]
    assert start == pytest.approx(middle, abs=3)
    cut = "one => getComputedStyle(one).clipPath"
    inset = figure.locator(".track > svg").first.evaluate(cut)
    sides = [f"{side:.4g}" for side in map(_percent, inset[6:-1].split())]
    assert sides == (["0", "0", "0", "27.78"] if name == "arabic" else ["0", "27.78", "0", "0"])


def _percent(text: str) -> float:
    """Give the per cent of a length such as "calc(100% - 72.2222%)" or "27.8%"."""
    return float(text.removesuffix("%").removesuffix("px"))


def test_classroom_can_be_asked_for_in_the_link_and_stays_in_it(opened: Opener) -> None:
    """#classroom opens any page so, and a move keeps it beside the moment."""
    shown = opened("daraa", "#classroom")

    button = shown.page.get_by_role("button", name="Classroom")
    assert button.get_attribute("aria-pressed") == "true"
    shown.page.focus("#time")
    shown.page.keyboard.press("PageUp")
    shown.awaits("#t=2018-06-20T00:00&classroom")
    shown.page.reload()
    shown.page.wait_for_selector("#time:visible")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    shown.awaits("#t=2018-06-20T00:00")


def test_nothing_is_shown_in_a_classroom_before_the_script_runs(opened: Opener) -> None:
    """Until the data is read, nothing of the record shows."""
    stuck = "constructor() { return new TransformStream({ flush: () => new Promise(() => 0) }); }"
    held = f"window.DecompressionStream = class {{ {stuck} }}"
    shown = opened("classroom", before=held, awaited="h1")

    assert not shown.page.locator("main").is_visible()


def test_old_browser_keeps_the_page_without_script(opened: Opener) -> None:
    """Where the data cannot be read all stands in the page, and a line says so."""
    shown = opened("classroom", before="delete window.DecompressionStream", awaited="#old:visible")

    assert "too old to replay" in shown.page.inner_text("#old")
    assert shown.page.locator("#record").is_visible()
    assert shown.page.get_by_role("slider").count() == 0


def test_what_may_come_next_is_hedged(opened: Opener) -> None:
    """At 16:00 on 4 July talks may have failed or not: whatever may follow is "possibly next"."""
    card = opened("daraa", "#t=2018-07-04T16:00").page.locator("article", has_text="Phase").first

    assert set(card.locator(".tag").all_inner_texts()) == {"possibly next"}
    assert card.locator(".next .tag").count() >= 3


def test_possible_transitions_are_dashed(opened: Opener) -> None:
    """Talks and their stop on one day: by its end the talks began, and possibly went on to stop."""
    card = opened("day", "#t=2031-03-05").page.locator("article", has_text="talks").first

    card.get_by_text("State diagram").click()
    card.get_by_text("Possibly taken (dashed):").wait_for()
    assert card.locator("path[data-edge].maybe").count() == 1
    assert card.locator("path[data-edge].gone").count() == 1
    assert card.get_by_role("img", name="State diagram: talks").count() == 1


def test_focus_stays_on_a_button_that_leads_no_further(opened: Opener) -> None:
    """At the last event the button says that it is disabled, and keeps the focus."""
    shown = opened("unclear")
    button = shown.page.locator("#after")

    button.focus()
    for _ in range(12):
        shown.page.keyboard.press("Enter")
        shown.when()
    assert button.get_attribute("aria-disabled") == "true"
    assert shown.page.evaluate("document.activeElement.id") == "after"


def test_open_ended_events_are_possible_and_never_over(opened: Opener) -> None:
    """An event "from 9 March" is never listed as over, and is possible to the end."""
    shown = opened("unclear", "#t=2031-03-09")

    assert "e " not in shown.page.locator("#now > ul").all_inner_texts()
    shown.page.get_by_text("May fall at this moment").click()
    shown.page.locator("#now details b", has_text="e").first.wait_for()


def test_thumb_stands_where_the_cursor_does(opened: Opener) -> None:
    """The middle of the slider's thumb, half of its 16 px from either end, is at the cursor."""
    shown = opened("daraa", "#t=2018-06-28T00:00")
    slider = shown.page.locator("#time").bounding_box()
    cursor = shown.page.locator(".cursor").first.bounding_box()

    assert slider["x"] + slider["width"] / 2 == pytest.approx(cursor["x"], abs=3)
    over = shown.page.locator(".over").first.bounding_box()
    assert slider["width"] == pytest.approx(over["width"] + 16, abs=1)


def test_step_back_from_beside_the_slider_leaves_nothing_out(opened: Opener) -> None:
    """From 13:15, between two hours, the arrow leads back to 13:00 and on to 14:00."""
    shown = opened("daraa", "#t=2018-07-04T13:15")
    assert shown.when().endswith("13:15")

    shown.page.focus("#time")
    shown.page.keyboard.press("ArrowLeft")
    assert shown.when().endswith("13:00")


def test_time_runs_from_right_to_left_in_arabic(opened: Opener) -> None:
    """In Arabic the first day stands at the right, as on the slider, and the arrow key agrees."""
    shown = opened("arabic", AFTERNOON)

    days = [
        one for one in shown.page.locator(".axis").first.locator("text").all() if one.is_visible()
    ]
    names = [one.text_content() for one in days]
    places = [one.bounding_box()["x"] for one in days]
    assert "حزيران" in names[0]
    assert places == sorted(places, reverse=True)
    over = shown.page.locator(".over").first.bounding_box()
    cursor = shown.page.locator(".cursor").first.bounding_box()
    late = (15 * 24 + 15) / (18 * 24)
    assert over["x"] + over["width"] - cursor["x"] - cursor["width"] == pytest.approx(
        late * over["width"], abs=3
    )
    shown.page.focus("#time")
    shown.page.keyboard.press("ArrowLeft")
    assert shown.when().endswith("16:00")


def test_prints_without_controls(opened: Opener) -> None:
    """On paper there is the record, no slider, and a row is not split."""
    shown = opened("daraa", AFTERNOON)

    pdf = shown.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    shown.page.emulate_media(media="print")
    assert not shown.page.locator("#bar").is_visible()
    assert shown.page.locator("#record").is_visible()
    row = shown.page.locator("tr").nth(3)
    assert row.evaluate("one => getComputedStyle(one).breakInside") == "avoid"


def test_nothing_moves_by_itself(opened: Opener) -> None:
    """No element has an animation or a transition, whatever a reader prefers."""
    shown = opened("daraa", reduced_motion="reduce")

    moving = shown.page.evaluate(
        """[...document.querySelectorAll("*")].map((one) => getComputedStyle(one)).filter(
            ({ transitionDuration, animationName }) =>
            parseFloat(transitionDuration) > 0 || animationName !== "none").length"""
    )
    assert moving == 0


def test_hostile_texts_open_nothing(opened: Opener) -> None:
    """Walked through from event to event with all unfolded, hostile texts stay texts."""
    shown = opened("hostile")
    following = shown.page.locator("#after")

    while following.get_attribute("aria-disabled") == "false":
        following.click()
        shown.when()
        shown.page.evaluate(
            "for (const one of document.querySelectorAll('details')) one.open = true"
        )
    assert shown.page.locator("img").count() == 0
    assert shown.page.locator("script").count() == 4  # early, data, unpack and what it packed
    assert "onerror" in shown.page.inner_text("#now")
