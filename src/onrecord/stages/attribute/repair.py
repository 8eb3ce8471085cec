"""The model's candidates with what syntax knows better: a missing source, a phrase cut short."""

from onrecord.records import Parse
from onrecord.spans import Span

from .candidate import Candidate
from .view import View

_OPEN = frozenset(
    ("ADP", "DET", "ADJ", "CCONJ", "NUM", "PART", "AUX")
)  # none of these ends a phrase
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
    content = _completed(view.parse, c, [*c.cue, *source])
    return Candidate(cue=c.cue, source=source, content=content, score=c.score, why=why)


def _completed(parse: Parse, c: Candidate, taken: list[Span]) -> list[Span]:
    """The content, its last span drawn out to the end of the phrase that it stops in."""
    *before, last = c.content
    tokens = parse.tokens(last)
    if not tokens or parse.pos[tokens[-1]] not in _OPEN:
        return c.content
    end = _phrase_end(parse, tokens[-1])
    blocked = [s for s, _ in taken if s >= last[1]]
    stop = parse.ends[end - 1]
    if end - tokens[-1] > _LONGEST or any(s < stop for s in blocked):
        return c.content
    return [*before, (last[0], stop)]


def _phrase_end(parse: Parse, i: int) -> int:
    """One past the last token of what an opening word introduces: "over [recent years]"."""
    head = parse.head[i] if parse.head[i] > i else i
    last = max((k for k in parse.subtree(head) if k >= i), default=i)
    return min(last, parse.sentence(i)[1] - 1) + 1
