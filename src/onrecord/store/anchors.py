"""Names of records that last: kind and place in the text instead of a number in a list.

A record's anchor is `KIND:START-END` in code points of the article, whose id is a digest of its
text. Reading the article again with a better model numbers its records anew, and what people wrote
on one still finds it. Of several records of a kind at one place the later ones get `.2`, `.3`.
"""

from collections import Counter
from typing import Any

from onrecord.records import Report
from onrecord.spans import Span, cover

KINDS = ("statements", "events", "figures", "places", "times")


def anchors(report: Report) -> dict[str, str]:
    """`events/e1` -> `event:120-128`."""
    seen: Counter[str] = Counter()
    out = {}
    for kind in KINDS:
        for item in getattr(report, kind):
            start, end = extent(kind, item)
            name = f"{kind.removesuffix('s')}:{start}-{end}"
            seen[name] += 1
            out[f"{kind}/{item.id}"] = name if seen[name] == 1 else f"{name}.{seen[name]}"
    return out


def extent(kind: str, item: Any) -> Span:
    """Where a record stands: the content of a statement, the trigger of an event, the words."""
    if kind == "statements":
        return cover(item.content or item.cue or item.source)
    found: Span = cover(item.trigger) if kind == "events" else item.span
    return found


def find(report: Report, anchor: str) -> tuple[str, Any] | None:
    """The kind and the record of an anchor; None where the article no longer has such a one."""
    for name, other in anchors(report).items():
        if other == anchor:
            kind, _, key = name.partition("/")
            return kind, next(item for item in getattr(report, kind) if item.id == key)
    return None


def span(anchor: str) -> Span:
    """The place that an anchor names."""
    start, _, end = anchor.split(":", 1)[1].split(".")[0].partition("-")
    return int(start), int(end)
