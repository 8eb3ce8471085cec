"""Tables of texts (JSONL, JSON, CSV, TSV, Parquet) -> texts, a row each.

Columns are known by their names; `columns` says otherwise (`{"text": "body"}`).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from onrecord.errors import UsageError
from onrecord.records import Rejected
from onrecord.stages.read.facts import Facts, moment, words
from onrecord.stages.read.ninjs import is_ninjs, ninjs
from onrecord.stages.read.page import too_large
from onrecord.stages.read.raw import LIMIT, Raw

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "maintext", "articlebody", "fulltext",
             "full_text", "article_text", "plain_text"),
    "html": ("html", "raw_html", "source_html"),
    "url": ("url", "link", "canonical_url", "address"),
    "outlet": ("outlet", "publisher", "publication", "source", "site", "site_name", "sitename",
               "source_domain", "domain", "newspaper"),
    "title": ("title", "headline", "heading"),
    "byline": ("byline", "author", "authors", "creator"),
    "published": ("published", "date", "date_publish", "publish_date", "published_at",
                  "publication_date", "pub_date", "pubdate", "publishedat", "datepublished",
                  "timestamp", "time"),
    "lang": ("lang", "language"),
    "credit": ("credit", "creditline", "agency"),
}  # fmt: skip
_FIELD = 131_072 * 160  # characters of one CSV field: as much as one text may have bytes
_CONTENT = ("text", "html")


class Columns:
    """Which column holds what."""

    def __init__(self, told: Mapping[str, str] | None = None) -> None:
        self.told = dict(told or {})
        if unknown := sorted(set(self.told) - set(NAMES)):
            raise UsageError(f"no such fact: {', '.join(unknown)}; known are {', '.join(NAMES)}")

    def of(self, row: Mapping[str, Any], where: str) -> Raw | Rejected:
        """The text of one row."""
        names = {str(name).strip().lower(): name for name in row}
        found = {fact: self._value(row, names, fact) for fact in NAMES}
        html = found["html"]
        text = html if isinstance(html, str) and html.strip() else found["text"]
        if isinstance(text, Mapping):  # a record of ours: {"article": {"text": …}}
            return self.of(text, where)
        if not isinstance(text, str) or not text.strip():
            told = f" (columns: {', '.join(map(str, list(row)[:12]))})" if row else ""
            return Rejected(path=where, stage="read", reason=f"the row holds no text{told}")
        facts = Facts(
            url=words(found["url"]),
            outlet=words(found["outlet"]),
            title=words(found["title"]),
            byline=_names(found["byline"]),
            published=moment(_iso(found["published"])),
            lang=(words(found["lang"]) or "").lower()[:2] or None,
            credit=words(found["credit"]),
        )
        return Raw(path=where, data=text, facts=facts, markup=text is html)

    def _value(self, row: Mapping[str, Any], names: Mapping[str, str], fact: str) -> Any:
        if fact in self.told:
            return row.get(self.told[fact])
        if set(self.told) & set(_CONTENT) and fact in _CONTENT:
            return None  # who names one column of words means no other
        for name in NAMES[fact]:
            if name in names and row[names[name]] not in (None, ""):
                return row[names[name]]
        return None


def jsonl(stream: BinaryIO, path: str, columns: Columns) -> Iterator[Raw | Rejected]:
    """One JSON object a line."""
    number = 0
    while line := stream.readline(LIMIT * 2 + 1):
        if len(line) > LIMIT * 2 or not line.strip():
            if line.strip():
                number += 1
                yield _rejected(f"{path}#{number}", too_large(len(line)))
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LIMIT)
            continue
        number += 1
        yield from _json(line, f"{path}#{number}", columns)


def json(stream: BinaryIO, path: str, columns: Columns) -> Iterator[Raw | Rejected]:
    """One JSON document: a row, or a list of rows."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        yield _rejected(path, too_large(len(data)))
        return
    try:
        read = msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError) as error:
        yield _rejected(path, f"damaged JSON: {error}")
        return
    if isinstance(read, list):
        for number, row in enumerate(read, 1):
            yield _row(row, f"{path}#{number}", columns)
    else:
        yield _row(read, path, columns)


def delimited(stream: BinaryIO, path: str, columns: Columns) -> Iterator[Raw | Rejected]:
    """CSV, or another delimiter that the head line shows; with a head line, RFC 4180 quoting."""
    csv.field_size_limit(_FIELD)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    head = text.readline()
    delimiter = max(",;\t|", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    rows = csv.DictReader(_without_nul(text), fieldnames=names, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        where = f"{path}#{number}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield _rejected(where, f"damaged table: {error}")
            continue
        row.pop(None, None)
        yield columns.of(row, where)
    text.detach()


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "\ufffd") for line in lines)


def parquet(stream: BinaryIO, path: str, columns: Columns) -> Iterator[Raw | Rejected]:
    """The rows of a Parquet file, some at a time."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UsageError("Parquet files need: pip install 'onrecord[archive]'") from error
    number = 0
    try:
        file = ParquetFile(stream)
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield columns.of(row, f"{path}#{number}")
    except (ArrowException, OSError, ValueError) as error:
        yield _rejected(f"{path}#{number + 1}", f"damaged Parquet file: {error}")


def _json(line: bytes, where: str, columns: Columns) -> Iterator[Raw | Rejected]:
    try:
        read = msgspec.json.decode(line)
    except (msgspec.MsgspecError, RecursionError) as error:
        yield _rejected(where, f"damaged JSON: {error}")
        return
    if isinstance(read, dict) and not {"page", "rejected"} & set(read):
        yield _row(read, where, columns)
    elif not isinstance(read, dict):
        yield _rejected(where, "not a JSON object")
    elif "rejected" not in read and isinstance(read["page"], str):
        yield _row(read, where, columns)  # a column that happens to be called so


def _row(row: Any, where: str, columns: Columns) -> Raw | Rejected:
    if not isinstance(row, dict):
        return _rejected(where, "not a JSON object")
    if is_ninjs(row) and not columns.told:
        return ninjs(row, where)
    return columns.of(row, where)


def _rejected(where: str, reason: str) -> Rejected:
    return Rejected(path=where, stage="read", reason=reason)


def _names(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return ", ".join(n for item in value if (n := words(item))) or None
    return words(value)


def _iso(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
