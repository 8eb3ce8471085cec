"""Chains: all chains of one article, and what the steps that build them share."""

from onrecord.records import Parse
from onrecord.resources.coding import code
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_mention import Mention
from onrecord.stages.ground.actors_words import words

_BEFORE_NAME = ("compound", "amod", "poss", "nmod")


class Chains:
    """`all` chains in order of founding; `of` finds a mention's chain by the mention's `id()`."""

    def __init__(self, parse: Parse, mentions: list[Mention], when: str | None) -> None:
        self.parse = parse
        self.when = when
        self.lex = words()
        self.mentions = mentions
        self.all: list[Chain] = []
        self.of: dict[int, Chain] = {}
        self.by_head = {m.head: m for m in reversed(mentions) if m.head >= 0}

    def join(self, mention: Mention, chain: Chain, why: str = "") -> None:
        """Add a mention to a chain."""
        chain.add(mention)
        chain.why = chain.why or why
        self.of[id(mention)] = chain

    def new(self, mention: Mention, why: str = "") -> Chain:
        """Found a chain."""
        chain = Chain(mention.type, mention, why=why)
        self.all.append(chain)
        self.join(mention, chain)
        return chain

    def text(self, mention: Mention) -> str:
        return self.parse.text[mention.span[0] : mention.span[1]]

    def described(self, m: Mention) -> str:
        """The words of a mention with the titles before a name and the "from ..." after it."""
        p = self.parse
        if m.type != "person" or m.head < 0:
            return self.text(m)
        start, end = m.span
        for child in p.children[m.head]:
            if child < m.head and p.dep[child] in _BEFORE_NAME:
                start = min(start, p.starts[p.subtree(child)[0]])
            elif p.dep[child] == "prep" and p.lower(child) == "from":
                end = max(end, p.ends[p.subtree(child)[:8][-1]])
        return p.text[start:end]

    def states(self) -> dict[str, Chain]:
        """The chains of states by country."""
        return {c.founder.key: c for c in self.all if c.type == "state"}

    def one_country(self, chain: Chain, mention: Mention) -> bool:
        """Whether the mention's words name no other country than the chain's."""
        here = code(self.text(mention)).country
        if here is None:
            return True
        return all(code(self.text(m)).country in (None, here) for m in chain.mentions[:20])
