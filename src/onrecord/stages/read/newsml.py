"""NewsML-G2 (IPTC), the XML that agencies send -> texts, with byline, credit and derivation."""

import html
from collections.abc import Iterator
from typing import Any

import lxml.etree

from onrecord.records import Rejected
from onrecord.stages.read.facts import Facts, moment, words
from onrecord.stages.read.ninjs import DERIVED, as_page, web_address
from onrecord.stages.read.raw import Raw

_NAR = "{http://iptc.org/std/nar/2006-10-01/}"
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def is_newsml(head: bytes) -> bool:
    return b"iptc.org/std/nar/2006-10-01" in head and any(
        sign in head for sign in (b"<newsItem", b"<newsMessage", b":newsItem", b":newsMessage")
    )


def newsml(data: bytes, path: str) -> Iterator[Raw | Rejected]:
    """Every news item of a NewsML-G2 document or message; entities are never resolved."""
    try:
        tree = lxml.etree.fromstring(data, lxml.etree.XMLParser(**_SAFE))
    except lxml.etree.XMLSyntaxError as error:
        yield _no(path, f"damaged NewsML-G2: {error}")
        return
    found = list(tree.iter(f"{_NAR}newsItem"))
    for number, item in enumerate(found, 1):
        yield _news_item(item, f"{path}#{number}" if len(found) > 1 else path)


def _no(where: str, reason: str) -> Rejected:
    return Rejected(path=where, stage="read", reason=reason)


def _news_item(item: Any, where: str) -> Raw | Rejected:
    meta, content = item.find(f"{_NAR}itemMeta"), item.find(f"{_NAR}contentMeta")
    body = next((b for b in item.iter(f"{_NAR}inlineXML") if len(b)), None)
    plain = next((b for b in item.iter(f"{_NAR}inlineData") if (b.text or "").strip()), None)
    if body is None and plain is None:
        return _no(where, "a NewsML-G2 item without a text of its own")
    title = _text(content, "headline") or _text(meta, "title")
    facts = Facts(
        url=next((u for link in _all(item, "link") if (u := web_address(link.get("href")))
                  and "canonical" in (link.get("rel") or "").lower()), None),
        outlet=_name(item, "copyrightHolder") or _name(meta, "provider"),
        title=title,
        byline=_text(content, "by") or _name(content, "creator"),
        published=moment(_text(meta, "firstCreated")) or moment(_text(content, "contentCreated"))
        or moment(_text(meta, "versionCreated")),
        lang=(_language(content) or "").lower()[:2] or None,
        credit=_text(content, "creditline") or _name(content, "infoSource")
        or _name(meta, "provider"),
        derived_from=_links(item),
    )  # fmt: skip
    if plain is not None and body is None:
        lines = filter(None, [title, _text(content, "dateline"), plain.text.strip()])
        return Raw(path=where, data="\n\n".join(lines), facts=facts)
    dateline = _text(content, "dateline")
    inner = "".join(_serialised(child) for child in (body if body is not None else ()))
    lead = f"<p>{html.escape(dateline)}</p>" if dateline and dateline not in inner else ""
    return Raw(path=where, data=as_page(title, lead + inner, []), facts=facts, markup=True)


def _serialised(element: Any) -> str:
    """XHTML or NITF of the body as plain HTML, without prefixes and head."""
    for part in element.iter():
        if isinstance(part.tag, str):
            part.tag = lxml.etree.QName(part).localname.replace("hl1", "h1").replace("hl2", "h2")
    for head in list(element.iter("head", "body.head")):
        if head.getparent() is not None:
            head.getparent().remove(head)
    lxml.etree.strip_tags(element, "html", "body", "nitf", "body.content")
    lxml.etree.cleanup_namespaces(element)
    out: str = lxml.etree.tostring(element, encoding="unicode", with_tail=False, method="html")
    return out


def _all(parent: Any, name: str) -> list[Any]:
    return [] if parent is None else list(parent.iter(f"{_NAR}{name}"))


def _text(parent: Any, name: str) -> str | None:
    for element in _all(parent, name):
        if found := words("".join(element.itertext())):
            return found
    return None


def _name(parent: Any, name: str) -> str | None:
    for element in _all(parent, name):
        literal = words(element.get("literal"))
        if found := _text(element, "name") or literal or words("".join(element.itertext())):
            return found
    return None


def _language(content: Any) -> str | None:
    return next((element.get("tag") for element in _all(content, "language")), None)


def _links(item: Any) -> list[str] | None:
    """What the item says it was derived from."""
    found = []
    for link in (*_all(item, "link"), *_all(item, "derivedFrom")):
        rel = (link.get("rel") or "").rsplit(":", 1)[-1].lower()
        derived = link.tag == f"{_NAR}derivedFrom" or rel in DERIVED
        told = words(link.get("href")) or words(link.get("residref")) or words(link.get("qcode"))
        if derived and told:
            found.append(told)
    return found or None
