"""The record contract as JSON lines on standard output (docs/record.md)."""

import sys
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.records import Reading, Rejected


def lines(result: Reading | Rejected) -> Iterator[bytes]:
    """A line an article and one for the page, or the one line of a rejection."""
    if isinstance(result, Rejected):
        yield line({"rejected": result})
        return
    for report in result.reports:
        yield line(report)
    yield line(
        {
            "page": {
                "id": result.page.id,
                "path": result.page.path,
                "furniture": result.furniture,
                "articles": [report.article.id for report in result.reports],
            }
        }
    )


def write(out: Iterable[bytes]) -> None:
    """Bytes, so that the output is UTF-8 whatever the terminal's language is."""
    stream = sys.stdout.buffer
    for line in out:
        stream.write(line)
    stream.flush()


def line(value: object) -> bytes:
    """A record as one line of JSON."""
    return msgspec.json.encode(value) + b"\n"
