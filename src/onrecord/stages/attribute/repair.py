"""The model's candidates with what syntax knows better: a missing source, a content's ends."""

from onrecord.spans import Span, trim

from .candidate import Candidate
from .extent import bounded, reports_on
from .view import View

_BESIDE = frozenset(("byline", "dateline", "credit"))
_TITLE = 160  # characters of a first line that may be a heading


def repaired(view: View, tagged: list[Candidate], ruled: list[Candidate]) -> list[Candidate]:
    """The tagged candidates; sources come from the rule that reads the same cue."""
    by_cue = {i: c for c in ruled if c.source for s in c.cue for i in view.parse.tokens(s)}
    taken = {i for c in tagged for s in c.cue for i in view.parse.tokens(s)}
    whole = [_repaired(view, c, by_cue) for c in tagged]
    return [part for c in whole for part in reports_on(view, c, taken)]


def _repaired(view: View, c: Candidate, by_cue: dict[int, Candidate]) -> Candidate:
    source, why = c.source, c.why
    if not source:
        cues = (i for s in c.cue for i in view.parse.tokens(s))
        rule = next((by_cue[i] for i in cues if i in by_cue), None)
        if rule is not None:
            source, why = rule.source, f"{c.why}; source by {rule.why}"
    source = [trim(view.text, s, ",;:") for s in source]
    source = [_without_whom(view, s) for s in source if s[0] < s[1]]
    source = _unquoted(view, source, c.cue)
    content = bounded(view, _narrated(view, c), c.cue, source)
    return Candidate(cue=c.cue, source=source, content=content, score=c.score, why=why)


def _unquoted(view: View, source: list[Span], cue: list[Span]) -> list[Span]:
    """A source without pieces of the quotation beside which its cue stands."""
    if not cue or view.quotes_over(cue[-1]):
        return source
    return [s for s in source if not view.quotes_over(s)] or source


def _without_whom(view: View, span: Span) -> Span:
    """ "whom prosecutors (accuse)": the relative pronoun is the object."""
    tokens = view.parse.tokens(span)
    if len(tokens) > 1 and view.parse.lower(tokens[0]) == "whom":
        return view.parse.starts[tokens[1]], span[1]
    return span


def _narrated(view: View, c: Candidate) -> list[Span]:
    """The content without what spilled into a byline, a dateline or a credit beside the text."""
    pieces = [piece for span in c.content for piece in _by_block(view, span)]
    bare = [trim(view.text, span, ",;:") for span in pieces]
    bare = [span for span in bare if span[0] < span[1]]
    told = [s for s in bare if _part(view, s) not in _BESIDE]
    if c.cue and len(told) > 1:
        told = [s for s in told if not _title(view, s, c.cue[-1])]
    return told or bare or c.content


def _title(view: View, span: Span, cue: Span) -> bool:
    """A line above the text that ends as no sentence does, while the cue stands below it."""
    at, below = view.block_at(span[0]), view.block_at(cue[0])
    if at is None or below is None or at >= below:
        return False
    start, end = view.article.blocks[at].span
    last = view.text[start:end].rstrip("”\"’'»")[-1:]
    return at == 0 and end - start < _TITLE and last not in ".!?…:,"


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
