"""Figures of a story side by side: which stand for one quantity, and who gives which."""

from collections import Counter
from typing import Literal

from onrecord.records import Report
from onrecord.stages.corroborate.things import BROAD, PEOPLE, Thing, is_money, things
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
    scored = [
        (-score, i, j)
        for i, one in enumerate(found)
        for j in range(i)
        if (score := match(one, found[j])) and not barred(one, found[j], general)
    ]
    group_of = [[t] for t in found]
    for _, i, j in sorted(scored):
        one, other = group_of[i], group_of[j]
        if one is other or any(barred(a, b, general) for a in one for b in other):
            continue
        one.extend(other)
        for t in other:
            group_of[found.index(t)] = one
    distinct = {id(g): g for g in group_of}
    return [sorted(g, key=found.index) for g in distinct.values()]


def _general_kinds(found: list[Thing]) -> set[tuple[int, str | None]]:
    """Articles (by order) that give a figure of a kind for people at large."""
    return {(t.order, t.kind) for t in found if t.unit == PEOPLE and not t.nouns and not t.proper}


def match(one: Thing, other: Thing) -> float:
    """How much speaks for one quantity; 0 when nothing does."""
    if not _same_unit(one, other):
        return 0.0
    shared = len(one.near & other.near) + 2 * len(one.nouns & other.nouns)
    if one.kind and one.kind == other.kind:
        return 2.0 + 0.1 * shared
    if one.unit == PEOPLE or other.unit == PEOPLE:
        counted = bool(one.nouns & other.nouns)
        return 0.5 + 0.1 * shared if counted and not (one.kind and other.kind) else 0.0
    if one.unit in BROAD or is_money(one.unit):
        return 0.1 * shared if len(one.near & other.near) >= ALIKE else 0.0
    return 1.0 + 0.1 * shared


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
    same_breath = one.report is other.report and one.sentence == other.sentence
    return same_breath and one.figure.value != other.figure.value and one.giver == other.giver


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
    # "118 rescued" has no noun: people, when the kind says so
    return {one.unit, other.unit} == {None, PEOPLE} and one.kind == other.kind is not None


def _one_place(one: str, other: str) -> bool:
    a, b = one.lower(), other.lower()
    return a in b or b in a


def _without_repeats(group: list[Thing]) -> list[Thing]:
    """One entry for each article, giver and figure; a giver's figure told again is his."""
    kept: dict[tuple[int, str | None, object], Thing] = {}
    for t in group:
        kept.setdefault((t.order, t.giver, _bounds(t)), t)
    given = {(order, bounds) for order, who, bounds in kept if who}
    return [t for (order, who, bounds), t in kept.items() if who or (order, bounds) not in given]


def _bounds(t: Thing) -> tuple[float | None, float | None, float | None]:
    return t.figure.value, t.figure.low, t.figure.high


def _rival(group: list[Thing]) -> bool:
    """More than one figure, or more than one named giver of it."""
    figures = {_bounds(t) if t.figure.value is None else t.figure.value for t in group}
    return len(figures) > 1 or len({t.giver for t in group if t.giver}) > 1


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
    if kind and kind not in words and not any(kind == t.kind and kind in words for t in group):
        words = f"{words} {kind}" if not words.endswith(kind) else words
    place = Counter(t.place for t in group if t.place).most_common(1)
    return f"{words} in {place[0][0]}" if place else words


def _change(group: list[Thing]) -> Literal["same", "rises", "falls", "rival"]:
    known = [(t.report.article.published or "", t.figure.value) for t in group]
    values = [v for _, v in known if v is not None]
    if len(set(values)) < 2:
        return "same"
    by_day: dict[str, set[float]] = {}
    for day, value in known:
        if value is not None:
            by_day.setdefault(day[:10], set()).add(value)
    if any(len(found) > 1 for found in by_day.values()):
        return "rival"
    steps = [next(iter(by_day[day])) for day in sorted(by_day)]
    if steps == sorted(steps):
        return "rises"
    return "falls" if steps == sorted(steps, reverse=True) else "rival"
