"""The country of an actor whose own words do not name one, from the words around."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from onrecord.records import Article, Parse, Place
from onrecord.resources.coding import Coding, code
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains

_SHARE = 0.7  # of all countries named, for the article to play in one
_UNKNOWN = "?"  # the country of a place that no gazetteer holds
_PUBLIC = {"GOV", "COP", "MIL", "JUD", "LEG", "SPY"}


class Setting:
    """Where an article plays: its countries with their weight."""

    def __init__(
        self, article: Article, parse: Parse, chains: Chains, places: Sequence[Place] = ()
    ) -> None:
        self.parse = parse
        self.chains = chains
        self.when = article.published
        lines = (article.text[slice(*b.span)] for b in article.blocks if b.part == "dateline")
        self.home = next((found for line in lines if (found := code(line).country)), None)
        self.seen: list[tuple[int, str]] = []
        lie_in = {p.span[0]: p.country for p in places if p.country}
        for entity in parse.entities:
            if entity.label in ("GPE", "NORP", "LOC", "ORG"):
                start, end = entity.span
                country = code(parse.text[start:end]).country
                if country is None and entity.label == "GPE":
                    country = lie_in.get(start, _UNKNOWN)
                if country:
                    self.seen.append((start, country))
        self.main = Counter(country for _, country in self.seen)

    def country(self, chain: Chain, coding: Coding) -> str | None:
        """The coded country; else the owner's, or for public offices the article's."""
        if coding.country is not None:
            return coding.country
        if owned := self._owner(chain):
            return owned
        if chain.type in ("nominal", "group", "body") and _PUBLIC & set(coding.sectors):
            return self._around(chain)
        loose = chain.human and chain.type == "nominal" and not chain.mentions[0].definite
        return None if loose else self.evident

    @property
    def evident(self) -> str | None:
        """The one country that the article plays in, when it leaves little doubt."""
        top = self.main.most_common(1)
        clear = bool(top) and top[0][1] >= _SHARE * self.main.total()
        return _known(top[0][0]) if clear else None

    def _owner(self, chain: Chain) -> str | None:
        """ "her mother": kin and staff share the country of whom they belong to."""
        for m in chain.mentions[:20]:
            owner = self.chains.by_head.get(m.owner) if m.owner is not None else None
            other = self.chains.of.get(id(owner)) if owner else None
            if other is None or other is chain or not chain.human:
                continue
            for x in other.mentions[:20]:
                if x.type != "pronoun" and (
                    found := code(self.chains.described(x), self.when).country
                ):
                    return found
        return None

    def _around(self, chain: Chain) -> str | None:
        """The article's main country; in doubt the dateline's, else the nearest before."""
        if not self.main:
            return None
        ranked = self.main.most_common(2)
        if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
            return _known(ranked[0][0])
        if self.home is not None:
            return self.home
        start = chain.mentions[0].span[0]
        at = bisect_left(self.seen, (start, ""))
        return _known(self.seen[at - 1][1] if at else ranked[0][0])


def _known(country: str) -> str | None:
    """A place that no gazetteer holds tells that an article does not play elsewhere, not where."""
    return None if country == _UNKNOWN else country
