"""Chain -> Actor: the name, kind, country and sectors that its mentions support."""

import re
from functools import cache

from onrecord.records import Actor, ActorKind
from onrecord.resources import rows
from onrecord.resources.coding import Coding, code
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains
from onrecord.stages.ground.actors_country import Setting
from onrecord.stages.ground.actors_key import key_of

_PLACES = ("GPE", "LOC", "FAC")
_LOOKED_AT = 30  # mentions whose words are coded


def kept(chain: Chain, chains: Chains) -> bool:
    """Wanted chains; others only when they surely are somebody: a person, state or known body."""
    if any(m.wanted for m in chain.mentions):
        return True
    if chain.type == "body":
        return chain.gender in ("m", "f") or code(chains.text(chain.founder)).kind is not None
    return chain.type in ("person", "state")


def actor_of(ident: str, chain: Chain, chains: Chains, setting: Setting) -> Actor:
    """The record of a chain."""
    name = _name(chain, chains)
    coding = _coding(chain, chains, name)
    return Actor(
        id=ident,
        name=name,
        mentions=sorted({m.span for m in chain.mentions}),
        kind=_kind(chain, coding, chains),
        country=setting.country(chain, coding) or None,
        sectors=coding.sectors or (["GOV"] if chain.type == "state" else []),
        key=key_of(chain, chains),
        why=chain.why or None,
    )


def _kind(chain: Chain, coding: Coding, chains: Chains) -> ActorKind | None:
    if chain.type in ("person", "state"):
        return "person" if chain.type == "person" else "state"
    if chain.type == "body":
        if chain.gender in ("m", "f"):
            return "person"  # a pronoun told so
        if coding.kind is None and all(m.label in _PLACES for m in chain.mentions if m.name):
            return None  # a place of which nothing tells who acts for it
        return "group" if coding.kind == "group" else "organisation"
    if chain.human:
        return "group" if chain.number == "p" else "person"
    return _owned_kind(chain, chains) if chain.founder.owner is not None else coding.kind


def _owned_kind(chain: Chain, chains: Chains) -> ActorKind | None:
    """The kind of what somebody owns, not of the owner: "the army's plans" are no body."""
    owner, (_, end) = chain.founder.owner, chain.founder.span
    after = chains.parse.ends[chains.parse.subtree(owner)[-1]] if owner is not None else 0
    return code(chains.parse.text[after:end], chains.when).kind


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
        start, end = best.names or best.span
        return _bare(chains.parse.text[start:end])
    groups = (m for m in chain.mentions[:200] if m.type == "group" and m.name)
    proper = next(groups, chain.founder) if chain.human is False else chain.founder
    return _bare(chains.text(proper))


def _bare(text: str) -> str | None:
    """Words without their article, a bracket at the end or one left open, white space folded."""
    text = re.sub(r"(?<=\S)\s*\([^()]*\)$", "", text)
    if text.count("(") > text.count(")") and text.rindex("("):
        text = text[: text.rindex("(")]
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
    told = {held for role, held in chain.roles if held and role != "leader"}
    if chain.type == "person" and len(told) == 1:
        country = min(told)  # "Jordan's King Abdullah": the words outweigh whom else the name fits
    sectors = next((c.sectors for c in found if c.sectors), [])
    return Coding(country, sectors, next((c.kind for c in found if c.kind), None))
