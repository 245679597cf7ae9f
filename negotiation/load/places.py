"""Find the place of what a path leads to in a file: loading keeps none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from negotiation.load.node import Place
from negotiation.load.page import Page, Path_


def find_places(path: Path, shown: str, wanted: Iterable[Path_]) -> dict[Path_, Place]:
    """Give for each path the place of its key, of a list's item that of the item.

    Paths that the file does not hold are left out. Raises LoadError if it cannot be read.
    """
    tree = Page(path, shown).tree
    found: dict[Path_, Place] = {}
    for one in wanted:
        node, reached = tree.reach(one)
        if reached == len(one):
            keys = tree.find(one[:-1]).keys
            found[one] = keys.get(str(one[-1]) if one else "", node.place)
    return found
