"""Figures of a story side by side: which stand for one quantity, and who gives which."""

from collections import Counter
from typing import Literal

from onrecord.records import Report
from onrecord.stages.corroborate.things import BROAD, PEOPLE, Thing, is_money, kinds, things
from onrecord.stages.corroborate.words import words as tokens
from onrecord.story_records import Entry, Quantity

ALIKE = 1  # telling stems that two figures of a broad unit must share


def quantities(reports: list[Report]) -> list[tuple[Quantity, list[Thing]]]:
    """Each quantity on which more than one figure or giver stands, with the figures behind it."""
    found = [t for i, report in enumerate(reports) for t in things(i, report)]
    out = []
    for group in _groups(found):
        kept = _without_repeats(group)
        if _rival(kept):
            out.append((_quantity(kept), kept))
    return out


def _groups(found: list[Thing]) -> list[list[Thing]]:
    """The best matching pairs first; no group holds two figures that bar each other."""
    general = _general_kinds(found)
    n = len(found)
    bars = [[barred(found[i], found[j], general) for j in range(i)] for i in range(n)]
    scored = [
        (-score, i, j)
        for i in range(n)
        for j in range(i)
        if not bars[i][j] and (score := match(found[i], found[j]))
    ]
    group_of = [[i] for i in range(n)]
    for _, i, j in sorted(scored):
        one, other = group_of[i], group_of[j]
        if one is other or any(bars[max(a, b)][min(a, b)] for a in one for b in other):
            continue
        one.extend(other)
        for k in other:
            group_of[k] = one
    distinct = {id(g): g for g in group_of}
    return [[found[i] for i in sorted(g)] for g in distinct.values()]


def _general_kinds(found: list[Thing]) -> set[tuple[int, str | None]]:
    """Articles (by order) that give a figure of a kind for people at large."""
    return {(t.order, t.kind) for t in found if t.unit == PEOPLE and not t.nouns and not t.proper}


def match(one: Thing, other: Thing) -> float:
    """How much speaks for one quantity; 0 when nothing does."""
    if not _same_unit(one, other):
        return 0.0
    counted = one.nouns & other.nouns
    around = len((one.near & other.near) - one.nouns - other.nouns)
    named = (one.nouns & other.near) | (other.nouns & one.near)
    fit = 0.1 * around + 0.2 * len(counted | named) + 0.15 * _closeness(one, other)
    if one.kind and one.kind == other.kind:
        return 2.0 + fit
    if PEOPLE in (one.unit, other.unit):
        bare = not (one.nouns or other.nouns) and not (one.kind and other.kind)
        if bare and one.place and one.place == other.place and one.by and one.by == other.by:
            return 1.0 + fit
        return fit if counted and around > 1 and not (one.kind and other.kind) else 0.0
    if one.unit in BROAD or is_money(one.unit):
        return fit if len(one.near & other.near) >= ALIKE else 0.0
    return (
        1.0 + fit if around or len(counted) > 1 or one.figure.value == other.figure.value else 0.0
    )


def _closeness(one: Thing, other: Thing) -> float:
    """The smaller value as a share of the larger: of one thing people give like numbers."""
    a, b = one.figure.value, other.figure.value
    return min(a, b) / max(a, b) if a and b and a > 0 and b > 0 else 0.0


def barred(one: Thing, other: Thing, general: set[tuple[int, str | None]]) -> bool:
    """Something says that two figures count different things."""
    if one.kind and other.kind and one.kind != other.kind:
        return True
    if one.place and other.place and not _one_place(one.place, other.place):
        return True
    if one.proper and other.proper and not one.proper & other.proper:
        return True
    if one.unit == PEOPLE and _other_people(one, other, general):
        return True
    if one.report is not other.report or one.figure.value == other.figure.value:
        return False
    return one.by == other.by and not (one.changes or other.changes)


def _other_people(one: Thing, other: Thing, general: set[tuple[int, str | None]]) -> bool:
    """Guards are not inmates; a part is not the whole, where an article tells both apart."""
    if one.nouns and other.nouns:
        if one.nouns & other.nouns:
            return False
        return one.report is other.report or one.part != other.part
    narrow, wide = (one, other) if one.nouns else (other, one)
    if not narrow.nouns:
        return False
    return narrow.part or ((narrow.order, narrow.kind) in general and narrow.order == wide.order)


def _same_unit(one: Thing, other: Thing) -> bool:
    if one.unit == other.unit:
        return one.unit is not None or one.kind == other.kind is not None
    # "118 rescued" has no noun, "eight colleagues" one of their own: people, when the kind says so
    if PEOPLE not in (one.unit, other.unit) or one.kind is None or one.kind != other.kind:
        return False
    unit = other.unit if one.unit == PEOPLE else one.unit
    return unit not in BROAD - {None} and not is_money(unit)


def _one_place(one: str, other: str) -> bool:
    a, b = one.lower(), other.lower()
    return a in b or b in a


def _without_repeats(group: list[Thing]) -> list[Thing]:
    """One entry for each article, giver and figure; a giver's figure told again is his."""
    kept: dict[tuple[int, str | None, object], Thing] = {}
    for t in group:
        kept.setdefault((t.order, t.by, _bounds(t)), t)
    given = {(order, bounds) for order, who, bounds in kept if who}
    return [t for (order, who, bounds), t in kept.items() if who or (order, bounds) not in given]


def _bounds(t: Thing) -> tuple[float | None, float | None, float | None]:
    return t.figure.value, t.figure.low, t.figure.high


def _rival(group: list[Thing]) -> bool:
    """More than one figure, or more than one named giver of it."""
    figures = {_bounds(t) if t.figure.value is None else t.figure.value for t in group}
    return len(figures) > 1 or len({t.by for t in group if t.by}) > 1


def _quantity(group: list[Thing]) -> Quantity:
    unit = next((t.unit for t in group if t.unit), None)
    return Quantity(
        about=_about(group),
        unit=unit,
        entries=[_entry(t) for t in group],
        change=_change(group),
    )


def _entry(t: Thing) -> Entry:
    article = t.report.article
    f = t.figure
    return Entry(
        article=article.id,
        figure=f.id,
        value=f.value,
        low=f.low,
        high=f.high,
        giver=t.giver,
        outlet=article.outlet,
        at=article.published,
        words=t.report.quote(f.span),
    )


def _about(group: list[Thing]) -> str:
    """What is counted, in the words of the fullest entry, with the town where one is named."""
    named = Counter(t.figure.of for t in group if t.figure.of)
    words = max(named, key=lambda of: (named[of], len(of)), default=None)
    kind = next((t.kind for t in group if t.kind), None)
    if words is None:
        shared = frozenset.intersection(*(t.near for t in group)) if group else frozenset()
        words = ", ".join(sorted(shared)) or "amount"
    telling = {kinds().get(w) for w, _ in tokens(words)}
    if (
        kind
        and kind not in telling
        and kind not in words
        and not any(kind == t.kind and kind in words for t in group)
    ):
        words = f"{words} {kind}" if not words.endswith(kind) else words
    place = Counter(t.place for t in group if t.place).most_common(1)
    return f"{words} in {place[0][0]}" if place else words


def _change(group: list[Thing]) -> Literal["same", "rises", "falls", "rival"]:
    known = [(t.report.article.published, t.figure.value) for t in group]
    values = [v for _, v in known if v is not None]
    if len(set(values)) < 2:
        return "same"
    by_day: dict[str, set[float]] = {}
    for day, value in known:
        if value is not None and day:
            by_day.setdefault(day[:10], set()).add(value)
    if any(len(found) > 1 for found in by_day.values()):
        return "rival"
    if len(by_day) < 2:
        return "rival"
    steps = [next(iter(by_day[day])) for day in sorted(by_day)]
    if steps == sorted(steps):
        return "rises"
    return "falls" if steps == sorted(steps, reverse=True) else "rival"
