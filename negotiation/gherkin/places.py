"""Find the chronology and the assumptions that a feature names: beside it, or shipped ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from negotiation import library
from negotiation.errors import UnknownName
from negotiation.gherkin.talks import Folder
from negotiation.load import inside, is_assumptions, is_chronology, is_file
from negotiation.near import did_you_mean, quoted

ENDINGS = ("", ".yaml", ".yml", ".xlsx", ".xlsm")


def chronology_file(name: str, folder: Folder) -> Path:
    """Give the file meant: beside the feature, above it up to the features' folder, or shipped.

    Nothing outside that folder is followed. Raises UnknownName.
    """
    _check_inside(f"the chronology {quoted(name)} lies", name)
    for place in _upwards(folder):
        paths = [inside(f"{name}{ending}", place) for ending in ENDINGS]
        found = [path for path in paths if path is not None and is_chronology(path)]
        if len(found) > 1 or (found and found[0].name != name):
            found = [path for path in found if not is_assumptions(path)]
        if len(found) > 1 and found[0].name != name:
            listed = " and ".join(quoted(path.name) for path in found)
            raise UnknownName(f"there are {listed}; write which one is meant, with its ending")
        if found:
            return found[0]
    shipped = library.chronologies()
    if name in shipped:
        return shipped[name]
    known = [*dict.fromkeys(_beside(folder)), *shipped]
    raise UnknownName(f"there is no chronology {quoted(name)}; {did_you_mean(name, known)}")


def assumptions_file(name: str, folder: Folder) -> Path:
    """Give the file of assumptions meant, which is looked for as a chronology is.

    A file that does not call itself assumptions is not meant, unless it is named with its ending.
    Raises UnknownName.
    """
    _check_inside(f"the assumptions {quoted(name)} lie", name)
    for place in _upwards(folder):
        exact = inside(name, place)
        if exact is not None and is_file(exact):
            return exact
        paths = [inside(f"{name}{ending}", place) for ending in (".yaml", ".yml")]
        found = [path for path in paths if path is not None and is_assumptions(path)]
        if found:
            return found[0]
    shipped = library.assumptions()
    if name in shipped:
        return shipped[name]
    files = ((p, place) for place in _upwards(folder) for p in sorted(place.glob("*.y*ml")))
    beside = (p.stem for p, place in files if is_assumptions(inside(p.name, place) or ""))
    known = [*dict.fromkeys(beside), *shipped]
    raise UnknownName(f"there are no assumptions {quoted(name)}; {did_you_mean(name, known)}")


def _check_inside(what: str, name: str) -> None:
    """Raise UnknownName for a name that leads out of the folder of the features."""
    if PureWindowsPath(name).anchor or ".." in PureWindowsPath(name).parts:
        hint = "put the file into it, and write its name"
        raise UnknownName(f"{what} outside the folder of the features; {hint}")


def shown_name(path: Path, folder: Folder) -> str:
    """Give what messages call a file: its path in the features' folder, or its shipped name.

    Where that folder lies is nobody's business: reports are published.
    """
    for place in (folder.root, folder.here):
        if path.is_relative_to(place):
            return path.relative_to(place).as_posix()
    return path.stem


def _upwards(folder: Folder) -> Iterator[Path]:
    """Give the feature's folder, and those above it up to the features' folder."""
    yield folder.here
    if folder.here != folder.root and folder.here.is_relative_to(folder.root):
        for parent in folder.here.parents:
            yield parent
            if parent == folder.root:
                return


def _beside(folder: Folder) -> Iterator[str]:
    """Give the names of the files that may be meant."""
    for place in _upwards(folder):
        paths = [path for ending in ENDINGS[1:] for path in place.glob(f"*{ending}")]
        yield from sorted(path.stem for path in paths)
