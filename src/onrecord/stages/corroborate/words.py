"""Words of an article as they are compared across articles."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from zlib import crc32

from onrecord.resources import rows
from onrecord.spans import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|\d+(?:[.,]\d+)*")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "e",
            "y")  # fmt: skip
KEPT = 8  # letters of a stem
_CALENDAR = (
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct"
    " nov dec mon tue tues wed thu thur thurs fri sat sun gmt utc est edt cet"
)


def words(text: str) -> Iterator[tuple[str, Span]]:
    """Lower-case words and numbers with where they stand; "'s" is left out."""
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        yield word.removesuffix("'s"), match.span()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without the endings that tell its forms apart; only for comparing."""
    if word.isdigit():
        return word
    if word.endswith(("xes", "ches", "shes", "sses")):
        word = word[:-2]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:KEPT]


@lru_cache(maxsize=1 << 16)
def base(word: str) -> str:
    """The stem, with forms of irregular verbs and words for one act brought together."""
    return stem(_kin().get(word) or _irregular().get(word, word))


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["base"] for row in rows("stories/irregular.tsv")}


@cache
def _kin() -> dict[str, str]:
    groups = [row["words"].split() for row in rows("stories/kin.tsv")]
    return {word: group[0] for group in groups for word in group}


@cache
def listed(name: str) -> frozenset[str]:
    """Bases of the words of a list of `resources/stories/lists.tsv`."""
    found = (row["words"] for row in rows("stories/lists.tsv") if row["list"] == name)
    return frozenset(base(word) for words in found for word in words.split())


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Bases of words that exclude each other."""
    found: dict[str, set[str]] = {}
    for row in rows("stories/opposites.tsv"):
        one, other = base(row["one"]), base(row["other"])
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {key: frozenset(value) for key, value in found.items()}


def term(kind: str, word: str) -> int:
    """A number for a word of a kind ("w" a word, "a" an actor, ...): the store's index key."""
    return crc32(f"{kind}:{word}".encode("utf-8", "surrogatepass"))


def is_calendar(key: str) -> bool:
    """A stem of a month, weekday or time zone: a capital, but no name."""
    return key in _CALENDAR_STEMS


_CALENDAR_STEMS = frozenset(stem(word) for word in _CALENDAR.split())


@cache
def narrower() -> dict[str, frozenset[str]]:
    """Bases of words -> bases of those that fall under them."""
    return {
        base(row["word"]): frozenset(base(w) for w in row["narrower"].split())
        for row in rows("stories/wider.tsv")
    }
