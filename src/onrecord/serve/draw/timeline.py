"""A timeline as SVG: one bar a day, week, month or year, each a link to its articles."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from onrecord.render.html import Html, el

WIDTH, HEIGHT, FOOT = 560, 128, 18
MOST = 90  # bars

Address = Callable[[str, str], str]  # first and last day -> where a bar leads
_STEPS = ("day", "week", "month", "year")


def timeline(days: Mapping[str, int], address: Address, label: str = "articles") -> Html | None:
    """`days` maps ISO days to counts; None when there is nothing to draw."""
    if not days:
        return None
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    step = next((s for s in _STEPS if _bars(first, last, s) <= MOST), "year")
    counts: Counter[date] = Counter()
    for day, number in days.items():
        counts[_begin(date.fromisoformat(day), step)] += number
    begins = _begins(first, last, step)
    highest = max(counts.values())
    wide = min(WIDTH / len(begins), 26.0)
    bars = [
        _bar(i * wide, wide, counts[begin], highest, begin, step, address, label)
        for i, begin in enumerate(begins)
        if counts[begin]
    ]
    names = _names(begins, wide, step)
    return el(
        "svg",
        el("line", x1=0, y1=HEIGHT, x2=WIDTH, y2=HEIGHT, cls="axis"),
        *bars,
        *names,
        cls="timeline",
        viewBox=f"0 0 {WIDTH} {HEIGHT + FOOT}",
        role="group",
        aria_label=f"{label} by {step}",
    )


def _bar(
    x: float,
    wide: float,
    count: int,
    highest: int,
    begin: date,
    step: str,
    address: Address,
    label: str,
) -> Html:
    tall = max(2.0, HEIGHT * 0.94 * count / highest)
    last = _next(begin, step) - timedelta(days=1)
    when = begin.isoformat() if step == "day" else f"{begin} to {last}"
    told = f"{when}: {count:,} {label}"
    box = el(
        "rect",
        el("title", told),
        x=f"{x + wide * 0.08:.1f}",
        y=f"{HEIGHT - tall:.1f}",
        width=f"{wide * 0.84:.1f}",
        height=f"{tall:.1f}",
        rx=1,
    )
    where = address(begin.isoformat(), last.isoformat())
    return el("a", box, href=where, aria_label=told)


def _names(begins: list[date], wide: float, step: str) -> list[Html]:
    """Dates below the bars, as many as there is room for."""
    every = max(1, -(-len(begins) * 92 // WIDTH)) if wide < 92 else 1
    form = {"year": "%Y", "month": "%b %Y"}.get(step, "%-d %b %Y")
    return [
        el("text", begin.strftime(form), x=f"{i * wide + wide * 0.08:.1f}", y=HEIGHT + 13)
        for i, begin in enumerate(begins)
        if i % every == 0 and i * wide < WIDTH - 60
    ]


def _begin(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def _next(day: date, step: str) -> date:
    if step == "month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    if step == "year":
        return day.replace(year=day.year + 1)
    return day + timedelta(days=7 if step == "week" else 1)


def _bars(first: date, last: date, step: str) -> int:
    if step == "year":
        return last.year - first.year + 1
    if step == "month":
        return (last.year - first.year) * 12 + last.month - first.month + 1
    return (last - first).days // (7 if step == "week" else 1) + 1


def _begins(first: date, last: date, step: str) -> list[date]:
    out, day = [], _begin(first, step)
    while day <= last:
        out.append(day)
        day = _next(day, step)
    return out
