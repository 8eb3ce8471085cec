"""Candidates -> Statements: kind, stance, act, parent and ids."""

from typing import Literal

from msgspec.structs import replace

from onrecord.records import Kind, Stance, Statement
from onrecord.spans import Span, cover, find, merge, overlap, trim

from .candidate import Candidate
from .lexicon import hedges
from .measures import measured
from .nest import Contents
from .nonwords import NAMELESS, no_word
from .reading import Reading
from .stance import cue_head, stance
from .view import View

_SURE = 0.5  # score below which an attitude told by deeds is left out
_NOBODY = frozenset(("nobody", "none", "neither", "nothing"))
_NEAR = 300  # characters between a charge and its denial
_SPOKEN = frozenset(("accord", "according", "per", "via"))  # "according to"


def statements(view: View, candidates: list[Candidate]) -> list[Statement]:
    """Statements in text order, each nested one pointing at the statement that holds it.

    What is neither said nor thought and has no source ("seems to be far off") is nobody's, and so
    is an attitude that the model is unsure of.
    """
    acts = [_act(view, c) for c in candidates]
    both = zip(candidates, acts, strict=True)
    kept = [(c, act) for c, act in both if _somebody(view, c, act)]
    candidates = [_relieved(view, c) for c, _ in kept]
    acts = [act for _, act in kept]
    ids = [f"s{n}" for n in range(1, len(candidates) + 1)]
    parents = _parents(candidates)
    stances = _stances(view, candidates)
    return [
        Statement(
            id=ids[n],
            content=c.content,
            cue=c.cue,
            source=c.source,
            kind=_kind(view, c),
            stance=stances[n],
            parent=ids[up] if (up := parents[n]) is not None else None,
            score=round(c.score, 3),
            act=acts[n],
            why=c.why,
        )
        for n, c in enumerate(candidates)
    ]


def _somebody(view: View, c: Candidate, act: str | None) -> bool:
    """Whether it is anybody's word at all: "it is hard to see" and "nobody has said" are not."""
    p = view.parse
    head = cue_head(view, c)
    if (c.source and _unnamed_by_wish(view, c, head)) or no_word(view, c, head):
        return False
    if c.source:
        said = act == "speech" and _kind(view, c) == "indirect"
        return (act is not None and not (said and _nobody(view, c))) or (
            act is None and c.score >= _SURE
        )
    judged = any(p.pos[i] == "ADJ" for s in c.cue for i in p.tokens(s))
    return act is not None and not judged


def _nobody(view: View, c: Candidate) -> bool:
    """ "Nobody", "No group", but not "No 10"."""
    p = view.parse
    first, root = p.tokens(c.source[0])[:1], p.root_of(c.source[0])
    if any(p.lower(i) in _NOBODY for i in first):
        return True
    return (
        root is not None
        and p.tag[root] != "CD"
        and any(p.lower(k) == "no" and p.dep[k] == "det" for k in p.children[root])
    )


def _relieved(view: View, c: Candidate) -> Candidate:
    """The candidate, its source without a relative pronoun after the words it stands for."""
    source = [_without_who(view, s) for s in c.source]
    return c if source == c.source else replace(c, source=source)


def _without_who(view: View, span: Span) -> Span:
    p, tokens = view.parse, view.parse.tokens(span)
    if len(tokens) < 2 or p.lower(tokens[-1]) not in ("who", "which"):
        return span
    return trim(view.text, (span[0], p.starts[tokens[-1]]), ",")


def _unnamed_by_wish(view: View, c: Candidate, head: int | None) -> bool:
    """ "who asked not to be named": the outlet's apology for its source."""
    p = view.parse
    subject = None if head is None else view.child(head, "nsubj")
    who = [p.lower(i) for s in c.source for i in p.tokens(s)][-1:] == ["who"]
    who = who or (subject is not None and p.lower(subject) == "who")
    return who and any(p.lemma[i].lower() in NAMELESS for s in c.content for i in p.tokens(s)[:8])


def _stances(view: View, candidates: list[Candidate]) -> list[Stance]:
    """Each one's stance; a plain negation right after a charge or a denial denies it."""
    out: list[Stance] = []
    for n, c in enumerate(candidates):
        found = stance(view, c)
        if found == "affirms" and n and out[-1] in ("alleges", "denies"):
            gap = c.content[0][0] - max(e for _, e in candidates[n - 1].content)
            near = -_NEAR < gap < _NEAR
            if near and Reading(view, c, cue_head(view, c)).negates():
                found = "denies"
        out.append(found)
    return out


def _parents(candidates: list[Candidate]) -> list[int | None]:
    """The smallest statement whose content holds the cue, or all the content of a cueless one."""
    contents = Contents(candidates)
    size = [sum(e - s for s, e in c.content) for c in candidates]
    out: list[int | None] = []
    for n, c in enumerate(candidates):
        mark = c.cue[-1] if c.cue else cover(c.content)
        holders = [k for k in contents.holding(mark) if k != n and size[k] > size[n]]
        out.append(min(holders, key=lambda k: size[k], default=None))
    return out


def _kind(view: View, c: Candidate) -> Kind:
    """By the share of content words within quotation marks that do not hold the cue as well."""
    p, total, quoted = view.parse, 0, 0
    for span in c.content:
        over = [q.span for q in view.quotes_over(span)]
        marks = merge(m for m in over if not any(overlap(m, cue) for cue in c.cue))
        starts = [m[0] for m in marks]
        for i in p.tokens(span):
            if p.pos[i] in ("PUNCT", "SPACE"):
                continue
            total += 1
            at = find(starts, p.starts[i])
            quoted += at >= 0 and p.starts[i] < marks[at][1]
    if c.why == "rule turn of a transcript":
        return "direct"
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * total else "mixed"


def _act(view: View, c: Candidate) -> Literal["speech", "thought"] | None:
    """By the cue; None for an attitude that is told by what somebody does ("backed the plan")."""
    head = cue_head(view, c)
    if head is None or _kind(view, c) != "indirect":
        return "thought" if _entry(view, head, "thought") else "speech"
    if _entry(view, head, "thought"):
        return "thought"
    lemma = view.parse.lemma[head].lower()
    said = _entry(view, head, "speech") or lemma in hedges() or lemma in _SPOKEN
    said = said or _is_news(view, c) or _sum_told(view, c)
    return "speech" if said or not any(ch.isalpha() for ch in lemma) else None


def _sum_told(view: View, c: Candidate) -> bool:
    return any(measured(view, i) for s in c.cue for i in view.parse.tokens(s))


def _is_news(view: View, c: Candidate) -> bool:
    """The source is itself a word for speech: "news came in", "reports emerged"."""
    roots = (view.parse.root_of(span) for span in c.source)
    return any(r is not None and view.parse.lemma[r].lower() in view.nouns for r in roots)


def _entry(view: View, head: int | None, act: str) -> bool:
    if head is None:
        return False
    table = view.nouns if view.parse.pos[head] == "NOUN" else view.verbs
    cue = table.get(view.parse.lemma[head].lower())
    return cue is not None and cue.act == act
