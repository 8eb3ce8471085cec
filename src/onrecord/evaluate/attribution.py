"""How well found statements agree with gold ones: exact, overlap and attribution scores.

Spans are reduced to the set of word tokens that they touch, so that quotation marks, punctuation
and spaces are never an error. A role (content, source, cue) is the union of its spans.

- *exact*: the same token set in the same role, each role by itself.
- *overlap*: statements are matched one to one by content (greedy, best intersection over union
  first); precision is the mean share of a found role that is gold, recall the mean share of a gold
  role that is found.
- *attribution*: content intersection over union of at least one half, and the source found: one
  word shared, or both without a source.
- *direct only*: gold whose content stands, nine words in ten, inside quotation marks, against
  found statements that do or that overlap it; a found one on other gold content is left out.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from onrecord.evaluate.match import Pairs, greedy
from onrecord.evaluate.score import Counts
from onrecord.spans import Span

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_OPEN, _CLOSE, _BOTH = "“«", "”»", '"'
ROLES: tuple[Literal["content", "source", "cue"], ...] = ("content", "source", "cue")
HALF = 0.5


class Attributed(Protocol):
    """Anything with the three roles as lists of spans: a gold row or a `Statement`."""

    @property
    def content(self) -> list[Span]: ...
    @property
    def source(self) -> list[Span]: ...
    @property
    def cue(self) -> list[Span]: ...


class Roles(NamedTuple):
    """The token sets of one statement; `quoted` is its class by quotation marks."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    raw: tuple[tuple[Span, ...], ...]
    quoted: Literal["direct", "mixed", "indirect"]


class Words:
    """The word tokens of a document, and which of them stand inside quotation marks."""

    def __init__(self, text: str) -> None:
        self.spans = [m.span() for m in _WORD.finditer(text)]
        self.starts = [start for start, _ in self.spans]
        mask = quote_mask(text)
        self.quoted = [bool(mask[start]) for start in self.starts]

    def under(self, spans: Sequence[Span]) -> frozenset[int]:
        """Indices of the words that the spans touch."""
        out: set[int] = set()
        for start, end in spans:
            i = max(0, bisect_right(self.starts, start) - 1)
            while i < len(self.spans) and self.starts[i] < end:
                if self.spans[i][1] > start:
                    out.add(i)
                i += 1
        return frozenset(out)

    def roles(self, statements: Sequence[Attributed]) -> list[Roles]:
        """The statements as token sets; one whose content holds no word is none."""
        return [r for s in statements if (r := self._roles(s)).content]

    def _roles(self, statement: Attributed) -> Roles:
        content = self.under(statement.content)
        inside = sum(self.quoted[i] for i in content)
        quoted: Literal["direct", "mixed", "indirect"] = "mixed"
        if inside == 0:
            quoted = "indirect"
        elif inside >= 0.9 * len(content):
            quoted = "direct"
        raw = tuple(
            tuple(sorted((a, b) for a, b in spans))
            for spans in (statement.content, statement.source, statement.cue)
        )
        return Roles(content, self.under(statement.source), self.under(statement.cue), raw, quoted)


def quote_mask(text: str) -> bytearray:
    """One byte a character, set inside double quotation marks of any typography.

    A line break ends a quotation: an unclosed mark runs to the end of its paragraph.
    """
    mask = bytearray(len(text))
    inside = False
    for i, char in enumerate(text):
        if char == "\n" or char in _CLOSE:
            inside = False
        elif char in _OPEN or text.startswith("``", i):
            inside = True
        elif char == _BOTH or text.startswith("''", i):
            inside = not inside
        mask[i] = inside
    return mask


def matched(gold: Sequence[Roles], found: Sequence[Roles], least: float = 0.0) -> Pairs:
    """Pairs of indices by content alone, of at least that intersection over union."""
    return _match(gold, found, least, sourced=False)


def attributed(gold: Sequence[Roles], found: Sequence[Roles]) -> Pairs:
    """Pairs that agree in content by half and in the source."""
    return _match(gold, found, HALF, sourced=True)


def source_found(gold: Roles, found: Roles) -> bool:
    return bool(gold.source & found.source) or not (gold.source or found.source)


def _match(gold: Sequence[Roles], found: Sequence[Roles], least: float, sourced: bool) -> Pairs:
    def rank(i: int, j: int) -> tuple[float, ...] | None:
        one, other = gold[i], found[j]
        content = _ratio(one.content, other.content)
        if content == 0 or content < least or (sourced and not source_found(one, other)):
            return None
        return content, _ratio(one.cue, other.cue), _ratio(one.source, other.source)

    return greedy(len(gold), len(found), rank)


def _ratio(one: frozenset[int], other: frozenset[int]) -> float:
    if one.isdisjoint(other):
        return 0.0
    return len(one & other) / len(one | other)


def direct_only(gold: Sequence[Roles], found: Sequence[Roles]) -> tuple[list[Roles], list[Roles]]:
    """The direct gold statements, and the found ones that are to be held against them."""
    direct = [g for g in gold if g.quoted == "direct"]
    under = frozenset[int]().union(*(g.content for g in direct))
    others = frozenset[int]().union(*(g.content for g in gold if g.quoted != "direct"))
    kept = [
        f for f in found if f.content & under or (f.quoted == "direct" and not f.content & others)
    ]
    return direct, kept


def tally(gold: Sequence[Roles], found: Sequence[Roles]) -> Counts:
    """The counts of one document that all figures of this scorer are sums of."""
    counts = Counts()
    loose = matched(gold, found)
    for number, role in enumerate(ROLES):
        _count_role(counts, gold, found, role, number)
        _count_overlap(counts, gold, found, loose, role)
    half = matched(gold, found, HALF)
    full = attributed(gold, found)
    counts.found("content", len(half), len(found), len(gold))
    counts.found("attribution", len(full), len(found), len(gold))
    sourceless = {j for i, j in loose if not gold[i].source}
    named = sum(bool(g.source) for g in gold)
    hits = sum(bool(gold[i].source) for i, _ in full)
    counts.found("sourced", hits, len(found) - len(sourceless), named)
    for i, j in half:
        if gold[i].source:
            counts.right("source", source_found(gold[i], found[j]))
    for g in gold:
        counts[f"{g.quoted}.of"] += 1
    for i, _ in full:
        counts[f"{gold[i].quoted}.right"] += 1
    return counts


def _count_role(
    counts: Counts,
    gold: Sequence[Roles],
    found: Sequence[Roles],
    role: Literal["content", "source", "cue"],
    number: int,
) -> None:
    sets = [[s for r in side if (s := getattr(r, role))] for side in (gold, found)]
    counts.found(f"exact_{role}", *_same(*sets))
    raws = [[s for r in side if (s := r.raw[number])] for side in (gold, found)]
    counts.found(f"exact_char_{role}", *_same(*raws))
    words = [frozenset[int]().union(*side) for side in sets]
    counts.found(f"token_{role}", len(words[0] & words[1]), len(words[1]), len(words[0]))


def _same(gold: Sequence[object], found: Sequence[object]) -> tuple[int, int, int]:
    common = Counter(gold) & Counter(found)
    return sum(common.values()), len(found), len(gold)


def _count_overlap(
    counts: Counts,
    gold: Sequence[Roles],
    found: Sequence[Roles],
    pairs: Pairs,
    role: Literal["content", "source", "cue"],
) -> None:
    name = f"overlap_{role}"
    counts[f"{name}.gold"] += sum(bool(getattr(g, role)) for g in gold)
    counts[f"{name}.found"] += sum(bool(getattr(f, role)) for f in found)
    for i, j in pairs:
        one, other = getattr(gold[i], role), getattr(found[j], role)
        if common := len(one & other):
            counts[f"{name}.of_found"] += common / len(other)
            counts[f"{name}.of_gold"] += common / len(one)
