"""State diagrams: what is taken, possibly taken and never taken, and how it stands on the page."""

import re
import unicodedata
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from typer.testing import CliRunner

from negotiation.cli import app
from negotiation.diagram import laid_out, mermaid_text, svg, svg_file, track_names
from negotiation.diagram.compose import drawing
from negotiation.diagram.counts import Count
from negotiation.diagram.graph import Graph, graph
from negotiation.diagram.shapes import DASHES, LINES, WIDTHS, Box, Drawing
from negotiation.errors import NegotiationError
from negotiation.evidence import Topic
from negotiation.history import History
from negotiation.load import load
from negotiation.model import Kind, Model, State
from negotiation.plot.diagram import diagram as painted
from negotiation.plot.files import save
from negotiation.plot.style import styled
from negotiation.readings import Until
from negotiation.replay import replay
from negotiation.view.colours import INK, PAGE, READABLE, contrast
from negotiation.view.speech import speech
from tests.making import event, model, report, rule, story, track

ENGLISH = speech()
LIGHT = model(
    light=track(rule("up", ["low"], "high"), rule("down", ["high"], "low"), initial="low")
)
HOSTILE = (
    "</svg><script>alert(1)</script> \"'&]]>",
    "%%{init: {}}%% --> [*]\nend note; note right of x : y",
    'a" as b\n}\nclick t1_low "javascript:alert(1)"',
    "\u202eevil\u2066\x07 #35; #quot;",
    "w" * 3_000,
    "محادثات " * 40,
)
SHIPPED = {name: replay(load(name)) for name in ("daraa-2018", "valley")}
DRAWN = [(name, key) for name, told in SHIPPED.items() for key in told.chronology.model.tracks]


def counts(found: Graph) -> dict[str, tuple[int, int]]:
    """Give how often each edge was taken: in every order, and at most."""
    return {
        f"{edge.before}>{edge.after}": (edge.count.sure, edge.count.most)
        for edge in found.edges
        if edge.count.most
    }


def told(*events: Any, theory: Model = LIGHT, **fields: Any) -> History:
    """Give the history of a story."""
    return replay(story(theory, *events, **fields))


def clash(one: Box, other: Box) -> bool:
    """Say whether two boxes have room in common."""
    beside = one.right <= other.left or other.right <= one.left
    return not (beside or one.low <= other.top or other.low <= one.top)


def boxes(drawn: Drawing) -> list[Box]:
    """Give every box on which text stands."""
    return [shape.box for shape in (*drawn.nodes, *drawn.labels)]


def named(text: str, attribute: str) -> set[str]:
    """Give the words of an attribute, wherever it stands in some XML."""
    values = (element.get(attribute, "") for element in ET.fromstring(text).iter())  # noqa: S314
    return {word for value in values for word in value.split(" ") if word}


# --- what was taken -----------------------------------------------------------------------------


def test_event_on_its_own_day_is_taken_for_certain() -> None:
    """Two events on days of their own take their edges in every order."""
    found = graph(told(event("a", "up", "2031-03-01"), event("b", "down", "2031-03-02")), "light")

    assert counts(found) == {"low>high": (1, 1), "high>low": (1, 1)}
    assert found.unforeseen == ()


def test_open_order_is_possibly_taken() -> None:
    """On one day, down may come before up: then it is not foreseen, and takes no edge."""
    found = graph(told(event("a", "up", "2031-03-01"), event("b", "down", "2031-03-01")), "light")

    assert counts(found) == {"low>high": (1, 1), "high>low": (0, 1)}
    assert [(one.state, one.kind, one.count) for one in found.unforeseen] == [
        ("low", "down", Count(0, 1))
    ]


def test_disputed_event_is_possibly_taken() -> None:
    """What one report says and another denies may not have happened."""
    disputed = event("a", "up", "2031-03-01", report("2031-03-01", modality="negated"))

    assert counts(graph(told(disputed), "light")) == {"low>high": (0, 1)}


def test_last_known_states_are_counted() -> None:
    """Where the record ends in an order that is open, each state is possibly the last known one."""
    sure = graph(told(event("a", "up", "2031-03-01")), "light")
    either = graph(told(event("a", "up", "2031-03-01"), event("b", "down", "2031-03-01")), "light")

    assert sure.last_known == {"high": Count(1, 1)}
    assert either.last_known == {"low": Count(0, 1), "high": Count(0, 1)}
    assert ">last known<" in svg_file(laid_out(told(event("a", "up", "2031-03-01")), ENGLISH))


def test_copies_are_counted_together_and_apart() -> None:
    """The name of a track kept once an issue stands for all of them; each has a name of its own."""
    theory = model(issue=track(rule("ask", ["open"], "asked"), initial="open", for_each="issues"))
    asked = event("a", "ask", "2031-03-01", issues=["water", "wood"])
    later = event("b", "ask", "2031-03-02", issues=["fish"])
    issues = {name: Topic(id=name, label=name.title()) for name in ("water", "wood", "fish")}
    history = told(asked, later, theory=theory, issues=issues)

    assert counts(graph(history, "issue")) == {"open>asked": (3, 3)}
    assert counts(graph(history, "issue/wood")) == {"open>asked": (1, 1)}
    assert track_names(history) == ("issue", "issue/water", "issue/wood", "issue/fish")
    assert 'aria-label="State diagram: issue: Wood"' in svg(history, "issue/wood", ENGLISH)


def test_bare_model_only_allows() -> None:
    """Of a model nothing is said to be taken, nor never taken."""
    text = svg_file(laid_out(LIGHT, ENGLISH))

    assert "allowed by the model" in text
    assert ", with how often" not in text
    assert "never" not in text
    assert "a theory of what may follow what, not a forecast" in text


def test_conditions_and_timeouts_stand_at_the_edge() -> None:
    """What a transition needs of tracks, of the event and of time is said in short."""
    theory = model(
        light=track(
            rule("up", ["low"], "high", requires={"gate": ["open", "broken"]}, timeout="PT36H"),
            rule("down", ["high"], "low", unless={"gate": ["open"]}, where={"scale": "wide"}),
            initial="low",
        ),
        gate=track(rule("lift", ["shut"], "open"), rule("hit", ["shut"], "broken"), initial="shut"),
    )
    text = mermaid_text(theory, ENGLISH, ["light"]).replace("#58;", ":")

    assert "up (needs gate: open or broken, after 36 hours)" in text
    assert "down (unless gate: open, if scale: wide)" in text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_unforeseen_event_says_what_was_foreseen(language: str) -> None:
    """A deviation names its kind, how often, and from where or with what it is foreseen."""
    said = speech(language)
    text = svg(SHIPPED["valley"], "session", said, inline=False)

    expected = said.say("diagram.foreseen-with", needs="", found="")
    assert said.say("diagram.key-unforeseen") in text
    assert expected.split(":")[0].split(" ")[0] in text


def test_unforeseen_state_names_where_it_is_foreseen() -> None:
    """An event with no way on from a state names the states from which there is one."""
    text = mermaid_text(told(event("a", "down", "2031-03-01")), ENGLISH)

    assert "note right of t1_low : not foreseen<br/>down ×1<br/>foreseen only from#58; high" in text


def test_description_says_what_is_drawn() -> None:
    """Those who do not see the diagram are told what was taken and where the record ends."""
    sheet = laid_out(told(event("a", "up", "2031-03-01")), ENGLISH)

    assert sheet.description == (
        "State diagram, light. States: low and high. It starts in: low. Taken: low → high (×1). "
        "Where the record ends: high (last known). "
        "Model “test”: a theory of what may follow what, not a forecast."
    )


# --- on the page ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "key"), DRAWN)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_shipped_diagrams_are_clear(name: str, key: str, language: str) -> None:
    """No box stands on another, all inside the page, and no line runs through a box."""
    drawn = drawing(graph(SHIPPED[name], key), speech(language))

    assert [pair for pair in combinations(boxes(drawn), 2) if clash(*pair)] == []
    assert min(box.left for box in boxes(drawn)) > -0.01
    assert max(box.right for box in boxes(drawn)) < drawn.wide + 0.01
    for arrow in drawn.arrows:
        for box in boxes(drawn):
            inner = Box(box.left + 3, box.top + 3, box.wide - 6, box.high - 6)
            points = [Box(*point, 0.1, 0.1) for point in _along(arrow.curve)]
            assert not any(clash(inner, point) for point in points), (arrow.pairs, box)


def _along(curve: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Give points along a Bézier curve."""
    found = []
    for start in range(0, len(curve) - 1, 3):
        a, b, c, d = curve[start : start + 4]
        for step in range(11):
            t = step / 10
            u = 1 - t
            shares = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            found.append(
                tuple(
                    sum(s * p[axis] for s, p in zip(shares, (a, b, c, d), strict=True))
                    for axis in (0, 1)
                )
            )
    return found


@pytest.mark.parametrize(("name", "key"), DRAWN)
def test_texts_fit_their_boxes_as_rendered(name: str, key: str) -> None:
    """Measured by the renderer, no text of a state's box reaches out of it, nor over another."""
    picture = painted(laid_out(SHIPPED[name], ENGLISH, [key]))
    with styled():
        renderer = FigureCanvasAgg(picture.figure).get_renderer()
        texts = [text.get_window_extent(renderer) for text in picture.texts]
        states = [box.get_window_extent(renderer) for box in picture.states.values()]

    assert not [
        1
        for one, other in combinations(texts, 2)
        if one.shrunk(0.9, 0.9).overlaps(other.shrunk(0.9, 0.9))
    ]
    for state in states:
        inside = [text for text in texts if state.contains(*text.get_points().mean(axis=0))]
        assert inside
        assert all(state.x0 <= text.x0 and text.x1 <= state.x1 for text in inside)


def test_strokes_differ_without_colour() -> None:
    """Width and dashes tell the strokes apart in grey; the colours can be seen on the page."""
    signs = {stroke: (WIDTHS[stroke], DASHES.get(stroke)) for stroke in WIDTHS}

    assert len(set(signs.values())) == len(signs)
    assert contrast(LINES["unforeseen"], PAGE) >= READABLE
    assert contrast(LINES["never"], PAGE) >= 3
    assert LINES["taken"] == INK


def test_mirrored_for_a_page_read_from_the_right() -> None:
    """Turned over, what stood at the left stands as far from the right edge."""
    drawn = drawing(graph(SHIPPED["valley"], "phase"), ENGLISH)
    turned = drawn.mirrored()

    for one, other in zip(boxes(drawn), boxes(turned), strict=True):
        assert other.left == pytest.approx(drawn.wide - one.right)
        assert (other.top, other.wide, other.high) == (one.top, one.wide, one.high)
    assert turned.arrows[1].curve[0][0] == pytest.approx(drawn.wide - drawn.arrows[1].curve[0][0])


@pytest.mark.parametrize("inline", [True, False])
def test_same_bytes_on_a_second_run(inline: bool) -> None:
    """The same track gives the same text."""
    first, second = (svg(SHIPPED["valley"], "phase", ENGLISH, inline=inline) for _ in range(2))

    assert first == second


def test_png_has_the_same_bytes_on_a_second_run(tmp_path: Path) -> None:
    """A picture of the same track is the same file."""
    for name in ("a.png", "b.png"):
        save(painted(laid_out(SHIPPED["valley"], ENGLISH, ["truce"])), tmp_path / name)

    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_inline_diagrams_are_small_and_without_styles() -> None:
    """Each of Daraa's diagrams costs a page at most 5.5 kB, and sets no style by attribute."""
    history = SHIPPED["daraa-2018"]
    texts = [svg(history, key, ENGLISH) for key in history.chronology.model.tracks]

    assert max(len(text.encode()) for text in texts) < 5_632
    assert not any("style" in text or " id=" in text or "http" in text for text in texts)


def test_inline_states_and_taken_edges_can_be_found() -> None:
    """Every state has data-state, every edge data-edge, whether it was taken or not."""
    text = svg(SHIPPED["valley"], "truce", ENGLISH)

    assert named(text, "data-state") == {"none", "in-effect", "broken"}
    assert named(text, "data-edge") == {"none>in-effect", "in-effect>broken", "broken>in-effect"}
    assert named(svg(told(event("a", "up", "2031-03-01")), "light", ENGLISH), "data-edge") == {
        "low>high",
        "high>low",
    }


def test_inline_edges_of_a_large_diagram_are_named_by_whence_they_leave() -> None:
    """Of 61 edges never taken the names would weigh too much; that taken has its own."""
    many = model(
        light=track(*(rule("up", [f"s{n}"], f"s{n + 1}") for n in range(62)), initial="s0")
    )
    names = named(
        svg(told(event("a", "up", "2031-03-01"), theory=many), "light", ENGLISH), "data-edge"
    )

    assert names == {"s0>s1", *(f"s{n}>" for n in range(1, 62))}


def test_inline_marks_what_was_not_foreseen() -> None:
    """A page can time or drop the arrow and the words of an event that a state did not foresee."""
    text = svg(told(event("a", "down", "2031-03-01")), "light", ENGLISH)
    marked = [e for e in ET.fromstring(text).iter() if e.get("data-unforeseen") == "low"]  # noqa: S314

    assert [(e.tag, e.text) for e in marked] == [
        ("path", None),
        ("text", "not foreseen\N{NO-BREAK SPACE}×1"),
    ]


def test_inline_places_do_not_tell_what_is_taken() -> None:
    """States stand where the model puts them, whichever way the story goes."""
    theory = model(
        light=track(
            *(rule(kind, ["low"], kind) for kind in ("red", "blue", "green")), initial="low"
        )
    )
    drawn = [
        drawing(
            graph(told(event("a", kind, "2031-03-01"), theory=theory), "light"),
            ENGLISH,
            in_brief=True,
        )
        for kind in ("red", "green")
    ]
    red, green = ({node.state: node.box.left for node in one.nodes} for one in drawn)

    assert sorted(red, key=red.__getitem__) == sorted(green, key=green.__getitem__)


def test_inline_diagram_says_what_it_is_without_what_was_taken() -> None:
    """Its title and description name the track and its states, whatever the moment shown."""
    text = svg(told(event("a", "up", "2031-03-01")), "light", ENGLISH)
    title, desc = list(ET.fromstring(text))[:2]  # noqa: S314

    assert (title.tag, title.text) == ("title", "State diagram: light")
    assert (desc.tag, desc.text) == (
        "desc", "State diagram, light. States: low and high. It starts in: low.",
    )  # fmt: skip


def test_sources_left_out_are_said() -> None:
    """A diagram of a choice of sources names those it rests on, and those left out, everywhere."""
    whole = load("valley")
    gone = [whole.sources["lake-agency-2031-03-16"]]
    part = replay(whole.without([gone[0].id]))
    said = "Left out on request: "
    sheet = laid_out(part, ENGLISH, ["truce"], left_out=gone)

    for text in (
        sheet.description,
        " ".join(line.text for line in sheet.words),
        mermaid_text(part, ENGLISH, ["truce"], left_out=gone).replace("#58;", ":"),
    ):
        assert "Rests on: " in text
        assert said in text
    assert said not in svg_file(laid_out(part, ENGLISH, ["truce"]))


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (Until.before("b"), "The replay stops before the event “b”."),
        (Until.through("b"), "The replay stops after the event “b”."),
        (Until.at(1_930_132_800), "The replay stops at 1 March 2031, 12:00."),
    ],
)
def test_replay_that_stops_is_said(until: Until, said: str) -> None:
    """What follows the stop is not counted, so the diagram says where it stopped."""
    history = replay(
        story(LIGHT, event("a", "up", "2031-03-01"), event("b", "down", "2031-03-02")), until=until
    )

    assert said in laid_out(history, ENGLISH).description


def test_bounds_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the orders of copies are too many, the sheet says that its counts are bounds."""
    theory = model(issue=track(rule("ask", ["open"], "asked"), initial="open", for_each="issues"))
    both = ["water", "wood"]
    denied = event("a", "ask", "2031-03-01", report("2031-03-01", modality="negated"), issues=both)
    issues = {name: Topic(id=name, label=name) for name in both}
    history = told(denied, theory=theory, issues=issues)

    assert "say at least and at most" not in svg_file(laid_out(history, ENGLISH))
    monkeypatch.setattr("negotiation.diagram.counts.JOINT", 0)
    assert "say at least and at most" in svg_file(laid_out(history, ENGLISH))


def test_too_large_a_track_is_refused() -> None:
    """What nobody could read is not drawn; the message says what to do instead."""
    many = track(*(rule("up", [f"s{n}"], f"s{n + 1}") for n in range(401)), initial="s0")

    with pytest.raises(NegotiationError, match="--format mermaid writes them as text"):
        laid_out(model(light=many), ENGLISH)


# --- every model, every text ----------------------------------------------------------------------

STATES = st.sampled_from(["a", "b", "c-d", "end", "note", "state"])
KINDS = st.sampled_from(["up", "down", "end", "class"])
RULES = st.builds(
    rule,
    st.lists(KINDS, min_size=1, max_size=3, unique=True),
    st.lists(STATES, min_size=1, max_size=4, unique=True),
    st.none() | STATES,
)
DAYS = st.sampled_from(["2031-03-01", "2031-03-02", "2031-03", "2031-03-02T10:00"])
TEXTS = st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=30).filter(lambda t: t.strip())


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Make a small history with texts of any kind in its labels."""
    rules = draw(st.lists(RULES, min_size=1, max_size=7))
    theory = model(light=track(*rules, initial="a"))
    light = theory.tracks["light"]
    states = {key: State(id=key, label=draw(TEXTS)) for key in light.states}
    kinds = {key: Kind(id=key, label=draw(TEXTS)) for key in theory.kinds}
    light = light.model_copy(update={"states": states, "label": {"en": draw(TEXTS)}})
    theory = theory.model_copy(update={"kinds": kinds, "tracks": {"light": light}})
    happened = draw(st.lists(st.tuples(st.sampled_from(sorted(light.kinds())), DAYS), max_size=5))
    events = [event(f"e{n}", kind, when) for n, (kind, when) in enumerate(happened)]
    return told(*events, theory=theory, title=draw(TEXTS))


def edges(history: History) -> set[str]:
    """Give every edge that the model of a history has."""
    rules = history.chronology.model.tracks["light"].transitions
    return {f"{state}>{one.to or state}" for one in rules for state in one.from_}


@settings(max_examples=60, deadline=None)
@given(histories())
def test_any_model_is_drawn_whole(history: History) -> None:
    """Whatever its labels say, the file is XML with every state and edge, and no box on another."""
    text = svg_file(laid_out(history, ENGLISH))
    drawn = drawing(graph(history, "light"), ENGLISH)

    assert named(text, "data-state") == set(history.chronology.model.tracks["light"].states)
    assert named(text, "data-edge") >= edges(history)
    assert {element.tag.rpartition("}")[2] for element in ET.fromstring(text).iter()} <= {  # noqa: S314
        "svg", "title", "desc", "rect", "g", "path", "circle", "text",
    }  # fmt: skip
    assert not [pair for pair in combinations(boxes(drawn), 2) if clash(*pair)]
    ET.fromstring(svg(history, "light", ENGLISH))  # noqa: S314


LABEL = r"(?:[^\W_]|[ .,()×–’+/→·\u0300-\u036f]|\w|#\d+;|<br/>)*"
FORMS = re.compile(
    "|".join(
        (
            r"---", rf'title: "(?:{LABEL}|:|\\U[0-9A-F]{{8}})*"', r"stateDiagram-v2",
            rf"  accDescr: {LABEL}",
            r"  classDef [a-z]+ [a-z0-9#:, -]+", rf'  state "{LABEL}" as t1_[a-z0-9_]+',
            r"  \[\*\] --> t1_[a-z0-9_]+", rf"  t1_[a-z0-9_]+ --> t1_[a-z0-9_]+ : {LABEL}",
            rf"  note right of t1_[a-z0-9_]+ : {LABEL}", r"  class t1_[a-z0-9_]+ [a-z]+",
        )
    )
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(histories())
def test_mermaid_text_has_only_the_forms_of_the_grammar(history: History) -> None:
    """Whatever its labels say, every line is one of the forms that a state diagram is made of."""
    lines = mermaid_text(history, ENGLISH).splitlines()

    assert [line for line in lines if not FORMS.fullmatch(_unmarked(line))] == []
    assert sum(line.startswith("  t1_") for line in lines) == len(edges(history))


def _unmarked(line: str) -> str:
    """Give a line without the marks that join letters of some scripts."""
    return "".join(c for c in line if unicodedata.category(c) not in {"Mn", "Mc"})


# --- the command ----------------------------------------------------------------------------------


def run(*words: str) -> Any:
    """Run the command."""
    return CliRunner().invoke(app, ["diagram", *words])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["valley", "--track", "fase"], "did you mean phase"),
        (["valley", "-o", "x.jpg"], "-o takes a file that ends in .svg, .png or .mmd"),
        (["valley", "--format", "png"], "a PNG is written to a file: -o X.png"),
        (["valley", "--format", "svg", "-o", "x.png"], "--format svg does not fit"),
        (["valley", "--model", "--only", "gazette"], "a bare model has no sources"),
        (["valley", "--language", "de"], "de"),
        (["nowhere"], "nowhere"),
    ],
)
def test_wrong_use_says_what_to_write(words: list[str], message: str) -> None:
    """Each mistake is told in our own words."""
    result = run(*words)

    assert isinstance(result.exception, NegotiationError)
    assert message in str(result.exception)


def test_text_goes_to_stdout_and_files_by_their_ending(tmp_path: Path) -> None:
    """Without a file it is Mermaid; a file's name says which form, and it is not overwritten."""
    assert run("valley", "--track", "truce").output.startswith("---\ntitle: ")
    for name, start in (("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.mmd", b"---")):
        assert run("valley", "--track", "truce", "-o", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(start)
        again = run("valley", "--model", "--track", "gate", "-o", str(tmp_path / name))
        assert "--force overwrites it" in str(again.exception)


def test_command_names_the_sources_left_out() -> None:
    """A choice of sources by the options is said in the text itself."""
    text = run("valley", "--track", "truce", "--without", "Lake Agency").output.replace("#58;", ":")

    assert "Left out on request: " in text
    assert "Left out on request" not in run("valley", "--track", "truce").output


def test_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    """A file goes where it was asked to go; where none can stand, the message names it."""
    assert run("valley", "--track", "gate", "-o", str(tmp_path / "new" / "a.svg")).exit_code == 0
    assert (tmp_path / "new" / "a.svg").exists()

    (tmp_path / "file").touch()
    for name in ("a.svg", "a.png"):
        refused = run("valley", "--track", "gate", "-o", str(tmp_path / "file" / name))
        assert isinstance(refused.exception, NegotiationError)
        assert "cannot be written" in str(refused.exception)


def test_a_model_needs_no_chronology() -> None:
    """A shipped model is drawn by its name, a chronology's by --model."""
    assert run("valley-talks").output == run("valley", "--model").output
