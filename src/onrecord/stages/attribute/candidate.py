"""Candidate: what a finder of statements proposes, whether it is a rule or a model."""

from onrecord.records import Record
from onrecord.spans import Span


class Candidate(Record, frozen=True, kw_only=True):
    """Words said, who says them and the words that tell so; any list but `content` may be empty.

    `why` names the finder and the cue; `score` is the finder's own estimate of being right.
    """

    cue: list[Span]
    source: list[Span]
    content: list[Span]
    score: float
    why: str
