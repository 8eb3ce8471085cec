"""Pages that show several articles: live blogs and front pages of whole posts."""

import re
from collections.abc import Sequence

import lxml.html

from onrecord.markup import Told
from onrecord.stages.read.elements import (
    HEADINGS,
    Element,
    blocks,
    caption_lines,
    flat,
    is_aside,
    is_caption,
    key_of,
    named,
)
from onrecord.stages.read.facts import moment, words
from onrecord.stages.read.jsonld import Node, facts_of, updates
from onrecord.stages.read.layout import Row

Section = tuple[Told, list[Row]]

_ENOUGH = 40  # words of paragraphs that make an article beside others
_UPDATE = 12  # words that make an update of a live blog
_MOST_OF = 0.6  # of the page's text that the articles must hold together
_ALIKE = 0.25  # of the longest that a second article must reach
_LINKED = 0.4  # share of linked words from which a box is a list of links
_OTHER = re.compile(
    r"comment|repl(?:y|ies)|review|teaser|promo|card|related|product|widget|sidebar", re.I
)
_POST = re.compile(r"(?:^|[\s_-])(?:post|entry|update|story|article|live\w*)(?:$|[\s_-])", re.I)
_MORE = re.compile(r"(?:read|continue|full|see)\s+(?:more|reading|story|article|post)|more\s*[»→…]",
                   re.I)  # fmt: skip
_TEXT = frozenset(["p", "li", "blockquote", "pre", "div"])


def live(node: Node | None) -> list[Section]:
    """The updates of a live blog that the page tells in JSON-LD, oldest and newest as printed."""
    out = []
    for post in updates(node) if node is not None else []:
        body = post.get("articleBody")
        lines = _plain(body) if isinstance(body, str) else []
        if sum(len(line.split()) for line in lines) < _UPDATE:
            continue
        told = facts_of(post)
        rows = [Row(told.title, "headline")] if told.title else []
        rows += [Row(line) for line in lines if key_of(line) != key_of(told.title or "")]
        known = Told(title=told.title, byline=told.byline, published=told.published, url=told.url)
        out.append((known, rows))
    return out if len(out) > 1 else []


def posts(tree: Element, text: str) -> list[Section]:
    """Whole articles that stand side by side, when they make up the page's text."""
    size = len(text.split())
    for group in _groups(tree):
        found = [section for element in group if (section := _section(element))]
        long = [sum(len(r.text.split()) for r in rows if r.part is None) for _, rows in found]
        if len(found) < 2 or sorted(long)[-2] < _ALIKE * max(long):
            continue
        if sum(long) >= _MOST_OF * size:
            return found
    return []


def _groups(tree: Element) -> list[list[Element]]:
    """Elements of one kind under one parent, the largest groups first."""
    found: dict[tuple[Element, str], list[Element]] = {}
    for element in tree.iter("article", "section", "div", "li"):
        parent = element.getparent()
        if parent is None or _OTHER.search(named(element)):
            continue
        kind = " ".join((element.get("class") or "").split()[:2])
        if element.tag == "article" or _POST.search(f" {kind} "):
            found.setdefault((parent, element.tag), []).append(element)
    groups = [group for group in found.values() if len(group) > 1 and not is_aside(group[0])]
    return sorted(groups, key=len, reverse=True)


def _section(element: Element) -> Section | None:
    """One article of a group; None for a teaser, a list of links or a scrap."""
    rows: list[Row] = []
    title: str | None = None
    inside = [block for block in blocks(element) if not _apart(block.element, element)]
    for block in inside:
        tag = block.element.tag
        if tag in HEADINGS and title is None and not _told(rows):
            title = block.text
            rows.append(Row(block.text, "headline", block.element))
        elif tag in HEADINGS:
            rows.append(Row(block.text, "subheading", block.element))
        elif is_caption(block.element):
            rows += [
                Row(text, "credit" if credit else "caption", block.element)
                for text, credit in caption_lines(block.element)
            ]
        elif tag in _TEXT and (tag != "div" or len(block.text.split()) > 7):
            rows.append(Row(block.text, None, block.element))
    day = _day(element)
    if (title is None and day is None) or _told(rows) < _ENOUGH or _is_teaser(element):
        return None
    return Told(title=title, published=day, url=_link(element, title)), rows


def _told(rows: Sequence[Row]) -> int:
    return sum(len(row.text.split()) for row in rows if row.part is None)


def _apart(element: Element, top: Element) -> bool:
    for up in (element, *element.iterancestors()):
        if up is top:
            return False
        if up.tag in ("nav", "aside", "footer", "form") or _OTHER.search(named(up)):
            return True
    return False


def _is_teaser(element: Element) -> bool:
    links = [flat(link) for link in element.iter("a")]
    if any(len(link) < 40 and _MORE.search(link) for link in links):
        return True
    size = len(flat(element).split())
    return sum(len(link.split()) for link in links) > _LINKED * size


def _day(element: Element) -> str | None:
    for tag in element.iter("time"):
        if found := moment(tag.get("datetime")) or moment(words(flat(tag))):
            return found
    return None


def _link(element: Element, title: str | None) -> str | None:
    """The article's own address: where its headline leads."""
    for heading in element.iter(*HEADINGS):
        if title and flat(heading) == title:
            for link in (*heading.iter("a"), *heading.iterancestors("a")):
                address = words(link.get("href"))
                if address and address.startswith(("http://", "https://")):
                    return address
    return None


def _plain(body: str) -> list[str]:
    """The paragraphs of a JSON-LD body, which may itself be HTML."""
    if "<" in body and re.search(r"</?\w+[^<>]*>", body):
        found = blocks(lxml.html.fragment_fromstring(body, create_parent="div"))
        return [block.text for block in found]
    return [line.strip() for line in body.splitlines() if line.strip()]
