"""Find what is shipped: chronologies, models and features, by name and from any folder."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_WHEEL = _HERE / "shipped"


def _folder(name: str) -> Path:
    """Give a shipped folder: inside the wheel, or beside the package in a checkout."""
    return _WHEEL / name if _WHEEL.is_dir() else _HERE.parent / name


def scenarios() -> Path:
    """Give the folder of the shipped chronologies."""
    return _folder("scenarios")


def features() -> Path:
    """Give the folder of the shipped features, one folder a chronology."""
    return _folder("features")


def chronologies() -> dict[str, Path]:
    """Give the shipped chronologies by name."""
    return {path.stem: path for path in sorted(scenarios().glob("*.yaml"))}


def models() -> dict[str, Path]:
    """Give the shipped models by name."""
    return {path.stem: path for path in sorted((scenarios() / "models").glob("*.yaml"))}


def whatifs() -> dict[str, Path]:
    """Give the shipped files of named what-ifs, by the name of their chronology."""
    return {path.stem: path for path in sorted((scenarios() / "whatifs").glob("*.yaml"))}


def mappings() -> dict[str, Path]:
    """Give the shipped mappings of tables by name."""
    return {path.stem: path for path in sorted((scenarios() / "mappings").glob("*.yaml"))}


def assumptions() -> dict[str, Path]:
    """Give the shipped assumptions for simulations by name."""
    return {path.stem: path for path in sorted((scenarios() / "assumptions").glob("*.yaml"))}
