"""The living document: complete, self-contained, safe, and never sharper than its sources."""

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from negotiation.claims import Judgement, Verdict, was
from negotiation.errors import NegotiationError
from negotiation.event import Event
from negotiation.evidence import Source
from negotiation.gherkin.asked import Asked
from negotiation.gherkin.document import document
from negotiation.gherkin.document.asking import Asking
from negotiation.gherkin.document.composing import content
from negotiation.gherkin.document.lanes import Lane
from negotiation.gherkin.document.markdown import code, plain
from negotiation.gherkin.document.shades import HUES, PAGE, contrast, ink, luminance, ramp
from negotiation.gherkin.document.strip import NARROW, WIDE, Easel, Pieces, Strip, strip
from negotiation.gherkin.language import language
from negotiation.gherkin.reader import parse, read
from negotiation.gherkin.results import FeatureResult
from negotiation.gherkin.running import run_feature
from negotiation.gherkin.talks import Folder, Shelf
from negotiation.history import History
from negotiation.replay import replay
from negotiation.view.lettering import broken, shortened, width
from negotiation.view.texts import shown
from tests.making import event, model, rule, story, track

FEATURES = Path(__file__).parent.parent / "features"
SHELF = Shelf()
TRUCE = """\
  Background:
    Given the chronology "daraa-2018"
    When all events are replayed
"""
SUSPENDED = """\
  Scenario: The talks are suspended
    Then the "process" was "suspended" on 4 July 2018
"""


def run(text: str, folder: Path = FEATURES) -> FeatureResult:
    """Run the text of a feature."""
    return run_feature(parse(text, "some.feature", Folder(folder, folder)), SHELF)


@pytest.fixture(scope="module")
def daraa() -> list[FeatureResult]:
    """Three of the shipped features."""
    names = ("collapse", "ceasefire", "whom-one-reads")
    return [run_feature(read(FEATURES / f"daraa-2018/{n}.feature"), SHELF) for n in names]


class Seen(HTMLParser):
    """What a browser would make of a page: its elements, its attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.style = ""
        self.feed(page)

    def handle_starttag(  # noqa: D102  the parser's own name
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:  # noqa: D102  likewise
        if self.open and self.open[-1] == "style" and not self.style:
            self.style = data
            self.open.pop()
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All text, on one line."""
        return " ".join("".join(self.texts).split())


# --- the whole page ------------------------------------------------------------------------------


def test_page_is_self_contained(daraa: list[FeatureResult]) -> None:
    """No script runs, nothing is fetched, and the style is the one that the policy names."""
    seen = Seen(document(daraa, ".html"))
    policy = next(v for _, v in seen.attributes if v.startswith("default-src"))
    digest = base64.b64encode(hashlib.sha256(seen.style.encode()).digest()).decode()
    links = [value for name, value in seen.attributes if name in {"href", "src", "xlink:href"}]
    names = {name for name, _ in seen.attributes}

    assert "script" not in seen.tags
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert all(link.startswith("#") for link in links)
    assert "url(#possible)" in seen.style
    assert not re.search(r"@import|https?:|url\((?!#)", seen.style)
    assert not [name for name in names if name.startswith("on") or name == "style"]


def test_links_lead_somewhere(daraa: list[FeatureResult]) -> None:
    """Every link and every piece of a strip that is used stands in the page, under one id."""
    page = document(daraa, ".html")
    seen = Seen(page)
    ids = [value for name, value in seen.attributes if name == "id"]
    used = {value[1:] for name, value in seen.attributes if name == "href"}
    used |= set(re.findall(r"url\(#([^)]+)\)", page))

    assert len(ids) == len(set(ids))
    assert used <= set(ids)


@pytest.mark.parametrize("suffix", [".html", ".md", ".HTML"])
def test_same_results_same_bytes(daraa: list[FeatureResult], suffix: str) -> None:
    """The document has no clock and no order of chance in it."""
    assert document(daraa, suffix) == document(daraa, suffix)


@pytest.mark.parametrize("suffix", ["", ".pdf", ".htm"])
def test_other_suffixes_are_refused(suffix: str) -> None:
    """What cannot be written is said, with what to write."""
    with pytest.raises(NegotiationError, match=r"end its name with \.html"):
        document([], suffix)


def test_everything_is_told(daraa: list[FeatureResult]) -> None:
    """Every scenario, every source in use and every event that was asked about stands in both."""
    page, text = Seen(document(daraa, ".html")).text, document(daraa, ".md")
    names = [scenario.scenario.name for result in daraa for scenario in result.scenarios]
    library = content(daraa).libraries[0]
    events = {
        key
        for result in daraa
        for scenario in result.scenarios
        for step in scenario.steps
        if step.asked is not None and step.history is not None
        for key in step.asked.events
        if key in step.history.chronology.events
    }

    for name in names:
        assert name in page
        assert plain(name) in text
    assert list(library.references) == [
        "afp-2018-07-02", "digest-2018-07-03", "report-2018-07-04", "afp-2018-07-05",
        "afp-2018-07-06",
    ]  # fmt: skip
    for key in (*library.references, *events):
        assert key in page
        assert f"`{key}`" in text


def test_a_claim_says_what_it_rests_on() -> None:
    """The event, its date with the computed bounds, its effect, and the reports with paragraphs."""
    result = run(f"Feature: Talks\n{TRUCE}{SUSPENDED}")
    page, text = Seen(document([result], ".html")).text, document([result], ".md")

    assert "Certainly. Found: suspended" in page
    assert "the afternoon of 4 July 2018 (computed: 13:15–18:00) · negotiating → suspended" in page
    assert "report-2018-07-04 ¶11–12 (joint-command)" in page
    assert "inferred by the coder: a session must begin before it fails" in page
    assert "**Certainly.** Found: suspended" in text
    assert "report-2018-07-04 ¶11–12 (joint-command)" in text


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ('the "process" was "suspended" on 4 July 2018', "document-certainly"),
        ('the "process" was not "suspended" on 3 July 2018', "document-never-as-said"),
        ('the "process" was possibly "suspended" on 4 July 2018 at 16:00', "document-possibly"),
        (
            'the sources leave open whether the "process" was "suspended" on 4 July 2018 at 16:00',
            "document-open",
        ),
        ('the "process" was "suspended" on 4 July 2018 at 16:00', "document-open"),
        ('the "process" was "suspended" on 3 July 2018', "document-never"),
        ('the "process" was not "suspended" on 4 July 2018', "document-certainly-against"),
    ],
)
def test_verdicts_are_told_as_the_sentence_claims(sentence: str, verdict: str) -> None:
    """A sentence that denies something is right if that is never so, and the words say so."""
    told = content([run(f"Feature: F\n{TRUCE}  Scenario: S\n    Then {sentence}\n")])

    assert [line.verdict for line in told.chapters[0].rows[0].lines] == [verdict]


def test_a_state_that_nothing_led_to_says_so() -> None:
    """Where the model starts there is no report to cite, and that is told."""
    sentence = 'the "ceasefire" was "none" on 25 June 2018'
    result = run(f"Feature: F\n{TRUCE}  Scenario: S\n    Then {sentence}\n")

    assert "“ceasefire” is still where the model starts" in document([result], ".html")


def test_a_moment_outside_the_record_rests_on_nothing() -> None:
    """Beyond the sources nothing is told to be the model's start."""
    sentence = 'the "process" was "suspended" on 8 July 2018'
    page = document([run(f"Feature: F\n{TRUCE}  Scenario: S\n    Then {sentence}\n")], ".html")

    assert "Not reported" in page
    assert "model starts: no report" not in page


def test_what_stands_above_is_not_told_again() -> None:
    """A second claim on the same evidence refers to the first one."""
    second = SUSPENDED.replace("The talks", "Again the talks")
    told = content([run(f"Feature: F\n{TRUCE}{SUSPENDED}{second}")])
    first, again = told.chapters[0].rows

    assert first.lines[-1].above is None
    assert again.lines[-1].above is not None
    assert again.lines[-1].above.anchor == first.anchor


def test_a_background_is_told_once() -> None:
    """Its steps stand before the scenarios, and stay with a scenario in which they fail."""
    second = SUSPENDED.replace("The talks", "Again the talks")
    chapter = content([run(f"Feature: F\n{TRUCE}{SUSPENDED}{second}")]).chapters[0]
    broken_ = TRUCE.replace("daraa-2018", "dara-2018")
    failing = content([run(f"Feature: F\n{broken_}{SUSPENDED}")]).chapters[0]

    assert [line.sentence.keyword.strip() for line in chapter.parts[0].background] == [
        "Given",
        "When",
    ]
    assert [len(row.lines) for row in chapter.rows] == [1, 1]
    assert failing.parts[0].background == ()
    assert len(failing.rows[0].lines) == 3


def test_rows_of_an_outline_share_one_strip() -> None:
    """The rows stand under the outline's own name, each with its number and status."""
    outline = (
        "  Scenario Outline: On <day>\n"
        '    Then the "ceasefire" was "in-effect" throughout <day>\n'
        "    Examples:\n      | day |\n      | 1 July 2018 |\n      | 2 July 2018 |\n"
    )
    told = content([run(f"Feature: F\n{TRUCE}{outline}")]).chapters[0].parts[0].scenarios

    assert [(one.name, [row.number for row in one.rows], len(one.strips)) for one in told] == [
        ("On <day>", [1, 2], 1)
    ]
    assert (
        "row 2 of the examples: On 2 July 2018"
        in Seen(document([run(f"Feature: F\n{TRUCE}{outline}")], ".html")).text
    )


# --- what is wrong, what is missing --------------------------------------------------------------


def test_a_failed_step_shows_why() -> None:
    """The lines of its message stand in both forms, the steps after it were not run."""
    failing = '    Then the "process" was "concluded" on 6 July 2018\n'
    result = run(f"Feature: F\n{TRUCE}  Scenario: S\n{failing}{failing.replace('Then', 'And')}")
    page, text = Seen(document([result], ".html")).text, document([result], ".md")

    for said in (page, text):
        assert "Expected the “process” to be “concluded” at the end of 6 July 2018." in said
        assert "✗ failed" in said
        assert "– not run" in said


def test_mistakes_are_told_with_place_and_remedy() -> None:
    """A feature that could not be read at all is a page of mistakes."""
    result = run(f"Feature: F\n{TRUCE}  Scenario: S\n    Then the talks were nice\n")
    broken_ = run("Feature\n")
    page, text = Seen(document([result, broken_], ".html")).text, document([result, broken_], ".md")

    for said in (page, text):
        assert "some.feature:6:5" in said
        assert "G017" in said
        assert "Remedy: " in said
        assert "no sentence is " in said
        assert "! mistake" in said


@pytest.mark.parametrize("suffix", [".html", ".md"])
@pytest.mark.parametrize("text", [None, "", "Feature: Nothing\n"])
def test_nothing_to_tell_is_told(text: str | None, suffix: str) -> None:
    """No result and no scenario give a document that says so."""
    said = document([] if text is None else [run(text)], suffix)

    assert "No scenario was run" in said or "! mistake" in said


def test_phrases_stand_above_their_steps(tmp_path: Path) -> None:
    """A phrase is told once, its steps with their verdicts below it."""
    (tmp_path / "phrases.yaml").write_text(
        "format: negotiation-phrases/1\nphrases:\n  the talks were broken off:\n"
        '    - Then the "process" was "suspended" on 4 July 2018\n'
        '    - Then the "session" was "ended-without-agreement" on 4 July 2018\n',
        encoding="utf-8",
    )
    result = run(
        f"Feature: F\n{TRUCE}  Scenario: S\n    Then the talks were broken off\n", tmp_path
    )
    lines = content([result]).chapters[0].rows[0].lines

    assert [line.phrase.written if line.phrase else "" for line in lines] == [
        "the talks were broken off",
        "",
    ]
    assert document([result], ".md").count("the talks were broken off") == 1


# --- languages -----------------------------------------------------------------------------------


def test_arabic_runs_from_right_to_left() -> None:
    """Page and feature say so, and the names in a sentence are set apart from it."""
    arabic = FEATURES / "daraa-2018/sequence.ar.feature"
    if not arabic.exists():
        pytest.skip("no Arabic feature is shipped")
    page = document([run_feature(read(arabic), SHELF)], ".html")

    assert '<html lang="ar" dir="rtl">' in page
    assert '<section class="chapter" id="f1" lang="ar" dir="rtl">' in page
    assert "&#34;<bdi>daraa-2018</bdi>&#34;" in page


def test_the_page_speaks_english_where_features_differ(daraa: list[FeatureResult]) -> None:
    """Each feature keeps its own language, the page round them has one."""
    french = parse(
        "# language: fr\nFonctionnalité: Rien\n", "f.feature", Folder(FEATURES, FEATURES)
    )
    told = content([*daraa, run_feature(french, SHELF)])

    assert told.words.language == "en"
    assert {chapter.words.language for chapter in told.chapters} == {"en", "fr"}


# --- hostile texts -------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "</style></title></svg><img src=x onerror=alert(1)>",
    "]]><!-- --> <![CDATA[",
    "\" ' ` onload='x' {{ 7*7 }} {% raw %}",
    "a\x00b\x1b[31mc\x08d",
    "\u202eevil\u202c \u2066x \u200f",
    "x" * 10_000,
    "[a](javascript:alert(1)) ![b](http://c.example) <http://d.example>",
]


OWN = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section"),
    *("article", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "p", "div", "span"),
    *("b", "i", "u", "small", "bdi", "code", "pre", "br", "a", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td", "svg", "defs", "pattern", "path", "stop"),
    *("lineargradient", "clippath", "g", "rect", "circle", "text", "tspan", "use"),
}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_the_page(text: str) -> None:
    """Titles, names, tags, descriptions and cells stay text, whatever they hold."""
    page = document([run(_feature_with(text))], ".html")
    seen = Seen(page)

    assert set(seen.tags) <= OWN
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert all(value.startswith("#") for name, value in seen.attributes if name in {"href", "src"})
    assert shown(" ".join(text.split()))[:5000] in seen.text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markdown(text: str) -> None:
    """No HTML, no link and no table cell comes of a text."""
    told = document([run(_feature_with(text))], ".md")

    assert_plain_markdown(told)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", told)


def assert_plain_markdown(told: str) -> None:
    """Hold that outside of code no text became HTML or a link; our own anchors are let be."""
    bare = re.sub(r"(?ms)^ *(`{3,})text$.*?^ *\1$", "", told)  # without blocks of code
    bare = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", bare)
    bare = re.sub(r'<a id="f[\d-]+"></a>|\]\(#f[\d-]+\)', "", re.sub(r"\\.", "", bare))

    assert "<" not in bare
    assert "](" not in bare
    assert "http:" not in bare


def _feature_with(text: str) -> str:
    """Give a feature that holds a text wherever one may stand."""
    cell = text.replace("\\", "").replace("|", "")
    return (
        f"Feature: {text}\n  {text}\n\n  Rule: {text}\n{TRUCE}\n"
        f"  @{''.join(text.split())}\n  Scenario: {text}\n"
        f'    Then the "phase" went through these states:\n      | state |\n      | {cell} |\n'
        f'\n  Scenario: Again {text}\n    Then the "{cell}" was "{cell}" on 4 July 2018\n'
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("12. no list", r"12\. no list"),
        ("a | b", r"a \| b"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("www.example.org https://a.b", r"www\.example.org https\://a.b"),
        ("two\nlines", "two lines"),
        ("&lt; ~~a~~ $b$", r"\&lt; \~\~a\~\~ \$b\$"),
    ],
)
def test_markdown_is_escaped(text: str, escaped: str) -> None:
    """Each sign that would mean something is taken literally."""
    assert plain(text) == escaped


@pytest.mark.parametrize(
    ("text", "told"), [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a|b", "`a│b`")]
)
def test_code_holds_backticks(text: str, told: str) -> None:
    """A fence is longer than any run of backticks inside it."""
    assert code(text) == told


# --- strips: truth -------------------------------------------------------------------------------

THEORY = model(
    talks=track(
        rule("begin", ["none"], "talking"),
        rule("fail", ["talking"], "failed"),
        rule("begin", ["failed"], "talking"),
        initial="none",
    )
)


def drawn(*events: Event, wide: float = WIDE) -> tuple[Strip, Lane, Pieces]:
    """Give the strip of the talks over their whole record."""
    history = replay(story(THEORY, *events, **_published("2031-03-10")))
    return of(history, Asked(was(history, "talks", "failed", _noon(9)), ("talks",)), wide=wide)


def of(history: History, asked: Asked, wide: float = WIDE) -> tuple[Strip, Lane, Pieces]:
    """Give the strip of one question, and its first lane."""
    pieces = Pieces()
    made = strip(Asking(history, (asked,)), Easel(language("en"), {"paper": 1}, pieces), wide)
    assert made is not None
    return made, next(iter(pieces.lanes)), pieces


def _published(day: str) -> dict[str, dict[str, Source]]:
    return {"sources": {"paper": Source(id="paper", outlet="Paper", published=day)}}


def _noon(day: int) -> int:
    return int(datetime(2031, 3, day, 12, tzinfo=UTC).timestamp())


def test_a_day_is_no_edge() -> None:
    """Where only the day is known, the state fades in over all of it."""
    _, lane, _ = drawn(event("a", "begin", "2031-03-02T10:00"), event("b", "fail", "2031-03-04"))
    day = (WIDE - 14) / 9  # the record: 2 to 10 March
    failed = lane.bars[2]

    assert failed.solid - failed.begins == pytest.approx(day)
    assert lane.bars[1].ends == pytest.approx(failed.solid)  # what was before lasts below the fade
    assert lane.possible == (pytest.approx((failed.begins, failed.solid), abs=0.01),)


def test_a_clock_time_is_an_edge() -> None:
    """Where the minute is reported, nothing fades and nothing is hatched."""
    _, lane, _ = drawn(
        event("a", "begin", "2031-03-02T10:00"), event("b", "fail", "2031-03-04T18:30")
    )

    assert [bar.begins == bar.solid for bar in lane.bars] == [True, True, True]
    assert lane.possible == ()


def test_fades_are_gradients_in_the_page() -> None:
    """The page paints a fade by a gradient from nothing to the colour, an edge plainly."""
    page = document([run(f"Feature: F\n{TRUCE}{SUSPENDED}")], ".html")
    gradient = re.search(r'<linearGradient id="g(\w{6})">(.*?)</linearGradient>', page)
    assert gradient is not None

    assert f'stop-color="#{gradient[1]}" stop-opacity="0"' in gradient[2]
    assert f'fill="url(#g{gradient[1]})"' in page
    assert 'class="hatch"' in page


def test_the_strip_says_where_the_sources_end() -> None:
    """The end of the record is drawn, and no bar lies beyond it."""
    made, lane, pieces = drawn(event("a", "begin", "2031-03-02"), event("b", "fail", "2031-03-04"))
    axis = next(iter(pieces.axes))

    assert made.axis == 1
    assert axis.end == pytest.approx(WIDE - 7)
    assert axis.end_text == "sources end"
    assert max(bar.ends for bar in lane.bars) <= axis.end + 0.01


def test_a_day_asked_about_is_marked_at_its_end() -> None:
    """`on D` is judged at the end of D, and there stands the mark; `throughout D` has a bracket."""
    at_end = 'the "process" was "suspended" on 4 July 2018'
    throughout = 'the "ceasefire" was "in-effect" throughout 1 July 2018'
    told = content(
        [run(f"Feature: F\n{TRUCE}  Scenario: S\n    Then {at_end}\n    And {throughout}\n")]
    )
    process, ceasefire = told.chapters[0].parts[0].scenarios[0].strips[0].wide.lanes

    assert [round(right - left, 1) for left, right in process.marks] == [0.0]
    assert [round(right - left) for left, right in ceasefire.marks] == [
        round((WIDE - 14) / 9)
    ]  # 28 June to 6 July


def test_events_are_dots_or_bars() -> None:
    """A clock time is a dot; a day is a bar over it; an open side is told."""
    history = replay(
        story(
            THEORY,
            event("a", "begin", "2031-03-02T10:00"),
            event("b", "fail", "2031-03-04"),
            event("c", "begin", "2031-03-05/.."),
            **_published("2031-03-10"),
        )
    )
    judged = was(history, "talks", "failed", _noon(9))
    made = strip(
        Asking(history, (Asked(judged, (), ("a", "b", "c")),)),
        Easel(language("en"), {"paper": 1}, Pieces()),
        WIDE,
    )
    assert made is not None

    assert [mark.dot for mark, _ in made.events] == [True, False, False]
    assert [mark.open for mark, _ in made.events] == [(False, False), (False, False), (False, True)]


def test_nothing_is_drawn_without_a_record() -> None:
    """A story without a dated event has no strip."""
    history = replay(story(THEORY))
    asking = Asking(history, (Asked(Judgement(Verdict.NEVER, ""), ("talks",)),))

    assert strip(asking, Easel(language("en"), {}, Pieces()), WIDE) is None


# --- strips: letters and colours -----------------------------------------------------------------


def _strips(results: Sequence[FeatureResult]) -> tuple[list[Strip], Pieces]:
    told = content(results)
    drawings = [
        drawing
        for chapter in told.chapters
        for part in chapter.parts
        for one in part.scenarios
        for drawing in one.strips
    ]
    return [strip for one in drawings for strip in (one.wide, one.narrow)], told.pieces


def test_labels_neither_overlap_nor_leave_the_page(daraa: list[FeatureResult]) -> None:
    """A label lies where its own state is sure; what finds no room stands below, row by row."""
    _, pieces = _strips(daraa)
    for lane in pieces.lanes:
        for bar in lane.bars:
            if bar.label is not None:
                broad = max(width(line, bar.label.size) for line in bar.label.lines)
                assert bar.label.x >= bar.solid
                assert bar.label.x + broad <= min(bar.ends, lane.right) + 0.01
        for one, other in pairwise(lane.swatches):
            assert other.row > one.row or other.x >= one.x + 13 + width(one.text, 10.5)
        for swatch in lane.swatches:
            assert swatch.x + 13 + width(swatch.text, 10.5) <= lane.right + 0.01
        shown_ = sum(bar.label is not None for bar in lane.bars) + len(lane.swatches)
        assert shown_ == len(lane.bars)  # none is dropped


def test_days_and_events_keep_apart(daraa: list[FeatureResult]) -> None:
    """The names of days keep apart; that of an event stays on the page, beside its mark."""
    strips, pieces = _strips(daraa)
    for axis in pieces.axes:
        named = [tick for tick in axis.ticks if tick.name]
        for one, other in pairwise(named):
            halves = (width(one.name, 11) + width(other.name, 11)) / 2
            assert other.middle - one.middle >= halves
    for made in strips:
        for mark, _ in made.events:
            broad = width(mark.text, 10.5)
            left = mark.text_x - broad if mark.to_the_left else mark.text_x
            assert left >= -0.01
            assert left + broad <= made.wide + 0.01
            assert left >= mark.right or left + broad <= mark.left


@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize("count", range(1, 10))
def test_shades_survive_grey_and_can_be_read(hue: int, count: int) -> None:
    """Each state is darker than the one before it, and its label has a contrast of 4.5."""
    shades = ramp(hue, count)

    assert all(luminance(a) > luminance(b) for a, b in pairwise(shades))
    assert all(contrast(shade, ink(shade)) >= 4.5 for shade in shades)
    assert PAGE not in shades


@pytest.mark.parametrize(
    "text",
    [
        "Ended without agreement ¹ ² ³", "Mutual cessation of hostilities", "WWW mmm", "iiiii",
        "30 June 2018", "Négociations à l’arrêt", "وقف إطلاق النار", "قصف",
    ],
)  # fmt: skip
def test_widths_are_not_underestimated(text: str) -> None:
    """Measured without a renderer, a text is at least as wide as in a wide face, DejaVu Sans."""
    face = FontProperties(family="DejaVu Sans", size=10)
    measure = RendererAgg(1, 1, 720).get_text_width_height_descent  # ten pixels a point

    assert width(text, 10) >= measure(text, face, ismath=False)[0] / 10


def test_texts_are_shortened_to_their_room() -> None:
    """What is cut ends in …, and fits; what fits is left alone."""
    assert shortened("Prenegotiation", 1000, 12) == "Prenegotiation"
    assert shortened("Prenegotiation", 60, 12).endswith("…")
    assert width(shortened("Prenegotiation", 60, 12), 12) <= 60
    assert shortened("Prenegotiation", 3, 12) == ""
    assert broken("Ended without agreement", 90, 10) == ["Ended without", "agreement"]


def test_a_narrow_page_has_its_own_strip(daraa: list[FeatureResult]) -> None:
    """Each strip is drawn for a wide page and for a telephone, of one stretch of time."""
    strips, _ = _strips(daraa)

    assert {made.wide for made in strips} == {WIDE, NARROW}
    assert all(one.wide != other.wide for one, other in zip(strips[::2], strips[1::2], strict=True))


def test_the_page_stays_light(daraa: list[FeatureResult]) -> None:
    """Lanes and calendars are drawn once, so that a scenario with its strip costs little."""
    scenarios = sum(len(result.scenarios) for result in daraa)

    assert len(document(daraa, ".html").encode()) < 30_000 + 6_000 * scenarios
