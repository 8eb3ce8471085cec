"""Transcripts: paragraphs that begin with a name in capitals and a colon are speakers' turns."""

import re

from onrecord.spans import contains, overlap, trim

from .candidate import Candidate
from .view import View

_TURN = re.compile(r"[“\"]?(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,4})(?P<cue>:)\s+(?=\S)")
_FEWEST = 2  # one such paragraph is a heading or a warning; two are a talk


def turns(view: View) -> list[Candidate]:
    """One candidate for every turn, when the article has at least two."""
    found = [_turn(view, block.span) for block in view.article.blocks]
    out = [c for c in found if c is not None]
    return out if len(out) >= _FEWEST else []


def seated(candidates: list[Candidate], taken: list[Candidate]) -> list[Candidate]:
    """The turns, and of the other candidates those that lie wholly within a turn or outside all."""
    spans = [c.content[0] for c in taken]
    kept = [c for c in candidates if all(_fits(c, span) for span in spans)] if taken else candidates
    return [*kept, *taken]


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


def _fits(c: Candidate, turn: tuple[int, int]) -> bool:
    words = [*c.cue, *c.content]
    if not any(overlap(w, turn) for w in words):
        return True
    return bool(c.cue) and all(contains(turn, w) for w in words)
