"""Every phrase that tells who an actor is, in one index that finds the longest at a word."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, cast

from onrecord.records import ActorKind
from onrecord.resources import rows

PhraseType = Literal["country", "people", "capital", "region", "known", "role"]
_WORD = re.compile(r"[^\W_]+(?:[.'’&‑-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
_SPELLING: tuple[tuple[str, str], ...] = (
    ("isation", "ization"),
    ("defence", "defense"),
    ("centre", "center"),
    ("labour", "labor"),
    ("programme", "program"),
)
_ROLE_KINDS: dict[str, ActorKind] = {
    "person": "person",
    "people": "group",
    "organisation": "organisation",
    "state": "state",
}


class Word(NamedTuple):
    """A word as printed, in lower case, and as looked up (no accents, stops, possessive)."""

    text: str
    low: str
    key: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a phrase stands for; `name` is the usual name of a body or group known by name."""

    type: PhraseType
    country: str | None = None
    sectors: tuple[str, ...] = ()
    kind: ActorKind | None = None
    name: str = ""


class Lexicon:
    """Phrases by their first word, longest first."""

    def __init__(self) -> None:
        self.index: dict[str, list[tuple[tuple[str, ...], str, Known]]] = {}

    def add(self, phrase: str, entry: Known) -> None:
        """Keep the phrase unless it is there: what is added first wins."""
        keys = tuple(w.key for w in words_of(phrase) if w.key)
        if not keys:
            return
        bucket = self.index.setdefault(keys[0], [])
        exact = phrase if phrase.isupper() and len(phrase) < 6 else ""
        if all(keys != old or exact != case for old, case, _ in bucket):
            bucket.append((keys, exact, entry))
            bucket.sort(key=lambda item: (-len(item[0]), not item[1]))

    def longest(self, words: Sequence[Word], i: int) -> tuple[Known, int] | None:
        """The entry of the longest phrase that begins at word `i`, and the word after it.

        Names want a capital, short acronyms their exact case: "us" and "turkey" are no states.
        """
        for keys, exact, entry in self.index.get(words[i].key, ()):
            end = i + len(keys)
            if tuple(w.key for w in words[i:end]) != keys:
                continue
            if exact and words[i].text.replace(".", "").removesuffix("'s")[: len(exact)] != (
                exact.replace(".", "")
            ):
                continue
            if entry.type != "role" and not words[i].text[0].isupper():
                continue
            return entry, end
        return None


@cache
def fold(text: str) -> str:
    """Lower case without accents or full stops, typographic marks made plain."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("‑", "-"))
    bare = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return bare.replace("’", "'").replace(".", "").lower()


def spelled(folded: str) -> str:
    """One spelling for British and American words that names of bodies hold."""
    for british, american in _SPELLING:
        folded = folded.replace(british, american)
    return folded


def words_of(text: str) -> list[Word]:
    """The words of a text for look-up."""
    return [_word(m.group()) for m in _WORD.finditer(text)]


def _word(text: str) -> Word:
    return Word(text, text.lower(), spelled(_POSSESSIVE.sub("", fold(text))))


@cache
def lexicon() -> Lexicon:
    """All phrases, compiled once a process."""
    out = Lexicon()
    _add_roles(out)
    _add_known(out)
    for row in rows("actors/demonyms.tsv"):
        for words in row["words"].split(";"):
            out.add(words.capitalize(), _people(row["country"], words))
            if len(words) < 4 or "." in words:
                out.add(words.upper(), _people(row["country"], words))
    _add_countries(out)
    for row in rows("actors/regions.tsv"):
        for name in row["names"].split(";"):
            out.add(name, Known("region", row["country"]))
    return out


def _people(country: str, words: str) -> Known:
    plural = words.endswith(("s", "men")) and fold(words) not in _countries()
    return Known("people", country, kind="group" if plural else None)


@cache
def _countries() -> frozenset[str]:
    """Names of countries, some of which look like plurals: "United States"."""
    table = rows("actors/countries.tsv")
    return frozenset(
        fold(n) for r in table for n in _cells(r, ("name", "official_name", "aliases"))
    )


def _add_roles(out: Lexicon) -> None:
    for row in rows("lexicons/roles.tsv"):
        sectors = tuple(s for s in row["sector"].split(";") if s)
        for words in row["words"].split(";"):
            out.add(words, Known("role", None, sectors, _ROLE_KINDS[row["kind"]]))
    for row in rows("lexicons/titles.tsv"):
        if row["sector"]:
            for words in row["words"].split(";"):
                out.add(words, Known("role", None, (row["sector"],), "person"))


def _add_known(out: Lexicon) -> None:
    groups = [{**row, "kind": "organisation"} for row in rows("lexicons/groups.tsv")]
    for row in (*rows("lexicons/organisations.tsv"), *groups):
        sectors = tuple(s for s in row["sectors"].split(";") if s)
        kind = cast(ActorKind, row["kind"] or "organisation")
        stateless = row in groups or "IGO" in sectors or "NGO" in sectors
        country = row["country"] or ("" if stateless else None)
        entry = Known("known", country, sectors, kind, row["name"])
        for name in (row["name"], *row["aliases"].split(";")):
            out.add(name.removeprefix("the "), entry)


def _add_countries(out: Lexicon) -> None:
    table = sorted(rows("actors/countries.tsv"), key=lambda row: "UN;" not in row["organisations"])
    for row in table:
        for name in _cells(row, ("name", "official_name", "aliases")):
            out.add(name, Known("country", row["iso3"]))
    for row in table:
        for name in _cells(row, ("demonym_adj",)):
            out.add(name, Known("people", row["iso3"]))
        for name in _cells(row, ("demonym_noun",)):
            out.add(name, Known("people", row["iso3"]))
            out.add(name + "s", Known("people", row["iso3"], kind="group"))
        for name in _cells(row, ("capital",)):
            out.add(name, Known("capital", row["iso3"]))


def _cells(row: dict[str, str], columns: Iterable[str]) -> list[str]:
    """The names of some columns, without the table's remarks in brackets."""
    cells = ";".join(row[c] for c in columns).split(";")
    names = [re.sub(r"\s*\(.*?\)|\s*\*+|\(.*", "", cell).strip() for cell in cells]
    return [n for n in names if len(n) > 1 and n not in ("none", "NA")]
