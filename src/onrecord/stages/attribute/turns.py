"""Transcripts: paragraphs that begin with a name in capitals and a colon are speakers' turns."""

import re

from onrecord.spans import Span, contains, trim

from .candidate import Candidate
from .view import View

_TURN = re.compile(r"[“\"]?(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,4})(?P<cue>:)\s+(?=\S)")
_FEWEST = 2  # one such paragraph is a heading or a warning; two are a talk


def turns(view: View) -> list[Candidate]:
    """One candidate for every turn, when the article has at least two."""
    found = [_turn(view, block.span) for block in view.article.blocks]
    out = [c for c in found if c is not None]
    return out if len(out) >= _FEWEST else []


def seated(view: View, candidates: list[Candidate], taken: list[Candidate]) -> list[Candidate]:
    """The turns, and of the other candidates those that lie wholly within a turn or outside all."""
    if not taken:
        return candidates
    by_block = {view.block_at(c.cue[0][0]): c.content[0] for c in taken}
    return [*(c for c in candidates if _fits(view, c, by_block)), *taken]


def _turn(view: View, span: tuple[int, int]) -> Candidate | None:
    match = _TURN.match(view.text, *span)
    if match is None:
        return None
    content = trim(view.text, (match.end(), span[1]), '”"')
    if content[0] >= content[1]:
        return None
    return Candidate(
        cue=[match.span("cue")],
        source=[match.span("name")],
        content=[content],
        score=0.9,
        why="rule turn of a transcript",
    )


def _fits(view: View, c: Candidate, turns_by_block: dict[int | None, Span]) -> bool:
    words = [*c.cue, *c.content]
    own = [turns_by_block.get(view.block_at(w[0])) for w in words]
    if not any(own):
        return True
    first = own[0]
    return bool(c.cue) and first is not None and all(contains(first, w) for w in words)
