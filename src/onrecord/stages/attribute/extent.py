"""How far a content reaches: phrases made whole, what is the outlet's own cut off.

The model knows where a content lies; syntax knows where its phrases and clauses end.
"""

import re

from msgspec.structs import replace

from onrecord.spans import Span, trim

from .candidate import Candidate
from .lexicon import words
from .view import View

# parts of speech that end no phrase
_OPEN = frozenset(("ADP", "DET", "ADJ", "CCONJ", "NUM", "PART", "AUX"))
_LONGEST = 30  # tokens added to a content that stops in the middle of a phrase
_SHORT = 6  # tokens of a content that may lack its prepositional phrase
_CLAUSE = 3  # tokens of a content that can be a clause
_CONNECTIVE = re.compile(
    r"(?:(?:But|And|So|Yet|Or),?|(?:However|Meanwhile|Moreover|Nevertheless|Nonetheless|Still|Also"
    r"|In addition|In fact|For instance|For example|At the same time|On the other hand),)\s+"
)
_ASIDE = frozenset((",", "–", "—", "--"))
_ORDER = frozenset(("first", "last", "latest", "only"))
_SUMS = frozenset(("toll", "move", "step", "decision", "blow", "setback", "reversal", "shift"))
_REASONS = frozenset(("because", "since", "as", "if", "unless"))


def bounded(view: View, content: list[Span], cue: list[Span], source: list[Span]) -> list[Span]:
    """The content with its phrases whole and without the outlet's own words at its ends."""
    content = _before_main(view, _past_aside(view, content, cue), cue)
    content = _completed(view, content, [*cue, *source])
    content = _one_clause(view, _opened(view, content, cue), cue)
    return _not_summed_up(view, _whole_clause(view, content, cue), cue)


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


def _past_aside(view: View, content: list[Span], cue: list[Span]) -> list[Span]:
    """A content without what stands between cue and clause: "said, rejecting his story, that"."""
    p = view.parse
    (start, end), *rest = content
    tokens = p.tokens((start, end))
    if not cue or cue[-1][1] > start or not len(tokens):
        return content
    aside = next((i for i in (tokens[0], tokens[0] - 1) if p.tag[i] == "VBG"), None)
    if aside is None or p.dep[aside] != "advcl" or p.word(aside - 1) != ",":
        return content
    for i in tokens[1:]:
        if p.lower(i) == "that" and p.word(i - 1) == "," and p.dep[i] == "mark":
            return [(p.starts[i], end), *rest]
    return content


def _before_main(view: View, content: list[Span], cue: list[Span]) -> list[Span]:
    """A participle's content without the main verb's clause: "said, citing a doctor, that"."""
    p = view.parse
    *before, (start, end) = content
    head = p.tokens(cue[-1])[-1] if cue and len(p.tokens(cue[-1])) else None
    if (
        head is None
        or p.tag[head] != "VBG"
        or p.ends[head] > start
        or view.child(head, "dobj") is None
    ):
        return content
    for i in p.tokens((start, end))[1:]:
        if p.lower(i) == "that" and p.word(i - 1) == "," and p.dep[i] == "mark":
            return [*before, (start, p.ends[i - 2])]
    return content


def _one_clause(view: View, content: list[Span], cue: list[Span]) -> list[Span]:
    """A content that stands before its cue ends at the semicolon after it: "A, they said; B"."""
    if len(content) < 2 or not cue or not content[0][1] <= cue[0][0] < content[-1][0]:
        return content
    kept = [s for s in content if s[0] < cue[0][0] or ";" not in view.text[cue[-1][1] : s[0]]]
    return kept or content


def _whole_clause(view: View, content: list[Span], cue: list[Span]) -> list[Span]:
    """Indirect speech with the clause that goes on from it: ", and B", ", because ..."."""
    p = view.parse
    *before, (start, end) = content
    tokens = p.tokens((start, end))
    if not cue or cue[-1][0] > start or len(tokens) < _CLAUSE:
        return content
    last = p.sentence(tokens[-1])[1]
    rest = [i for i in range(tokens[-1] + 1, last) if p.pos[i] not in ("PUNCT", "SPACE")]
    root = _clause_root(view, tokens)
    if not rest or root is None or any(view.inside[i] >= 0 or view.cue(i) for i in rest):
        return content
    going_on = any(c >= rest[0] and _goes_on(view, c) for c in p.children[root])
    if not going_on or not set(rest) <= set(view.subtree(root)):
        return content
    return [*before, (start, p.ends[rest[-1]])]


def _clause_root(view: View, tokens: range) -> int | None:
    """The verb of the content that hangs on a verb before it."""
    p = view.parse
    heads = (i for i in tokens if p.head[i] < tokens[0] and p.pos[i] in ("VERB", "AUX"))
    return next(heads, None)


def _goes_on(view: View, i: int) -> bool:
    """A clause with its own subject, joined or as a reason."""
    p = view.parse
    if view.child(i, "nsubj", "nsubjpass", "expl") is None:
        return False
    reason = any(p.lower(c) in _REASONS for c in p.children[i])
    return p.dep[i] == "conj" or (p.dep[i] == "advcl" and reason)


def _not_summed_up(view: View, content: list[Span], cue: list[Span]) -> list[Span]:
    """Indirect speech without what the outlet makes of it: ", the worst raid since March"."""
    *before, (start, end) = content
    tokens = view.parse.tokens((start, end))
    if not cue or cue[-1][0] > start or any(view.inside[i] >= 0 for i in tokens):
        return content
    p = view.parse
    for i in tokens[2:]:
        if p.word(i - 1) in _ASIDE and (_sums_up(view, i) or _results(view, i)):
            return [*before, (start, p.ends[i - 2])]
    return content


def _sums_up(view: View, i: int) -> bool:
    """A noun phrase on the whole clause, from a determiner on to the end of the sentence."""
    p, head = view.parse, view.parse.head[i]
    if p.lower(i) not in ("the", "a", "an") or head <= i or p.pos[head] != "NOUN":
        return False
    if p.dep[head] not in ("npadvmod", "appos", "dep", "dobj"):
        return False
    if view.child(head, "relcl", "acl", "prep", "advcl") is None:
        return False
    most = any(p.tag[c] == "JJS" or p.lower(c) in _ORDER for c in p.children[head])
    return p.lemma[head].lower() in _SUMS or (most and p.pos[p.head[head]] in ("VERB", "AUX"))


def _results(view: View, i: int) -> bool:
    """ ", taking the front to within a mile": what comes of it, in the outlet's words."""
    p = view.parse
    hung = p.tag[i] == "VBG" and p.dep[i] == "advcl"
    return hung and p.lemma[i].lower() in words("cue_helpers", "result")


def _completed(view: View, content: list[Span], taken: list[Span]) -> list[Span]:
    """The content, its last span drawn out to the end of the phrase that it stops in."""
    parse = view.parse
    *before, last = content
    tokens = parse.tokens(last)
    if not tokens:
        return content
    if parse.pos[tokens[-1]] in _OPEN or _begins_clause(view, tokens[-1]):
        end = _phrase_end(view, tokens[-1])
    else:
        end = _attached(view, tokens)
    blocked = [s for s, _ in taken if s >= last[1]]
    stop = parse.ends[end - 1]
    if end - tokens[-1] > _LONGEST or any(s < stop for s in blocked):
        return content
    return [*before, (last[0], stop)]


def _begins_clause(view: View, i: int) -> bool:
    """True for "who", and "who all", before the verb of their clause."""
    p = view.parse
    if p.pos[i] == "PRON" and p.tag[i - 1] in ("WP", "WDT") and p.head[i] == p.head[i - 1]:
        i -= 1
    return p.tag[i] in ("WP", "WDT") and p.head[i] > i


def _attached(view: View, tokens: range) -> int:
    """One past the prepositional phrase that a content of one noun phrase was cut off from."""
    p, i = view.parse, tokens[-1] + 1
    if i >= len(p) or p.pos[i] != "ADP" or p.head[i] not in tokens or len(tokens) > _SHORT:
        return i
    dated = [c for c in view.subtree(i) if p.tag[c] in ("NNP", "NNPS")]
    return i if dated else view.subtree(i)[-1] + 1


def _phrase_end(view: View, i: int) -> int:
    """One past the last token of what an opening word introduces: "over [recent years]"."""
    parse = view.parse
    head = parse.head[i] if parse.head[i] > i else i
    last = max((k for k in view.subtree(head) if k >= i), default=i)
    return min(last, parse.sentence(i)[1] - 1) + 1


def reports_on(view: View, c: Candidate, taken: set[int]) -> list[Candidate]:
    """One candidate or two: "said A and blamed B" is cut where the speaker reports on.

    The second verb hangs on the cue; or it is in the plain past among verbs set back by one tense
    ("said two had died and blamed militants"), so that the cue's tense shows whose act it is.
    """
    p = view.parse
    start, end = c.content[-1]
    heads = {i for s in c.cue for i in p.tokens(s) if view.cue(i) is not None}
    if not heads or c.cue[-1][0] > start:
        return [c]
    for i in p.tokens((start, end))[2:]:
        if p.dep[i] != "conj" or p.tag[i] != "VBD" or view.inside[i] >= 0 or view.cue(i) is None:
            continue
        if view.child(i, "nsubj", "aux", "auxpass") is not None:
            continue
        if _beside_cue(view, i, heads) or _same_speaker(view, i, heads, c.source):
            return _cut(view, c, i)[: 1 if i in taken else 2] or [c]
    return [c]


def _beside_cue(view: View, i: int, heads: set[int]) -> bool:
    p, head = view.parse, view.parse.head[i]
    if head in heads:
        return True
    set_back = any(p.lower(k) in ("had", "would") for k in p.children[head] if p.dep[k] == "aux")
    return set_back and p.head[head] in heads and any(p.tag[h] == "VBD" for h in heads)


def _same_speaker(view: View, i: int, heads: set[int], source: list[Span]) -> bool:
    """Whether the clause before is about the speaker himself, or about a thing, which cannot deny:
    "said it had no part in it and accused", "said the road was open and denied".
    """
    p, before = view.parse, view.parse.head[i]
    cue = view.cue(i)
    if p.head[before] not in heads or p.dep[before] != "ccomp" or cue is None:
        return False
    subject = view.child(before, "nsubj", "nsubjpass", "expl")
    root = p.root_of(source[0]) if source else None
    if subject is None or root is None or cue.act != "speech":
        return False
    low = p.lower(subject)
    if low in ("it", "there", "this", "that"):
        return low != "it" or p.tag[root] in ("NN", "NNP", "PRP")
    if low in ("he", "she", "they"):
        return (low == "they") == (p.tag[root] in ("NNS", "NNPS") or p.lower(root) == "they")
    named = subject in view.entity_ending or p.pos[subject] != "NOUN"
    state = p.lemma[before].lower() == "be" and view.child(before, "acomp") is not None
    return cue.kind not in ("say", "think") and not named and state


def _cut(view: View, c: Candidate, i: int) -> list[Candidate]:
    """The candidate up to the "and" before the verb, and the verb's own with the same source."""
    p = view.parse
    *before, (start, end) = c.content
    stop = next((k for k in p.children[p.head[i]] if p.dep[k] == "cc" and k < i), i)
    first = trim(view.text, (start, p.starts[stop]), ",;:")
    rest = trim(view.text, (p.ends[i], end), ",;:")
    if first[0] >= first[1] or rest[0] >= rest[1]:
        return []
    second = Candidate(
        cue=[p.chars(i, i + 1)],
        source=c.source,
        content=[rest],
        score=c.score * 0.8,
        why=f"{c.why}; second cue '{p.lower(i)}'",
    )
    return [replace(c, content=[*before, first]), second]
