"""Where paragraphs meet: what one block says does not run on into the next.

A headline, its paragraph and a subheading are read together by the model and the parser, so a role
may run over the break. Only a quotation goes on in another paragraph; each then has its own span.
"""

from msgspec.structs import replace

from onrecord.spans import Span, trim

from .candidate import Candidate
from .view import View

_EDGE = ",;:"
_ANNOUNCED = (":", "—", "–")
_TURN = "rule turn"


def seamed(view: View, c: Candidate) -> Candidate | None:
    """The candidate cut at the blocks' ends; None when nothing of it stands where it is told.

    Source and cue stay in the cue's block, contents too unless they are quoted.
    """
    content = [piece for span in c.content for piece in pieces(view, span)]
    if not c.cue or c.why.startswith(_TURN):
        return replace(c, content=content or c.content)
    home = view.block_at(c.cue[-1][0])
    if home is None:
        return c
    kept = [s for s in content if view.block_at(s[0]) == home or _quoted(view, s)]
    if not kept:
        kept = content if _announces(view, home) else []
    source = _at_home(view, c.source, home)
    if not kept or (c.source and not source):
        return None
    cue = [s for s in c.cue if view.block_at(s[0]) == home]
    return replace(c, content=kept, source=source, cue=cue)


def pieces(view: View, span: Span) -> list[Span]:
    """A span cut where blocks end, without pieces that hold no word."""
    at, out = view.block_at(span[0]), []
    if at is None:
        return [span]
    blocks = view.article.blocks
    if span[1] <= blocks[at].span[1]:
        return [span] if _worded(view, span) else []
    while at < len(blocks) and blocks[at].span[0] < span[1]:
        start, end = blocks[at].span
        out.append(trim(view.text, (max(start, span[0]), min(end, span[1])), _EDGE))
        at += 1
    return [piece for piece in out if _worded(view, piece)]


def _worded(view: View, span: Span) -> bool:
    return any(ch.isalnum() for ch in view.text[span[0] : span[1]])


def _at_home(view: View, spans: list[Span], home: int) -> list[Span]:
    """The pieces in one block; a source may stand in another one as a whole ("From X:")."""
    cut = [piece for span in spans for piece in pieces(view, span)]
    return [s for s in cut if view.block_at(s[0]) == home] or cut[:1]


def _quoted(view: View, span: Span) -> bool:
    inner = (trim(view.text, q.span) for q in view.quotes_over(span))
    return any(start <= span[0] + 2 and span[0] < end for start, end in inner)


def _announces(view: View, block: int) -> bool:
    start, end = view.article.blocks[block].span
    return view.text[start:end].rstrip().endswith(_ANNOUNCED)
