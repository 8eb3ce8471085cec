"""Rival figures as disputes: givers whose figures for one quantity exclude each other.

Counts that grow with time (the dead, the rescued, the arrested) are in dispute only where one
article sets two givers side by side: from day to day they differ without contradiction.
"""

from collections.abc import Iterable
from itertools import combinations

from onrecord.stages.corroborate.things import BROAD, PEOPLE, Thing, is_money
from onrecord.story_records import Dispute, Quantity, Side

FIXED = ("aboard", "marched", "employed")  # counts of people that do not grow
ROUND = 0.1  # figures nearer than this share, one of them told as about, are one figure


def figure_disputes(figures: Iterable[tuple[Quantity, list[Thing]]]) -> list[Dispute]:
    out = []
    for quantity, group in figures:
        usable = [t for t in group if t.statement or t.figure.event]
        rivals = [(a, b) for a, b in combinations(usable, 2) if _exclude(a, b)]
        if rivals:
            out.append(_dispute(quantity, rivals))
    return out


def _exclude(one: Thing, other: Thing) -> bool:
    if one.giver is None or other.giver is None or _same_giver(one.giver, other.giver):
        return False
    together = one.report is other.report
    steady = one.kind in FIXED if one.unit == PEOPLE else one.unit in BROAD or is_money(one.unit)
    if not together and not steady:
        return False
    return _apart(one, other)


def _same_giver(one: str, other: str) -> bool:
    a, b = set(one.lower().split()), set(other.lower().split())
    return a <= b or b <= a


def _apart(one: Thing, other: Thing) -> bool:
    """No number fits both."""
    if one.figure.value is None or other.figure.value is None:
        return False
    (low_one, high_one), (low_other, high_other) = _bounds(one), _bounds(other)
    low, high = max(low_one, low_other), min(high_one, high_other)
    rounded = "about" in (one.figure.approx, other.figure.approx)
    return low > high and (low - high) > (ROUND * low if rounded else 0)


def _bounds(t: Thing) -> tuple[float, float]:
    f = t.figure
    exact = f.approx in ("exact", "about")
    low = f.low if f.low is not None else (f.value if exact else None)
    high = f.high if f.high is not None else (f.value if exact else None)
    return (-1e18 if low is None else low), (1e18 if high is None else high)


def _dispute(quantity: Quantity, rivals: list[tuple[Thing, Thing]]) -> Dispute:
    """Sides by value, in the order of the story."""
    involved = list(dict.fromkeys(t for pair in rivals for t in pair))
    values = list(dict.fromkeys(t.figure.value for t in involved))
    return Dispute(
        about=f"how many: {quantity.about}" if quantity.unit == PEOPLE else quantity.about,
        sides=[_side(t, values.index(t.figure.value)) for t in involved],
        kind="figure",
        why="givers whose figures exclude each other",
    )


def _side(t: Thing, number: int) -> Side:
    article = t.report.article
    return Side(
        stance="affirms",
        speaker=t.giver,
        article=article.id,
        statement=t.statement.id if t.statement else None,
        event=t.figure.event,
        side=number,
        outlet=article.outlet,
        words=t.report.quote(t.sentence).strip(),
        spans=[t.sentence],
    )
