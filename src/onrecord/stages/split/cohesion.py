"""Kept lines -> a matrix of how likely a new article begins at each of them.

Two kinds of evidence: how a line begins (date line, dateline, headline shape, a lede's weekday) and
whether the words and names after it are those before it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from onrecord.stages.split.bags import Bag, Rarity, Window
from onrecord.stages.split.dates import is_date_line
from onrecord.stages.split.features import Line
from onrecord.stages.split.shape import is_byline, is_caption, is_credit, opens_report
from onrecord.stages.split.topics import NAMES as TOPICS
from onrecord.stages.split.topics import topics

_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)*")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|yesterday)\b")
_GOES_ON = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "his",
        "her",
        "their",
        "but",
        "and",
        "so",
        "however",
        "meanwhile",
        "also",
        "still",
        "then",
        "those",
        "these",
        "that",
        "this",
        "such",
        "another",
        "other",
        "both",
    ]
)
_REACHES = (1, 2, 5, 12, 30)
_AROUND = 6
_FAR = 30
NAMES = [
    "words", "finished", "headline_shape", "before_headline_shape", "two_before_headline_shape",
    "after_prose", "date_line", "byline", "caption", "before_date_line", "before_byline",
    "before_caption", "next_date_line", "next_byline", "next_caption", "dateline",
    "before_dateline", "next_dateline", "weekday", "goes_on", "quote", "before_finished",
    "before_words", "before_hits", "before_credit", "gap", "gap_words", "gap_opens", "gap_legal",
    "gap_navigation", "gap_comments", "left_prose", "right_prose",
    *(f"cosine_{k}" for k in _REACHES), *(f"depth_{k}" for k in _REACHES[1:]),
    "old_names_1", "old_names_3", "old_names_8", "new_names_kept", "carried", "short_names",
    "full_names", "before_full_names",
    *(f"{what}_{where}" for where in ("before", "here", "next")
      for what in ("words_after", "words_ago", "turn")),
    *TOPICS,
]  # fmt: skip


def starts(lines: Sequence[Line], gaps: Sequence[Sequence[Line]]) -> np.ndarray:
    """One row a kept line; `gaps[i]` are the dropped lines right before line i."""
    weight = Rarity.shared()
    bags = [weight.bag(line.words) for line in lines]
    names = [_names(line.text) for line in lines]
    cosine = np.stack([_cosines(bags, reach) for reach in _REACHES], axis=1)
    shapes = np.array([_shape(line) for line in lines], dtype=float)
    prose = np.array([len(line.words) if line.is_prose else 0 for line in lines], dtype=float)
    before = np.concatenate([[0.0], np.cumsum(prose)[:-1]])
    after = prose.sum() - before
    rows = []
    places = _places(names)
    full = [_full(line.text) for line in lines]
    turns = _turns(bags)
    about = topics(lines)
    for i, _line in enumerate(lines):
        rows.append(
            [
                *_edge(lines, shapes, i),
                *_gap(gaps[i]),
                min(before[i], 600) / 600,
                min(after[i], 600) / 600,
                *cosine[i],
                *(_depth(cosine[:, k], i, _REACHES[k]) for k in range(1, len(_REACHES))),
                *_carried(names, places, i),
                _short(names[i], full, i),
                float(len(full[i])),
                float(len(full[i - 1])) if i else 0.0,
                *turns[i],
                *turns[i + 1],
                *turns[i + 2],
                *about[i],
            ]
        )
    return np.array(rows, dtype=np.float32).reshape(len(lines), len(NAMES))


def _names(text: str) -> set[str]:
    """Capitalised words, those that only begin a sentence included."""
    return {word.lower() for run in _NAME.findall(text) for word in run.split() if len(word) > 3}


def _full(text: str) -> set[str]:
    """Last words of names of two words and more."""
    return {run.split()[-1].lower() for run in _NAME.findall(text) if " " in run}


def _shape(line: Line) -> list[bool]:
    text = line.text
    headline = 3 <= len(line.words) <= 22 and text[-1] not in ".,;:" and not line.hits
    return [
        headline and not line.is_prose,
        is_date_line(text),
        is_byline(text),
        is_caption(text) or is_credit(text),
        opens_report(text),
    ]


def _edge(lines: Sequence[Line], shapes: np.ndarray, i: int) -> list[float]:
    line, none = lines[i], [0.0] * 5
    here = shapes[i]
    last = shapes[i - 1] if i else none
    later = shapes[i + 1] if i + 1 < len(lines) else none
    before = lines[i - 1] if i else None
    first = line.words[0] if line.words else ""
    return [
        min(len(line.words), 80) / 80,
        float(line.is_prose),
        here[0],
        last[0],
        shapes[i - 2][0] if i > 1 else 0.0,
        float(before is not None and before.is_prose),
        *here[1:4],
        *last[1:4],
        *later[1:4],
        here[4],
        last[4],
        later[4],
        float(bool(_DAY.search(line.text))),
        float(first in _GOES_ON),
        float(line.text[0] in "\"“'‘"),
        float(before is not None and before.text[-1] in '.!?"”’)'),
        min(len(before.words), 80) / 80 if before else 0.0,
        float(bool(before and before.hits)),
        float(bool(before and is_credit(before.text))),
    ]


def _gap(gap: Sequence[Line]) -> list[float]:
    kinds = {hit.kind for line in gap for hit in line.hits}
    return [
        min(len(gap), 60) / 60,
        min(sum(len(line.words) for line in gap), 400) / 400,
        float(any(hit.opens for line in gap for hit in line.hits)),
        float("legal" in kinds),
        float("navigation" in kinds),
        float(bool(kinds & {"comments", "reply_form"})),
    ]


def _cosines(bags: Sequence[Bag], reach: int) -> np.ndarray:
    """Similarity of the `reach` lines before each line to the `reach` lines from it on."""
    left, right = Window(), Window()
    for bag in bags[:reach]:
        right.add(bag, 1)
    out = np.zeros(len(bags))
    for i, bag in enumerate(bags):
        out[i] = left.cosine(right)
        left.add(bag, 1)
        right.add(bag, -1)
        if i - reach >= 0:
            left.add(bags[i - reach], -1)
        if i + reach < len(bags):
            right.add(bags[i + reach], 1)
    return out


def _turns(bags: Sequence[Bag]) -> list[tuple[float, float, float]]:
    """For each line, padded by one: how much of its words comes up just after, just before, and
    the difference. A headline or lede looks forward, a closing line back."""
    after, before = Window(), Window()
    for bag in bags[:_AROUND]:
        after.add(bag, 1)
    out = [(0.0, 0.0, 0.0)]
    for i, bag in enumerate(bags):
        after.add(bag, -1)
        if i + _AROUND < len(bags):
            after.add(bags[i + _AROUND], 1)
        total = sum(bag.values()) or 1.0
        ahead = sum(value for word, value in bag.items() if word in after.weight) / total
        ago = sum(value for word, value in bag.items() if word in before.weight) / total
        out.append((ahead, ago, ahead - ago))
        before.add(bag, 1)
        if i - _AROUND >= 0:
            before.add(bags[i - _AROUND], -1)
    return [*out, (0.0, 0.0, 0.0)]


def _depth(curve: np.ndarray, i: int, reach: int) -> float:
    """How deep the curve dips here between its peaks within reach (Hearst's depth score)."""
    low = max(0, i - reach)
    return float(curve[low : i + 1].max() + curve[i : i + reach + 1].max() - 2 * curve[i])


def _places(names: Sequence[set[str]]) -> dict[str, list[int]]:
    """Where each name stands, in order."""
    out: dict[str, list[int]] = {}
    for i, found in enumerate(names):
        for name in found:
            out.setdefault(name, []).append(i)
    return out


def _carried(names: Sequence[set[str]], places: dict[str, list[int]], i: int) -> list[float]:
    def within(name: str, first: int, end: int) -> bool:
        where = places[name]
        at = bisect_left(where, first)
        return at < len(where) and where[at] < end

    def old(name: str) -> bool:
        return within(name, i - _FAR, i)

    out = []
    for reach in (1, 3, 8):
        here = set().union(*names[i : i + reach])
        out.append(sum(map(old, here)) / len(here) if here else 0.5)
    mine = set().union(*names[i : i + 2])
    fresh = [n for n in mine if not old(n)]
    again = sum(within(n, i + 2, i + _FAR) for n in fresh)
    left = set().union(*names[max(0, i - 8) : i])
    carried = sum(within(n, i, i + 8) for n in left)
    return [*out, min(again, 6) / 6, min(carried, 10) / 10]


def _short(mine: set[str], full: Sequence[set[str]], i: int) -> float:
    """Names here that were given in full before and are not given in full here."""
    seen = set().union(*full[max(0, i - _FAR) : i])
    return min(3.0, float(len((mine - full[i]) & seen)))
