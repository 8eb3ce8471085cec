"""Where every record comes from, as PROV-JSON.

https://www.w3.org/submissions/prov-json/ ; one document of the whole store. Pages are captured,
articles derive from pages, statements are quotations from articles and are attributed to their
speakers; an event derives from the statement it rests on, or is attributed to the outlet.
"""

from pathlib import Path
from typing import Any

from onrecord.exchange.dictionary import terms
from onrecord.exchange.entries import Entry, entries
from onrecord.exchange.files import write
from onrecord.exchange.spool import Sections
from onrecord.records import digest
from onrecord.render import words as told
from onrecord.render.why import why
from onrecord.spans import Span
from onrecord.store import Store

PREFIXES = {
    "onrecord": "urn:onrecord:",
    "dcterms": "http://purl.org/dc/terms/",
}

TERMS = {
    "prov:type": "`onrecord:Page`, `onrecord:Article`, `onrecord:Statement` and so on; of agents "
    "`prov:SoftwareAgent`, `prov:Person`, `prov:Organization`; of a derivation `prov:Quotation`",
    "prov:label": "how it is called",
    "prov:entity": "the entity that a relation starts from",
    "prov:activity": "the capture of a page, or the reading of an article",
    "prov:agent": "the program, the outlet or the speaker",
    "prov:generatedEntity": "what was derived",
    "prov:usedEntity": "what it was derived from",
    "prov:time": "when the page was captured, UTC",
    "dcterms:source": "the file it was read from",
    "dcterms:identifier": "`sha256:` of the page's text",
    "dcterms:issued": "when the article appeared",
    "onrecord:start": "first code point in the article's text",
    "onrecord:end": "code point after the last",
    "onrecord:stance": "the speaker's act",
    "onrecord:status": "what the text makes of the event",
    "onrecord:why": "the cue, rule or model that found it",
}


def export(store: Store, out: Path, full: bool) -> None:
    with Sections() as sections:
        page = None
        for entry in entries(store, full):
            if entry.source.id != page:
                page = entry.source.id
                _page(sections, entry)
            _Article(sections, entry).add()
        sections.write(out / "prov.json", {"prefix": PREFIXES})
    write(out / "columns.md", terms(TERMS, "PROV-JSON"))


def _page(to: Sections, entry: Entry) -> None:
    source = entry.source
    name, activity = f"onrecord:page-{source.id}", f"onrecord:capture-{source.id}"
    told_of = {
        "prov:type": _type("Page"),
        "dcterms:source": source.path,
        "dcterms:identifier": f"sha256:{source.sha256}",
    }
    to.add("entity", name, told_of)
    to.add("activity", activity, {"prov:type": _type("Capture")})
    generated = {"prov:entity": name, "prov:activity": activity}
    if source.captured:
        generated["prov:time"] = source.captured
    to.add("wasGeneratedBy", f"_:c-{source.id}", generated)


class _Article:
    """One article with its records, as entities, agents and relations."""

    def __init__(self, to: Sections, entry: Entry) -> None:
        self._to, self._entry, self._key = to, entry, entry.article
        self._name = f"onrecord:{self._key}"
        self._reading = f"onrecord:reading-{self._key}"
        self._count = 0
        self._outlet: str | None = None

    def add(self) -> None:
        article = self._entry.report.article
        known = {"prov:type": _type("Article"), "prov:label": told.title(article)}
        if article.published:
            known["dcterms:issued"] = article.published
        self._to.add("entity", self._name, known)
        page = f"onrecord:page-{self._entry.source.id}"
        self._derived(self._name, page)
        self._to.add("activity", self._reading, {"prov:type": _type("Reading")})
        self._relation("used", {"prov:activity": self._reading, "prov:entity": page})
        self._made(self._name)
        for program in self._entry.report.made_by:
            agent = self._agent(f"{self._key}-by-{digest(program)}", program, "SoftwareAgent")
            self._relation(
                "wasAssociatedWith", {"prov:activity": self._reading, "prov:agent": agent}
            )
        if article.outlet:
            self._outlet = self._agent(f"{self._key}-outlet", article.outlet, "Organization")
            self._attributed(self._name, self._outlet)
        self._statements()
        self._others()

    def _statements(self) -> None:
        report = self._entry.report
        speakers: dict[str, str] = {}
        for s in report.statements:
            name = self._record(s, "Statement", s.content, {"onrecord:stance": s.stance})
            self._derived(name, self._name, quotation=True)
            speaker = told.speaker(report, s)
            if speaker != told.NOBODY:
                key = s.speaker or s.id
                if key not in speakers:
                    actor = report.actor(s.speaker)
                    kind = "Person" if actor and actor.kind == "person" else "Organization"
                    known = kind if actor and actor.kind else None
                    speakers[key] = self._agent(f"{self._key}-{key}-speaker", speaker, known)
                self._attributed(name, speakers[key])

    def _others(self) -> None:
        """Events and figures rest on a statement or on the outlet's own word."""
        report = self._entry.report
        found: list[tuple[Any, str, list[Span], str | None]] = []
        found += [(e, "Event", e.trigger, e.status) for e in report.events]
        found += [(f, "Figure", [f.span], None) for f in report.figures]
        for item, kind, spans, status in found:
            name = self._record(item, kind, spans, {"onrecord:status": status})
            self._derived(name, self._name)
            if item.statement:
                self._derived(name, f"onrecord:{self._key}-{item.statement}")
            elif self._outlet:
                self._attributed(name, self._outlet)

    def _record(self, item: Any, kind: str, spans: Any, more: dict[str, str | None]) -> str:
        name = f"onrecord:{self._key}-{item.id}"
        known: dict[str, Any] = {
            "prov:type": _type(kind),
            "onrecord:why": why(self._entry.report, item),
        }
        if spans:
            known |= {"onrecord:start": min(s for s, _ in spans)}
            known |= {"onrecord:end": max(e for _, e in spans)}
        known |= {key: value for key, value in more.items() if value}
        self._to.add("entity", name, known)
        self._made(name)
        return name

    def _agent(self, key: str, label: str, kind: str | None) -> str:
        name = f"onrecord:{key}"
        typed = {"prov:type": {"$": f"prov:{kind}", "type": "prov:QUALIFIED_NAME"}} if kind else {}
        self._to.add("agent", name, {**typed, "prov:label": label})
        return name

    def _made(self, name: str) -> None:
        self._relation("wasGeneratedBy", {"prov:entity": name, "prov:activity": self._reading})

    def _attributed(self, name: str, agent: str) -> None:
        self._relation("wasAttributedTo", {"prov:entity": name, "prov:agent": agent})

    def _derived(self, name: str, source: str, *, quotation: bool = False) -> None:
        known: dict[str, Any] = {"prov:generatedEntity": name, "prov:usedEntity": source}
        if quotation:
            known["prov:type"] = {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"}
        self._relation("wasDerivedFrom", known)

    def _relation(self, section: str, value: dict[str, Any]) -> None:
        self._count += 1
        self._to.add(section, f"_:{self._key}-{self._count}", value)


def _type(name: str) -> dict[str, str]:
    return {"$": f"onrecord:{name}", "type": "prov:QUALIFIED_NAME"}
