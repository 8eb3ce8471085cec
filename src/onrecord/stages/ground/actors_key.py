"""Chain -> a key that is the same in every article, where the words are evidence enough.

A state by its country; a head of state or government by the table of leaders; another person by
full name and the country of an office; a body or group by its known name, or as a state's body
("the Norwegian Defence Ministry" and "Norway's Ministry of Defence" are one). All else has none.
"""

import re
from functools import cache

from onrecord.resources import coding_leaders as leaders
from onrecord.resources import rows
from onrecord.resources.coding import alias, code
from onrecord.resources.coding_lexicon import fold, lexicon, spelled, words_of
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains
from onrecord.stages.ground.actors_mention import Mention

_LOOKED_AT = 30


@cache
def _words(kind: str) -> frozenset[str]:
    table = (r for r in rows("lexicons/actor_keys.tsv") if r["kind"] == kind)
    return frozenset(word for row in table for word in row["words"].split(";"))


def key_of(chain: Chain, chains: Chains) -> str | None:
    """The key of a chain: "state:NOR", "person:NOR:eva-lund", "body:united-nations"."""
    if chain.type == "state":
        return f"state:{chain.founder.key}"
    if chain.type == "person":
        return _person(chain, chains)
    mentions = [m for m in chain.mentions if m.type != "pronoun"][:_LOOKED_AT]
    for m in mentions:
        if m.type in ("body", "group") and (known := alias(chains.text(m))):
            return f"body:{slug(known)}"
    if chain.human or chain.gender in ("m", "f"):
        return None
    found = {key for m in mentions if (key := _state_body(m, chains))}
    return min(found, key=lambda k: (-len(k), k)) if found else None


def _person(chain: Chain, chains: Chains) -> str | None:
    """By the table of leaders, unless the text gives another country; else by name and office."""
    told = {country for role, country in chain.roles if country and role != "leader"}
    full = max((n for n in chain.names if len(n) > 1), key=len, default=None)
    names = list(full or max(chain.names, key=len, default=()))
    leader = leaders.find(names, chains.when, full=full is not None)
    if leader and told <= {leader.country}:
        if full or (chains.when and leader.in_office and _leads(chain)):
            return f"person:{leader.country}:{slug(leader.person)}"
        return None
    if full is None or len(told) != 1:
        return None
    return f"person:{min(told)}:{slug(f'{full[0]} {full[-1]}')}"


def _leads(chain: Chain) -> bool:
    return any(role in _words("leads") for role, _ in chain.roles)


def _state_body(m: Mention, chains: Chains) -> str | None:
    """The key of a body whose own words name its country and say what it is."""
    text = chains.text(m)
    coding = code(text)
    if not coding.country or not coding.sectors or coding.kind not in ("organisation", None):
        return None
    words = _own_words(text)
    if not words or (m.type != "body" and not words <= _words("only")):
        return None
    return f"body:{coding.country}:{'-'.join(sorted(words))}"


def _own_words(text: str) -> set[str]:
    """The words of a body's name without those of its country and the small ones."""
    tokens, kept, i = words_of(text), set(), 0
    while i < len(tokens):
        hit = lexicon().longest(tokens, i)
        if hit and hit[0].type in ("country", "people", "capital", "region"):
            i = hit[1]
            continue
        if tokens[i].key not in _words("small"):
            kept.add(slug(tokens[i].key))
        i += 1
    return kept - {""}


def slug(name: str) -> str:
    """A name in lower case without accents, its words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", spelled(fold(name))).strip("-")
