"""What people made of the records, for the document of provenance: verdicts and the trail's end."""

from typing import Any

from onrecord.exchange.entries import Entry
from onrecord.exchange.spool import Sections
from onrecord.records import digest
from onrecord.store import Store
from onrecord.store.anchors import anchors

_VERDICTS = "SELECT n, anchor, verdict, why, account, at FROM verdicts WHERE article = ? ORDER BY n"
_TRAIL = "SELECT n, hash FROM trail ORDER BY n DESC LIMIT 1"

TERMS = {
    "onrecord:verdict": "what an analyst found: accepted, corrected, rejected or added",
    "onrecord:reason": "why, in the analyst's words",
    "onrecord:anchor": "kind and place of the record that a verdict is about",
    "onrecord:lines": "how many lines the trail of the reading room has",
    "prov:startTime": "when the verdict was given, UTC",
}


def reviews(to: Sections, store: Store, entry: Entry) -> None:
    """Every verdict on the article's records, as an activity of the analyst that revises one."""
    found = list(store.select(_VERDICTS, entry.article))
    if not found:
        return
    keys = {anchor: name.partition("/")[2] for name, anchor in anchors(entry.report).items()}
    for row in found:
        name = f"onrecord:verdict-{row['n']}"
        review, agent = f"onrecord:review-{row['n']}", f"onrecord:account-{digest(row['account'])}"
        known = {"prov:type": _type("Verdict"), "onrecord:verdict": row["verdict"]}
        known |= {"onrecord:anchor": row["anchor"]}
        known |= {"onrecord:reason": row["why"]} if row["why"] else {}
        to.add("entity", name, known)
        to.add("activity", review, {"prov:type": _type("Review"), "prov:startTime": row["at"]})
        to.once("agent", agent, {"prov:type": _person(), "prov:label": row["account"]})
        to.add("wasGeneratedBy", f"_:g-{name}", {"prov:entity": name, "prov:activity": review})
        associated = {"prov:activity": review, "prov:agent": agent}
        to.add("wasAssociatedWith", f"_:a-{name}", associated)
        record = keys.get(row["anchor"])
        told = record is not None and record[0] in "sef"  # the kinds that the document tells of
        source = f"onrecord:{entry.article}-{record}" if told else f"onrecord:{entry.article}"
        derived: dict[str, Any] = {"prov:generatedEntity": name, "prov:usedEntity": source}
        if told:
            derived["prov:type"] = {"$": "prov:Revision", "type": "prov:QUALIFIED_NAME"}
        to.add("wasDerivedFrom", f"_:d-{name}", derived)


def trail(to: Sections, store: Store) -> None:
    """The hash of the trail's last line, by which nobody can cut lines off its end unseen."""
    last = next(store.select(_TRAIL), None)
    if last is not None:
        known = {"prov:type": _type("Trail"), "dcterms:identifier": f"sha256:{last['hash']}"}
        to.add("entity", "onrecord:trail", known | {"onrecord:lines": last["n"]})


def _type(name: str) -> dict[str, str]:
    return {"$": f"onrecord:{name}", "type": "prov:QUALIFIED_NAME"}


def _person() -> dict[str, str]:
    return {"$": "prov:Person", "type": "prov:QUALIFIED_NAME"}
