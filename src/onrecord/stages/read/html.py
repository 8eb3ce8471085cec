"""HTML as served -> the article's text and what the page tells about itself, by trafilatura."""

import re
from typing import Any

from onrecord.errors import UsageError
from onrecord.records import Record
from onrecord.stages.read.guard import check_markup, whole

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
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD = 8_192


class Cleaned(Record, frozen=True, kw_only=True):
    """What the cleaner took from one HTML page."""

    text: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None


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
    """The article of a page. `UsageError` when the page holds none."""
    check_markup(html)
    from trafilatura import bare_extraction  # slow to import: paid only by who reads HTML

    found = bare_extraction(
        html, favor_precision=True, with_metadata=True, include_comments=False
    ) or bare_extraction(html, with_metadata=True, include_comments=False)
    text = whole(getattr(found, "text", None) or "").strip()
    if not text:
        raise UsageError("no article found")
    outlet = _known(found, "sitename")
    published = _known(found, "date")
    return Cleaned(
        text=text,
        url=_known(found, "url"),
        outlet=outlet.lstrip("@") if outlet else None,
        title=_headline(_known(found, "title"), outlet),
        byline=_known(found, "author"),
        published=published if published and _DATE.match(published) else None,
    )


def _known(found: Any, name: str) -> str | None:
    value = getattr(found, name, None)
    return whole(value).strip() or None if isinstance(value, str) else None


def _headline(title: str | None, outlet: str | None) -> str | None:
    """The title without the site's name after a separator."""
    if not title or not outlet:
        return title
    tail = re.compile(rf"\s+[|–—·:»-]\s+{re.escape(outlet)}\s*$", re.I)
    return tail.sub("", title) or title
