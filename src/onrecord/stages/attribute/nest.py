"""Which statement holds which: contents indexed by place."""

from bisect import bisect_right
from collections.abc import Iterator

from onrecord.spans import Span

from .candidate import Candidate


class Contents:
    """All content spans of some candidates; asks only as far back as any of them reaches."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.spans = sorted((s, e, n) for n, c in enumerate(candidates) for s, e in c.content)
        self.starts = [s for s, _, _ in self.spans]
        self.reach: list[int] = []
        for _, end, _ in self.spans:
            self.reach.append(max(end, self.reach[-1] if self.reach else 0))

    def holding(self, span: Span) -> Iterator[int]:
        """Numbers of the candidates that have the whole span within one content span."""
        at = bisect_right(self.starts, span[0]) - 1
        while at >= 0 and self.reach[at] >= span[1]:
            if self.spans[at][1] >= span[1]:
                yield self.spans[at][2]
            at -= 1

    def over(self, span: Span) -> bool:
        """Whether any content shares a character with the span."""
        at = bisect_right(self.starts, span[1] - 1) - 1
        while at >= 0 and self.reach[at] > span[0]:
            if self.spans[at][1] > span[0]:
                return True
            at -= 1
        return False
