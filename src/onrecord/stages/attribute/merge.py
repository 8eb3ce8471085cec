"""One candidate a cue, one statement a saying: joins and drops what was found twice."""

from onrecord.spans import Span, cover, merge, overlap

from .candidate import Candidate
from .nest import Contents
from .stance import cue_head
from .view import View

_FIRST = frozenset(("i", "we", "me", "us"))
_SURE = ("rule clause", "rule measure", "rule object", "rule preposition", "rule news")
_CLAUSAL = ("rule clause", "rule around", "rule after", "rule before", "rule according", "model")


def merged(view: View, candidates: list[Candidate]) -> list[Candidate]:
    """Candidates in text order, those of one cue joined, doubles and idle talk dropped."""
    by_cue: dict[Span, Candidate] = {}
    alone: list[Candidate] = []
    for c in candidates:
        if not c.content:
            continue
        if not c.cue:
            alone.append(c)
        elif c.cue[-1] in by_cue:
            by_cue[c.cue[-1]] = _join(view, by_cue[c.cue[-1]], c)
        else:
            by_cue[c.cue[-1]] = c
    every = [*by_cue.values(), *alone]
    held = _held(every)
    kept = [c for n, c in enumerate(every) if not _idle(view, c, n in held)]
    kept.sort(key=lambda c: (cover([*c.content, *c.cue, *c.source]), -c.score))
    out: list[Candidate] = []
    for c in kept:
        recent = range(max(0, len(out) - 6), len(out))
        rival = next((k for k in recent if _double(out[k], c)), None)
        if rival is None:
            out.append(c)
        elif c.score > out[rival].score:
            out[rival] = c
    return out


def completed(view: View, tagged: list[Candidate], ruled: list[Candidate]) -> list[Candidate]:
    """The model's candidates, with those by rule that it lacks.

    Speech nested in speech, and hedging adverbs, which its flat labels do not hold; and sourced
    speech, or news that "came in", where it found nothing.
    """
    contents = Contents(tagged)
    cues = {k for c in tagged for s, e in c.cue for k in range(s, e)}
    out = list(tagged)
    for c in ruled:
        if not c.cue or any(s in cues for s, _ in c.cue):
            continue
        nested = any(True for _ in contents.holding(c.cue[-1]))
        sure = c.why == "rule rumour" or (c.source and c.why.startswith(_SURE))
        new = sure and not _shares(contents, c) and not _thought(view, c)
        if c.why == "rule adverb" or (c.why.startswith(_CLAUSAL) if nested else new):
            out.append(c)
    return out


def _thought(view: View, c: Candidate) -> bool:
    """Thought, or what shows or is found: the model alone tells whether it is anybody's word."""
    head = cue_head(view, c)
    cue = None if head is None else view.verbs.get(view.parse.lemma[head].lower())
    return cue is not None and (cue.act == "thought" or cue.lemma in ("find", "show", "hear"))


def _shares(contents: Contents, c: Candidate) -> bool:
    return any(contents.over(span) for span in c.content)


def _held(candidates: list[Candidate]) -> set[int]:
    """Numbers of the candidates whose cue stands in the content of another one."""
    contents = Contents(candidates)
    return {
        n
        for n, c in enumerate(candidates)
        if c.cue and any(k != n for k in contents.holding(c.cue[-1]))
    }


def _join(view: View, a: Candidate, b: Candidate) -> Candidate:
    best = a if a.score >= b.score else b
    return Candidate(
        cue=best.cue,
        source=best.source or a.source or b.source,
        content=merge([*a.content, *b.content], view.text),
        score=best.score,
        why=best.why,
    )


def _double(a: Candidate, b: Candidate) -> bool:
    """The same words under two cues, neither of which reports the other."""
    size = sum(e - s for s, e in a.content), sum(e - s for s, e in b.content)
    shared = sum(overlap(x, y) for x in a.content for y in b.content)
    nested = any(overlap(x, y) for x in a.cue for y in b.content) or any(
        overlap(x, y) for x in b.cue for y in a.content
    )
    return not nested and shared > 0.8 * max(size)


def _idle(view: View, c: Candidate, held: bool) -> bool:
    """Within a quotation, "I think" and its like are part of what is said, not sayings."""
    p, head = view.parse, cue_head(view, c)
    if head is None or not held:
        return False
    if not c.source:
        return True
    named = {p.lower(i) for s in c.source for i in p.tokens(s)}
    table = view.nouns if p.pos[head] == "NOUN" else view.verbs
    cue = table.get(p.lemma[head].lower())
    if cue is None:
        return False
    if named & {"you", "who", "which"}:
        return True
    if named & _FIRST and (cue.act == "thought" or p.tag[head] not in ("VBD", "VBN")):
        return True
    if cue.act == "thought":
        return cue.kind != "think"
    clause = c.why.startswith(_CLAUSAL)
    return not clause and cue.kind not in ("deny", "accuse", "demand", "threaten", "promise")
