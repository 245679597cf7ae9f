"""Turn a file's bytes into text: UTF-8, with or without a byte-order mark, and nothing else."""

from __future__ import annotations

_UTF16_MARKS = {b"\xff\xfe", b"\xfe\xff"}
_DOCUMENTS = {b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"}  # as word processors begin them
_SAVE = "save it with the encoding UTF-8"


class NotText(Exception):  # noqa: N818  internal: becomes a Problem
    """Bytes that are not UTF-8: place from 1, what is wrong, what to do, and the line if any."""

    def __init__(self, message: str, hint: str = _SAVE) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        self.line, self.column, self.row = 1, 1, ""


def decoded(data: bytes) -> str:
    """Give the text of a file. Raises NotText."""
    if data[:4] in _DOCUMENTS:
        raise NotText(
            "the file is a document of another program, not a text file",
            "`negotiation new NAME` writes a file to start from, for any text editor",
        )
    if data[:2] in _UTF16_MARKS or b"\0" in data[:2]:
        raise NotText("the file is encoded in UTF-16, not in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _at(data, error.start) from None


def _at(data: bytes, place: int) -> NotText:
    """Say where the first byte stands that is not UTF-8."""
    before = data[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    begin = before.rfind(b"\n") + 1
    error = NotText("the file is not encoded in UTF-8")
    error.line = before.count(b"\n") + 1
    error.column = len(before[begin:].decode("utf-8", "replace")) + 1
    rest = data[place : place + 100].splitlines()[0]
    error.row = (before[begin:] + rest).decode("utf-8", "backslashreplace")
    return error
