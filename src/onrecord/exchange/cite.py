"""One record as somebody who has to answer for it would cite it."""

import re
from collections.abc import Sequence
from typing import Any

from onrecord.exchange.entries import Entry
from onrecord.records import Event, Figure, Record, Report, Statement
from onrecord.render import words
from onrecord.render.why import record, why
from onrecord.spans import Span, contains, cover

_KEY = re.compile(r"(?:urn:onrecord:)?(.+)[/:#]([sefaptv]\d+)")


class Citation(Record, frozen=True, kw_only=True):
    """`start` and `end` are code points of the article's text; the `utf16` pair is the same place.

    `quote` is cut to a short quotation (`cut`) unless whole texts were asked for; the positions are
    those of all of it.
    """

    article: str
    record: str
    kind: str
    says: str
    quote: str
    cut: bool
    start: int
    end: int
    start_utf16: int
    end_utf16: int
    on_whose_word: str
    statement: str | None
    outlet: str | None
    title: str
    byline: str | None
    published: str | None
    url: str | None
    page: str
    page_path: str
    page_sha256: str
    captured: str | None
    why: str
    made_by: list[str]


def parse(key: str) -> tuple[str, str | None]:
    """`ARTICLE/RECORD` as its two parts; the record is None when only an article is named."""
    found = _KEY.fullmatch(key)
    return (found[1], found[2]) if found else (key, None)


def cite(entry: Entry, key: str) -> Citation:
    """The citation of a record; `NotFound` when the article has none of that id."""
    report, item = entry.report, record(entry.report, key)
    spans = spans_of(report, item)
    start, end = cover(spans) if spans else (0, 0)
    article, statement = report.article, _statement_of(item)
    return Citation(
        article=article.id,
        record=key,
        kind=type(item).__name__.lower(),
        says=says(report, item),
        quote=entry.quote(spans) or "",
        cut=entry.is_cut(spans),
        start=start,
        end=end,
        start_utf16=entry.utf16(start),
        end_utf16=entry.utf16(end),
        on_whose_word=words.word_of(report, statement),
        statement=statement,
        outlet=article.outlet,
        title=words.title(article),
        byline=article.byline,
        published=article.published,
        url=article.url,
        page=entry.source.id,
        page_path=entry.source.path,
        page_sha256=entry.source.sha256,
        captured=entry.source.captured,
        why=why(report, item),
        made_by=report.made_by,
    )


def _statement_of(item: Any) -> str | None:
    if isinstance(item, Statement):
        return item.id
    return item.statement if isinstance(item, Event | Figure) else None


def spans_of(report: Report, item: Any) -> list[Span]:
    """The words that a record is quoted by: of an event its trigger with those who take part."""
    if isinstance(item, Statement):
        return item.content
    if isinstance(item, Event):
        return _act(report, item)
    mentions: list[Span] | None = getattr(item, "mentions", None)
    return [item.span] if mentions is None else mentions[:1]


def _act(report: Report, event: Event) -> list[Span]:
    """From the first to the last word of the act, if they stand in one block."""
    named = [a.span for a in (*event.actors, *event.recipients) if a.span]
    whole = cover([*event.trigger, *named])
    one_block = any(contains(block.span, whole) for block in report.article.blocks)
    return [whole] if one_block else event.trigger


def says(report: Report, item: Any) -> str:
    """The record in a line."""
    if isinstance(item, Statement):
        return f"{words.speaker(report, item)} {words.does(item)}"
    if isinstance(item, Event):
        parties = (words.parties(report, item.actors), words.parties(report, item.recipients))
        who, whom = (party or "somebody unnamed" for party in parties)
        return f"{who} → {whom}: {item.type} ({item.status})"
    if isinstance(item, Figure):
        parts: Sequence[str | None] = (words.amount(item), item.unit, item.of)
        return " ".join(part for part in parts if part) or words.words(report, item.span)
    named = getattr(item, "name", None) or getattr(item, "value", None)
    return str(named or getattr(item, "kind", None) or words.words(report, spans_of(report, item)))
