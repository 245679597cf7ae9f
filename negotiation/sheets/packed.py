"""Take the parts of a packed spreadsheet out of its zip: bytes of a file in, bytes of parts out.

Distrusts all that a zip says of itself: what is read is counted while it is unpacked. Knows nothing
of what the parts say: see markup.py and workbook.py.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from negotiation.near import quoted
from negotiation.sheets.grid import Unusable

MEGABYTE = 1_000_000
FILE = 20 * MEGABYTE
MEMBERS = 2_000
UNPACKED = 100 * MEGABYTE  # all parts, pictures too, as the zip says
READ = 50 * MEGABYTE  # the parts that are read, as counted
SMALL = 10 * MEGABYTE  # a part of this size may be packed as tightly as it likes
TIGHTEST = 200  # a larger one may be so many times larger than packed; real ones are 5 to 50 times
ELEMENTS = 500_000  # of XML; 50,000 filled cells are made of some 250,000
FILLED = 50_000  # cells
LETTERS = 20_000_000  # of all cells: a text that is kept once may stand in many
SAVE_AS = "open it in your spreadsheet program and save it as .xlsx"
_OLD = b"\xd0\xcf\x11\xe0"  # an OLE file: an old .xls, or any file under a password
_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, EOFError, RuntimeError,
)  # fmt: skip


def read_bytes(path: Path, shown: str) -> bytes:
    """Give what a file holds. Raises Unusable if it is not there, no file, or too large."""
    try:
        if path.exists() and not path.is_file():
            raise Unusable("P503", f"{quoted(shown)} is not a file", "name the file itself")
        with path.open("rb") as file:
            data = file.read(FILE + 1)
    except FileNotFoundError:
        raise Unusable("P501", f"there is no file {quoted(shown)}", "check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the system refuses"
        message = f"the file cannot be read ({reason})"
        raise Unusable("P503", message, "check that you may read it") from None
    if len(data) > FILE:
        message = f"the file is larger than {FILE // MEGABYTE} MB"
        raise Unusable("Y006", message, "take out pictures, or divide it")
    return data


def broken(what: str) -> Unusable:
    """Give the error for a file that is damaged, or that no spreadsheet program made."""
    return Unusable("S107", f"the file is damaged: {what}", SAVE_AS)


def too_large(what: str) -> Unusable:
    """Give the error for a file that holds more than tables of talks do."""
    hint = (
        "delete the rows and columns below and beside the tables (they may be empty but "
        "formatted), or divide the file"
    )
    return Unusable("Y006", what, hint)


class Package:
    """The parts of one packed file, by name; and how much of it may still be read."""

    def __init__(self, data: bytes) -> None:
        _refuse_others(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS:
            raise broken("its end is missing, or the list of its parts") from None
        self._parts = _listed(self._zip.infolist())
        self.bytes_left = READ
        self.elements_left = ELEMENTS
        self.cells_left = FILLED
        self.letters_left = LETTERS
        if "content.xml" in self._parts:
            raise Unusable("S107", "the file is an OpenDocument file (.ods)", SAVE_AS)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def read(self, name: str) -> bytes:
        """Unpack one part. Raises Unusable if it is not there, damaged, or too large."""
        info = self._parts.get(name.lower())
        if info is None:
            raise broken(f"its part {quoted(name)} is missing")
        most = min(self.bytes_left, max(SMALL, TIGHTEST * info.compress_size))
        if info.compress_type not in _DEFLATED:
            raise broken(f"its part {quoted(name)} is packed in an unusual way")
        try:
            with self._zip.open(info) as part:
                data = part.read(most + 1)
        except _FAULTS:
            raise broken(f"its part {quoted(name)} cannot be unpacked") from None
        if len(data) > most:
            raise too_large(f"unpacked, the part {quoted(name)} is too large to be a table")
        self.bytes_left -= len(data)
        return data


def _refuse_others(data: bytes) -> None:
    """Tell apart what people take for an .xlsx file. Raises Unusable."""
    if not data:
        raise Unusable("Y012", "the file is empty", SAVE_AS)
    if data.startswith(_OLD):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        kind = "is under a password" if locked else "is an old .xls file, or under a password"
        raise Unusable("S107", f"the file {kind}", f"{SAVE_AS}, without a password")
    if not data.startswith(b"PK"):
        raise Unusable("S107", "the file is no .xlsx file, whatever its name says", SAVE_AS)
    if data.count(b"PK\x01\x02") > MEMBERS:  # before Python makes an object of each
        raise too_large(f"the file has more than {MEMBERS:,} parts")


def _listed(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Give the parts by name; names differ not by capitals alone. Raises Unusable."""
    if sum(info.file_size for info in infos) > UNPACKED:
        raise too_large(f"unpacked, the file is larger than {UNPACKED // MEGABYTE} MB")
    parts: dict[str, zipfile.ZipInfo] = {}
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in parts:
            raise broken(f"it has two parts {quoted(name)}")
        if info.header_offset < end:
            raise broken("its parts lie over one another")
        end = info.header_offset + 30 + info.compress_size  # 30 bytes: the shortest header
        parts[name] = info
    return parts
