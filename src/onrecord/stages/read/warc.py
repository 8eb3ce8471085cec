"""WARC files (ISO 28500), plain or compressed, as Common Crawl News has them -> texts.

Items are the response, resource and conversion records, numbered from 0, and each damaged stretch
of the file. The file position of an item is known, so that a reader can begin in the middle.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from onrecord.errors import UsageError
from onrecord.records import Rejected
from onrecord.stages.read.facts import Facts
from onrecord.stages.read.page import too_large
from onrecord.stages.read.raw import LIMIT, Raw

_TEXTUAL = re.compile(r"^(?:text/(?:html|plain)|application/xhtml\+xml)\b", re.I)
_CHUNK = 1 << 20
_STARTS = (b"\x1f\x8b\x08", b"WARC/1.")  # of a gzip member and of a record


class Item(NamedTuple):
    """A record, or the damage that stands in a record's place."""

    number: int
    at: int
    record: Any
    damage: str | None = None


def is_warc(head: bytes, name: str) -> bool:
    return head.startswith(b"WARC/") or name.endswith((".warc", ".warc.gz", ".warc.zst"))


def items(stream: BinaryIO, path: str, first: int = 0, at: int = 0) -> Iterator[Raw | Rejected]:
    """The texts from the item with the number `first` on, which begins at byte `at`."""
    for item in scan(stream, first, at):
        where = f"{path}#{item.number}"
        if item.damage is not None:
            yield Rejected(path=where, stage="read", reason=item.damage)
            continue
        try:
            yield _raw(item.record, where)
        except UsageError as refused:
            yield Rejected(path=where, stage="read", reason=str(refused))
        except OSError as error:
            yield Rejected(path=where, stage="read", reason=f"damaged record: {error}")


def scan(stream: BinaryIO, first: int = 0, at: int = 0) -> Iterator[Item]:
    """Records in order; after damage the next record that can be found."""
    number = first
    while True:
        stream.seek(at)
        last = at - 1  # the last byte of which something is known
        try:
            for record in _records(stream):
                last = record.stream_pos
                yield Item(number, last, record)
                number += 1
            return
        except OSError:
            yield Item(number, last + 1, None, f"damaged WARC file after byte {max(0, last)}")
            number += 1
        found = _next_start(stream, last + 2)
        if found is None:
            return
        at = found


def _records(stream: BinaryIO) -> Iterator[Any]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise UsageError("WARC files need: pip install 'onrecord[archive]'") from error
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    yield from ArchiveIterator(stream, record_types=wanted, auto_decode="all", parse_http=True)


def _next_start(stream: BinaryIO, begin: int) -> int | None:
    """The next byte at which a record may begin."""
    stream.seek(begin)
    position, kept = begin, b""
    while chunk := stream.read(_CHUNK):
        window = kept + chunk
        hits = [hit for sign in _STARTS if (hit := window.find(sign)) >= 0]
        if hits:
            return position - len(kept) + min(hits)
        kept = window[-8:]
        position += len(chunk)
    return None


def _raw(record: Any, where: str) -> Raw:
    http = record.http_headers
    url = record.headers.get("WARC-Target-URI")
    if http is not None and http.status_code is not None and not 200 <= http.status_code < 300:
        raise UsageError(f"the server answered {http.status_code}: {url}")
    kind = (record.http_content_type if http is not None else None) or _declared(record)
    if kind and not _TEXTUAL.match(kind):
        raise UsageError(f"{kind}, not a page of news: {url}")
    data = record.reader.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise UsageError(too_large(len(data)))
    if not data:
        raise UsageError("empty, or cut off at the end of the file")
    charset = record.http_charset if http is not None else None
    return Raw(path=where, data=data, facts=Facts(url=url), charset=charset)


def _declared(record: Any) -> str | None:
    kind: str | None = record.headers.get("Content-Type")
    return None if kind and kind.startswith("application/http") else kind


def marks(file: Path, every: int) -> list[tuple[int, int, int]]:
    """The file in parts: (number of the first item, its byte, how many items)."""
    out: list[tuple[int, int, int]] = []
    with file.open("rb") as stream:
        for item in scan(stream):
            if item.number % every == 0:
                out.append((item.number, item.at, 0))
            number, at, count = out[-1]
            out[-1] = (number, at, count + 1)
    return out
