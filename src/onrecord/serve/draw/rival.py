"""Rival figures as a plot: one line a figure, its value and bounds, who gives it and when."""

from collections.abc import Callable

from onrecord.render import words
from onrecord.render.html import Html, el
from onrecord.story_records import Entry, Quantity

WIDTH, LABEL, LINE, HEAD = 720, 300, 26, 26
MOST = 30


def rival(quantity: Quantity) -> Html | None:
    """None where no figure has a number."""
    entries = [e for e in quantity.entries if _low(e) is not None][:MOST]
    if not entries:
        return None
    lows, highs = [_low(e) or 0.0 for e in entries], [_high(e) or 0.0 for e in entries]
    low, high = min(lows), max(highs)
    if low > 0 and low < high * 0.6:
        low = 0.0
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    low, high = low - room * (low != 0), high + room

    def x(value: float) -> float:
        return LABEL + (WIDTH - LABEL - 70) * (value - low) / (high - low)

    lines = [_line(e, HEAD + i * LINE, x) for i, e in enumerate(entries)]
    tall = HEAD + len(entries) * LINE + 4
    grid = [
        el("line", x1=f"{x(v):.1f}", x2=f"{x(v):.1f}", y1=16, y2=tall, cls="grid")
        for v in (low, (low + high) / 2, high)
    ]
    told = f"{quantity.about}: {len(entries)} figures"
    return el(
        "svg", *grid, *lines, cls="rival", viewBox=f"0 0 {WIDTH} {tall}", role="group",
        aria_label=told,
    )  # fmt: skip


def _low(entry: Entry) -> float | None:
    return entry.low if entry.low is not None else entry.value


def _high(entry: Entry) -> float | None:
    return entry.high if entry.high is not None else _low(entry)


def _line(entry: Entry, y: int, x: Callable[[float], float]) -> Html:
    giver = entry.giver or f"{entry.outlet or 'the outlet'} itself"
    when = (entry.at or "undated")[:10]
    low, high = _low(entry) or 0.0, _high(entry) or 0.0
    value = entry.value if entry.value is not None else (low + high) / 2
    number = entry.words or words.number(value)
    told = f"{when}: {giver} gives {number}"
    parts = [
        el("title", told),
        el("text", when, x=0, y=y + 4, cls="soft"),
        el("text", words.clip(giver, 30), x=82, y=y + 4),
        el("line", x1=f"{x(low):.1f}", x2=f"{x(high):.1f}", y1=y, y2=y, cls="range"),
        el("circle", cx=f"{x(value):.1f}", cy=y, r=5, cls=None if entry.giver else "outlet"),
        el("text", words.clip(number, 16), x=f"{x(high) + 10:.1f}", y=y + 4),
    ]
    return el("a", *parts, href=f"/article/{entry.article}#r-{entry.figure}", aria_label=told)
