"""Disputes: claims of a story that exclude each other, with their sides. Never a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.records import Report, Stance
from onrecord.stages.corroborate.claims import Claim, claims
from onrecord.stages.corroborate.contradict import (
    Pair,
    Weights,
    alike,
    dice,
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
WHOLLY = 0.35  # share of stems in common that a supporter needs besides
LONGEST = 160  # characters of what a dispute is about


@dataclass
class Matter:
    """Pairs about one question; the claims of either side."""

    pair: Pair
    yes: list[Claim] = field(default_factory=list)
    no: list[Claim] = field(default_factory=list)
    takers: list[Claim] = field(default_factory=list)  # claims that stand for a withdrawal


def disputes(
    reports: list[Report], figures: Iterable[tuple[Quantity, list[Thing]]]
) -> list[Dispute]:
    """Each question of fact on which speakers contradict each other."""
    copies = _copies(c for i, r in enumerate(reports) for c in claims(i, r))
    found = [same[0] for same in copies]
    weight = weights(found)
    every = pairs(found) + withdrawals(found, weight)
    matters: list[Matter] = []
    for pair in every:
        _add(matters, pair, weight)
    matters = _joined(matters)
    for m in matters:
        _supporters(m, found, weight)
    again = {id(same[0]): same for same in copies}
    out = [d for m in matters if (d := _dispute(m, again))]
    return _merged(out + figure_disputes(figures))


def _copies(found: Iterable[Claim]) -> list[list[Claim]]:
    """Claims with the same words of the same speaker, told by one article or many."""
    same: dict[tuple[str, str | None], list[Claim]] = {}
    for c in found:
        same.setdefault((" ".join(c.words.lower().split()), c.speaker), []).append(c)
    return list(same.values())


def _add(matters: list[Matter], pair: Pair, weight: Weights) -> None:
    """Into the matter that it belongs to, or a new one."""
    for m in matters:
        if _one_matter(m, pair, weight):
            break
    else:
        m = Matter(pair)
        matters.append(m)
    if pair.kind in ("withdrawn", "figure"):
        m.takers.append(pair.no)
    straight = _straight(m, pair, weight)
    for claim, side in (
        (pair.yes, m.yes if straight else m.no),
        (pair.no, m.no if straight else m.yes),
    ):
        if claim not in m.yes and claim not in m.no:
            side.append(claim)


def _joined(matters: list[Matter]) -> list[Matter]:
    """Matters that have a claim on one side in common are one; the better pair names it."""
    kept: list[Matter] = []
    for m in matters:
        same = next((k for k in kept if _shares(k, m)), None)
        if same is None:
            kept.append(m)
            continue
        straight = any(c in same.yes for c in m.yes) or any(c in same.no for c in m.no)
        ours = (same.yes, same.no) if straight else (same.no, same.yes)
        for side, more in zip(ours, (m.yes, m.no), strict=True):
            side += [c for c in more if c not in same.yes and c not in same.no]
        same.takers += m.takers
    return kept


def _shares(one: Matter, other: Matter) -> bool:
    kinds = {one.pair.kind, other.pair.kind}
    if {"actor", "figure"} & kinds:
        return False
    if kinds == {"act", "cause"}:  # the cause that one denies and for which another names his own
        sides = (*other.yes, *other.no)
        return any(c in sides for c in (*one.yes, *one.no))
    if "cause" in kinds:
        return False
    return any(c in one.yes for c in other.yes) or any(c in one.no for c in other.no)


def _one_matter(m: Matter, pair: Pair, weight: Weights) -> bool:
    """A claim of the pair stands in the matter, or one much like it, on the same side.

    A withdrawal is a side of the matter that was in dispute before.
    """
    if pair.kind == "withdrawn" and m.pair.kind == "act":
        return pair.yes in m.yes
    if m.pair.kind != pair.kind:
        return False
    if pair.kind in ("actor", "cause"):
        return any(c in (*m.yes, *m.no) for c in (pair.yes, pair.no))
    for a, side, against in (
        (pair.yes, m.yes, (pair.no, m.pair.no)),
        (pair.no, m.no, (pair.yes, m.pair.yes)),
    ):
        if a in side:
            return True
        near = [b for b in side if not a.points_back and _alike(a, b, weight)]
        # in what is in dispute, not only in what both mention besides
        if any(all(c.points_back or a.keys & b.keys & c.keys for c in against) for b in near):
            return True
    return False


def _alike(one: Claim, other: Claim, weight: Weights) -> bool:
    """What both say is one thing, not only a part that both mention."""
    return alike(one, other, weight) >= SAME and dice(one, other) >= WHOLLY


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
            if any(_says_so_too(c, claim, weight) for c in core) or _again(claim, side, found):
                side.append(claim)


def _again(claim: Claim, side: list[Claim], found: list[Claim]) -> bool:
    """An affirmation without words of its own ("he said it") is of the speaker's last claim."""
    if claim.denied or claim.keys or claim.statement is None or claim.speaker is None:
        return False
    own = [c for c in found if c.report is claim.report and c.speaker == claim.speaker
           and c.span < claim.span]  # fmt: skip
    return bool(own) and own[-1] in side


def _says_so_too(one: Claim, other: Claim, weight: Weights) -> bool:
    """One says what the other says; a speaker's second denial of a matter is of the first."""
    if one.denied != other.denied:
        return False
    told = one.report is other.report and one.head & other.head  # a headline's denial
    again = one.denied and one.matter & other.matter and (told or one.who & other.who)
    return bool(again) or _alike(one, other, weight)


def _dispute(m: Matter, copies: dict[int, list[Claim]]) -> Dispute | None:
    sides = [
        [s for first in side for c in copies[id(first)] if (s := _side(c, i, first in m.takers))]
        for i, side in enumerate((m.yes, m.no))
    ]
    kept = [_distinct(side) for side in sides]
    if not all(kept):
        return None
    if not m.takers and all(same_party(a, b) for a in m.yes for b in m.no):
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
    """Every side of `one` has words that `other` holds, on two sides at least.

    For figures the statement is enough: their words are whole sentences.
    """
    exact = one.kind != "figure" and other.kind != "figure"
    held = {_place(s, exact): s.side for s in other.sides}
    at = [{held.get(_place(s, exact)) for s in one.sides if s.side == n} - {None}
          for n in {s.side for s in one.sides}]  # fmt: skip
    return all(at) and len(set().union(*at)) > 1


def _place(s: Side, exact: bool) -> tuple[str, object]:
    return s.article, (s.spans or [(0, 0)])[0] if exact else s.statement or s.event


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
