"""Whose text an article says that it is: agencies in credits and datelines, outlets that it names.

An outlet counts as named when its name stands in the body as a whole, or its initials do where the
name has at least three words ("SPA" for the Southern Press Agency).
"""

import re

from onrecord.records import Article, Report
from onrecord.spans import Span

_BRACKETS = re.compile(r"\(([^()\n]{2,40})\)")
_SLANT = re.compile(r"^(?:by|source|from)?[:\s]*", re.IGNORECASE)
_DATELINE = re.compile(r"^[A-Z][^()\n]{1,60}\(([^()\n]{2,40})\)\s*[-–—]")
_FILLERS = frozenset(("the", "a", "of", "and", "for"))


def key(name: str) -> str:
    """A name of an outlet or agency as it is compared: lower case, no article, no ".com"."""
    name = re.sub(r"\.(com|org|net|co|news)\b", "", name.lower())
    return " ".join(w for w in re.findall(r"\w+", name) if w != "the")


def agency(report: Report) -> str | None:
    """The agency that the article is credited to: "(Reuters)" at either end, or as a byline."""
    article = report.article
    text = article.text
    for block in article.blocks:
        words = text[slice(*block.span)].strip()
        if block.part in ("dateline", "credit") and (found := _BRACKETS.search(words)):
            return found.group(1).strip()
        if block.part == "body" and (found := _DATELINE.match(words)):
            return found.group(1).strip()
        if block.part in ("byline", "credit") and _is_agency(words):
            return _SLANT.sub("", words).strip(" .")
    last = text.rstrip()
    if last.endswith(")") and (found := _BRACKETS.search(last[-44:])) and _short(found.group(1)):
        return found.group(1).strip()
    return None


def _is_agency(words: str) -> bool:
    """A byline without a person: one name in capitals, or one with an agency's word in it."""
    name = _SLANT.sub("", words).strip(" .")
    return bool(name) and (
        bool(re.fullmatch(r"[A-Z]{2,6}", name))
        or bool(re.search(r"\b(agency|agencies|wire|press|news service|newswire)\b", name, re.I))
        or (" " not in name and name[:1].isupper())
    )


def _short(name: str) -> bool:
    return 0 < len(name.split()) <= 4 and name[:1].isupper()


def named(report: Report, outlet: str) -> list[Span]:
    """Where the body names the outlet."""
    names = [re.escape(w) for w in key(outlet).split()]
    if not names:
        return []
    pattern = r"[\W_]+".join(names)
    text = report.article.text
    found = [m.span() for m in re.finditer(rf"\b{pattern}\b", text, re.IGNORECASE)]
    initials = "".join(w[0] for w in key(outlet).split() if w not in _FILLERS).upper()
    if len(initials) >= 3:
        found += [m.span() for m in re.finditer(rf"\b{initials}\b", text)]
    return sorted(found)


def is_own(article: Article, name: str) -> bool:
    """The credit names the outlet that published the article."""
    return article.outlet is not None and same_outlet(article.outlet, name)


def same_outlet(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return a == b or initials(a) == b.replace(" ", "") or initials(b) == a.replace(" ", "")


def initials(name: str) -> str:
    found = [w[0] for w in name.split() if w not in _FILLERS]
    return "".join(found) if len(found) > 2 else name
