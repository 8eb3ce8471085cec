"""RSS and Atom feeds and sitemaps -> what they name, and the texts that feeds carry whole."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, Literal

import lxml.etree

from onrecord.errors import UsageError
from onrecord.records import Record, Rejected
from onrecord.stages.read.facts import Facts, moment, words
from onrecord.stages.read.raw import LIMIT, Raw

_WHOLE = 60  # words from which a feed's entry is an article and no teaser
_SIGNS = (b"<rss", b"<feed", b"<rdf:RDF", b"<urlset", b"<sitemapindex")
_MOST = 50_000  # addresses of one sitemap, as the protocol has it
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
Kind = Literal["feed", "sitemap", "sitemap index"]


class Entry(Record, frozen=True, kw_only=True):
    """What a feed or sitemap names; `content` is HTML, if the feed carries any."""

    url: str | None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    changed: str | None = None
    content: str | None = None


class Feed(Record, frozen=True, kw_only=True):
    """One feed or sitemap."""

    kind: Kind
    title: str | None
    entries: list[Entry]


def is_feed(head: bytes) -> bool:
    """True for the beginning of RSS, Atom or a sitemap."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start.startswith(b"<"):
        return False
    return any(
        sign in head for sign in (b"<rss", b"<feed", b"<rdf:RDF", b"<urlset", b"<sitemapindex")
    )


def parse(data: bytes) -> Feed:
    """The feed; `UsageError` when the bytes are none."""
    data = _unpacked(data)
    head = data[:4096]
    if b"<urlset" in head or b"<sitemapindex" in head:
        return _sitemap(data)
    try:
        import feedparser
    except ImportError as error:
        raise UsageError("feeds need: pip install 'onrecord[archive]'") from error
    read = feedparser.parse(io.BytesIO(data))
    if not read.version and not read.entries:
        raise UsageError("neither RSS nor Atom nor a sitemap")
    entries = [_entry(entry) for entry in read.entries]
    return Feed(kind="feed", title=words(read.feed.get("title")), entries=entries)


def texts(data: bytes, path: str) -> Iterator[Raw | Rejected]:
    """The texts that a feed carries; what it only names is refused with the way out."""
    try:
        feed = parse(data)
    except UsageError as refused:
        yield Rejected(path=path, stage="read", reason=str(refused))
        return
    if feed.kind != "feed":
        reason = f"a {feed.kind}: it names {len(feed.entries)} pages and holds none; "
        yield Rejected(path=path, stage="read", reason=f"{reason}`onrecord watch` fetches them")
        return
    if not feed.entries:
        yield Rejected(path=path, stage="read", reason="a feed without entries")
    for number, entry in enumerate(feed.entries, 1):
        where = f"{path}#{number}"
        if entry.content is None or len(_plain(entry.content).split()) < _WHOLE:
            reason = f"a feed's teaser, not an article: `onrecord watch` fetches {entry.url}"
            yield Rejected(path=where, stage="read", reason=reason)
            continue
        yield _text(entry, feed, where)


def _text(entry: Entry, feed: Feed, where: str) -> Raw:
    title = f"<h1>{entry.title}</h1>" if entry.title else ""
    page = f"<!DOCTYPE html><html><body><article>{title}{entry.content}</article></body></html>"
    facts = Facts(
        url=entry.url, outlet=feed.title, title=entry.title, byline=entry.byline,
        published=entry.published,
    )  # fmt: skip
    return Raw(path=where, data=page, facts=facts, markup=True)


def _entry(entry: Any) -> Entry:
    content = max((c.get("value") or "" for c in entry.get("content") or []), key=len, default="")
    return Entry(
        url=words(entry.get("link")),
        title=words(_plain(entry.get("title") or "")),
        byline=words(entry.get("author")),
        published=moment(entry.get("published")) or moment(entry.get("updated")),
        changed=moment(entry.get("updated")),
        content=content or entry.get("summary") or None,
    )


def _plain(markup: str) -> str:
    if "<" not in markup:
        return markup
    import lxml.html

    found = lxml.html.fragment_fromstring(markup, create_parent="div").text_content()
    return str(found)


def _sitemap(data: bytes) -> Feed:
    try:
        tree = lxml.etree.fromstring(data, lxml.etree.XMLParser(**_SAFE))
    except lxml.etree.XMLSyntaxError as error:
        raise UsageError(f"damaged sitemap: {error}") from error
    index = lxml.etree.QName(tree).localname == "sitemapindex"
    entries = []
    for node in tree[:_MOST]:
        told = {
            lxml.etree.QName(part).localname: words("".join(part.itertext()))
            for part in node.iter()
            if isinstance(part.tag, str)
        }
        if told.get("loc"):
            entries.append(
                Entry(
                    url=told["loc"],
                    title=told.get("title"),
                    published=moment(told.get("publication_date")),
                    changed=moment(told.get("lastmod")),
                )
            )
    return Feed(kind="sitemap index" if index else "sitemap", title=None, entries=entries)


def _unpacked(data: bytes) -> bytes:
    """Sitemaps are often gzipped."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            out = file.read(LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"damaged gzip: {error}") from error
    if len(out) > LIMIT:
        raise UsageError("too large when unpacked")
    return out
