"""Quotation marks -> quotations. Knows typography and paragraphs, nothing of words or syntax.

Curly, straight, low-high, angled and typewriter marks (``…'') are read; a quotation may lack its
closing mark, or its opening one, and may run on over paragraphs. A single mark counts only where
it opens before a word and a closing one follows in the same paragraph: all others are apostrophes.
"""

import re
from bisect import bisect_right

from msgspec.structs import replace

from onrecord.records import Article, Record
from onrecord.spans import Span

_MARK = re.compile("``|''|[“”„‟«»‹›‘’‚‛\"'＂「」『』]")
_ELISION = re.compile(r"(?:\d0?s?|\d\ds?|em|til|tis|twas|cause|cos|n|round|bout|nuff)\b", re.I)
_SAID = re.compile(
    r"[,?!] (?=(?:(?:he|she|they|it|I|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}) )?"
    r"(?:said|says|added|told|asked|wrote|replied|insisted)\b)"
)
_OPENERS = frozenset(("“", "„", "‟", "«", "‹", "``", "「", "『"))
_CLOSERS = frozenset(("”", "»", "›", "''", "」", "』"))
_DEEPEST = 8  # quotations in quotations: beyond that the marks are noise
_REVERSED = (("„", "“"), ("»", "«"))  # pairs whose closing mark opens elsewhere
_SINGLE = frozenset("‘’‚‛'")
_NARRATIVE = ("body", "caption")


class Quoted(Record, frozen=True, kw_only=True):
    """One quotation within a block; `inner` is without its marks.

    `depth` counts the quotations around it. `joined` tells that it goes on with the last
    quotation of an earlier paragraph, which lacked its closing mark.
    """

    span: Span
    inner: Span
    closed: bool
    depth: int
    joined: bool


class _Open:
    """An opening mark that waits for its closing one."""

    def __init__(self, mark: str, start: int, inner: int, closer: int = -1) -> None:
        self.mark, self.start, self.inner, self.closer = mark, start, inner, closer

    @property
    def single(self) -> bool:
        return self.closer >= 0


def quotations(article: Article) -> list[Quoted]:
    """All quotations of an article, outer ones before those that they hold."""
    out: list[Quoted] = []
    blocks = [b.span for b in article.blocks if b.part in _NARRATIVE]
    others = [b.span for b in article.blocks if b.part not in _NARRATIVE]
    for span in others:
        out.extend(_Scan(article.text, span, carried=False).run())
    carried = False
    for i, span in enumerate(blocks):
        scan = _Scan(article.text, span, carried=carried)
        found = scan.run()
        carried = scan.unclosed and i + 1 < len(blocks) and _goes_on(article.text, blocks[i + 1])
        if scan.unclosed and not carried:
            found = [_clip(article.text, q) for q in found]
        out.extend(found)
    return _nest(sorted(out, key=lambda q: (q.span[0], -q.span[1])))


def _nest(found: list[Quoted]) -> list[Quoted]:
    """Each with the number of quotations around it; one that crosses another is dropped."""
    out: list[Quoted] = []
    around: list[Quoted] = []
    for q in found:
        while around and around[-1].span[1] <= q.span[0]:
            around.pop()
        if around and q.span[1] > around[-1].span[1]:
            continue
        out.append(replace(q, depth=len(around)))
        around.append(q)
    return out


def _goes_on(text: str, block: Span) -> bool:
    """Whether a paragraph reads on from a quotation that the one before left open."""
    first = _MARK.search(text, *block)
    if first is None:
        return False
    if first.start() == block[0]:
        return first.group() not in _CLOSERS
    mark = first.group()
    return mark in _CLOSERS or (mark == '"' and not _opens(text, first.start(), first.end()))


def _clip(text: str, q: Quoted) -> Quoted:
    """An unclosed quotation ends where the reporting clause begins, if one follows."""
    if q.closed:
        return q
    said = _SAID.search(text, *q.inner)
    if said is None:
        return q
    end = said.start() + 1
    return replace(q, span=(q.span[0], end), inner=(q.inner[0], end))


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a mark stands where an opening one would: before a word and after none."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not after.isspace() and not before.isalnum() and before not in ".,!?;%)]"


class _Scan:
    """One block from left to right, with the stack of marks that are open."""

    def __init__(self, text: str, block: Span, carried: bool) -> None:
        self.text, self.block, self.carried = text, block, carried
        self.marks = [(m.group(), m.start(), m.end()) for m in _MARK.finditer(text, *block)]
        self.closing = [a for m, a, b in self.marks if m in "’'" and self._closes(a, b)]
        self.opening = [a for m, a, b in self.marks if m in "‘‛'" and self._starts(m, a, b)]
        # How many marks from each one on can close a double quotation.
        self.left = [0] * (len(self.marks) + 1)
        for i in range(len(self.marks) - 1, -1, -1):
            mark = self.marks[i][0]
            self.left[i] = self.left[i + 1] + (mark in _CLOSERS or mark in '"＂')
        self.stack: list[_Open] = []
        self.out: list[Quoted] = []
        self.unclosed = False

    def run(self) -> list[Quoted]:
        for i, (mark, start, end) in enumerate(self.marks):
            if mark in _SINGLE:
                self._single(mark, start, end)
            elif mark in '"＂':
                self._straight(i, start, end)
            elif mark in _OPENERS:
                self._opener(i, mark, start, end)
            else:
                self._closer(mark, start, end)
        doubles = [o for o in self.stack if not o.single]
        if doubles:
            self.unclosed = True
            self._emit(doubles[0], self.block[1], self.block[1], depth=0, closed=False)
        return self.out

    def _opener(self, i: int, mark: str, start: int, end: int) -> None:
        top = self._double()
        if len(self.stack) >= _DEEPEST:
            return
        if top is not None and (top.mark, mark) in _REVERSED:
            self._close(start, end)
        else:
            if top is not None and self.left[i + 1] <= 1:
                self._abandon(start)
            self.stack.append(_Open(mark, start, end))

    def _closer(self, mark: str, start: int, end: int) -> None:
        if self._double() is not None:
            self._close(start, end)
        elif _opens(self.text, start, end):
            self.stack.append(_Open(mark, start, end))
        else:
            self._stray(start, end)

    def _straight(self, i: int, start: int, end: int) -> None:
        top = self._double()
        opens = _opens(self.text, start, end)
        after = self.text[end] if end < self.block[1] else " "
        if top is None and (opens or (not self.out and start == self.block[0])):
            self.stack.append(_Open('"', start, end))
        elif top is None:
            self._stray(start, end)
        elif opens and after.isalnum() and self.text[start - 1].isspace():
            if self.left[i] % 2 == 0:
                self._abandon(start)
            self.stack.append(_Open('"', start, end))
        else:
            self._close(start, end)

    def _single(self, mark: str, start: int, end: int) -> None:
        singles = [o for o in self.stack if o.single]
        if singles and singles[-1].closer == start:
            while self.stack[-1] is not singles[-1]:
                self.stack.pop()
            top = self.stack.pop()
            self._emit(top, start, end, depth=len(self.stack))
        elif not singles and self._starts(mark, start, end):
            closer = self._partner(start)
            if closer >= 0:
                self.stack.append(_Open(mark, start, end, closer))

    def _double(self) -> _Open | None:
        return next((o for o in reversed(self.stack) if not o.single), None)

    def _close(self, start: int, end: int) -> None:
        """Close the innermost double quotation; single marks left open in it were apostrophes."""
        while self.stack and self.stack[-1].single and self.stack[-1].closer < start:
            self.stack.pop()
        top = self.stack.pop()
        while top.single and any(not o.single for o in self.stack):
            top = self.stack.pop()
        self._emit(top, start, end, depth=len(self.stack))

    def _abandon(self, here: int) -> None:
        """A new quotation begins though the last one lacks its closing mark."""
        top = self._double()
        while self.stack:
            if self.stack.pop() is top:
                break
        known = len(self.out)
        if top is not None:
            self._emit(top, here, here, len(self.stack), closed=False)
        self.out[known:] = [_clip(self.text, q) for q in self.out[known:]]

    def _stray(self, start: int, end: int) -> None:
        """A closing mark that nothing opened: the block began inside a quotation, or a slip."""
        if self.out:
            return
        before = self.text[start - 1] if start > self.block[0] else " "
        if self.carried or before in ".,!?":
            opened = _Open("", self.block[0], self.block[0])
            self._emit(opened, start, end, depth=0)

    def _emit(self, o: _Open, inner_end: int, end: int, depth: int, closed: bool = True) -> None:
        inner_end = max(inner_end, o.inner)
        while inner_end > o.inner and self.text[inner_end - 1].isspace():
            inner_end -= 1
        if not closed:
            end = inner_end
        if inner_end <= o.inner:
            return
        self.out.append(
            Quoted(
                span=(o.start, max(end, inner_end)),
                inner=(o.inner, inner_end),
                closed=closed,
                depth=depth,
                joined=self.carried and o.start == self.block[0] and depth == 0,
            )
        )

    def _closes(self, start: int, end: int) -> bool:
        before = self.text[start - 1] if start > self.block[0] else " "
        after = self.text[end] if end < self.block[1] else " "
        return not before.isspace() and not after.isalnum()

    def _starts(self, mark: str, start: int, end: int) -> bool:
        if mark == "’" or not _opens(self.text, start, end):
            return False
        after = self.text[end] if end < self.block[1] else " "
        return (after.isalnum() or after in '“"([.…$£€#@') and not _ELISION.match(self.text, end)

    def _partner(self, start: int) -> int:
        """The closing mark of a single quotation; a plural's apostrophe only when none is left."""
        first = bisect_right(self.closing, start + 1)
        limit = bisect_right(self.opening, start)
        stop = self.opening[limit] if limit < len(self.opening) else self.block[1]
        found = [c for c in self.closing[first : first + 12] if c < stop]
        for c in found:
            plural = self.text[c - 1] in "sS" and re.match(r". [a-z]", self.text[c : c + 3])
            if not plural:
                return c
        return found[0] if found else -1
