"""Run feature files: paths in, results out, one feature after another as they finish.

A broken file stops none of the others; a path that is not there stops everything before it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gherkin.stream.id_generator import IdGenerator

from negotiation.errors import NegotiationError
from negotiation.gherkin.reader import feature_files, read
from negotiation.gherkin.results import FeatureResult
from negotiation.gherkin.running import Wanted, run_feature
from negotiation.gherkin.talks import Shelf
from negotiation.near import quoted


class NoFeatures(NegotiationError):  # noqa: N818
    """Paths that are not there, or under which no feature lies."""


def run_files(
    paths: Iterable[Path], wanted: Wanted | None = None, *, roles_only: bool = False
) -> Iterator[FeatureResult]:
    """Run what is wanted of the features in files and folders. Raises NoFeatures.

    A chronology is loaded and replayed once for all of them. Ids are unique over all files. With
    `roles_only`, roles stand for the names of persons in what the chronologies say.
    """
    found = _found(list(paths))
    shelf, ids = Shelf(roles_only=roles_only), IdGenerator()
    return (run_feature(read(path, root, ids), shelf, wanted) for path, root in found)


def _found(paths: list[Path]) -> list[tuple[Path, Path]]:
    for path in paths:
        if not path.exists():
            raise NoFeatures(f"there is no file or folder {quoted(str(path), 200)}")
    found = list(feature_files(paths))
    if not found:
        names = ", ".join(quoted(str(path), 200) for path in paths)
        raise NoFeatures(f"no file that ends in .feature lies under {names}")
    return found
