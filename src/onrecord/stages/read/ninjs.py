"""ninjs items (IPTC, 1.x and 2.x), the JSON that agencies send -> texts.

Byline, credit and derivation are kept: who wrote it, whose work it is, what it was made from.
"""

import html
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.records import Rejected
from onrecord.stages.read.facts import Facts, moment, words
from onrecord.stages.read.raw import Raw

_BODIES = ("body_xhtml", "body_html", "body_text")
DERIVED = ("wasderivedfrom", "derivedfrom", "derived", "basedon", "translatedfrom")
Node = Mapping[str, Any]


def is_ninjs(row: Node) -> bool:
    """True for an object with the marks of ninjs: an address of its own and a body or headline."""
    named = any(name in row for name in (*_BODIES, "bodies"))
    return "uri" in row and (named or "headlines" in row or row.get("type") in ("text", "picture"))


def ninjs(row: Node, where: str) -> Raw | Rejected:
    """The text of one news item."""
    if row.get("type") not in (None, "text", "composite"):
        return _no(where, f"a ninjs item of type {row['type']}, not a text")
    body, markup = _body(row)
    if not body:
        return _no(where, "a ninjs item without a body")
    title = words(row.get("headline")) or words(_first(row, "headlines", "value"))
    facts = Facts(
        url=web_address(row.get("uri")) or web_address(row.get("url")),
        outlet=words(row.get("copyrightholder")) or _named(row.get("provider")),
        title=title,
        byline=words(row.get("byline")) or _people(row),
        published=moment(row.get("firstcreated")) or moment(row.get("contentcreated"))
        or moment(row.get("versioncreated")),
        lang=(words(row.get("language")) or "").lower()[:2] or None,
        credit=words(row.get("creditline")) or _named(row.get("infosources"))
        or _named(row.get("provider")),
        derived_from=_derived(row),
    )  # fmt: skip
    pictures = list(_pictures(row))
    if markup:
        return Raw(path=where, data=as_page(title, body, pictures), facts=facts, markup=True)
    lines = [line for pair in pictures for line in pair if line]
    return Raw(path=where, data="\n\n".join([*filter(None, [title]), body, *lines]), facts=facts)


def _body(row: Node) -> tuple[str | None, bool]:
    for name in _BODIES:
        if isinstance(row.get(name), str) and row[name].strip():
            return row[name], name != "body_text"
    bodies = [b for b in row.get("bodies") or [] if isinstance(b, Mapping)]
    for kind in ("html", "xhtml", "xml", ""):
        for body in bodies:
            told = str(body.get("contenttype") or body.get("role") or "").lower()
            if kind in told and isinstance(body.get("value"), str) and body["value"].strip():
                return body["value"], "<" in body["value"] and bool(kind)
    return None, False


def as_page(title: str | None, body: str, pictures: list[tuple[str | None, str | None]]) -> str:
    """A body as a page, so that it is read as every other page of HTML is."""
    head = f"<h1>{html.escape(title)}</h1>" if title else ""
    figures = "".join(
        f"<figure><figcaption>{html.escape(caption or '')}"
        f"<span class='credit'>{html.escape(credit or '')}</span></figcaption></figure>"
        for caption, credit in pictures
    )
    return f"<!DOCTYPE html><html><body><article>{head}{figures}{body}</article></body></html>"


def _pictures(row: Node) -> Iterator[tuple[str | None, str | None]]:
    """Caption and credit of the pictures that go with the text."""
    told = row.get("associations") or {}
    items = told.values() if isinstance(told, Mapping) else told
    for item in items:
        if isinstance(item, Mapping) and item.get("type") in ("picture", "graphic", "video"):
            caption = words(item.get("description_text")) or words(
                _first(item, "descriptions", "value")
            )
            credit = words(item.get("creditline")) or words(item.get("byline"))
            if caption or credit:
                yield caption, credit


def _derived(row: Node) -> list[str] | None:
    found: list[str] = []
    for name, value in row.items():
        if name.lower().replace("_", "") in DERIVED:
            for item in value if isinstance(value, list) else [value]:
                told = item.get("uri") if isinstance(item, Mapping) else item
                if known := words(told):
                    found.append(known)
    return found or None


def _first(row: Node, name: str, field: str) -> Any:
    items = row.get(name)
    if isinstance(items, list) and items and isinstance(items[0], Mapping):
        return items[0].get(field)
    return None


def _named(value: Any) -> str | None:
    for item in value if isinstance(value, list) else [value]:
        found = words(item.get("name")) if isinstance(item, Mapping) else words(item)
        if found:
            return found
    return None


def _people(row: Node) -> str | None:
    people = [p for p in row.get("people") or [] if isinstance(p, Mapping)]
    names = [words(p.get("name")) for p in people if "author" in str(p.get("rel", "")).lower()]
    return ", ".join(filter(None, names)) or None


def web_address(value: Any) -> str | None:
    found = words(value)
    return found if found and found.startswith(("http://", "https://")) else None


def _no(where: str, reason: str) -> Rejected:
    return Rejected(path=where, stage="read", reason=reason)
