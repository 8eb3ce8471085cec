"""Records as W3C Web Annotations: a collection with pages, as the data model has them.

https://www.w3.org/TR/annotation-model/
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.exchange.dictionary import terms
from onrecord.exchange.entries import SHORT, Entry, entries
from onrecord.exchange.files import folder, write
from onrecord.exchange.selectors import selectors
from onrecord.records import Event, Figure, Place, Report, Statement, Time
from onrecord.render import words as told
from onrecord.render.why import why
from onrecord.spans import Span
from onrecord.store import Store
from onrecord.version import __version__

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = 500  # annotations of a page

TERMS = {
    "id": "`urn:onrecord:` with article and record; `:cue` and `:source` after a statement's",
    "type": "`Annotation`; of bodies `TextualBody`; of targets `SpecificResource`",
    "motivation": "`classifying` (statements, events, voice), `identifying` (the rest), "
    "`linking` (cue and source of a statement)",
    "generator": "the program that made the record",
    "name": "its name and version",
    "body": "tags such as `stance:denies` (purpose `tagging`), and why it is on record "
    "(purpose `describing`); of a link the id of the statement",
    "value": "the tag or the words",
    "format": "`text/plain`",
    "purpose": "`tagging` or `describing`",
    "target": "the words, one target a stretch",
    "source": "`urn:onrecord:` with the article; its text is in `texts/` with --full-text",
    "selector": "position and quotation; both mean the same words",
    "start": "first code point in the article's text",
    "end": "code point after the last",
    "exact": "the words",
    "prefix": "the words before them",
    "suffix": "the words after them",
    "startSelector": "of a long stretch: its first words",
    "endSelector": "of a long stretch: the words that follow it",
}


def export(store: Store, out: Path, full: bool) -> None:
    """`collection.json` and its pages; each page holds up to 500 annotations."""
    pages = folder(out / "pages")
    source = _all(store, out, full)
    number, total = 0, 0
    ahead = list(islice(source, PAGE))
    while ahead or number == 0:
        batch, ahead = ahead, list(islice(source, PAGE))
        _page(pages, number, total, batch, last=not ahead)
        number, total = number + 1, total + len(batch)
    collection = {
        "@context": CONTEXT,
        "id": "collection.json",
        "type": "AnnotationCollection",
        "label": "On record",
        "total": total,
        "first": _name(0),
        "last": _name(number - 1),
    }
    write(out / "collection.json", _json(collection))
    write(out / "columns.md", terms(TERMS, "Web Annotations"))


def _page(pages: Path, number: int, at: int, items: list[dict[str, Any]], last: bool) -> None:
    page: dict[str, Any] = {
        "@context": CONTEXT,
        "id": _name(number),
        "type": "AnnotationPage",
        "partOf": "collection.json",
        "startIndex": at,
    }
    if number:
        page["prev"] = _name(number - 1)
    if not last:
        page["next"] = _name(number + 1)
    write(pages / f"{number:05}.json", _json(page | {"items": items}))


def _name(number: int) -> str:
    return f"pages/{number:05}.json"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _all(store: Store, out: Path, full: bool) -> Iterator[dict[str, Any]]:
    for entry in entries(store, full):
        if full:
            write(folder(out / "texts") / f"{entry.article}.txt", entry.report.article.text)
        yield from annotations(entry)


def annotations(entry: Entry) -> Iterator[dict[str, Any]]:
    """Every record of an article as an annotation on its words."""
    report = entry.report
    for s in report.statements:
        yield _annotation(entry, s.id, s, s.content, "classifying")
        for role, spans in (("cue", s.cue), ("source", s.source)):
            if spans:
                yield _link(entry, s.id, role, spans)
    for e in report.events:
        yield _annotation(entry, e.id, e, e.trigger, "classifying")
    named: list[Figure | Place | Time] = [*report.figures, *report.places, *report.times]
    for item in named:
        yield _annotation(entry, item.id, item, [item.span], "identifying")
    for a in report.actors:
        if a.mentions:
            yield _annotation(entry, a.id, a, a.mentions, "identifying")
    for n, v in enumerate(report.voice or []):
        yield _annotation(entry, f"v{n}", v, [v.span], "classifying")


def _annotation(
    entry: Entry, key: str, item: Any, spans: Sequence[Span], motivation: str
) -> dict[str, Any]:
    bodies = [_body("tagging", tag) for tag in tags(entry.report, item)]
    return {
        "id": f"urn:onrecord:{entry.article}:{key}",
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"type": "Software", "name": f"onrecord {__version__}"},
        "body": [*bodies, _body("describing", why(entry.report, item))],
        "target": _targets(entry, spans),
    }


def _link(entry: Entry, key: str, role: str, spans: Sequence[Span]) -> dict[str, Any]:
    return {
        "id": f"urn:onrecord:{entry.article}:{key}:{role}",
        "type": "Annotation",
        "motivation": "linking",
        "body": f"urn:onrecord:{entry.article}:{key}",
        "target": _targets(entry, spans),
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _targets(entry: Entry, spans: Sequence[Span]) -> list[dict[str, Any]]:
    longest = None if entry.full else SHORT
    return [
        {
            "type": "SpecificResource",
            "source": f"urn:onrecord:{entry.article}",
            "selector": selectors(entry.report.article.text, span, longest),
        }
        for span in spans
    ]


def tags(report: Report, item: Any) -> list[str]:
    """What a record says, as `name:value`."""
    found: list[tuple[str, str | None]] = [("record", type(item).__name__.lower())]
    if isinstance(item, Statement):
        found += [("stance", item.stance), ("speaker", told.speaker(report, item))]
    elif isinstance(item, Event):
        found += [("type", item.type), ("status", item.status), ("cameo", item.cameo)]
        found += [("word", told.word_of(report, item.statement))]
    elif isinstance(item, Figure):
        found += [("amount", told.amount(item)), ("unit", item.unit), ("of", item.of)]
        found += [("word", told.word_of(report, item.statement))]
    elif isinstance(item, Place):
        id_ = item.geonames_id
        found += [("place", item.name), ("geonames", str(id_) if id_ else None)]
    elif isinstance(item, Time):
        found += [("value", item.value)]
    else:
        found += [("kind", item.kind), ("name", getattr(item, "name", None))]
    return [f"{name}:{value}" for name, value in found if value]
