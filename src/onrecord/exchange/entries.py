"""What an export is made of: the articles of a store one by one, with what is known of their pages.

Nothing is collected: memory is that of one article, however large the store.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from onrecord.records import Page, Record, Report
from onrecord.spans import Span
from onrecord.store import Store

SHORT = 300  # code points of a quotation that is exported without --full-text
GLIMPSE = 60  # the same of the outlet's own prose, which would add up to its article

T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Source:
    """The page an article was cut from. `captured` is when it was read, in UTC, if that is known.

    `sha256` is of the page's text as UTF-8: the text that `page_spans` point into.
    """

    id: str
    path: str
    url: str | None
    sha256: str
    captured: str | None

    @staticmethod
    def of(store: Store, page: str) -> "Source":
        kept = store.page(page)
        return Source(
            id=kept.id,
            path=kept.path,
            url=kept.url,
            sha256=page_hash(kept),
            captured=store.captured(page),
        )


@dataclass(frozen=True)
class Entry:
    """An article with its record and page; `full` says that whole texts were asked for."""

    report: Report
    source: Source
    full: bool = False

    @property
    def article(self) -> str:
        return self.report.article.id

    def quote(self, spans: Sequence[Span], limit: int = SHORT) -> str | None:
        """The words at the spans, cut to a short quotation unless whole texts were asked for."""
        if not spans:
            return None
        return cut(self.report.quote(list(spans)), None if self.full else limit)

    def is_cut(self, spans: Sequence[Span], limit: int = SHORT) -> bool:
        """Whether `quote` leaves words out."""
        return not self.full and len(self.report.quote(list(spans))) > limit

    def utf16(self, offset: int) -> int:
        """A code point's offset as a browser counts it."""
        return offset + bisect_left(self._astral, offset)

    @cached_property
    def _astral(self) -> list[int]:
        """Offsets of the characters that take two UTF-16 units."""
        return [i for i, ch in enumerate(self.report.article.text) if ch > "\uffff"]


def entries(store: Store, full: bool = False) -> Iterator[Entry]:
    """Every article of the store in the order of storing."""
    source: Source | None = None
    for article in store.articles():
        if source is None or source.id != article.page:
            source = Source.of(store, article.page)
        yield Entry(store.report(article.id), source, full)


def page_hash(page: Page) -> str:
    return hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest()


def cut(words: str, limit: int | None) -> str:
    """At most `limit` code points, ended at a word and with an ellipsis where words are left out.

    The words that stay are unchanged: a quotation can be looked up in the text.
    """
    if limit is None or len(words) <= limit:
        return words
    head = words[: limit - 1]
    at_word = head.rstrip() if words[limit - 1].isspace() else _whole_words(head)
    return f"{at_word}…"


def _whole_words(head: str) -> str:
    """Without the last word, which may be half of one; a single long word is cut inside."""
    for i in range(len(head) - 1, len(head) // 2, -1):
        if head[i].isspace():
            return head[:i].rstrip()
    return head


def by_id(items: Sequence[T], key: str | None) -> T | None:
    """The item of a list with that id."""
    return next((item for item in items if getattr(item, "id", None) == key), None)
