"""Which scenarios are wanted: by an expression of tags, and by words of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from cucumber_tag_expressions import TagExpressionError, parse

from negotiation.errors import NegotiationError
from negotiation.gherkin.feature import Scenario
from negotiation.gherkin.results import FeatureResult, counted
from negotiation.gherkin.running import Wanted
from negotiation.near import listing, quoted

LONGEST = 1_000  # letters of an expression: nobody types more, and the parser nests


class Expression(Protocol):
    """An expression of tags, parsed."""

    def evaluate(self, values: list[str]) -> bool:
        """Say whether tags fulfil it."""


class NotAnExpression(NegotiationError):  # noqa: N818
    """A text that is no expression of tags."""


def wanted(tags: str | None, names: Collection[str] = ()) -> Wanted:
    """Give what chooses scenarios: all that the expression takes, and whose name holds a text.

    In the expression a tag may stand with its @ or without; capitals in names do not matter.
    Raises NotAnExpression.
    """
    expression = _expression(tags)
    sought = [" ".join(name.split()).casefold() for name in names]

    def is_wanted(scenario: Scenario) -> bool:
        bare = [tag.removeprefix("@") for tag in scenario.tags]
        if expression is not None and not expression.evaluate([*scenario.tags, *bare]):
            return False
        name = " ".join(scenario.name.split()).casefold()
        return not sought or any(text in name for text in sought)

    return is_wanted


def _expression(tags: str | None) -> Expression | None:
    if tags is None:
        return None
    try:
        if tags.strip() and len(tags) <= LONGEST:
            parsed: Expression = parse(tags)
            return parsed
    except TagExpressionError:
        pass  # what the library says of it is for programmers
    example = '"@phase and not @draft", "@afp or @sohr", "not (@draft or @slow)"'
    raise NotAnExpression(f"{quoted(tags)} is no expression of tags; write for example {example}")


def nothing_wanted(results: Iterable[FeatureResult]) -> Iterator[str]:
    """Say which tags there are, if scenarios were left out and none was run."""
    kept = list(results)
    count = counted(kept)
    if count.left_out and not count.ran:
        tags = sorted({tag for r in kept for s in r.feature.scenarios for tag in s.tags})
        yield f"None of {count.left_out} scenarios is chosen; their tags: {listing(tags)}"
