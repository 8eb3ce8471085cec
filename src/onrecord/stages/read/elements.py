"""HTML tree -> its paragraphs, headings and captions in the order of the document."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

Element = Any  # lxml has no types

BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_SILENT = frozenset([
    "script", "style", "template", "noscript", "svg", "iframe", "head", "button", "select",
    "textarea", "input",
])  # fmt: skip
_ASIDE = frozenset(["nav", "aside", "footer", "form"])
_ASIDE_NAMED = re.compile(
    r"(?:^|[\s_-])(?:comments?|respond|related|recommend\w*|sidebar|newsletter|share|sharing|social"
    r"|promo|advert\w*|breadcrumbs?|menu|teasers?|trending|popular)(?:$|[\s_-])",
    re.I,
)
_CAPTION = re.compile(r"(?:^|[\s_-])caption(?:$|[\s_-])", re.I)
_CREDIT = re.compile(r"credit|copyright|photographer|attribution", re.I)
_WORDS = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_LONGEST_CAPTION = 900  # characters


class Block(NamedTuple):
    """A paragraph-like element: its text on one line, and its words as a key to compare by."""

    element: Element
    text: str
    key: str


def key_of(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def flat(element: Element) -> str:
    """The text of an element without scripts, on one line."""
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if item is not element and item.tail:
            stack.append(item.tail)
        if not isinstance(item.tag, str) or item.tag in _SILENT:
            continue
        if item.tag == "br":
            parts.append(" ")
        stack.extend(reversed(item))
        if item.text:
            stack.append(item.text)
    return _SPACE.sub(" ", "".join(parts)).strip()


def blocks(tree: Element) -> list[Block]:
    """Block elements that hold text and no other block, in document order."""
    out = []
    for element in tree.iter(*BLOCKS):
        if any(child.tag in BLOCKS for child in element.iterdescendants()):
            continue
        if _hidden(element):
            continue
        text = flat(element)
        if key := key_of(text):
            out.append(Block(element, text, key))
    return out


def _hidden(element: Element) -> bool:
    return any(up.tag in _SILENT for up in element.iterancestors())


def is_aside(element: Element) -> bool:
    """True within navigation, side columns, forms, comments and boxes of other stories."""
    for up in (element, *element.iterancestors()):
        if up.tag in ("body", "html"):
            return False
        if up.tag in _ASIDE or _ASIDE_NAMED.search(named(up)):
            return True
    return False


def named(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def is_caption(element: Element) -> bool:
    """A figure's caption, by its tag or by the class of it or of an element around it."""
    for up in (element, *element.iterancestors()):
        if up.tag == "figcaption" or (
            up.tag != "figure" and _CAPTION.search(up.get("class") or "")
        ):
            return True
        if up.tag in ("figure", "article", "main", "body"):
            return False
    return False


def caption_lines(element: Element) -> Iterator[tuple[str, bool]]:
    """The caption's words and, apart, those of a credit element in it (second value true)."""
    credits_ = [
        part for part in element.iterdescendants() if _CREDIT.search(part.get("class") or "")
    ]
    outer = [part for part in credits_ if not any(up in credits_ for up in part.iterancestors())]
    told = [text for part in outer if (text := flat(part))]
    whole = flat(element)
    own_credit = bool(_CREDIT.search(element.get("class") or ""))
    for text in told:
        at = whole.rfind(text)
        if at >= 0:
            whole = f"{whole[:at]} {whole[at + len(text) :]}"
    whole = _SPACE.sub(" ", whole).strip(" |–—/")
    if key_of(whole) and len(whole) <= _LONGEST_CAPTION:
        yield whole, own_credit
    for text in told:
        if key_of(text):
            yield text, True


def xpath(element: Element) -> str:
    """Where the element stands: `/html/body/main/article/p[3]`."""
    return str(element.getroottree().getpath(element))
