"""Read feature files: text in, Feature out, with every mistake at its line.

The official parser decides what is Gherkin; what it would let pass silently is found here. Runs
nothing, and opens nothing but the file and the phrases beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any, cast

from gherkin.ast_builder import AstBuilder
from gherkin.dialect import Dialect
from gherkin.errors import CompositeParserException, ParserError, ParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler, GherkinDocumentWithURI
from gherkin.stream.id_generator import IdGenerator
from gherkin.token_matcher import TokenMatcher

from negotiation.errors import Problem, UnknownName
from negotiation.gherkin.asked import Keyword
from negotiation.gherkin.faults import Fault, problems
from negotiation.gherkin.feature import Feature, Scenario, Sentence
from negotiation.gherkin.language import Language, codes, language
from negotiation.gherkin.mending import Keywords, mended, spoken
from negotiation.gherkin.mistakes import in_document, in_scenario, unknown
from negotiation.gherkin.phrases import Phrases, phrases_beside
from negotiation.gherkin.spelling import plain
from negotiation.gherkin.talks import Folder
from negotiation.gherkin.vocabulary import Hints, Vocabulary, vocabulary
from negotiation.load import Missing, NotText, decoded, excerpt, read_bytes
from negotiation.near import quoted

NOT_WRITTEN = {"build", "dist", "node_modules", "venv", "CVS", "_darcs"}
TELLING = {"the-chronology", "all-events"}  # steps that no other project has
KINDS: dict[str, Keyword] = {"Context": "given", "Action": "when", "Outcome": "then"}


def read(
    path: Path, root: Path | None = None, ids: IdGenerator | None = None, shown: str = ""
) -> Feature:
    """Read a feature file. `root` is the folder that it may name chronologies in, else its own.

    `shown` is what messages call it, else its path.
    Raises nothing for what is wrong in the file: its problems are in the feature.
    """
    folder = Folder(path.parent.resolve(), (root or path.parent).resolve())
    shown = shown or path.as_posix()
    if path.is_symlink() and not path.resolve().is_relative_to(folder.root):
        what = f"{quoted(shown)} is a link that leads out of the folder of the features"
        outside = Problem(shown, 1, 1, "P502", "", what, "copy the file into the folder")
        return Feature(shown, folder, "", language("en"), problems=(outside,))
    try:
        text = decoded(read_bytes(path, shown))
    except Missing as missing:
        return Feature(shown, folder, "", language("en"), problems=(missing.problem(shown),))
    except NotText as error:
        row, caret = excerpt(error.row, error.column)
        place = (shown, error.line, error.column)
        hint = "save it as UTF-8: in most editors under “Save with encoding”"
        found = Problem(*place, "Y008", "", error.message, hint, row, caret)
        return Feature(shown, folder, "", language("en"), problems=(found,))
    return parse(text, shown, folder, ids)


def parse(text: str, shown: str, folder: Folder, ids: IdGenerator | None = None) -> Feature:
    """Read the text of a feature file that is called `shown`."""
    return _Reading(text, shown, folder, ids or IdGenerator()).feature()


class _Reading:
    """One file while it is read."""

    def __init__(self, text: str, shown: str, folder: Folder, ids: IdGenerator) -> None:
        self.text, self.shown, self.folder, self.ids = text, shown, folder, ids
        self.lines = text.split("\n")
        self.faults: list[Fault] = []
        self.code, self.code_line = spoken(text, codes())
        self.words, self.phrases = self._languages()
        self.vocabulary: Vocabulary = vocabulary(self.words.language)
        self.hints = Hints(self.vocabulary)

    def _languages(self) -> tuple[Language, Phrases]:
        try:
            words = language(self.code)
        except UnknownName as error:
            line = self.code_line or 1
            hint = "leave the line out for English sentences, or ask for a translation"
            self.faults.append(Fault(line, 1, "G005", str(error), hint))
            words = language("en")
        return words, phrases_beside(self.folder.here, vocabulary(words.language))

    def feature(self) -> Feature:
        """Give the whole of it."""
        if not self.code_line and self.code != "en":
            self.faults.append(self._unsaid_language())
        others = [code for code in codes() if code != self.code]
        text, faults = mended(self.text, self.code, self._knows, others)
        self.faults += faults
        document = self._document(text)
        if document is None:
            return self._made(None, ())
        self.faults += in_document(document, self._is_empty_file())
        pickles = Compiler(self.ids).compile(_as_document(document, self.shown))
        scenarios = self._scenarios(document, pickles)
        return self._made(document, scenarios)

    def _unsaid_language(self) -> Fault:
        """Say that the keywords are of a language that no line names."""
        title = (
            n for n, row in enumerate(self.lines, 1) if row.strip() and row.strip()[0] not in "#@"
        )
        message = f"the keywords are {self.words.name}, and no line says so"
        return Fault(next(title), 1, "G005", message, f"write first: # language: {self.code}")

    def _knows(self, sentence: str) -> Keyword | None:
        text = plain(sentence)
        kinds = [meaning.step.keyword for meaning in self.vocabulary.find(text)]
        kinds += [phrase.steps[0][0] for phrase, _ in self.phrases.find(text)]
        return kinds[0] if kinds else None

    def _is_empty_file(self) -> bool:
        return not any(row.strip() and not row.lstrip().startswith("#") for row in self.lines)

    def _document(self, text: str) -> Mapping[str, Any] | None:
        """Give what the official parser makes of the text; None, with faults, if it refuses."""
        try:
            matcher = TokenMatcher(self.code if Dialect.for_name(self.code) else "en")
            return cast(Mapping[str, Any], Parser(AstBuilder(self.ids)).parse(text, matcher))
        except CompositeParserException as composite:
            self.faults += [self._refused(error) for error in composite.errors]
        except ParserError as error:
            self.faults.append(self._refused(error))
        return None

    def _refused(self, error: ParserError) -> Fault:
        """Say what the official parser refuses, at its place, and what may help."""
        place = error.location if isinstance(error, ParserException) else {"line": 1}
        line, column = place["line"], place.get("column", 1) or 1
        row = self.lines[line - 1].strip() if 0 < line <= len(self.lines) else ""
        said = str(error).partition("): ")[2] or str(error)
        words = Keywords.of(self.code)
        before = (words.title(other.strip()) for other in self.lines[: line - 1])
        if row and "#FeatureLine" in said and "feature" not in before:
            head = next(word for word, other in words.titles.items() if other == "feature")
            message = f"the file does not begin with `{head}: …`"
            return Fault(line, column, "G001", message, f"write {head}: and a title above it")
        return Fault(line, column, "G001", *_in_words(said, row))

    def _made(self, document: Mapping[str, Any] | None, scenarios: Sequence[Scenario]) -> Feature:
        head = (document or {}).get("feature") or {}
        placed = problems(self.shown, self.lines, self.faults)
        placed += [replace(p, file=self._beside(p.file)) for p in self.phrases.problems]
        taken = {problem for scenario in scenarios for problem in scenario.problems}
        return Feature(
            self.shown, self.folder, self.text, self.words,
            name=head.get("name", ""), description=head.get("description", ""),
            scenarios=tuple(scenarios),
            problems=tuple(p for p in dict.fromkeys(placed) if p not in taken),
            document=document,
        )  # fmt: skip

    def _beside(self, file: str) -> str:
        """Give the name of a file beside this one as this one is shown."""
        return (PurePath(self.shown).parent / PurePath(file).name).as_posix()

    # --- scenarios ------------------------------------------------------------------------------

    def _scenarios(
        self, document: Mapping[str, Any], pickles: Sequence[Mapping[str, Any]]
    ) -> list[Scenario]:
        nodes = _nodes(document)
        places = problems(self.shown, self.lines, self.faults)
        starts = sorted(node["location"]["line"] for node, _ in nodes.scenarios.values())
        ends = dict(pairwise([*starts, len(self.lines) + 1]))
        return [self._scenario(pickle, nodes, places, ends) for pickle in pickles]

    def _scenario(
        self,
        pickle: Mapping[str, Any],
        nodes: _Nodes,
        places: Sequence[Problem],
        ends: Mapping[int, int],
    ) -> Scenario:
        """Give one scenario, with the problems of its lines and of the background's it uses."""
        node, rule = nodes.scenarios[pickle["astNodeIds"][0]]
        sentences = tuple(self._sentence(step, nodes) for step in pickle["steps"])
        line = node["location"]["line"]
        lines = {sentence.line for sentence in sentences}
        own = [p for p in places if line <= p.line < ends[line] or p.line in lines]
        faults = in_scenario(node, sentences, self.hints)
        rows = pickle["astNodeIds"][1:]
        return Scenario(
            pickle["name"],
            node["keyword"],
            line,
            tuple(tag["name"] for tag in pickle["tags"]),
            sentences,
            rule,
            row=nodes.rows.get(rows[0]) if rows else None,
            problems=(*own, *problems(self.shown, self.lines, faults)),
            unknown=tuple(problems(self.shown, self.lines, unknown(sentences, self.hints, node))),
            pickle=pickle,
        )

    def _sentence(self, step: Mapping[str, Any], nodes: _Nodes) -> Sentence:
        node = nodes.steps[step["astNodeIds"][0]]
        argument = step.get("argument", {})
        table = argument.get("dataTable")
        rows = tuple(
            tuple(cell["value"] for cell in row["cells"]) for row in (table or {}).get("rows", ())
        )
        text = plain(step["text"])
        return Sentence(
            node["keyword"],
            KINDS.get(step.get("type", "")),
            step["text"],
            text,
            node["location"]["line"],
            node["location"]["column"],
            table=rows if table is not None else None,
            text_block=argument["docString"]["content"] if "docString" in argument else None,
            meanings=self.vocabulary.find(text),
            inner=self.phrases.steps(text),
            ids=tuple(step["astNodeIds"]),
            pickle_id=step["id"],
        )


def _as_document(document: Mapping[str, Any], uri: str) -> GherkinDocumentWithURI:
    return cast(GherkinDocumentWithURI, {**document, "uri": uri})


class _Nodes:
    """Where the parts of a document stand: by id, steps, scenarios with their rule, rows."""

    def __init__(self) -> None:
        self.steps: dict[str, Mapping[str, Any]] = {}
        self.scenarios: dict[str, tuple[Mapping[str, Any], str]] = {}
        self.rows: dict[str, int] = {}

    def add(self, children: Iterable[Mapping[str, Any]], rule: str = "") -> None:
        for child in children:
            if "rule" in child:
                self.add(child["rule"]["children"], child["rule"]["name"])
            node = child.get("background") or child.get("scenario")
            if node is None:
                continue
            self.steps |= {step["id"]: step for step in node["steps"]}
            if "scenario" in child:
                self.scenarios[node["id"]] = (node, rule)
                body = [row for e in node["examples"] for row in e.get("tableBody", ())]
                self.rows |= {row["id"]: number for number, row in enumerate(body, 1)}


def _nodes(document: Mapping[str, Any]) -> _Nodes:
    found = _Nodes()
    found.add((document.get("feature") or {}).get("children", ()))
    return found


# --- what the parser refuses ---------------------------------------------------------------------


def _in_words(said: str, row: str) -> tuple[str, str]:
    if "Language not supported" in said:
        return said, "write a code that Gherkin knows, such as # language: fr"
    if "inconsistent cell count" in said:
        return "the rows of the table have not the same number of cells", (
            "give every row as many | as the first"
        )
    if "unexpected end of file" in said:
        return "the file ends where more is due", "close the text block or write the steps"
    if row.startswith("|"):
        return "a table stands where none can", "put it under the step that it belongs to"
    if row.startswith(("Feature:", "Background:")):
        what = row.partition(":")[0]
        return f"a second `{what}:`, or one out of place", "a file has one, before its scenarios"
    return f"{quoted(row)} is no line of Gherkin here", (
        "steps begin with Given, When, Then, And or But; scenarios with `Scenario:`"
    )


def speaks_of_talks(text: str) -> bool:
    """Say whether a line of a text is a step that reads or replays a chronology.

    So that features of other projects are told from ours; the text need not be Gherkin.
    """
    for code in codes():
        words, stems = vocabulary(code), [key.strip() for key in (*Keywords.of(code).steps, "* ")]
        begun = re.compile("|".join(map(re.escape, stems)), re.IGNORECASE)
        for line in text.split("\n"):
            match = begun.match(line.strip())
            rest = line.strip()[match.end() :].lstrip(" :") if match else ""
            if any(meaning.step.id in TELLING for meaning in words.find(plain(rest))):
                return True
    return False


def feature_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Give the feature files that paths mean, each with the folder that it may name files in."""
    named, seen = list(paths), set[Path]()
    for path in named:
        inside = (file for file in path.rglob("*.feature") if not file.is_dir())
        found = sorted(inside) if path.is_dir() else [path]
        for file in found:
            if file.absolute() not in seen and not _is_left_alone(file, path):
                seen.add(file.absolute())
                yield file, root_of(file, named)


def root_of(file: Path, named: Iterable[Path]) -> Path:
    """Give the folder that a feature may name chronologies in.

    The outermost of the folders that were named and that it lies in, else its own.
    """
    whole = file.absolute()
    folders = [path for path in named if path.is_dir() and whole.is_relative_to(path.absolute())]
    return min(folders, key=lambda path: len(path.absolute().parts), default=file.parent)


def _is_left_alone(file: Path, under: Path) -> bool:
    """Say whether a file is hidden or lies where nobody writes: pytest leaves the same alone."""
    parts = file.relative_to(under).parts if file != under else ()
    return any(part.startswith(".") or part in NOT_WRITTEN for part in parts)
