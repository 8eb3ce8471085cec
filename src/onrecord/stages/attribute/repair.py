"""The model's candidates with what syntax knows better: a missing source, a phrase cut short."""

import re

from onrecord.spans import Span, trim

from .candidate import Candidate
from .view import View

# parts of speech that end no phrase
_OPEN = frozenset(("ADP", "DET", "ADJ", "CCONJ", "NUM", "PART", "AUX"))
_BESIDE = frozenset(("byline", "dateline", "credit"))
_CONNECTIVE = re.compile(
    r"(?:(?:But|And|So|Yet|Or),?|(?:However|Meanwhile|Moreover|Nevertheless|Nonetheless|Still|Also"
    r"|In addition|In fact|For instance|For example|At the same time|On the other hand),)\s+"
)
_ASIDE = frozenset((",", "–", "—", "--"))
_ORDER = frozenset(("first", "last", "latest", "only"))
_SUMS = frozenset(("toll", "move", "step", "decision", "blow", "setback", "reversal", "shift"))
_LONGEST = 12  # tokens added to a content that stops in the middle of a phrase


def repaired(view: View, tagged: list[Candidate], ruled: list[Candidate]) -> list[Candidate]:
    """The tagged candidates; sources come from the rule that reads the same cue."""
    by_cue = {i: c for c in ruled if c.source for s in c.cue for i in view.parse.tokens(s)}
    return [_repaired(view, c, by_cue) for c in tagged]


def _repaired(view: View, c: Candidate, by_cue: dict[int, Candidate]) -> Candidate:
    source, why = c.source, c.why
    if not source:
        cues = (i for s in c.cue for i in view.parse.tokens(s))
        rule = next((by_cue[i] for i in cues if i in by_cue), None)
        if rule is not None:
            source, why = rule.source, f"{c.why}; source by {rule.why}"
    source = [trim(view.text, s, ",;:") for s in source]
    source = [_without_whom(view, s) for s in source if s[0] < s[1]]
    content = _completed(view, _narrated(view, c), [*c.cue, *source])
    content = _one_clause(view, _opened(view, content, c.cue), c.cue)
    content = _not_summed_up(view, content, c.cue)
    return Candidate(cue=c.cue, source=source, content=content, score=c.score, why=why)


def _without_whom(view: View, span: Span) -> Span:
    """ "whom prosecutors (accuse)": the relative pronoun is the object."""
    tokens = view.parse.tokens(span)
    if len(tokens) > 1 and view.parse.lower(tokens[0]) == "whom":
        return view.parse.starts[tokens[1]], span[1]
    return span


def _opened(view: View, content: list[Span], cue: list[Span]) -> list[Span]:
    """A content before its cue, without the outlet's "However," that its sentence opens with."""
    (start, end), *rest = content
    tokens = view.parse.tokens((start, end))
    if not cue or cue[0][0] < end or not len(tokens) or view.inside[tokens[0]] >= 0:
        return content
    if view.parse.sentence(tokens[0])[0] != tokens[0]:
        return content
    at = _CONNECTIVE.match(view.text, start, end)
    return content if at is None or at.end() >= end else [(at.end(), end), *rest]


def _one_clause(view: View, content: list[Span], cue: list[Span]) -> list[Span]:
    """A content that stands before its cue ends at the semicolon after it: "A, they said; B"."""
    if len(content) < 2 or not cue or not content[0][1] <= cue[0][0] < content[-1][0]:
        return content
    kept = [s for s in content if s[0] < cue[0][0] or ";" not in view.text[cue[-1][1] : s[0]]]
    return kept or content


def _not_summed_up(view: View, content: list[Span], cue: list[Span]) -> list[Span]:
    """Indirect speech without what the outlet makes of it: ", the worst raid since March"."""
    *before, (start, end) = content
    tokens = view.parse.tokens((start, end))
    if not cue or cue[-1][0] > start or any(view.inside[i] >= 0 for i in tokens):
        return content
    p = view.parse
    for i in tokens[2:]:
        if p.lower(i) in ("the", "a", "an") and p.word(i - 1) in _ASIDE and _sums_up(view, i):
            return [*before, (start, p.ends[i - 2])]
    return content


def _sums_up(view: View, i: int) -> bool:
    """A noun phrase on the whole clause, from a determiner on to the end of the sentence."""
    p, head = view.parse, view.parse.head[i]
    if (
        head <= i
        or p.pos[head] != "NOUN"
        or p.dep[head] not in ("npadvmod", "appos", "dep", "dobj")
    ):
        return False
    if view.child(head, "relcl", "acl") is None and view.child(head, "prep") is None:
        return False
    most = any(p.tag[c] == "JJS" or p.lower(c) in _ORDER for c in p.children[head])
    return p.lemma[head].lower() in _SUMS or (most and p.pos[p.head[head]] in ("VERB", "AUX"))


def _narrated(view: View, c: Candidate) -> list[Span]:
    """The content without what spilled into a byline, a dateline or a credit beside the text."""
    pieces = [piece for span in c.content for piece in _by_block(view, span)]
    bare = [trim(view.text, span, ",;:") for span in pieces]
    bare = [span for span in bare if span[0] < span[1]]
    told = [s for s in bare if _part(view, s) not in _BESIDE]
    return told or bare or c.content


def _by_block(view: View, span: Span) -> list[Span]:
    """A span cut where blocks end."""
    at = view.block_at(span[0])
    out = []
    while at is not None and at < len(view.article.blocks):
        start, end = view.article.blocks[at].span
        if start >= span[1]:
            break
        out.append((max(start, span[0]), min(end, span[1])))
        at += 1
    return out or [span]


def _part(view: View, span: Span) -> str | None:
    at = view.block_at(span[0])
    return None if at is None else view.article.blocks[at].part


def _completed(view: View, content: list[Span], taken: list[Span]) -> list[Span]:
    """The content, its last span drawn out to the end of the phrase that it stops in."""
    parse = view.parse
    *before, last = content
    tokens = parse.tokens(last)
    if not tokens or parse.pos[tokens[-1]] not in _OPEN:
        return content
    end = _phrase_end(view, tokens[-1])
    blocked = [s for s, _ in taken if s >= last[1]]
    stop = parse.ends[end - 1]
    if end - tokens[-1] > _LONGEST or any(s < stop for s in blocked):
        return content
    return [*before, (last[0], stop)]


def _phrase_end(view: View, i: int) -> int:
    """One past the last token of what an opening word introduces: "over [recent years]"."""
    parse = view.parse
    head = parse.head[i] if parse.head[i] > i else i
    last = max((k for k in view.subtree(head) if k >= i), default=i)
    return min(last, parse.sentence(i)[1] - 1) + 1
