"""Chain -> Actor: the name, kind, country and sectors that its mentions support."""

from functools import cache

from onrecord.records import Actor, ActorKind
from onrecord.resources import rows
from onrecord.resources.coding import Coding, alias, code
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains
from onrecord.stages.ground.actors_country import Setting

_LOOKED_AT = 30  # mentions whose words are coded


def kept(chain: Chain, chains: Chains) -> bool:
    """Wanted chains; others only when they surely are somebody: a person, state or known body."""
    if any(m.wanted for m in chain.mentions):
        return True
    if chain.type == "body":
        return chain.gender in ("m", "f") or code(chains.text(chain.founder)).kind is not None
    return chain.type in ("person", "state")


def actor_of(key: str, chain: Chain, chains: Chains, setting: Setting) -> Actor:
    """The record of a chain."""
    name = _name(chain, chains)
    coding = _coding(chain, chains, name)
    return Actor(
        id=key,
        name=name,
        mentions=sorted({m.span for m in chain.mentions}),
        kind=_kind(chain, coding),
        country=setting.country(chain, coding) or None,
        sectors=coding.sectors or (["GOV"] if chain.type == "state" else []),
        why=chain.why or None,
    )


def _kind(chain: Chain, coding: Coding) -> ActorKind | None:
    if chain.type in ("person", "state"):
        return "person" if chain.type == "person" else "state"
    if chain.type == "body":
        if chain.gender in ("m", "f"):
            return "person"  # a pronoun told so
        return "group" if coding.kind == "group" else "organisation"
    if chain.human:
        return "group" if chain.number == "p" else "person"
    return coding.kind


def _name(chain: Chain, chains: Chains) -> str | None:
    """The fullest proper name; for nouns the first mention's words; None for a bare pronoun."""
    if chain.type == "pronoun":
        return None
    if chain.type == "state":
        return _country_names().get(chain.founder.key)
    named = [m for m in chain.mentions[:200] if m.name and m.type == chain.type]
    if chain.type == "person" and named:
        best = max(named, key=lambda m: (len(m.name) > 1, len(m.name), -m.span[0]))
        start, end = best.names or best.span
        return " ".join(chains.parse.text[start:end].split())
    if chain.type == "body" and named:
        best = max(named, key=lambda m: len(m.name))
        known = (alias(chains.text(m)) for m in named)
        return next((k for k in known if k), None) or _bare(chains.text(best))
    return _bare(chains.text(chain.founder))


def _bare(text: str) -> str | None:
    """Words without their article, white space folded."""
    parts = text.split()
    if len(parts) > 1 and parts[0].lower() in ("the", "a", "an"):
        parts = parts[1:]
    return " ".join(parts) or None


@cache
def _country_names() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in rows("actors/countries.tsv")}


def _coding(chain: Chain, chains: Chains, name: str | None) -> Coding:
    """The coding of the name, filled up from the words of the mentions."""
    if chain.type == "state":
        return Coding(chain.founder.key, [], "state")
    seen = [m for m in chain.mentions if m.type != "pronoun"][:_LOOKED_AT]
    texts = dict.fromkeys([name or "", *(chains.described(m) for m in seen)])
    found = [code(text, chains.when) for text in texts if text]
    country = next((c.country for c in found if c.country is not None), None)
    sectors = next((c.sectors for c in found if c.sectors), [])
    return Coding(country, sectors, next((c.kind for c in found if c.kind), None))
