"""How far a long run is: what is done, how fast, how long it will take. On standard error."""

import sys
import time
from collections import deque

from onrecord.runners.archive import Work
from onrecord.runners.local import Failed, Sign, Step
from onrecord.runners.shard import Done

_OFTEN, _SELDOM = 0.5, 60.0  # seconds between two lines: on a terminal, in a log
_WINDOW = 120.0  # seconds over which the rate is taken


class Meter:
    """Adds up the signs of progress of all shards."""

    def __init__(self, work: Work) -> None:
        self.total, self.before = work.inputs, work.inputs_done
        self.inputs = self.articles = self.rejected = self.words = 0
        self.failed: list[Failed] = []
        self._open: dict[str, Step] = {}
        self._began = self._told = time.monotonic()
        self._lately: deque[tuple[float, int, int]] = deque([(self._began, 0, 0)])
        self._terminal = sys.stderr.isatty()

    def hear(self, sign: Sign) -> None:
        if isinstance(sign, Step):
            self._open[sign.shard] = sign
        else:
            self._open.pop(sign.shard, None)
        if isinstance(sign, Failed):
            self.failed.append(sign)
        elif isinstance(sign, Done):
            self.inputs += sign.inputs
            self.articles += sign.articles
            self.rejected += sign.rejected
            self.words += sign.words
        now = time.monotonic()
        if now - self._told >= (_OFTEN if self._terminal else _SELDOM):
            self._told = now
            end = "\x1b[K\r" if self._terminal else "\n"
            print(self.line(now), end=end, file=sys.stderr, flush=True)

    def line(self, now: float) -> str:
        """`1,200 of 5,000 inputs (24 %), 3,100 words/s, 4 min left`."""
        done = self.inputs + sum(step.inputs for step in self._open.values())
        words = self.words + sum(step.words for step in self._open.values())
        self._lately.append((now, done, words))
        while now - self._lately[0][0] > _WINDOW and len(self._lately) > 2:
            self._lately.popleft()
        then, done_then, words_then = self._lately[0]
        span = max(now - then, 1e-6)
        whole = done + self.before
        out = f"{whole:,} of {self.total:,} inputs ({whole / max(1, self.total):.0%})"
        out += f", {(words - words_then) / span:,.0f} words/s"
        rate = (done - done_then) / span
        return f"{out}, {_span((self.total - whole) / rate)} left" if rate > 0 else out

    def clear(self) -> None:
        if self._terminal:
            print("\x1b[K", end="", file=sys.stderr, flush=True)

    def summary(self) -> str:
        seconds = max(time.monotonic() - self._began, 1e-6)
        return (
            f"{self.inputs:,} inputs read, {self.articles:,} articles, {self.rejected:,} rejected"
            f" in {_span(seconds)} ({self.words / seconds:,.0f} words/s)"
        )


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7_200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.1f} days"
