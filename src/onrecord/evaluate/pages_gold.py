"""The page benchmark as gold: HTML rendered to plain text, each line in or out of the body."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import lxml.html

from onrecord.spans import Span
from onrecord.stages.split.dates import is_date_line
from onrecord.stages.split.shape import is_byline, is_caption
from onrecord.stages.split.units import units

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "title",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(["script", "style", "template", "noscript", "svg", "iframe", "head"])
_WORD = re.compile(r"\w+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_NEAR = 14  # lines above the body within which its headline stands


@dataclass(frozen=True)
class GoldPage:
    """One page: `text` is everything it shows, `body` what its article says."""

    key: str
    html: str
    text: str
    body: str
    titles: tuple[str, ...]

    @property
    def is_dev(self) -> bool:
        """A fixed quarter of the pages, by hash; the models never see them."""
        return int(hashlib.sha256(self.key.encode()).hexdigest(), 16) % 4 == 0


def load(folder: Path) -> Iterator[GoldPage]:
    """All pages of `gold/pages`, in the order of the ground truth."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for key, facts in truth.items():
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        html = _DECLARATION.sub("", data.decode("utf-8", "replace"))
        tree = lxml.html.document_fromstring(html)
        titles = [
            *tree.xpath('//meta[@property="og:title"]/@content'),
            *(node.text_content() for node in tree.xpath("//h1 | //title")),
        ]
        yield GoldPage(key, html, shown(tree), facts["articleBody"], tuple(titles))


def shown(tree: lxml.html.HtmlElement) -> str:
    """All text of a page with block elements on lines of their own and a blank line between."""
    out: list[str] = []
    stack: list[tuple[lxml.html.HtmlElement, bool]] = [(tree, False)]
    while stack:
        node, done = stack.pop()
        if done:
            if node.tag in _BLOCKS:
                out.append("\n")
            if node is not tree:
                out.append(_flat(node.tail))
            continue
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            out.append(_flat(node.tail))
            continue
        if node.tag in _BLOCKS:
            out.append("\n")
        out.append(_flat(node.text))
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(out).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def in_body(text: str, spans: Sequence[Span], body: str) -> list[bool]:
    """Which units are of the body: half of their 4-grams are, or the short line stands there."""
    gold = words(body)
    grams = {tuple(gold[i : i + 4]) for i in range(len(gold) - 3)}
    whole = {tuple(words(line)) for line in body.split("\n")}
    first = []
    for start, end in spans:
        mine = words(text[start:end])
        if len(mine) >= 4:
            found = sum(tuple(mine[i : i + 4]) in grams for i in range(len(mine) - 3))
            first.append(found >= 0.5 * (len(mine) - 3))
        else:
            first.append(bool(mine) and tuple(mine) in whole)
    lone = [len(words(text[s:e])) < 8 for s, e in spans]
    return [
        hit
        and not (lone[i] and not any(first[max(0, i - 3) : i]) and not any(first[i + 1 : i + 4]))
        for i, hit in enumerate(first)
    ]


def in_article(page: GoldPage, spans: Sequence[Span], body: Sequence[bool]) -> list[bool]:
    """The body's units with the headline above it and the date, byline and captions between."""
    out = list(body)
    if True not in body:
        return out
    first, last = body.index(True), len(body) - 1 - list(reversed(body)).index(True)
    titles = {" ".join(words(title)) for title in page.titles}
    top = first
    for i in range(first - 1, max(-1, first - _NEAR), -1):
        mine = words(page.text[slice(*spans[i])])
        if len(mine) >= 3 and any(title.startswith(" ".join(mine)) for title in titles):
            out[i], top = True, i
            break
    for i in range(top, last):
        line = page.text[slice(*spans[i])]
        out[i] = out[i] or is_date_line(line) or is_byline(line) or is_caption(line)
    return out


def lines_of_body(page: GoldPage) -> list[str]:
    """The body's own lines, in order, as the plain text of an article without furniture."""
    return [page.body[s:e] for s, e in units(page.body)]
