"""Mistakes that Gherkin lets pass: each a fault at a line, with what to write instead.

A parsed document, or the sentences of one scenario, in; faults out. Runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negotiation.gherkin.asked import Keyword, Step
from negotiation.gherkin.faults import Fault
from negotiation.gherkin.feature import Sentence
from negotiation.gherkin.language import Language
from negotiation.gherkin.mending import Keywords
from negotiation.gherkin.spelling import cell
from negotiation.gherkin.vocabulary import Hints, Meaning
from negotiation.near import did_you_mean, quoted

Node = Mapping[str, Any]
_HOLE = re.compile(r"<([^<>]+)>")
NAMES: dict[Keyword, str] = {"given": "Given", "when": "When", "then": "Then"}
ROLES: dict[Keyword, str] = {
    "given": "says what is read",
    "when": "says what is done with it",
    "then": "says what must hold",
}


# --- the document --------------------------------------------------------------------------------


def in_document(document: Node, is_empty: bool) -> Iterator[Fault]:
    """Find what is wrong with a file as a whole, its backgrounds, names and examples."""
    feature = document.get("feature")
    if not feature:
        what = "the file is empty" if is_empty else "the file holds no feature"
        yield Fault(1, 1, "G002", what, "begin with `Feature: …`, then `Scenario: …` and its steps")
        return
    scenarios = list(_scenarios(feature["children"]))
    if not scenarios:
        yield _at(feature, "G002", "the feature has no scenario", "write `Scenario: …` below it")
    yield from _same_names(scenarios)
    for node in _backgrounds(feature["children"]):
        yield from _steps_of_background(node)
    words = Keywords.of(feature["language"])
    for node in scenarios:
        yield from _placeholders(node)
        yield from _examples(node, words)


def _at(node: Node, code: str, message: str, hint: str) -> Fault:
    place = node["location"]
    return Fault(place["line"], place.get("column", 1), code, message, hint)


def _scenarios(children: Sequence[Node]) -> Iterator[Node]:
    for child in children:
        if "scenario" in child:
            yield child["scenario"]
        elif "rule" in child:
            yield from _scenarios(child["rule"]["children"])


def _backgrounds(children: Sequence[Node]) -> Iterator[Node]:
    for child in children:
        if "background" in child:
            yield child["background"]
        elif "rule" in child:
            yield from _backgrounds(child["rule"]["children"])


def _same_names(scenarios: Sequence[Node]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for node in scenarios:
        name = " ".join(node["name"].split())
        if not name:
            hint = "say in a few words what it claims"
            yield _at(node, "G007", "the scenario has no name", hint)
        elif name in first:
            message = f"the scenario of line {first[name]} is called {quoted(name)} too"
            yield _at(node, "G007", message, "give each scenario of a file a name of its own")
        first.setdefault(name, node["location"]["line"])


def _steps_of_background(node: Node) -> Iterator[Fault]:
    if not node["steps"]:
        yield _at(node, "G009", "the background has no step", "write its steps, or delete it")
    elif node["steps"][0]["keywordType"] in {"Conjunction", "Unknown"}:
        yield _first_and(node["steps"][0])


def _first_and(step: Node) -> Fault:
    said = step["keyword"].strip()
    hint = "begin with Given, When or Then"
    return _at(step, "G008", f"the first step begins with {quoted(said)}, which adds to none", hint)


def _placeholders(node: Node) -> Iterator[Fault]:
    """Find placeholders that no table of examples fills, and those that only some do."""
    tables = [(table, _headings(table)) for table in node["examples"]]
    known = {name for _, headings in tables for name in headings}
    holes = list(_holes(node))
    for place, name in holes:
        if name not in known:
            yield _at(place, "G011", *_unfilled(name, known))
    for table, headings in tables:
        for name in dict.fromkeys(name for _, name in holes if name in known):
            if headings and name not in headings:
                message = f"this table of examples has no column {quoted(name)}"
                yield _at(table, "G011", message, "add it, as in the other tables")


def _headings(table: Node) -> list[str]:
    return [cell["value"] for cell in table.get("tableHeader", {}).get("cells", ())]


def _holes(node: Node) -> Iterator[tuple[Node, str]]:
    """Give every placeholder of a scenario's name, steps and tables, with where it stands."""
    for name in _HOLE.findall(node["name"]):
        yield node, name
    for step in node["steps"]:
        cells = [c for row in step.get("dataTable", {}).get("rows", ()) for c in row["cells"]]
        for place, text in [(step, step["text"]), *((c, c["value"]) for c in cells)]:
            for name in _HOLE.findall(text):
                yield place, name


def _unfilled(name: str, known: set[str]) -> tuple[str, str]:
    if known:
        return f"no column of the examples is called {quoted(name)}", did_you_mean(name, known)
    return f"<{name}> stands for nothing: the scenario has no examples", (
        "write the value itself, or add a table `Examples:` with that column"
    )


def _examples(node: Node, words: Keywords) -> Iterator[Fault]:
    for table in node["examples"]:
        if not table.get("tableBody"):
            message = "the examples have no row, so the scenario would never run"
            yield _at(table, "G012", message, "add a row below the headings")
    used = {name for _, name in _holes(node)}
    for table in node["examples"]:
        for heading in table.get("tableHeader", {}).get("cells", ()):
            if heading["value"] not in used:
                message = f"no step asks for the column {quoted(heading['value'])}"
                hint = f"write <{heading['value']}> in a step, or delete the column"
                yield _at(heading, "G012", message, hint)
    if not node["examples"] and words.titles.get(node["keyword"]) == "scenarioOutline":
        message = "the scenario outline has no examples, so nothing fills it"
        yield _at(node, "G012", message, "add `Examples:` with a table, or write `Scenario:`")


# --- one scenario --------------------------------------------------------------------------------


def in_scenario(node: Node, sentences: Sequence[Sentence], hints: Hints) -> Iterator[Fault]:
    """Find what keeps a scenario from being run, whoever knows its sentences."""
    own = node["steps"]
    if not own:
        yield _at(node, "G009", "the scenario has no step", "write Given, When and Then below it")
    elif own[0]["keywordType"] in {"Conjunction", "Unknown"}:
        yield _first_and(own[0])
    if own and not any(sentence.kind == "then" for sentence in sentences):
        message = "the scenario has no Then, so it would pass without checking anything"
        yield _at(node, "G010", message, "write what must hold: Then …")
    for sentence in sentences:
        if sentence.inner and (sentence.table or sentence.text_block is not None):
            message = "a table or a text block stands under a phrase, which takes none"
            yield Fault(sentence.line, sentence.column, "G013", message, "delete it")
        for meant in sentence.meant():
            yield from _sentence(sentence, meant, hints)


def _sentence(outer: Sentence, sentence: Sentence, hints: Hints) -> Iterator[Fault]:
    words = hints.vocabulary.words

    def fault(code: str, message: str, hint: str) -> Fault:
        return Fault(outer.line, outer.column, code, message, hint)

    meanings = [meaning.step.id for meaning in sentence.meanings]
    if len(meanings) + bool(outer.inner and outer.meanings) > 1:
        kind = " and a phrase" if outer.meanings else ", by two phrases"
        names = " and ".join(meanings) + (kind if outer.inner else "")
        yield fault("G015", f"the sentence may mean two things: {names}", "write it otherwise")
        return
    if not sentence.meanings:
        if outer.inner:  # a hole of the phrase is filled with what no sentence takes
            found = unknown_sentence(sentence, hints)
            yield fault(found.code, found.message, found.hint)
        return
    meaning = sentence.meanings[0]
    step = meaning.step
    if meaning.problem is not None:
        yield fault(meaning.problem.code, meaning.problem.message, meaning.problem.hint)
    if outer.kind is not None and step.keyword != outer.kind:
        told = f"a sentence that {ROLES[step.keyword]} stands under {NAMES[outer.kind]}"
        yield fault("G016", told, f"it belongs to {NAMES[step.keyword]}")
    if sentence.text_block is not None:
        yield fault("G013", "a text block stands under a step that takes none", "delete it")
    if sentence.table is not None and not step.needs:
        yield fault("G013", "a table stands under a step that takes none", "delete it")
    if step.needs:
        yield from (fault(*told) for told in _table(step, sentence, words))


def _table(step: Step, sentence: Sentence, words: Language) -> Iterator[tuple[str, str, str]]:
    due = "| " + " | ".join(words.columns[name.rstrip("?")][0] for name in step.needs) + " |"
    if sentence.table is None:
        yield "G014", "the step needs a table, and none stands below it", f"add one: {due}"
        return
    headings = columns(words)
    given = [cell(heading) for heading in sentence.table[0]]
    unknown_ = [heading for heading in given if headings.get(heading.casefold()) is None]
    taken = [headings.get(heading.casefold(), "") for heading in given]
    if unknown_:
        known = [words.columns[name.rstrip("?")][0] for name in step.needs]
        hint = did_you_mean(unknown_[0], known)
        yield "G014", f"no such table has a column {quoted(unknown_[0])}", f"{hint}; due is {due}"
    elif extra := [name for name in taken if name not in {n.rstrip("?") for n in step.needs}]:
        yield "G014", f"this table has no column {quoted(extra[0])}", f"write {due}"
    elif len(set(taken)) < len(taken):
        yield "G014", "two columns of the table have one heading", f"write {due}"
    elif missing := [name for name in step.needs if not name.endswith("?") and name not in taken]:
        shown = words.columns[missing[0]][0]
        yield "G014", f"the table has no column {quoted(shown)}", f"write {due}"
    elif len(sentence.table) < 2:
        yield "G014", "the table has no row below its headings", "add at least one"
    else:
        yield from _empty_cells(step, sentence, taken)


def _empty_cells(
    step: Step, sentence: Sentence, taken: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Find required cells that are empty."""
    due = {name for name in step.needs if not name.endswith("?")} - {"event"}
    due |= {"event"} if "kind" not in step.needs else set()
    for row in (sentence.table or ())[1:]:
        for name, text in zip(taken, row, strict=True):
            if name in due and not cell(text):
                yield "G014", f"a cell of the column {quoted(name)} is empty", "fill it"
                return


def columns(words: Language) -> dict[str, str]:
    """Give the ids of a table's columns by their headings, small letters."""
    found = {name.casefold(): key for key, names in words.columns.items() for name in names}
    return {**{key: key for key in words.columns}, **found}


def rows(sentence: Sentence, words: Language) -> tuple[dict[str, str], ...]:
    """Give the rows of a step's table by the ids of their columns."""
    if sentence.table is None:
        return ()
    headings = columns(words)
    ids = [headings.get(cell(heading).casefold(), "") for heading in sentence.table[0]]
    return tuple(dict(zip(ids, map(cell, row), strict=True)) for row in sentence.table[1:])


# --- what only a user's own steps may know -------------------------------------------------------


def unknown(sentences: Sequence[Sentence], hints: Hints, node: Node) -> Iterator[Fault]:
    """Find sentences that the vocabulary does not know, and a scenario without a chronology."""
    for sentence in sentences:
        if not sentence.is_known:
            yield unknown_sentence(sentence, hints)
    names = {
        meaning.step.id for s in sentences for inner in s.meant() for meaning in inner.meanings
    }
    if sentences and "the-chronology" not in names:
        example = hints.vocabulary.example("the-chronology")
        message = "the scenario names no chronology"
        yield _at(node, "G006", message, f"begin it, or the background, with: Given {example}")


def unknown_sentence(sentence: Sentence, hints: Hints) -> Fault:
    """Say that a sentence is unknown, which are near, or what in it cannot be read."""
    place = (sentence.line, sentence.column)
    nearly = hints.vocabulary.nearly(sentence.text)
    broken = next((m.problem for m in nearly if m.problem is not None), None)
    if broken is not None:
        return Fault(*place, broken.code, broken.message, broken.hint)
    near = hints.near(sentence.text, sentence.kind)
    hint = "; or ".join(near) if near else "`negotiation steps` lists all sentences"
    if near and '"' not in sentence.text and any('"' in example for example in near):
        hint = f"names stand in double quotes; {hint}"
    said = quoted(sentence.written, 160)
    return Fault(*place, "G017", f"no sentence is {said}", f"near it: {hint}" if near else hint)


def meaning_of(sentence: Sentence) -> Meaning | None:
    """Give what a sentence means, if it means one thing."""
    return sentence.meanings[0] if len(sentence.meanings) == 1 else None
