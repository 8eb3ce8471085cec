"""Noun mentions -> chains: holders of an office, bodies meant by their kind, the same noun again.

Mentions are taken in order, each looking back over a bounded stretch, so that long texts stay
linear.
"""

from collections import defaultdict

from onrecord.resources.coding import code
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains
from onrecord.stages.ground.actors_mention import Mention

_VAGUE_OFFICES = {"counterpart", "man", "woman", "chief", "head", "boss"}
_STATE_NOUNS = {"government", "regime", "country", "nation", "state", "administration", "govt"}
_GROUPS = {"group", "organisation", "organization", "militants"}
_GROUP_SECTORS = {"UAF", "REB", "NGO", "IGO", "CRM"}
_PAIR = {"pair", "two", "duo", "couple", "both"}
_INDEFINITE = ("a ", "an ", "another ", "some ", "one ", "someone", "somebody", "other ")
_BACK = 80  # mentions looked back over
_NEAR = 3  # sentences within which a body or state is in focus


class Nouns:
    """Chains the noun phrases of one article; names must be chained before."""

    def __init__(self, chains: Chains) -> None:
        self.chains = chains
        self.lex = chains.lex
        self.by_role: dict[str, list[Chain]] = defaultdict(list)
        self.by_name_word: dict[str, list[Chain]] = defaultdict(list)
        for chain in chains.all:
            for role in {r for r, _ in chain.roles}:
                self.by_role[role].append(chain)
            for word in {w for n in chain.names for w in n} if chain.type == "body" else ():
                self.by_name_word[word].append(chain)
        self.by_key: dict[str, Chain] = {}
        self.by_singular: dict[str, tuple[Chain, Mention]] = {}
        for chain in chains.all:
            if chain.type == "body":
                self.by_singular.setdefault(_singular(chain.founder.key), (chain, chain.founder))
        self.by_noun: dict[str, list[Mention]] = defaultdict(list)

    def build(self) -> None:
        for at, mention in enumerate(self.chains.mentions):
            if mention.type not in ("nominal", "group"):
                continue
            word = self.chains.parse.lower(mention.head) if mention.head >= 0 else mention.key
            found = self._find(mention, word, at)
            if found:
                self.chains.join(mention, found[0], found[1])
            else:
                self.chains.new(mention, "noun")
            self.by_key.setdefault(mention.key, self.chains.of[id(mention)])
            chain = self.chains.of[id(mention)]
            self.by_singular.setdefault(_singular(mention.key), (chain, mention))
            self.by_noun[word].append(mention)

    def _find(self, m: Mention, word: str, at: int) -> tuple[Chain, str] | None:
        for chain in (self._apposed(m), self._same_head(m), self._author(m, word, at)):
            if chain:
                return chain, ""
        if self.chains.text(m).lower().startswith(_INDEFINITE):
            return None
        if chain := self._copy(m):
            return chain, "same words"
        if chain := self._other_number(m):
            return chain, "same name"
        coded = code(self.chains.text(m)).country
        country = self._owner_country(m) if coded is None else coded  # "": of a stateless group
        if m.human and m.number == "s" and (chain := self._holder(m, word, country)):
            return chain, "holder of the office"
        if word in _STATE_NOUNS and m.number != "p" and (chain := self._state(m, at, country)):
            return chain, "government of the state"
        if m.definite and m.human is False and (chain := self._body(m, word, at, country)):
            return chain, "body of that kind"
        if m.definite and (chain := self._earlier(m, word)):
            return chain, "same noun"
        return None

    def _same_head(self, m: Mention) -> Chain | None:
        other = self.chains.by_head.get(m.head)
        return self.chains.of.get(id(other)) if other is not None and other is not m else None

    def _apposed(self, m: Mention) -> Chain | None:
        """A noun in apposition to a name or a name to it, or "X is the Y"."""
        p = self.chains.parse
        if m.head < 0:
            return None
        near = [c for c in p.children[m.head] if p.dep[c] == "appos"]
        if p.dep[m.head] == "appos":
            near.append(p.head[m.head])
        verb = p.head[m.head]
        if p.dep[m.head] == "attr" and p.lemma[verb] in ("be", "become"):
            near += [c for c in p.children[verb] if p.dep[c] == "nsubj"]
        for token in near:
            other = self.chains.by_head.get(token)
            chain = self.chains.of.get(id(other)) if other else None
            if chain and chain.human == m.human and other and other.number == m.number:
                return chain
        return None

    def _author(self, m: Mention, word: str, at: int) -> Chain | None:
        """A document speaks for the one whose name it bears: "a Treasury statement"."""
        if word not in self.lex.documents:
            return None
        for x in self.chains.mentions[at + 1 : at + 6]:
            if x.span[1] <= m.span[1] and x.type in ("person", "body", "state"):
                return self.chains.of.get(id(x))
        return None

    def _copy(self, m: Mention) -> Chain | None:
        """An earlier mention in the same words, unless its possessor may have changed."""
        if m.owner is not None and self.chains.parse.lower(m.owner) in self.lex.pronouns:
            return None
        return self.by_key.get(m.key) if m.key else None

    def _other_number(self, m: Mention) -> Chain | None:
        """The same name of a body in the singular or plural: "the X Force", "X Forces"."""
        chain, other = self.by_singular.get(_singular(m.key), (None, m))
        noun = self.lex.nouns.get(_singular(m.key.rsplit(" ", 1)[-1]))
        if chain is None or " " not in m.key or other.number == m.number or m.owner is not None:
            return None
        return chain if (m.name or other.name) and noun and noun.type == "body" else None

    def _owner_country(self, m: Mention) -> str | None:
        owner = self.chains.by_head.get(m.owner) if m.owner is not None else None
        chain = self.chains.of.get(id(owner)) if owner else None
        if chain is None or chain.type != "person":
            return None
        held = next((c for _, c in sorted(chain.roles, key=str) if c), None)
        return held or code(chain.full_name, self.chains.when).country

    def _holder(self, m: Mention, word: str, country: str | None) -> Chain | None:
        """The person who holds that office: named last before, or later for a telling phrase."""
        noun = self.lex.nouns.get(word)
        if noun is None or word in _VAGUE_OFFICES:
            return None
        if noun.type == "kin":
            return self._kin(m, word) if m.owner is not None else None
        telling = m.owner is not None or (country is not None and m.definite)
        best: tuple[int, Chain] | None = None
        for chain in self.by_role[word][:50]:
            held = {c for r, c in chain.roles if r == word}
            if chain.type != "person" or (country is not None and country not in held):
                continue
            before = chain.last_before(m.span[0])
            if before is None and not telling:
                continue
            rank = before.span[0] if before else -chain.mentions[0].span[0]
            if best is None or rank > best[0]:
                best = (rank, chain)
        return best[1] if best else None

    def _kin(self, m: Mention, word: str) -> Chain | None:
        """ "his wife" is the wife named elsewhere as his."""
        p = self.chains.parse
        mine = p.lower(m.owner) if m.owner is not None else None
        for chain in self.by_role[word][:20]:
            for x in chain.mentions[:20]:
                theirs = p.lower(x.owner) if x.owner is not None else None
                if x.type == "person" and word in x.roles and mine and mine == theirs:
                    return chain
        return None

    def _state(self, m: Mention, at: int, country: str | None) -> Chain | None:
        """ "the government", "the Iranian government": the state named, or the one in focus."""
        if country:
            return self.chains.states().get(country)
        if not m.definite or m.owner is not None:
            return None
        best: tuple[tuple[int, bool, int], Chain] | None = None
        for x in self.chains.mentions[max(0, at - _BACK) : at]:
            if x.type == "state" and m.sentence - x.sentence <= _NEAR:
                here = -1 if x.sentence == m.sentence else x.sentence
                rank = (here, x.case == "subj", -x.span[0])
                if best is None or rank > best[0]:
                    best = (rank, self.chains.of[id(x)])
        return best[1] if best else None

    def _body(self, m: Mention, word: str, at: int, country: str | None) -> Chain | None:
        """ "the ministry", "the company": the last body of that name or kind."""
        wanted = set(code(word).sectors) - {"GOV"}
        recent = self.chains.mentions[max(0, at - _BACK) : at]
        near = [x for x in recent if x.type == "body" and m.sentence - x.sentence <= _NEAR]
        by_kind = {id(c): c for c in (self.chains.of[id(x)] for x in near)}
        named = {id(c): c for c in self.by_name_word[word][:50]}
        best: tuple[tuple[bool, int, bool, int], Chain] | None = None
        for key, chain in {**by_kind, **named}.items():
            last = chain.last_before(m.span[0])
            if last is None or (country and not self.chains.one_country(chain, m)):
                continue
            if key not in named and not self._kind_fits(chain, word, wanted):
                continue
            rank = (key in named, last.sentence, last.case == "subj", last.span[0])
            if best is None or rank > best[0]:
                best = (rank, chain)
        return best[1] if best else None

    def _kind_fits(self, chain: Chain, word: str, wanted: set[str]) -> bool:
        """Whether a body could be called by that noun, as far as the lexicons tell."""
        theirs = set(code(self.chains.text(chain.founder)).sectors)
        if word in _GROUPS:
            return bool(theirs & _GROUP_SECTORS)
        return bool(theirs & wanted) or (not theirs and bool(wanted & {"BUS", "EDU", "MED"}))

    def _earlier(self, m: Mention, word: str) -> Chain | None:
        """An earlier phrase with the same noun whose other words do not contradict."""
        mine = set(m.key.split()) - {word}
        if word in _PAIR:
            for other in reversed(self.by_noun.get("two", [])[-5:]):
                return self.chains.of.get(id(other))
        for other in reversed(self.by_noun[word][-_BACK:]):
            if other.number != m.number:
                continue
            theirs = set(other.key.split()) - {word}
            if mine <= theirs or (m.owner is None and not mine):
                return self.chains.of.get(id(other))
        return None


def _singular(key: str) -> str:
    return key[:-3] + "y" if key.endswith("ies") else key.removesuffix("s")
