"""HTML as served -> the article's text, its structure, and what the page tells about itself."""

import re
from typing import Any

import lxml.etree
import lxml.html

from onrecord.errors import UsageError
from onrecord.markup import Markup, Told
from onrecord.records import Record
from onrecord.stages.read.facts import Facts
from onrecord.stages.read.guard import check_markup, whole
from onrecord.stages.read.layout import put_together, rows_of
from onrecord.stages.read.meta import facts, without_outlet
from onrecord.stages.read.several import live, posts

_TAG = re.compile(
    r"</?(?:html|head|body|title|meta|link|script|style|div|span|p|br|a|img|article|section|h[1-6]"
    r"|table|ul|li)\b[^<>]{0,2000}>",
    re.I,
)
_ROOT = re.compile(
    r"\s*(?>(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*)<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<!--.{0,2000}?-->\s*)*)<([a-z][\w:.-]*)", re.I | re.S
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD = 8_192


class Cleaned(Record, frozen=True, kw_only=True):
    """What was taken from one HTML page; `markup` is of `text`."""

    text: str
    facts: Facts
    markup: Markup


def is_html(text: str) -> bool:
    """True for markup, whatever the file is called; prose that mentions a tag is not HTML."""
    head = text[:_HEAD]
    if _ROOT.match(head):
        return True
    tags = len(_TAG.findall(head))
    return tags >= 2 if head.lstrip().startswith("<") else tags >= 8


def is_other_markup(text: str) -> str | None:
    """`an XML document <rss>` for markup that is no HTML, else None."""
    if text.lstrip("\ufeff \n\r\t").startswith("<?xml") and (found := _FEED.match(text)):
        return f"an XML document <{found[1]}>"
    return None


def clean(html: str) -> Cleaned:
    """The articles of a page. `UsageError` when the page holds none."""
    check_markup(html)
    taken = _taken(html)
    text = whole(getattr(taken, "text", None) or "").strip()
    tree = _tree(html)
    if tree is None:
        if not text:
            raise UsageError("no article found")
        return _told(text.split("\n"), None, _guessed(taken))
    told, node = facts(tree)
    sections = live(node) or (posts(tree, text) if text else [])
    if sections:
        together, markup = put_together(sections)
        return Cleaned(text=together, facts=told, markup=markup)
    if not text:
        raise UsageError("no article found")
    return _told(text.split("\n"), tree, told.over(_guessed(taken)))


def _taken(html: str) -> Any:
    from trafilatura import bare_extraction  # slow to import: paid only by who reads HTML

    return bare_extraction(
        html, favor_precision=True, with_metadata=True, include_comments=False
    ) or bare_extraction(html, with_metadata=True, include_comments=False)


def _tree(html: str) -> lxml.html.HtmlElement | None:
    try:
        return lxml.html.document_fromstring(_DECLARATION.sub("", html))
    except (lxml.etree.LxmlError, ValueError):
        return None


def _told(lines: list[str], tree: lxml.html.HtmlElement | None, known: Facts) -> Cleaned:
    """A page of one article."""
    written = [line.strip() for line in lines if line.strip()]
    if tree is None:
        text, markup = "\n".join(written), Markup(pieces=[], articles=[Told()])
    else:
        text, markup = put_together([(Told(), rows_of(written, tree, known.title))])
    return Cleaned(text=text, facts=known, markup=markup)


def _guessed(found: Any) -> Facts:
    """What trafilatura finds in the page's visible text and addresses."""
    outlet = _known(found, "sitename")
    published = _known(found, "date")
    return Facts(
        url=_known(found, "url"),
        outlet=outlet.lstrip("@") if outlet else None,
        title=without_outlet(_known(found, "title"), outlet),
        byline=_known(found, "author"),
        published=published if published and _DATE.match(published) else None,
    )


def _known(found: Any, name: str) -> str | None:
    value = getattr(found, name, None)
    return whole(value).strip() or None if isinstance(value, str) else None
