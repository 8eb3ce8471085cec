"""The model's candidates with what syntax knows better: a missing source, a content's ends."""

from msgspec.structs import replace

from onrecord.spans import Span, trim

from .candidate import Candidate
from .extent import bounded, reports_on
from .nonwords import NAMELESS
from .relative import unfolded
from .seams import seamed
from .stance import cue_head
from .view import View

_UNNAMED = frozenset(("not", "anonymous", "anonymity", "unnamed", "withhold", "decline"))
_NAMING = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"))
_RELATIVE = frozenset(("who", "whose"))
_BESIDE = frozenset(("byline", "dateline", "credit"))


def repaired(view: View, tagged: list[Candidate], ruled: list[Candidate]) -> list[Candidate]:
    """The tagged candidates; sources come from the rule that reads the same cue."""
    by_cue = {i: c for c in ruled if c.source for s in c.cue for i in view.parse.tokens(s)}
    taken = {i for c in tagged for s in c.cue for i in view.parse.tokens(s)}
    apart = [cut for c in tagged if (cut := seamed(view, c)) is not None]
    whole = [_repaired(view, c, by_cue) for c in apart]
    return [part for c in whole for part in reports_on(view, c, taken)]


def _repaired(view: View, c: Candidate, by_cue: dict[int, Candidate]) -> Candidate:
    source, why = c.source, c.why
    if not source:
        cues = (i for s in c.cue for i in view.parse.tokens(s))
        rule = next((by_cue[i] for i in cues if i in by_cue), None)
        if rule is not None:
            source, why = rule.source, f"{c.why}; source by {rule.why}"
    c = unfolded(view, replace(c, source=source, why=why), cue_head(view, c))
    c = _one_cue(view, c)
    source = [trim(view.text, s, ",;:") for s in c.source]
    source = [_without_whom(view, s) for s in source if s[0] < s[1]]
    source = _unquoted(view, source, c.cue)
    if len(source) > 1:
        stop = _without_clause(view, (source[0][0], source[-1][1]))[1]
        source = [s for s in source if s[0] < stop]
    source = [_without_clause(view, s) for s in source]
    source = [s for s in source if _names(view, s)] or source
    content = bounded(view, _narrated(view, c), c.cue, source)
    return replace(c, source=source, content=content)


def _unquoted(view: View, source: list[Span], cue: list[Span]) -> list[Span]:
    """A source without pieces of the quotation beside which its cue stands."""
    if not cue or view.quotes_over(cue[-1]):
        return source
    return [s for s in source if not view.quotes_over(s)] or source


def _without_whom(view: View, span: Span) -> Span:
    """ "whom prosecutors (accuse)", "who the police (said)": the pronoun is in the clause."""
    tokens = view.parse.tokens(span)
    if len(tokens) > 1 and view.parse.lower(tokens[0]) in ("whom", "who", "which"):
        return view.parse.starts[tokens[1]], span[1]
    return span


def _one_cue(view: View, c: Candidate) -> Candidate:
    """Of "said, rejecting (his story), that": the main verb; the participle reports by itself."""
    p = view.parse
    cues = {i for s in c.cue for i in p.tokens(s)}
    hung = [
        s
        for s in c.cue
        for i in p.tokens(s)[-1:]
        if p.tag[i] == "VBG" and p.dep[i] == "advcl" and p.head[i] in cues and view.cue(i)
    ]
    return replace(c, cue=[s for s in c.cue if s not in hung]) if hung else c


def _names(view: View, span: Span) -> bool:
    """Whether a piece of a source names anybody: "were not" of a torn clause does not."""
    return any(view.parse.pos[i] in _NAMING for i in view.parse.tokens(span))


def _without_clause(view: View, span: Span) -> Span:
    """ "An aide, who asked not to be named because he was not": the words before the apology."""
    p, tokens = view.parse, view.parse.tokens(span)
    for i in tokens[1:]:
        if p.lower(i) in _RELATIVE and p.word(i - 1) == ",":
            said = {w.lower() for k in tokens if k > i for w in (p.lemma[k], p.word(k))}
            unnamed = bool(said & NAMELESS) and bool(said & _UNNAMED)
            torn = p.pos[tokens[-1]] in ("PART", "AUX", "ADP", "SCONJ", "DET")
            return (span[0], p.ends[i - 2]) if unnamed or torn else span
    return span


def _narrated(view: View, c: Candidate) -> list[Span]:
    """The content without what spilled into a byline, a dateline or a credit beside the text."""
    bare = [trim(view.text, span, ",;:") for span in c.content]
    bare = [span for span in bare if span[0] < span[1]]
    told = [s for s in bare if _part(view, s) not in _BESIDE]
    return told or bare or c.content


def _part(view: View, span: Span) -> str | None:
    at = view.block_at(span[0])
    return None if at is None else view.article.blocks[at].part
