"""Disputes: claims of a story that exclude each other, with their sides. Never a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.records import Report, Stance
from onrecord.stages.corroborate.claims import Claim, claims
from onrecord.stages.corroborate.contradict import (
    Pair,
    Weights,
    alike,
    pairs,
    question,
    same_party,
    weights,
)
from onrecord.stages.corroborate.dispute_figures import figure_disputes
from onrecord.stages.corroborate.things import Thing
from onrecord.stages.corroborate.withdrawn import withdrawals
from onrecord.story_records import Dispute, Quantity, Side

SAME = 0.6  # likeness at which two claims of one polarity are about one matter
LONGEST = 160  # characters of what a dispute is about


@dataclass
class Matter:
    """Pairs about one question; the claims of either side."""

    pair: Pair
    yes: list[Claim] = field(default_factory=list)
    no: list[Claim] = field(default_factory=list)


def disputes(
    reports: list[Report], figures: Iterable[tuple[Quantity, list[Thing]]]
) -> list[Dispute]:
    """Each question of fact on which speakers contradict each other."""
    found = [c for i, r in enumerate(reports) for c in claims(i, r)]
    weight = weights(found)
    every = pairs(found) + withdrawals(found, weight)
    matters: list[Matter] = []
    for pair in every:
        _add(matters, pair, weight)
    for m in matters:
        _supporters(m, found, weight)
    out = [d for m in matters if (d := _dispute(m))]
    return _merged(out + figure_disputes(figures))


def _add(matters: list[Matter], pair: Pair, weight: Weights) -> None:
    """Into the matter that it belongs to, or a new one."""
    for m in matters:
        if _one_matter(m, pair, weight):
            break
    else:
        m = Matter(pair)
        matters.append(m)
    straight = _straight(m, pair, weight)
    for claim, side in (
        (pair.yes, m.yes if straight else m.no),
        (pair.no, m.no if straight else m.yes),
    ):
        if claim not in m.yes and claim not in m.no:
            side.append(claim)


def _one_matter(m: Matter, pair: Pair, weight: Weights) -> bool:
    """A claim of the pair stands in the matter, or one much like it, on the same side."""
    if m.pair.kind != pair.kind:
        return False
    if pair.kind == "actor":
        return any(c in (*m.yes, *m.no) for c in (pair.yes, pair.no))
    return any(
        a in side or (not a.points_back and any(alike(a, b, weight) >= SAME for b in side))
        for a, side in ((pair.yes, m.yes), (pair.no, m.no))
    )


def _straight(m: Matter, pair: Pair, weight: Weights) -> bool:
    """The pair's sides lie as the matter's do; where two parties are named they may be swapped."""
    if pair.yes in m.no or pair.no in m.yes:
        return False
    if pair.kind == "actor" and m.yes:
        return (
            any(pair.yes.proper & c.proper for c in m.yes) or pair.yes in m.yes or pair.no in m.no
        )
    return True


def _supporters(m: Matter, found: list[Claim], weight: Weights) -> None:
    """Who else says the same, and is not of the other side."""
    if m.pair.kind != "act":
        return
    for side, against in ((m.yes, m.no), (m.no, m.yes)):
        core = [c for c in side if not c.points_back]
        for claim in found:
            if claim in m.yes or claim in m.no or any(same_party(claim, c) for c in against):
                continue
            if any(c.denied == claim.denied and alike(c, claim, weight) >= SAME for c in core):
                side.append(claim)


def _dispute(m: Matter) -> Dispute | None:
    withdrawn = m.pair.kind == "withdrawn"
    sides = [
        [s for c in side if (s := _side(c, i, withdrawn))] for i, side in enumerate((m.yes, m.no))
    ]
    kept = [_distinct(side) for side in sides]
    if not all(kept):
        return None
    if not withdrawn and all(same_party(a, b) for a in m.yes for b in m.no):
        return None
    about = question(m.pair.yes)
    if len(about) > LONGEST:
        about = about[:LONGEST].rsplit(" ", 1)[0] + " …"
    return Dispute(about=about, sides=[*kept[0], *kept[1]], kind=m.pair.kind, why=m.pair.why)


def _side(c: Claim, number: int, withdrawn: bool) -> Side | None:
    if c.statement is None and c.event is None:
        return None
    return Side(
        stance=_stance(c, number, withdrawn),
        speaker=c.speaker,
        article=c.report.article.id,
        statement=c.statement.id if c.statement else None,
        event=c.event.id if c.event else None,
        side=number,
        outlet=c.report.article.outlet,
        words=c.words,
        spans=[c.span],
    )


def _merged(found: list[Dispute]) -> list[Dispute]:
    """Disputes that set the same statements against each other are one."""
    kept: list[Dispute] = []
    for d in found:
        if not any(_told_by(d, k) for k in kept):
            kept.append(d)
    return kept


def _told_by(one: Dispute, other: Dispute) -> bool:
    """Every side of `one` has a statement that `other` holds, on two sides at least."""
    held = {(s.article, s.statement or s.event): s.side for s in other.sides}
    at = [{held.get((s.article, s.statement or s.event)) for s in one.sides if s.side == n} - {None}
          for n in {s.side for s in one.sides}]  # fmt: skip
    return all(at) and len(set().union(*at)) > 1


def _stance(c: Claim, number: int, withdrawn: bool) -> Stance:
    if c.denied or (number and withdrawn):
        return "denies"
    own = c.statement.stance if c.statement else None
    return own if own in ("affirms", "alleges") else "affirms"


def _distinct(sides: list[Side]) -> list[Side]:
    """One entry for each statement of an article, or event of the outlet's own account."""
    kept: dict[tuple[str, str | None], Side] = {}
    for s in sides:
        kept.setdefault((s.article, s.statement or s.event), s)
    return list(kept.values())
