"""Head of an HTML page -> facts: JSON-LD first, then meta tags and links."""

import re
from collections.abc import Iterable

import lxml.html

from onrecord.stages.read.facts import Facts, moment, words
from onrecord.stages.read.jsonld import Node, article_node, facts_of

_TITLE = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title",
          "dcterms.title", "headline")  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "parsely-network-canonical", "dc.publisher",
           "dcterms.publisher", "publisher", "cre")  # fmt: skip
_BYLINE = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
           "dcterms.creator", "byl", "article:author_name")  # fmt: skip
_PUBLISHED = ("article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date",
              "datepublished", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
              "date", "pubdate", "publishdate", "publish-date", "ptime", "publication_date",
              "article.published", "cxenseparse:recs:publishtime")  # fmt: skip
_CREDIT = ("syndication-source", "original-source", "article:content_source", "newswire")
_BY = re.compile(r"^\s*(?:written\s+)?by[\s:]+", re.I)
_HANDLE = re.compile(r"^@|^https?:|^\W*$|^(?:admin|staff|editor|none|null|unknown)$", re.I)
_BAR = re.compile(r"\s+[|–—·:»›-]\s+")


def facts(tree: lxml.html.HtmlElement) -> tuple[Facts, Node | None]:
    """What the page tells about its article, and the JSON-LD node that told it."""
    said = _metas(tree)
    title = _first(said, _TITLE) or _shown(tree, words(tree.findtext(".//title")))
    node = article_node(tree, title)
    told = facts_of(node) if node is not None else Facts()
    outlet = _first(said, ("og:site_name",)) or told.outlet or _first(said, _OUTLET)
    outlet = outlet.lstrip("@") if outlet else None
    headline = told.title or title
    found = Facts(
        url=_link(tree, "canonical") or told.url or _address(_first(said, ("og:url",))),
        outlet=outlet,
        title=without_outlet(headline, outlet),
        byline=_byline(told.byline) or next(
            (name for key in _BYLINE if (name := _byline(", ".join(said.get(key, []))))), None
        ),
        published=told.published or next(
            (day for key in _PUBLISHED for value in said.get(key, []) if (day := moment(value))),
            None,
        ),
        lang=told.lang or _language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        credit=told.credit or _first(said, _CREDIT),
        derived_from=told.derived_from,
    )  # fmt: skip
    return found, node


def _shown(tree: lxml.html.HtmlElement, title: str | None) -> str | None:
    """The heading that the window's title repeats, without the rest of that title."""
    for heading in tree.iter("h1"):
        shown = words(heading.text_content())
        if title and shown and " " in shown and shown.lower() in title.lower():
            return shown
    return title


def without_outlet(title: str | None, outlet: str | None) -> str | None:
    """The title without the site's name before or after a separator."""
    if not title or not outlet:
        return title
    parts = _BAR.split(title)
    name = _plain(outlet)
    if len(parts) > 1 and _plain(parts[-1]) == name:
        return title[: title.rindex(parts[-1])].rstrip(" |–—·:»›-") or title
    if len(parts) > 1 and _plain(parts[0]) == name:
        return title[len(parts[0]) :].lstrip(" |–—·:»›-") or title
    return title


def _metas(tree: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """Contents of the meta tags by their lower-case name, property or itemprop."""
    out: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = words(tag.get("content"))
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if content and name:
            out.setdefault(name.strip().lower(), []).append(content)
    return out


def _first(said: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((said[name][0] for name in names if name in said), None)


def _byline(value: str | None) -> str | None:
    if value is None:
        return None
    names = [_BY.sub("", name).strip() for name in value.split(", ")]
    kept = [name for name in dict.fromkeys(names) if name and not _HANDLE.search(name)]
    return ", ".join(kept) or None


def _link(tree: lxml.html.HtmlElement, rel: str) -> str | None:
    for tag in tree.iter("link"):
        found = _address(tag.get("href"))
        if found and rel in (tag.get("rel") or "").lower().split():
            return found
    return None


def _address(value: str | None) -> str | None:
    found = words(value)
    return found if found and found.startswith(("http://", "https://")) else None


def _language(value: str | None) -> str | None:
    found = re.match(r"[A-Za-z]{2}(?![A-Za-z])", value or "")
    return found[0].lower() if found else None


def _plain(text: str) -> str:
    return "".join(ch for ch in text.lower() if ch.isalnum()).removeprefix("the")
