"""JSON-LD of a page (schema.org) -> facts of its article, and the updates of a live blog."""

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from onrecord.stages.read.facts import Facts, moment, words

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>"
                       r"|/\*\s*\]\]>\s*\*/)\s*$")  # fmt: skip
_TRAILING = re.compile(r",(\s*[}\]])")
_DEEP = 12  # levels of nesting that are looked into
_MOST = 2_000_000  # characters of one script
_SHARED = 0.5  # of the words of the page's title that a headline must hold to be preferred

Node = dict[str, Any]


def article_node(tree: lxml.html.HtmlElement, title: str | None) -> Node | None:
    """The node of the page's own article; of several the one whose headline is the title's."""
    found = [node for node in _nodes(tree) if _is_article(node)]
    if not found:
        return None
    if title:
        mine = set(title.lower().split())
        for node in found:
            headline = (words(node.get("headline")) or "").lower().split()
            if headline and len(mine & set(headline)) >= _SHARED * len(set(headline)):
                return node
    own = [node for node in found if node.get("mainEntityOfPage") or node.get("articleBody")]
    return (own or found)[0] if len(own or found) == 1 or own else None


def facts_of(node: Node) -> Facts:
    """What the node tells about the article."""
    publisher = node.get("publisher") or node.get("sourceOrganization") or node.get("provider")
    return Facts(
        url=_address(node.get("url")) or _address(node.get("mainEntityOfPage")),
        outlet=_name(publisher),
        title=words(node.get("headline")) or words(node.get("name")),
        byline=_names(node.get("author") or node.get("creator")),
        published=moment(node.get("datePublished")) or moment(node.get("dateCreated")),
        lang=_language(node.get("inLanguage")),
        credit=words(node.get("creditText")) or _name(node.get("sourceOrganization")),
        derived_from=_addresses(node.get("isBasedOn") or node.get("isBasedOnUrl")),
    )


def updates(node: Node) -> list[Node]:
    """The posts of a live blog, in the order of the page."""
    if "LiveBlogPosting" not in _types(node):
        return []
    posts = node.get("liveBlogUpdate")
    return [post for post in _list(posts) if isinstance(post, dict)]


def _nodes(tree: lxml.html.HtmlElement) -> Iterator[Node]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _walk(_parsed(script.text or ""), 0)


def _parsed(text: str) -> Any:
    if len(text) > _MOST:
        return None
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    for form in (text, _TRAILING.sub(r"\1", text)):
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEP:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "hasPart", "itemListElement", "item"):
            if key in value:
                yield from _walk(value[key], depth + 1)


def _types(node: Node) -> list[str]:
    return [str(kind).rsplit("/", 1)[-1] for kind in _list(node.get("@type"))]


def _is_article(node: Node) -> bool:
    named = any(_ARTICLE.search(kind) or kind == "LiveBlogPosting" for kind in _types(node))
    return named and bool(node.get("headline") or node.get("datePublished"))


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _name(value: Any) -> str | None:
    for item in _list(value):
        found = words(item.get("name")) if isinstance(item, dict) else words(item)
        if found and not found.startswith(("http:", "https:", "#")):
            return found
    return None


def _names(value: Any) -> str | None:
    found: list[str] = []
    for item in _list(value):
        names = _list(item.get("name")) if isinstance(item, dict) else [item]
        found += [n for name in names if (n := words(name)) and not n.startswith("http")]
    return ", ".join(dict.fromkeys(found)) or None


def _address(value: Any) -> str | None:
    for item in _list(value):
        found = words(item.get("@id") or item.get("url")) if isinstance(item, dict) else words(item)
        if found and found.startswith(("http://", "https://")):
            return found
    return None


def _addresses(value: Any) -> list[str] | None:
    found = [a for item in _list(value) if (a := _address(item) or _name(item))]
    return found or None


def _language(value: Any) -> str | None:
    named = _name(value)
    return named.lower()[:2] if named and re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w+)*", named) else None
