"""Withdrawals and corrections: an outlet that takes back what was printed is a side."""

import re

from onrecord.records import Figure, Report
from onrecord.spans import Span, contains, overlap
from onrecord.stages.corroborate.claims import Claim, stems
from onrecord.stages.corroborate.contradict import Pair, Weights
from onrecord.stages.corroborate.things import sentence_of
from onrecord.story_records import Question

_TAKES_BACK = re.compile(
    r"\b(?:withdraw(?:s|n)?|withdrew|retract(?:s|ed)?|takes? back|correct(?:s|ed)?)\b[^.\n]{0,40}"
    r"\b(?:report|article|story|claim|account|statement|figure|allegation|accusation)s?\b"
    r"|\b(?:that|this|it|which|we|the report|the article) (?:was|were|is) (?:wrong|false|incorrect"
    r"|untrue|mistaken)\b|\bwrongly (?:reported|stated|said)\b|\bregrets? the error\b",
    re.IGNORECASE,
)
REACH = 2  # sentences around the withdrawal that tell what is withdrawn
SHARED = 0.35  # share of an earlier claim's weight that they must hold


def withdrawals(found: list[Claim], weight: Weights) -> list[Pair]:
    """Earlier claims against the words that withdraw them."""
    out = []
    for report in {id(c.report): c.report for c in found}.values():
        for match in _TAKES_BACK.finditer(report.article.text):
            around = _around(report, match.span())
            taker = _carrier(found, report, around)
            if taker is not None:
                out += _withdrawn(found, report, around, taker, weight)
                break
    return out


def _around(report: Report, span: Span) -> Span:
    """The sentence of the withdrawal and its neighbours."""
    text = report.article.text
    start, end = sentence_of(text, span)
    for _ in range(REACH - 1):
        if start > 1:
            start = sentence_of(text, (start - 2, start - 1))[0]
        if end + 2 < len(text):
            end = sentence_of(text, (end + 1, end + 2))[1]
    return start, end


def _carrier(found: list[Claim], report: Report, around: Span) -> Claim | None:
    """A claim of the article within these sentences that can stand for the withdrawal."""
    inside = [c for c in found if c.report is report and overlap(c.span, around)]
    inside = [c for c in inside if c.statement or c.event]
    return inside[-1] if inside else None


def _withdrawn(
    found: list[Claim], report: Report, around: Span, taker: Claim, weight: Weights
) -> list[Pair]:
    out = []
    keys = set(stems(report.quote(around)))
    for c in found:
        if c.report is report or c.denied or c.order >= taker.order:
            continue
        own = sum(weight[k] for k in c.keys) or 1.0
        share = sum(weight[k] for k in c.keys & keys) / own
        own_words = bool(c.who & keys)  # who said it takes it back
        if share >= SHARED and len(c.keys & keys) > 2 and (own_words or _printed(c, report)):
            out.append((c, share))
    other = next((f for c, _ in out if (f := _other_figure(c, report, around))), None)
    if other is not None:
        inside = [c for c in found if c.report is report and contains(c.span, other.span)]
        taker = next((c for c in inside if c.statement or c.event), taker)
    kind: Question = "withdrawn" if other is None else "figure"
    why = "withdrawn or corrected by the outlet"
    return [Pair(c, taker, share, kind, why) for c, share in out]


def _other_figure(c: Claim, report: Report, around: Span) -> Figure | None:
    """The figure of the correction that gives another number of what the claim counts."""
    ours = [f for f in c.report.figures if contains(c.span, f.span) and f.value is not None]
    for g in report.figures:
        if g.value is not None and contains(around, g.span) and any(_rivals(f, g) for f in ours):
            return g
    return None


def _rivals(one: Figure, other: Figure) -> bool:
    counted = set(stems(one.of or "")) & set(stems(other.of or ""))
    return one.unit == other.unit and one.value != other.value and bool(counted)


def _printed(c: Claim, report: Report) -> bool:
    """Printed by the outlet that withdraws it, or told after it."""
    outlet = report.article.outlet
    return (
        outlet is None
        or c.report.article.outlet in (None, outlet)
        or bool(set(stems(outlet)) & c.who)
    )
