"""Named mentions -> chains: persons by their names, bodies by name, part of a name or initials."""

from collections import defaultdict

from onrecord.records import Parse
from onrecord.resources.coding import code
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains
from onrecord.stages.ground.actors_mention import Mention
from onrecord.stages.ground.actors_words import Gender

_SMALL_WORDS = {"of", "the", "and", "for", "in", "de", "on"}


class Names:
    """Chains the named mentions of one article."""

    def __init__(self, chains: Chains) -> None:
        self.chains = chains
        self.by_word: dict[str, list[Chain]] = defaultdict(list)

    def build(self) -> None:
        """Full names first, so that a surname may stand before the name that explains it."""
        people = [m for m in self.chains.mentions if m.type == "person" and m.name]
        for m in sorted(people, key=lambda m: -min(len(m.name), 2)):
            if len(m.name) > 1:
                near = (*self.by_word[m.name[-1]], *self.by_word[m.name[0]])
                chain = next((c for c in near if any(same(n, m.name) for n in c.names)), None)
            else:
                chain = self._short(m)
            self._put(m, chain, "same name", (m.name[0], m.name[-1]))
        bodies: dict[tuple[str, str], Chain] = {}
        for m in self.chains.mentions:
            if m.type in ("state", "body"):
                known = bodies.get((m.type, m.key))
                chain = known or (self._longer(m) if m.type == "body" else None)
                why = "same name" if known else "part or initials of the name"
                keys = (m.name[-1], initials(m.name)) if m.name else ()
                bodies[m.type, m.key] = self._put(m, chain, why, keys)

    def _put(self, mention: Mention, chain: Chain | None, why: str, keys: tuple[str, ...]) -> Chain:
        if chain is None:
            chain = self.chains.new(mention, "name")
        else:
            self.chains.join(mention, chain, why)
        for key in keys:
            if chain not in self.by_word[key][:50]:
                self.by_word[key].append(chain)
        return chain

    def _short(self, mention: Mention) -> Chain | None:
        """The person whose surname, else given name it is: named last before, or first after."""
        word = mention.name[0]
        fits: list[tuple[bool, bool, int, Chain]] = []
        for chain in self.by_word[word][:50]:
            last = any(n[-1] == word for n in chain.names)
            first = any(n[0] == word for n in chain.names)
            given = self.chains.lex.given
            if not (last or first) or not agree(mention.gender, chain.gender, word, given):
                continue
            before = chain.last_before(mention.span[0] + 1)
            nearest = before.span[0] if before else -chain.mentions[0].span[0]
            fits.append((before is not None, last, nearest, chain))
        return max(fits, key=lambda f: f[:3])[3] if fits else None

    def _longer(self, mention: Mention) -> Chain | None:
        """A body with a longer or shorter form of the name, or one abbreviated to its initials."""
        name = mention.name
        if not name:
            return None
        for chain in (*self.by_word[name[-1]][:30], *self.by_word[initials(name)][:30]):
            for other in chain.names if chain.type == "body" else ():
                long, short = (other, name) if len(other) > len(name) else (name, other)
                if len(short) == 1 and len(long) > 2 and initials(long) == short[0]:
                    return chain
                tail = len(short) > 1 and long[-len(short) :] == short
                if tail and self.chains.one_country(chain, mention):
                    return chain
        return None


def offices(chains: Chains, chain: Chain) -> None:
    """Note the offices that the words about a named person give, and of what country."""
    lex, parse = chains.lex, chains.parse
    for m in chain.mentions[:40]:
        if m.type != "person":
            continue
        country = code(chains.described(m)).country
        chain.roles |= {(role, country) for role in m.roles}
        for token in _beside(chains, m):
            if parse.lower(token) in lex.nouns:
                around = parse.chars(parse.subtree(token)[0], _of(parse, token) + 1)
                where = code(parse.text[around[0] : around[1]]).country
                chain.roles.add((parse.lower(token), where or country))
    coded = code(chain.full_name, chains.when)
    if coded.country:
        chain.roles = {(role, where or coded.country) for role, where in chain.roles}
        if "GOV" in coded.sectors:
            chain.roles.add(("leader", coded.country))


def _of(parse: Parse, token: int) -> int:
    """The last token of the phrases with "of" or "for" that follow an office."""
    last, node = token, token
    for _ in range(3):
        after = [c for c in parse.children[node] if c > node and parse.lower(c) in ("of", "for")]
        inner = [i for c in after for i in parse.children[c] if parse.dep[i] == "pobj"]
        if not inner:
            break
        last = node = inner[-1]
    return last


def _beside(chains: Chains, m: Mention) -> list[int]:
    """Nouns beside a name: in apposition, before it, or "X is the Y"."""
    p = chains.parse
    at = p.tokens(m.names or m.span)[-1]
    nodes = [at, m.head] if m.head != at else [at]
    found = [c for n in nodes for c in p.children[n] if p.dep[c] in ("appos", "compound", "amod")]
    if p.dep[at] == "appos":
        found.append(p.head[at])
    verb = p.head[at]
    if p.dep[at] == "nsubj" and p.lemma[verb] in ("be", "become"):
        found += [c for c in p.children[verb] if p.dep[c] == "attr"]
    return found


def agree(mine: Gender, theirs: Gender, word: str, given: dict[str, Gender]) -> bool:
    """Genders do not contradict; a bare surname that is a given name too tells nothing."""
    return not mine or not theirs or mine == theirs or word in given


def same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """One person's name in full, with or without middle names or initials."""
    if len(a) < 2 or len(b) < 2:
        return False
    short, long = sorted((a, b), key=len)
    if short[-1] == long[-1]:
        x, y = short[0], long[0]
        return x == y or ((len(x) == 1 or len(y) == 1) and x[:1] == y[:1])
    return short == long[: len(short)] or short == long[-len(short) :]


def initials(name: tuple[str, ...]) -> str:
    """The first letters of a name's words of weight."""
    return "".join(w[:1] for w in name if w not in _SMALL_WORDS)
