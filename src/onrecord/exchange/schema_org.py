"""Statements as schema.org Quotation (direct words) and Claim (reported ones), in JSON-LD.

There is no ClaimReview and no rating: whether a claim is true is not ours to say.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.exchange.dictionary import terms
from onrecord.exchange.entries import Entry, entries
from onrecord.exchange.files import bytes_file, write
from onrecord.records import Statement
from onrecord.render import words as told
from onrecord.store import Store

CONTEXT = "https://schema.org"
_KINDS = {"person": "Person", "state": "Country", "organisation": "Organization"}

TERMS = {
    "@id": "`urn:onrecord:` with article and record",
    "@type": "NewsArticle, Quotation (direct or mixed speech), Claim (reported), and of speakers "
    "Person, Organization, Country or Thing",
    "identifier": "id of the article",
    "headline": "title of the article",
    "datePublished": "when it appeared",
    "publisher": "the outlet",
    "author": "of an article its byline; of a claim its speaker",
    "url": "where it appeared",
    "inLanguage": "its language",
    "articleBody": "the whole text, only with --full-text",
    "name": "how it is called",
    "text": "the words, cut to a short quotation",
    "spokenByCharacter": "who is quoted",
    "isPartOf": "the article, or the statement that it stands in",
    "appearance": "the article that reports the claim",
    "keywords": "the speaker's act: affirms, denies, alleges and so on; the claim is the words "
    "alone, so read `denies` as: the speaker denies them",
}


def export(store: Store, out: Path, full: bool) -> None:
    with bytes_file(out / "claims.jsonld") as sink:
        sink.write(f'{{"@context": "{CONTEXT}", "@graph": ['.encode())
        comma = b"\n"
        for entry in entries(store, full):
            for node in nodes(entry):
                line = json.dumps(node, ensure_ascii=False).encode("utf-8", "replace")
                sink.write(comma + line)
                comma = b",\n"
        sink.write(b"\n]}\n")
    write(out / "columns.md", terms(TERMS, "schema.org Claim and Quotation"))


def nodes(entry: Entry) -> Iterator[dict[str, Any]]:
    """The article, who speaks in it, and what they say."""
    yield _article(entry)
    spoken = {s.speaker for s in entry.report.statements if s.speaker}
    for actor in entry.report.actors:
        if actor.id in spoken:
            yield {
                "@id": _id(entry, actor.id),
                "@type": _KINDS.get(actor.kind or "", "Thing"),
                "name": told.actor_name(entry.report, actor),
            }
    for statement in entry.report.statements:
        yield _statement(entry, statement)


def _article(entry: Entry) -> dict[str, Any]:
    article = entry.report.article
    known = {
        "@id": _id(entry),
        "@type": "NewsArticle",
        "identifier": article.id,
        "headline": told.title(article),
        "datePublished": article.published,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "author": {"@type": "Thing", "name": article.byline} if article.byline else None,
        "url": article.url,
        "inLanguage": article.lang,
        "articleBody": article.text if entry.full else None,
    }
    return _known(known)


def _statement(entry: Entry, s: Statement) -> dict[str, Any]:
    speaker: dict[str, Any] | None = None
    if s.speaker:
        speaker = {"@id": _id(entry, s.speaker)}
    elif s.source:
        speaker = {"@type": "Thing", "name": told.words(entry.report, s.source)}
    shared = {
        "@id": _id(entry, s.id),
        "text": entry.quote(s.content),
        "keywords": s.stance,
    }
    within = {"@id": _id(entry, s.parent)} if s.parent else {"@id": _id(entry)}
    if s.kind == "indirect":
        claim = {"@type": "Claim", "author": speaker, "appearance": {"@id": _id(entry)}}
        return _known(shared | claim | ({"isPartOf": within} if s.parent else {}))
    return _known(shared | {"@type": "Quotation", "spokenByCharacter": speaker, "isPartOf": within})


def _id(entry: Entry, key: str | None = None) -> str:
    return f"urn:onrecord:{entry.article}:{key}" if key else f"urn:onrecord:{entry.article}"


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
