"""Words of an article as they are compared across articles."""

import re
from collections.abc import Iterator
from zlib import crc32

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


def stem(word: str) -> str:
    """The word without the endings that tell its forms apart; only for comparing."""
    if word.isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:KEPT]


def term(kind: str, word: str) -> int:
    """A number for a word of a kind ("w" a word, "a" an actor, ...): the store's index key."""
    return crc32(f"{kind}:{word}".encode("utf-8", "surrogatepass"))


def is_calendar(key: str) -> bool:
    """A stem of a month, weekday or time zone: a capital, but no name."""
    return key in _CALENDAR_STEMS


_CALENDAR_STEMS = frozenset(stem(word) for word in _CALENDAR.split())
