"""The actors of an article by where they are mentioned."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from onrecord.records import Actor, Parse
from onrecord.spans import Span, overlap

_ALIKE = 0.6  # share of two spans' code points that both must cover to be one mention
_AROUND = 20  # mentions on either side that may overlap a span


class Index:
    """Actors by the spans and head tokens of their mentions; grows by `add` and `move`."""

    def __init__(self, parse: Parse, actors: Sequence[Actor]) -> None:
        self.parse = parse
        self.actors = {actor.id: actor for actor in actors}
        self.exact: dict[Span, str] = {}
        self.head: dict[int, str] = {}
        self.moved: dict[Span, str] = {}
        for actor in actors:
            for span in actor.mentions:
                self.exact.setdefault(span, actor.id)
                root = parse.root_of(span)
                if root is not None:
                    self.head.setdefault(root, actor.id)
        self.spans = sorted(self.exact)

    def find(self, span: Span) -> str | None:
        """The actor with a mention of this span or of its head, or one much the same."""
        if span in self.exact:
            return self.exact[span]
        root = self.parse.root_of(span)
        if root is not None and root in self.head:
            return self.head[root]
        best, share = None, _ALIKE
        at = bisect_left(self.spans, span)
        for other in self.spans[max(0, at - _AROUND) : at + _AROUND]:
            common = 2 * overlap(span, other) / (other[1] - other[0] + span[1] - span[0])
            if common > share:
                best, share = self.exact[other], common
        return best

    def actor(self, key: str | None) -> Actor | None:
        return self.actors.get(key or "")

    def add(self, span: Span) -> str:
        """A new actor for words that no actor has."""
        number = len(self.actors) + 1
        while f"a{number}" in self.actors:
            number += 1
        key = f"a{number}"
        name = " ".join(self.parse.text[span[0] : span[1]].split()) or None
        self.actors[key] = Actor(id=key, name=name, mentions=[span], why="linked words")
        self.exact[span] = key
        return key

    def move(self, span: Span, key: str) -> None:
        """Let the mention belong to that actor alone."""
        if self.exact.get(span) != key:
            self.exact[span] = self.moved[span] = key

    def result(self, used: set[str | None]) -> list[Actor]:
        """The actors after the moves; one left without mentions goes, unless a record names it."""
        if not self.moved:
            return list(self.actors.values())
        gained: dict[str, list[Span]] = {}
        for span, key in self.moved.items():
            gained.setdefault(key, []).append(span)
        kept = []
        for actor in self.actors.values():
            own = {m for m in actor.mentions if self.moved.get(m, actor.id) == actor.id}
            mentions = sorted(own | set(gained.get(actor.id, ())))
            if mentions or actor.id in used:
                kept.append(msgspec.structs.replace(actor, mentions=mentions))
        return kept
