"""Find the chronology that a feature names: in the features' folder, or a shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from negotiation import library
from negotiation.errors import UnknownName
from negotiation.gherkin.talks import Folder
from negotiation.load import inside, is_chronology
from negotiation.near import did_you_mean, quoted

ENDINGS = ("", ".yaml", ".yml", ".xlsx", ".xlsm")


def chronology_file(name: str, folder: Folder) -> Path:
    """Give the file meant: beside the feature, above it up to the features' folder, or shipped.

    Nothing outside that folder is followed. Raises UnknownName.
    """
    if PureWindowsPath(name).anchor or ".." in PureWindowsPath(name).parts:
        raise UnknownName(
            f"the chronology {quoted(name)} lies outside the folder of the features; "
            "put the file into it, and write its name"
        )
    for place in _upwards(folder):
        paths = [inside(f"{name}{ending}", place) for ending in ENDINGS]
        found = [path for path in paths if path is not None and is_chronology(path)]
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


def shown_name(path: Path, folder: Folder) -> str:
    """Give what messages call a chronology: its path in the features' folder, or its shipped name.

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
