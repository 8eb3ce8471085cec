"""Units of a page -> a matrix of what their lines look like, for the two models of this stage."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.spans import Span
from onrecord.stages.split.dates import is_date_line
from onrecord.stages.split.furniture import Hit, Phrases, words
from onrecord.stages.split.shape import is_byline

_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LETTERS = re.compile(r"[^\W\d_]")
_LINK = re.compile(r"https?://|www\.|@\w|\w@\w|\.com\b", re.I)
_CLOCK = re.compile(r"\d\d?:\d\d|\b(?:19|20)\d\d\b|\bago\b", re.I)
_SEPARATOR = re.compile(r"[|»›•·/]|^\W*[-*+>]\s")
PLAIN = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "was",
        "that",
        "for",
        "on",
        "with",
        "as",
        "it",
        "by",
        "at",
        "from",
        "he",
        "she",
        "has",
        "have",
        "had",
        "be",
        "are",
        "were",
        "not",
        "an",
        "this",
        "his",
        "her",
        "their",
        "they",
        "but",
        "who",
        "will",
        "which",
        "been",
        "after",
        "its",
        "or",
        "we",
        "i",
        "when",
        "said",
        "would",
    ]
)
_YOU = frozenset(["you", "your", "our", "us", "we", "please", "click", "here", "now", "free"])
_PROSE = 20  # words from which a finished line counts as prose
_KINDS = ("reply_form", "comments", "navigation", "share", "advert", "related", "newsletter",
          "cookie", "legal")  # fmt: skip
_REACH = 12
OWN = [
    "log_words", "words_0_1", "words_2_3", "words_4_6", "words_7_11", "words_12_19", "words_20_39",
    "words_40", "finished", "finished_long", "ends_open", "ends_question", "plain_share",
    "no_plain", "capital_share", "all_capitalised", "upper_case", "digit_share", "no_letters",
    "link", "clock", "separator", "starts_lower", "starts_quote", "comma_share", "copies",
    "many_copies", "you_share", "said", "date_line", "byline",
    *(f"kind_{kind}" for kind in _KINDS), "whole_phrase", "opens", "any_phrase",
]  # fmt: skip


class Line(NamedTuple):
    """One unit with what the features, the kinds and the boundaries all need."""

    span: Span
    text: str
    words: list[str]
    hits: list[Hit]

    is_finished: bool

    @property
    def is_prose(self) -> bool:
        return self.is_finished and len(self.words) >= _PROSE


def lines_of(text: str, spans: list[Span], phrases: Phrases) -> list[Line]:
    out = []
    for start, end in spans:
        line = text[start:end]
        found = words(line)
        finished = bool(_END.search(line[-8:]))
        out.append(Line((start, end), line, found, phrases.hits(found), finished))
    return out


def _own(line: Line, copies: int) -> list[float]:
    n = len(line.words)
    size = max(1, n)
    text = line.text
    tokens = text.split()
    capital = sum(t[0].isupper() for t in tokens) / max(1, len(tokens))
    letters = len(_LETTERS.findall(text[:400]))
    plain = sum(w in PLAIN for w in line.words) / size
    kinds = {hit.kind for hit in line.hits}
    return [
        min(np.log1p(n), 5.0),
        float(n <= 1), float(2 <= n <= 3), float(4 <= n <= 6), float(7 <= n <= 11),
        float(12 <= n <= 19), float(20 <= n <= 39), float(n >= 40),
        float(line.is_finished),
        float(line.is_finished and n >= 8),
        float(text.endswith((":", "…", "..."))),
        float(text.endswith("?")),
        plain, float(plain == 0), capital, float(capital > 0.8 and n > 1),
        float(letters > 2 and text.isupper()),
        sum(ch.isdigit() for ch in text[:400]) / max(1, min(400, len(text))),
        float(letters == 0),
        float(bool(_LINK.search(text[:400]))),
        float(bool(_CLOCK.search(text[:400])) and n < 12),
        float(bool(_SEPARATOR.search(text[:200]))),
        float(text[0].islower()), float(text[0] in "\"“'‘"),
        text.count(",") / size,
        float(copies > 1), float(copies > 2),
        sum(w in _YOU for w in line.words) / size,
        float("said" in line.words or "says" in line.words),
        float(is_date_line(text)), float(is_byline(text)),
        *(float(kind in kinds) for kind in _KINDS),
        float(any(h.match == "whole" for h in line.hits)),
        float(any(h.opens for h in line.hits) and n <= 8),
        float(any(h.match == "any" for h in line.hits)),
    ]  # fmt: skip


def matrix(lines: Sequence[Line]) -> np.ndarray:
    """One row a line: its own features, its neighbours', and what the surroundings hold."""
    copies = Counter(line.text for line in lines)
    own = np.array([_own(line, copies[line.text]) for line in lines], dtype=np.float32)
    padded = np.vstack([np.zeros((2, own.shape[1])), own, np.zeros((2, own.shape[1]))])
    n = len(lines)
    beside = [padded[2 + d : 2 + d + n] for d in (-2, -1, 1, 2)]
    return np.hstack([own, *beside, _around(lines, own)]).astype(np.float32)


def _around(lines: Sequence[Line], own: np.ndarray) -> np.ndarray:
    size = np.array([len(line.words) for line in lines], dtype=float)
    prose = np.array([line.is_prose for line in lines], dtype=float)
    told = np.array([bool(line.hits) and len(line.words) < _PROSE for line in lines], dtype=float)
    columns = []
    for reach in (4, _REACH):
        for values in (prose, told, np.minimum(size, 60) / 60):
            columns += [total / reach for total in sides(values, reach)]
    columns += [_distance(prose), _distance(prose[::-1])[::-1]]
    columns += [_opened(lines, kind) for kind in ("comments", "related", "legal")]
    columns.append(_shared(lines))
    return np.stack(columns, axis=1)


def sides(values: np.ndarray, reach: int) -> tuple[np.ndarray, np.ndarray]:
    """Sums of the values of up to `reach` lines before and after each line."""
    total: np.ndarray = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    before: np.ndarray = total[at] - total[np.maximum(0, at - reach)]
    after: np.ndarray = total[np.minimum(len(values), at + 1 + reach)] - total[at + 1]
    return before, after


def _distance(flags: np.ndarray) -> np.ndarray:
    """How far back the last flagged line lies, 0 for itself, squeezed into 0..1."""
    out, last = np.empty(len(flags)), -100
    for i, flag in enumerate(flags):
        if flag:
            last = i
        out[i] = min(i - last, 30) / 30
    return out


def _opened(lines: Sequence[Line], kind: str) -> np.ndarray:
    """1 below a short line that heads a part of that kind, fading over the next lines."""
    out, level = np.empty(len(lines)), 0.0
    for i, line in enumerate(lines):
        if any(h.opens and h.kind == kind for h in line.hits) and len(line.words) <= 8:
            level = 1.0
        out[i] = level
        level *= 0.9
    return out


def _shared(lines: Sequence[Line]) -> np.ndarray:
    """Share of a line's capitalised or long words that stand in prose within reach of it."""
    content = [{w for w in line.words if len(w) > 3 and w not in PLAIN} for line in lines]
    out = np.zeros(len(lines))
    for i, mine in enumerate(content):
        if not mine:
            continue
        near: set[str] = set()
        for j in range(max(0, i - _REACH), min(len(lines), i + _REACH + 1)):
            if j != i and lines[j].is_prose:
                near |= content[j]
        out[i] = len(mine & near) / len(mine)
    return out


def column_names() -> list[str]:
    """Names of the columns of `matrix`, for who reads the stored model."""
    beside = [f"{name}{d:+d}" for d in (-2, -1, 1, 2) for name in OWN]
    around = [
        f"{name}_{side}{reach}"
        for reach in (4, _REACH)
        for name in ("prose", "told", "size")
        for side in ("before", "after")
    ]
    return [*OWN, *beside, *around, "prose_since", "prose_until", "opened_comments",
            "opened_related", "opened_legal", "shared_words"]  # fmt: skip
