"""Words for an actor -> country, sectors and kind, as event data code them.

Read from the words alone: countries and peoples, bodies and groups known by name, role nouns, and
leaders by name and date. `None` says that the words do not tell; country `""` that there is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.records import ActorKind
from onrecord.resources import coding_leaders as leaders
from onrecord.resources.coding_lexicon import Known, Word, lexicon, words_of

_LIMIT = 300  # code points; nobody's description is longer
_STOP = frozenset(
    {"to", "against", "on", "with", "toward", "towards", "for", "who", "whom", "which", "that"}
    | {"over", "about", "between", "near", "where", "accused", "said", "than", "via", "while"}
    | {"because", "after", "before", "during"}
)
_NOT_THEIRS = re.compile(
    r"-(backed|supported|funded|trained|allied|held|occupied|brokered|mediated|made|born|linked"
    r"|aligned|armed|sponsored|bound|controlled|friendly|educated|speaking|style|wide)$",
    re.I,
)
_FORMER = {"former", "ex", "late", "onetime", "ousted", "deposed"}
_ARTICLES = {"the", "a", "an", "both"}
_GEOGRAPHY = ("country", "people", "capital", "region")
_STRONG = {"REB", "UAF", "OPP", "SPY", "CRM"}  # a modifier of these outweighs its head noun
_WHOLE = {"IGO", "UAF", "REB"}  # their leaders and troops are coded like the body
_AROUND = _ARTICLES | {"so-called", "self-proclaimed", "group", "militant", "militants", "terror"}


@dataclass(frozen=True, slots=True)
class Coding:
    """Country (ISO 3166 alpha-3, "" for none, None for not told), CAMEO sectors, kind of actor."""

    country: str | None = None
    sectors: list[str] = field(default_factory=list)
    kind: ActorKind | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase of the lexicon at a word range; `after` is a preposition shortly before it."""

    start: int
    end: int
    entry: Known
    after: str


def code(words: str, when: str | None = None) -> Coding:
    """The coding of some words; `when` is the ISO date on which they were printed."""
    country, sectors, kind = _code(words[:_LIMIT], (when or "")[:10] or None)
    return Coding(country, list(sectors), kind)


@lru_cache(maxsize=8192)
def alias(words: str) -> str | None:
    """The usual name of the body or group that these very words name; None when unknown."""
    tokens = words_of(words[:_LIMIT])
    hits = [hit for hit in _hits(tokens) if hit.entry.type == "known"]
    names = {hit.entry.name for hit in hits}  # one, though it may stand there with its initials
    if len(names) != 1:
        return None
    within = {i for hit in hits for i in range(hit.start, hit.end)}
    around = {w.low for i, w in enumerate(tokens) if i not in within}
    return names.pop() if around <= _AROUND else None


@lru_cache(maxsize=8192)
def state(words: str) -> str | None:
    """The country that these very words name, as country, people or capital; else None."""
    tokens = [w for w in words_of(words[:_LIMIT]) if w.low not in _ARTICLES]
    hits = _hits(tokens)
    if len(hits) != 1 or (hits[0].start, hits[0].end) != (0, len(tokens)):
        return None
    entry = hits[0].entry
    named = entry.type in ("country", "people", "capital") and entry.kind != "group"
    return (entry.country or None) if named else None


@lru_cache(maxsize=16384)
def _code(words: str, when: str | None) -> tuple[str | None, tuple[str, ...], ActorKind | None]:
    tokens = words_of(words)
    hits = _hits(tokens)
    former = any(w.low.startswith("ex-") or w.low in _FORMER for w in tokens)
    sectors, kind = _role(hits, former)
    if leader := _leader(tokens, hits, when):
        role = sectors or (("GOV",) if leader.in_office else ())
        return (
            leader.country,
            role,
            kind if kind in ("state", "organisation", "group") else "person",
        )
    country = _country(hits, sectors, kind)
    if known := next((h.entry for h in hits if h.entry.type == "known"), None):
        own = sectors and kind in ("group", "person") and not _WHOLE & set(known.sectors)
        sectors = sectors if own else known.sectors
        kind = kind or known.kind
        country = known.country if country is None else country
    return country, sectors, kind or _bare(tokens, hits)


def _leader(tokens: list[Word], hits: list[_Hit], when: str | None) -> leaders.Leader | None:
    """A leader named in full anywhere, or by the family name alone before a role noun at most."""
    keys = [w.key for w in tokens]
    if found := leaders.find(keys, when, full=True):
        return found
    taken = {i for h in hits for i in range(h.start, h.end)}
    rest = [w.key for i, w in enumerate(tokens) if i not in taken and w.low not in _ARTICLES]
    capital = any(w.key == rest[0] and w.text[0].isupper() for w in tokens) if rest else False
    return leaders.find(rest, when) if len(rest) == 1 and capital else None


def _hits(tokens: list[Word]) -> list[_Hit]:
    found: list[_Hit] = []
    i = 0
    while i < len(tokens) and (i == 0 or tokens[i].low not in _STOP):
        if longest := lexicon().longest(tokens, i):
            entry, end = longest
            found.append(_Hit(i, end, entry, _preposition(tokens, i)))
            i = end
        else:
            found.extend(_hyphenated(tokens, i))
            i += 1
    return found


def _hyphenated(tokens: list[Word], i: int) -> Iterator[_Hit]:
    """What a hyphenated word names: "German-Iraqi", "Saudi-led"; not the backer in "US-backed"."""
    text = tokens[i].text
    if "-" not in text or _NOT_THEIRS.search(text):
        return
    for part in text.split("-"):
        inner = words_of(part)
        found = lexicon().longest(inner, 0) if inner else None
        if found and found[1] == len(inner) and found[0].type in (*_GEOGRAPHY, "role"):
            yield _Hit(i, i + 1, found[0], _preposition(tokens, i))


def _preposition(tokens: list[Word], i: int) -> str:
    for word in reversed(tokens[max(0, i - 4) : i]):
        if word.low in ("in", "of", "from", "at", "by"):
            return word.low
    return ""


def _role(hits: list[_Hit], former: bool) -> tuple[tuple[str, ...], ActorKind | None]:
    """Sectors and kind by the head noun: the last role word before the first preposition."""
    roles = [h for h in hits if h.entry.type == "role"]
    if not roles:
        return (), None
    front = [h for h in roles if not h.after] or roles[:1]
    head = front[-1].entry
    sectors = list(head.sectors)
    for other in reversed(front[:-1]):
        if not sectors or _STRONG & set(other.entry.sectors):
            sectors = [*other.entry.sectors, *(s for s in sectors if s not in other.entry.sectors)]
    if not sectors and len(roles) > len(front):
        sectors = list(roles[len(front)].entry.sectors)  # "a member of the parliament"
    if former:
        sectors = ["ELI" if s == "GOV" else s for s in sectors]
    return tuple(sectors), head.kind


def _country(hits: list[_Hit], sectors: tuple[str, ...], kind: ActorKind | None) -> str | None:
    """The first country named; an armed group acts for no state, wherever it fights."""
    if "REB" in sectors and kind != "person":
        return ""
    armed = bool({"REB", "UAF"} & set(sectors))
    geography = [h for h in hits if h.entry.type in _GEOGRAPHY]
    named = [h.entry.country for h in geography if not (armed and h.after == "in")]
    first = next((c for c in named if c), None)
    return "" if first is None and (named or armed) else first


def _bare(tokens: list[Word], hits: list[_Hit]) -> ActorKind | None:
    """The kind of words without a role noun: a country is a state, a people's plural a group."""
    words = [w for w in tokens if w.low not in _ARTICLES and not w.text.isdigit()]
    if len(hits) != 1 or hits[0].end - hits[0].start != len(words):
        return None
    entry = hits[0].entry
    if entry.kind == "group":
        return "group"
    return "state" if entry.type != "region" and entry.country else None
