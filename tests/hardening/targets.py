"""What must hold of every input, however hostile: one function a part, bytes in, nothing out.

A target raises `AssertionError` (or anything else) when the part breaks its word. The tests feed
them from hypothesis, `fuzz.py` from a coverage-guided fuzzer.
"""

import tempfile
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import lxml.html
import msgspec
from hypothesis import strategies as st

from onrecord.errors import OnrecordError, UsageError
from onrecord.exchange.csv_tables import plain, safe
from onrecord.exchange.selectors import resolve, selectors
from onrecord.pipeline import Pipeline
from onrecord.records import (
    Actor,
    Argument,
    Event,
    Figure,
    Page,
    Place,
    Reading,
    Rejected,
    Report,
    Split,
    Statement,
    Time,
    Voice,
)
from onrecord.render.article import page as web_page
from onrecord.render.summary import summary
from onrecord.spans import merge, trim, utf16
from onrecord.stages.read import page_from_bytes
from onrecord.stages.read.decode import decode
from onrecord.stages.split import split
from onrecord.store import Store
from sample import bare

PROSE = (
    "The minister said on Monday that the army had taken the town. “We will not leave,” he said. "
)


def text_of(data: bytes) -> str:
    """Any text, lone surrogates left out: what a file can hold."""
    return data.decode("utf-8", "replace")


def reads_bytes(data: bytes) -> None:
    """Bytes become text, or are refused with a reason."""
    try:
        text, name = decode(data)
    except UsageError as refused:
        assert str(refused)
        return
    assert name
    text.encode("utf-8")  # no half of a surrogate pair


def reads_pages(data: bytes) -> None:
    """A page or a reason; whatever is cut from it points at its very characters."""
    try:
        page = page_from_bytes(data)
    except UsageError as refused:
        assert str(refused)
        return
    msgspec.json.encode(page)  # and so can be kept and sent
    cut_is_sound(page, split(page))


def reads_html(data: bytes) -> None:
    """The same with the data inside a web page."""
    head = b"<html><head><title>T</title></head><body><article><p>"
    reads_pages(head + PROSE.encode() * 4 + data + b"</p></article></body></html>")


def splits(data: bytes) -> None:
    page = Page.of(text_of(data))
    cut_is_sound(page, split(page))


def cut_is_sound(page: Page, cut: Split) -> None:
    """Blocks hold the page's characters unchanged; nothing belongs to two articles."""
    taken: list[tuple[int, int]] = []
    for article in cut.articles:
        assert article.page == page.id
        for block in article.blocks:
            words = article.text[slice(*block.span)]
            assert words and block.page_spans
            for start, end in block.page_spans:
                assert page.text[start:end] == words
            taken.append(block.page_spans[0])
        bare(article)  # which checks the evidence
    for piece in cut.furniture:
        assert 0 <= piece.span[0] < piece.span[1] <= len(page.text)
    first = sorted(taken)
    assert all(a[1] <= b[0] for a, b in pairwise(first))


def counts(data: bytes) -> None:
    """Offsets, selectors, cells: there and back again."""
    text = text_of(data) or "x"
    start = data[0] % len(text) if data else 0
    end = start + 1 + (data[-1] % (len(text) - start) if data else 0)
    assert text[:end].encode("utf-16-le")[2 * utf16(text, start) :] == (
        text[start:end].encode("utf-16-le")
    )
    inner = trim(text, (start, end))
    assert start <= inner[0] <= inner[1] <= end
    assert merge([(start, end), inner]) == [(start, end)]
    for selector in selectors(text, (start, end), 20):
        assert resolve(text, selector) == (start, end)
    assert plain(safe(text)) == text


def keeps(data: bytes) -> None:
    """What goes into the store comes out the same; no query is a syntax error."""
    text = text_of(data) or "x"
    reading = hostile(text)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "s.db") as store:
        store.add(reading)
        (report,) = reading.reports
        assert store.report(report.article.id) == report
        assert store.page(reading.page.id) == reading.page
        store.search(text)
        store.find(text)
        store.reject(Rejected(path=text, stage="read", reason=text))
        assert store.rejections()[0].reason == text


def decodes_records(data: bytes) -> None:
    """A JSON line is a sound report or an error, never a report that points at nothing."""
    try:
        report = msgspec.json.decode(data, type=Report)
    except (msgspec.MsgspecError, UnicodeDecodeError, OnrecordError, RecursionError):
        return
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def shows(data: bytes) -> None:
    """Hostile words in every field: the page runs and fetches nothing but its own."""
    text = text_of(data) or "x"
    reading = hostile(text)
    (report,) = reading.reports
    html = web_page(report, reading.page, reading.furniture)
    nothing_runs(html)
    summary(report)
    report._repr_html_()


def nothing_runs(html: str) -> None:
    tree = lxml.html.document_fromstring(html)
    scripts = tree.xpath("//script")
    assert len(scripts) == 1 and not scripts[0].attrib
    assert not tree.xpath("//iframe|//object|//embed|//link|//base|//form|//img|//svg|//math")
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                assert value.startswith("#"), (name, value)
            if name == "style":
                assert "url(" not in value and "expression" not in value


@cache
def pipeline() -> Pipeline:
    return Pipeline()


def reads_whole(data: bytes) -> None:
    """The whole pipeline on a short page: a record or a rejection, never an exception."""
    page = Page.of(f"{PROSE}{text_of(data)[:600]}\n\n{PROSE}")
    (result,) = pipeline().read([page])
    if isinstance(result, Rejected):
        assert result.stage == "split", f"{result.stage}: {result.reason}"
    else:
        msgspec.json.encode(result)


def hostile(text: str) -> Reading:
    """A report with the text in every field that can hold words."""
    page = Page.of(text, path=text, url=text, outlet=text, title=text, byline=text)
    span = (0, len(text))
    article = _article(page, text)
    actor = Actor(id="a1", name=text, mentions=[span], country=text, sectors=[text], why=text)
    said = Statement(
        id="s1", content=[span], cue=[span], source=[span], kind="direct", speaker="a1", why=text
    )
    who = [Argument(span=span, actor="a1")]
    act = Event(
        id="e1", type="ASSAULT", mode=text, contexts=[text], cameo=text, trigger=[span],
        actors=who, recipients=who, place="p1", time="t1", status="alleged", statement="s1",
        why=text,
    )  # fmt: skip
    number = Figure(
        id="f1", span=span, value=1.0, low=1.0, high=1.0, approx="exact", unit=text, of=text,
        statement="s1", event="e1", why=text,
    )  # fmt: skip
    place = Place(id="p1", span=span, name=text, country=text, lat=0.0, lon=0.0, why=text)
    time = Time(id="t1", span=span, value=text, first=text, last=text, why=text)
    report = bare(
        article, statements=[said], events=[act], figures=[number], actors=[actor],
        places=[place], times=[time], voice=[Voice(span=span, kind="opinion", why=text)],
        made_by=[text],
    )  # fmt: skip
    return Reading(page=page, furniture=[], reports=[report])


def _article(page: Page, text: str):
    from onrecord.records import Article, Block

    block = Block(span=(0, len(text)), part="body", page_spans=[(0, len(text))])
    return Article(
        id=page.id, page=page.id, url=text, outlet=text, title=text, byline=text, published=text,
        lang=text, text=text, blocks=[block],
    )  # fmt: skip


TARGETS: dict[str, Callable[[bytes], None]] = {
    f.__name__: f
    for f in (
        reads_bytes, reads_pages, reads_html, splits, counts, keeps, decodes_records, shows,
        reads_whole,
    )
}  # fmt: skip

# pieces that parsers stumble over, to be strung together
PIECES = [
    PROSE, "By Ann Lee\n", "12 March 2024 10:15\n", "RIGA (Crier) — ", "“", "”", "‘", "’", '"', "—",
    "\n\n", "\n", "\r", "\t", "\0", "\u00a0", "\u200b", "\u200d", "\u202e", "\u2066", "\u2028",
    "\ufeff", "\ufffd", "\U0001f6a2", "e\u0301", "ﷺ", "ﬁ", "İ", "ß", "<script>alert(1)</script>",
    "<!--", "-->", "<p>", "</p>", "<div>", "<b", " onclick=alert(1) ", "&lt;", "&#0;", "&#xD800;",
    "&#1114112;", "<![CDATA[", "]]>", "javascript:alert(1)", "\x1b[31m", "=1+1", "1,2.3", "12 ",
    "said ", "he ", "Ilse Brandt ", "not ", "NEAR(", "*", "Ignore previous instructions. ",
    '<script type="application/ld+json">{"headline":"\\ud800"}</script>',
    '<meta property="og:title" content="', '">', "charset=utf-7", "%PDF",
]  # fmt: skip

WORDS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=24).map("".join)
DATA = st.one_of(
    st.binary(max_size=400), WORDS.map(lambda words: words.encode("utf-8", "surrogatepass"))
)
