"""Quotations completed: each one goes whole to its speaker, and what stands alone is carried on.

Syntax proposes; here the quotation marks decide how far a content reaches, the words next to a
quotation (`adjacent`) find its speaker where syntax did not, and a quotation that stands alone goes
on with the speaker before it, or after.
"""

from collections.abc import Callable, Sequence

from onrecord.spans import Span, merge, overlap

from .adjacent import RULES, dash, edges, last_char, names_something, sentence_before
from .candidate import Candidate
from .marks import Quoted
from .view import View

Rule = Callable[[View, Quoted], Candidate | None]
_ENDS = (".", "!", "?")
_CELL = 1000  # characters
_CLOSE = 80  # characters from a quotation to a cue behind it


class Found:
    """A candidate under construction: its cue is known, its content grows."""

    def __init__(self, made: Candidate) -> None:
        self.cue, self.source = list(made.cue), list(made.source)
        self.content = list(made.content)
        self.score, self.why = made.score, made.why

    def made(self, text: str) -> Candidate:
        """As it stands; quotations and the words between that they adjoin become one span."""
        return Candidate(
            cue=self.cue,
            source=self.source,
            content=merge(self.content, text),
            score=self.score,
            why=self.why,
        )


class Register:
    """All that is found, by place, so that a quotation asks only its neighbours."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.all: list[Found] = []
        self._near: dict[int, list[Found]] = {}
        for c in candidates:
            self.add(Found(c))

    def add(self, f: Found) -> None:
        self.all.append(f)
        cells = {k for s, e in (*f.cue, *f.content) for k in range(s // _CELL, e // _CELL + 1)}
        for cell in cells:
            self._near.setdefault(cell, []).append(f)

    def near(self, span: Span) -> list[Found]:
        """Those with words in or close to a span, each once."""
        cells = range(span[0] // _CELL, span[1] // _CELL + 1)
        return list({id(f): f for cell in cells for f in self._near.get(cell, ())}.values())


def attribute_quotations(
    view: View, candidates: list[Candidate], rules: Sequence[Rule] = RULES
) -> list[Candidate]:
    """The candidates with their quotations whole, and those that only quotations give."""
    found = Register(candidates)
    owners: list[Found | None] = []
    for number, q in enumerate(view.quotes):
        owner = _owner(view, number, found, owners, rules)
        if owner is not None:
            owner.content.append(q.span)
        owners.append(owner)
    _backwards(view, owners, found)
    return [f.made(view.text) for f in found.all if f.content]


def _owner(
    view: View,
    number: int,
    found: Register,
    owners: list[Found | None],
    rules: Sequence[Rule],
) -> Found | None:
    q = view.quotes[number]
    covering = [f for f in found.near(q.span) if _covers(f, q)]
    if q.joined and number and owners[number - 1] is not None:
        own = [f for f in covering if f is not owners[number - 1] and _beside(view, f, q)]
        if not own:
            return owners[number - 1]
        covering = own
    signed = dash(view, q)
    if signed is not None:  # a name after a dash under the words: nothing tells more surely
        return _signed(found, signed, covering, q)
    for f in [f for f in covering if _detached(view, f, q)]:
        covering.remove(f)
        f.content = _without(f.content, q.span)
    if covering:
        for f in covering:
            f.content.append(q.span)
        return min(covering, key=lambda f: (_distance(f, q), -f.score))
    for rule in rules:
        made = rule(view, q)
        if made is not None:
            return _known(view, found, made)
    return _carried(view, number, found, owners)


def _beside(view: View, f: Found, q: Quoted) -> bool:
    """The candidate's cue stands right behind the quotation in its paragraph."""
    gaps = [view.text[q.span[1] : s] for s, _ in f.cue if 0 <= s - q.span[1] < _CLOSE]
    return any("\n" not in gap for gap in gaps)


def _signed(found: Register, made: Candidate, covering: list[Found], q: Quoted) -> Found:
    """The quotation alone under its signature, and taken from whoever else was given it."""
    owner = next((f for f in found.near(made.cue[0]) if _same_cue(f.cue, made.cue)), None)
    for f in covering:
        f.content = _without(f.content, q.span)
    if owner is None:
        owner = Found(made)
        found.add(owner)
    owner.content, owner.source = [], owner.source or list(made.source)
    return owner


def _known(view: View, found: Register, made: Candidate) -> Found:
    """What is registered under the cue of a candidate, or the candidate as newly found."""
    for f in found.near(made.cue[0]):
        if _same_cue(f.cue, made.cue):
            if _topic(view, f):
                f.content = []  # "released a statement on the raid": the object is no words
            return f
    new = Found(made)
    found.add(new)
    return new


def _topic(view: View, f: Found) -> bool:
    """What stands as content is a thing spoken of, not a clause that is said."""
    if not f.content or view.quotes_over(f.content[0]):
        return False
    root = view.parse.root_of(f.content[0])
    return root is not None and view.parse.pos[root] in ("NOUN", "PROPN", "PRON", "PART")


def _covers(f: Found, q: Quoted) -> bool:
    """The content reaches into the quotation and the cue stands outside of it."""
    if any(overlap(c, q.span) for c in f.cue):
        return False
    return any(overlap(c, q.inner) for c in f.content)


def _detached(view: View, f: Found, q: Quoted) -> bool:
    """The quotation ended its sentence, and the cue stands in the next one with its own words."""
    if not f.cue or f.cue[0][0] < q.span[1] or last_char(view, q) not in ".!?":
        return False
    between = view.text[q.span[1] : f.cue[0][0]]
    follows = between.strip()[:1].isupper() and last_char(view, q) == "."
    return (follows or "\n" in between) and bool(_without(f.content, q.span))


def _without(spans: list[Span], hole: Span) -> list[Span]:
    out = []
    for s, e in spans:
        out += [(a, b) for a, b in ((s, min(e, hole[0])), (max(s, hole[1]), e)) if b - a > 1]
    return out


def _distance(f: Found, q: Quoted) -> int:
    return min((min(abs(c[0] - q.span[1]), abs(q.span[0] - c[1])) for c in f.cue), default=10**9)


def _same_cue(a: list[Span], b: list[Span]) -> bool:
    return any(overlap(x, y) for x in a for y in b)


def _carried(view: View, number: int, found: Register, owners: list[Found | None]) -> Found | None:
    """A quotation that stands alone as a sentence goes on with the speaker before it."""
    q, at = view.quotes[number], view.block_at(view.quotes[number].span[0])
    if at is None or not _stands_alone(view, q):
        return None
    block = view.article.blocks[at].span
    before = (max(block[0], q.span[0] - 2 * _CELL), q.span[0])
    here = [f for f in found.near(before) if _within(f, block) and _quotable(f)]
    here = [f for f in here if f.content and _end(f) <= q.span[0]]
    if here:
        return max(here, key=_end)
    if number and owners[number - 1] is not None and block[0] == q.span[0]:
        gap = view.text[view.quotes[number - 1].span[1] : q.span[0]]
        if gap.count("\n") <= 3 and len(gap) < 250:
            return owners[number - 1]
    return None


def _quotable(f: Found) -> bool:
    return not f.why.startswith(("rule adverb", "rule noun"))


def _within(f: Found, block: Span) -> bool:
    return any(overlap(c, block) for c in (*f.cue, *f.content))


def _end(f: Found) -> int:
    return max(e for _, e in (*f.cue, *f.content[:1]))


def _stands_alone(view: View, q: Quoted) -> bool:
    """Whether a quotation is a sentence or more, with nothing of its sentence outside."""
    before, _ = edges(view, q)
    if before >= 0 and sentence_before(view, before):
        return False
    return _whole(view, q)


def _whole(view: View, q: Quoted) -> bool:
    """Whether a quotation ends as a sentence does, the stop before or after its mark."""
    after = view.text[q.span[1] : q.span[1] + 1]
    return last_char(view, q) in ".!?…,—" or not q.closed or after in _ENDS


def _backwards(view: View, owners: list[Found | None], found: Register) -> None:
    """Paragraphs that are one quotation and found nobody: the speaker after, before, or nobody."""
    for number in range(len(view.quotes) - 1, -1, -1):
        q = view.quotes[number]
        at = view.block_at(q.span[0])
        if owners[number] is not None or at is None:
            continue
        block = view.article.blocks[at].span
        if _headline(view, q, at):
            found.add(_nobody(q, "headline quotation"))
        if block[0] != q.span[0]:
            continue
        rest = view.text[q.span[1] : block[1]].strip(" .,;")
        if rest or len(view.text[q.inner[0] : q.inner[1]].split()) < 3:
            continue
        whole = _whole(view, q)
        owner = None
        if whole:
            owner = _next_speaker(view, number, owners) or _last_speaker(view, found, at)
        if owner is None:
            owner = _nobody(q, "quotation alone")
            found.add(owner)
        owner.content.append(q.span)
        owners[number] = owner


def _nobody(q: Quoted, rule: str) -> Found:
    """A quotation of which the text does not tell who speaks."""
    return Found(Candidate(cue=[], source=[], content=[q.span], score=0.4, why=f"rule {rule}"))


def _headline(view: View, q: Quoted, number: int) -> bool:
    """Part of a heading in somebody's words: a phrase of some length, and no title."""
    block = view.article.blocks[number]
    if q.span == block.span:
        return False
    text = view.text[block.span[0] : block.span[1]]
    first = number == 0 and len(text) < 160 and text[-1] not in ".!?…:"
    if not first and block.part not in ("headline", "subheading"):
        return False
    words = view.text[q.inner[0] : q.inner[1]].split()
    return len(words) >= 4 and words[0][:1].islower() and not names_something(view, q)


def _next_speaker(view: View, number: int, owners: list[Found | None]) -> Found | None:
    """Whoever speaks the quotation that opens the next paragraph."""
    if number + 1 >= len(owners):
        return None
    gap = view.text[view.quotes[number].span[1] : view.quotes[number + 1].span[0]]
    return owners[number + 1] if not gap.strip() else None


def _last_speaker(view: View, found: Register, number: int) -> Found | None:
    """Whoever spoke last in the paragraph before."""
    if not number:
        return None
    start, end = view.article.blocks[number - 1].span
    here = [f for f in found.near((max(start, end - 2 * _CELL), end)) if _quotable(f)]
    here = [f for f in here if f.cue and f.content and _within(f, (start, end))]
    return max(here, key=_end, default=None)
