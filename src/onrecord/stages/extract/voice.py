"""The outlet's own voice: what the text says on nobody's word, opinion told from assertion.

A sentence, or what is left of it outside of statements, is `opinion` when it values, demands or
infers in its own name (loaded words, "ought to", "it is clear that"), else `assertion`.
"""

from bisect import bisect_left
from collections.abc import Iterator

from onrecord.records import Article, Parse, Statement, Voice
from onrecord.resources import rows
from onrecord.spans import Span, merge, trim

_PARTS = frozenset(("headline", "subheading", "body", "caption"))
_EDGE = ",;:–—-.…|"
_OPENING = " \"“”‘’'«»()[]"
_NORMS = frozenset(("should", "ought"))
_VERBAL = frozenset(("VERB", "AUX"))
_NEIGHBOURS = 2  # stretches on either side in whose company a weak sign counts
_LONGEST = 6  # words in the longest phrase of the lexicon


class Voices:
    """Holds the opinion lexicon; a call is pure."""

    def __init__(self) -> None:
        table = rows("lexicons/opinion.tsv")
        self.loaded = {r["form"]: r["pos"] for r in table if r["class"] == "loaded"}
        self.weak = {r["form"]: r["pos"] for r in table if r["class"] == "weak"}
        words = ("loaded", "weak")
        self.phrases = {
            tuple(r["form"].split()): r["class"] for r in table if r["class"] not in words
        }

    def __call__(self, article: Article, parse: Parse, statements: list[Statement]) -> list[Voice]:
        """Stretches in text order; they do not overlap one another nor any content."""
        taken = merge(span for s in statements for span in s.content)
        framing = merge(span for s in statements for span in (*s.cue, *s.source))
        spans = [
            span
            for span in _stretches(article, parse, taken)
            if _says_something(parse, parse.tokens(span), framing)
        ]
        signs = [self._opinion(parse, parse.tokens(span)) for span in spans]
        near = [
            any(signs[max(0, n - _NEIGHBOURS) : n + _NEIGHBOURS + 1]) for n in range(len(spans))
        ]
        out = []
        for span, sign, beside in zip(spans, signs, near, strict=True):
            why = sign or (self._weakly(parse, parse.tokens(span)) if beside else None)
            if why:
                out.append(Voice(span=span, kind="opinion", why=why))
            else:
                out.append(Voice(span=span, kind="assertion", why="no sign of opinion"))
        return out

    def _weakly(self, parse: Parse, tokens: range) -> str | None:
        """A word that values only in company: "must" is also what a law demands."""
        for i in tokens:
            if _has(self.weak, parse, i):
                return f"'{parse.lower(i)}' beside an opinion"
        return None

    def _opinion(self, parse: Parse, tokens: range) -> str | None:
        """The first sign of opinion, in words, or None."""
        for i in tokens:
            low = parse.lower(i)
            if _has(self.loaded, parse, i):
                return f"loaded word '{low}'"
            if low in _NORMS and parse.tag[i] == "MD" and not _asked(parse, i):
                return f"norm '{low}'"
            for size in range(_LONGEST, 0, -1):
                words = tuple(_form(parse, k) for k in range(i, min(i + size, tokens.stop)))
                if len(words) == size and words in self.phrases:
                    return f"{self.phrases[words]} '{' '.join(words)}'"
        if len(tokens) and parse.word(tokens[-1]) == "?":
            return "question of the outlet's own"
        return None


def _has(table: dict[str, str], parse: Parse, i: int) -> bool:
    """A word of the table in its part of speech; in a name it values nothing."""
    if parse.pos[i] == "PROPN":
        return False
    pos = table.get(parse.lower(i)) or table.get(parse.lemma[i].lower())
    return pos is not None and (not pos or parse.pos[i] in pos.split())


def _form(parse: Parse, i: int) -> str:
    """The word as the phrases spell it: forms of `be` and `become` are `be`."""
    return "be" if parse.lemma[i].lower() in ("be", "become", "’", "'s", "’s") else parse.lower(i)


def _asked(parse: Parse, modal: int) -> bool:
    """Within "whether it should", the norm is a question and nobody's demand."""
    governor = parse.head[modal]
    marks = [parse.lower(c) for c in parse.children[governor]]
    return any(m in ("whether", "if", "what", "how", "who") for m in marks)


def _stretches(article: Article, parse: Parse, taken: list[Span]) -> Iterator[Span]:
    """Sentences of the outlet's text with the contents of statements cut out."""
    parts = [(b.span, b.part) for b in article.blocks]
    at, block = 0, 0
    for first, last in parse.sentences:
        start, end = parse.chars(first, last)
        while block < len(parts) and parts[block][0][1] <= start:
            block += 1
        if block < len(parts) and parts[block][1] not in _PARTS:
            continue
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        k = at
        while k < len(taken) and taken[k][0] < end:
            if taken[k][0] > start:
                yield from _clean(article.text, (start, taken[k][0]), cut=True)
            start = max(start, taken[k][1])
            k += 1
        if start < end:
            yield from _clean(article.text, (start, end), cut=k > at)


def _clean(text: str, span: Span, cut: bool) -> Iterator[Span]:
    """The stretch without white space, and without stray marks where something was cut off."""
    start, end = trim(text, span, _EDGE + _OPENING) if cut else trim(text, span)
    if start < end:
        yield start, end


def _says_something(parse: Parse, tokens: range, framing: list[Span]) -> bool:
    """Whether a clause is left beside the words that only attribute."""
    own = [
        i
        for i in tokens
        if not any(s < parse.ends[i] and parse.starts[i] < e for s, e in _near(framing, parse, i))
    ]
    words = [i for i in own if parse.pos[i] not in ("PUNCT", "SPACE", "SYM", "X")]
    return len(words) >= 3 and any(parse.pos[i] in _VERBAL for i in words)


def _near(spans: list[Span], parse: Parse, i: int) -> list[Span]:
    at = bisect_left(spans, (parse.starts[i], 0))
    return spans[max(0, at - 1) : at + 2]
