"""Heads of state and government by name and date, from `actors/leaders.tsv`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.resources import rows
from onrecord.resources.coding_lexicon import fold

_HEADS = {"chief_of_state", "head_of_government", "president", "prime_minister"}


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; empty dates are open."""

    country: str
    office: str
    title: str
    person: str
    first: str
    last: str
    sovereign: bool

    def covers(self, when: str | None) -> bool:
        """True in the term, and whenever the day is not known."""
        return when is None or (self.first <= when and (not self.last or when <= self.last))


@dataclass(frozen=True, slots=True)
class Leader:
    country: str
    in_office: bool
    title: str
    person: str


def find(words: Sequence[str], when: str | None, full: bool = False) -> Leader | None:
    """The leader whose name the folded words contain.

    With `full`, or when more than one word is given, a given name must stand with the family name.
    """
    names = [w for w in words if len(w) > 1]
    terms: Sequence[Term] = ()
    for first, last in _pairs(names):
        if terms := _by_full().get(f"{first} {last}", ()):
            break
    if not terms and not full and len(names) == 1:
        terms = [t for t in _by_family().get(names[0], ()) if t.covers(when)]
        if len({t.country for t in terms if t.sovereign}) > 1:
            return None
    return _leader(terms, when)


def families(word: str, when: str | None) -> str | None:
    """The country that a person of this family name leads on that day, if it is one alone."""
    found = find([fold(word)], when)
    return found.country if found and found.in_office else None


def _pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(a, b) for i, a in enumerate(names[:8]) for b in names[i + 1 : 8]]


def _leader(terms: Sequence[Term], when: str | None) -> Leader | None:
    if not terms:
        return None
    best = max(terms, key=lambda t: (t.sovereign, t.covers(when), t.office in _HEADS, t.first))
    return Leader(best.country, best.covers(when), best.title, best.person)


@cache
def _terms() -> tuple[tuple[Term, str, tuple[str, ...]], ...]:
    members = {r["iso3"] for r in rows("actors/countries.tsv") if "UN;" in r["organisations"]}
    table = rows("actors/leaders.tsv")
    realms = {r["country_iso3"] for r in table if r["office"] == "representative"}
    out = []
    for row in table:
        if row["office"] in ("representative", "other"):
            continue
        country = row["country_iso3"]
        sovereign = country in members | {"TWN", "XKX", "PSE", "VAT"}
        if country in realms and row["office"] == "chief_of_state":
            sovereign = False  # a monarch whom a governor-general represents there
        first, last = (row[k].lstrip("~") for k in ("from_date", "to_date"))
        term = Term(country, row["office"], row["title"], row["person"], first, last, sovereign)
        names = (row["person"], *(a for a in row["aliases"].split(";") if a))
        out.append((term, row["family"], names))
    return tuple(out)


@cache
def _by_full() -> dict[str, list[Term]]:
    """Terms by "given family", both for names printed family first and last."""
    out: dict[str, list[Term]] = {}
    for term, family, names in _terms():
        for name in names:
            words = [w for w in fold(name).split() if len(w) > 1]
            last = fold(family).split()[-1:] or words[-1:]
            keys = {f"{words[0]} {words[-1]}"} if len(words) > 1 else set()
            if len(words) > 1 and last and last[0] in words[1:]:
                keys.add(f"{words[0]} {last[0]}")
            elif len(words) > 1:
                keys |= {f"{words[0]} {w}" for w in words[1:]}
            for key in keys:
                out.setdefault(key, []).append(term)
    return out


@cache
def _by_family() -> dict[str, list[Term]]:
    """Terms of heads by family name or one-word alias, where that is long enough to tell."""
    out: dict[str, list[Term]] = {}
    for term, family, names in _terms():
        if term.office not in _HEADS or not term.sovereign:
            continue
        for key in {fold(family), *(fold(n) for n in names if " " not in n)}:
            if len(key) > 3 and " " not in key:
                out.setdefault(key, []).append(term)
    return out
