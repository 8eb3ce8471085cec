"""A file -> the texts it holds: one, or as many as a table, feed, crawl or archive has."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import UsageError
from onrecord.records import Rejected
from onrecord.stages.read import feeds, newsml, packed, tables, warc
from onrecord.stages.read.page import bytes_of, printable, too_large
from onrecord.stages.read.raw import LIMIT, Raw

STDIN = "-"
_HEAD = 8_192
_TABLES = {
    ".jsonl": tables.jsonl, ".ndjson": tables.jsonl, ".json": tables.json,
    ".csv": tables.delimited, ".tsv": tables.delimited, ".parquet": tables.parquet,
}  # fmt: skip


def texts(file: Path, columns: tables.Columns, first: int = 0, at: int = 0) -> (
    Iterator[Raw | Rejected]
):  # fmt: skip
    """The texts of a file from number `first` on; of a crawl that one begins at byte `at`."""
    where = printable(file)
    try:
        if where == STDIN:
            yield from _skip(_stdin(columns), first)
            return
        if not file.is_file():
            bytes_of(file)  # tells why it cannot be read
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            if warc.is_warc(head, where):
                yield from warc.items(stream, where, first, at)
                return
            yield from _skip(_opened(stream, where, head, columns, file.stat().st_size), first)
    except UsageError as refused:
        yield Rejected(path=where, stage="read", reason=str(refused))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Rejected(path=where, stage="read", reason=f"cannot be read: {reason}")


def kind_of(file: Path) -> str:
    """`warc`, `many` (a table, feed or archive) or `one`, by name and first bytes."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except (OSError, ValueError):
        return "one"
    name = printable(file)
    if warc.is_warc(head, name):
        return "warc"
    return "many" if _holds_many(head, name) else "one"


def _holds_many(head: bytes, name: str) -> bool:
    known = _suffix(name) in _TABLES or head.startswith(b"PAR1")
    return known or packed.is_packed(head) or feeds.is_feed(head) or newsml.is_newsml(head)


def _opened(
    stream: BinaryIO, where: str, head: bytes, columns: tables.Columns, size: int, deep: int = 0
) -> Iterator[Raw | Rejected]:
    reader = tables.parquet if head.startswith(b"PAR1") else _TABLES.get(_suffix(where))
    if reader is not None:
        yield from reader(stream, where, columns)
    elif packed.is_packed(head):
        if deep:
            yield Rejected(path=where, stage="read", reason="an archive within an archive")
            return
        yield from _packed(stream, where, columns, size)
    else:
        data = stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            yield Rejected(path=where, stage="read", reason=too_large(max(size, len(data))))
        elif newsml.is_newsml(head):
            yield from newsml.newsml(data, where)
        elif feeds.is_feed(head):
            yield from feeds.texts(data, where)
        else:
            yield Raw(path=where, data=data)


def _packed(
    stream: BinaryIO, where: str, columns: tables.Columns, size: int
) -> Iterator[Raw | Rejected]:
    for member in packed.members(stream, where, size):
        if isinstance(member, Rejected):
            yield member
            continue
        inner = io.BytesIO(member.data)
        head = member.data[:_HEAD]
        if warc.is_warc(head, member.path):
            yield from warc.items(inner, member.path)
        else:
            yield from _opened(inner, member.path, head, columns, len(member.data), deep=1)


def _stdin(columns: tables.Columns) -> Iterator[Raw | Rejected]:
    """Standard input: one text, or JSON lines."""
    stream = sys.stdin.buffer
    first = stream.readline(LIMIT + 1)
    if first.lstrip().startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from tables.jsonl(_Chained(first, stream), STDIN, columns)
        return
    data = first + stream.read(LIMIT + 1 - len(first))
    head = data[:_HEAD]
    if warc.is_warc(head, STDIN):
        yield from warc.items(io.BytesIO(data), STDIN)
        return
    yield from _opened(io.BytesIO(data), STDIN, head, columns, len(data))


class _Chained(io.BytesIO):
    """A line that was read already, and the stream it came from."""

    def __init__(self, line: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._line, self._rest = line, rest

    def readline(self, size: int | None = -1, /) -> bytes:
        line, self._line = self._line, b""
        return line or self._rest.readline(-1 if size is None else size)


def _skip(found: Iterator[Raw | Rejected], first: int) -> Iterator[Raw | Rejected]:
    for number, item in enumerate(found):
        if number >= first:
            yield item


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()
