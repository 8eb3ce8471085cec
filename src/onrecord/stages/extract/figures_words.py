"""The words around a number: what unit they give it and how exact they make it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from onrecord.records import Approx
from onrecord.resources import rows

_GAP = r"[\s\u00a0]{0,3}"
_SIGN = r"(?:US|U\.S\.|AU?D?|CA?D?|CAN|NZ|SG?|HK|NT|R)?\$|[€£¥₹₽₩₪₺₦₴]|\b(?:Rs\.?|[A-Z]{3})"
_BEFORE_SIGN = re.compile(rf"(?<![^\W_])({_SIGN}){_GAP}\Z|([€£¥₹₽₩₪₺₦₴$]){_GAP}\Z")
_AFTER_SIGN = re.compile(rf"{_GAP}([€£¥₹₽₩₪₺₦₴$])(?!\s?\d)|{_GAP}([A-Z]{{3}})\b")
_WORDS = re.compile(r"[\s\u00a0-]{0,3}((?:[^\W\d_]+\.?|[%°²³])[^\W\d_]*[²³]?(?:/[a-z]\b)?)")
_RATE = re.compile(
    rf"(?:,?{_GAP}of (?:oil|crude|gas))?"
    rf"(?:{_GAP}(?:a|an|per|each|every)[\s\u00a0]{{1,3}}|/)([a-z]+)\b"
)
_OF = re.compile(r"\s{1,3}of(?=\s)")
_PEOPLE = re.compile(r"[^\W\d_]{2}(?:men|women|ists|ians|children)\Z")
_NATION = re.compile(r"[^\W\d_]{2}(?:[aeo]ns|ese|[rlnt]is|anders|ards)\Z")
_BRITAIN = re.compile(
    r"£|\b(?:UK|U\.K\.|Britain|British|Britons?|London|England|Scotland|sterling)\b"
)
# "went up to 25": the words tell a direction, not a bound
_CLIMBED = re.compile(
    r"\b(?:goes|go|going|gone|went|r[io]se|risen|push(?:ed|es)?|climb(?:ed|s)?|raised?|moved?"
    r"|bring(?:s|ing)?|brought|tak(?:es?|en|ing)|took)\s+up\s+to\s+\Z",
    re.I,
)
_LOOK = 48  # characters that are looked at on either side


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's one name, its kind in the lexicon, and where its words end."""

    name: str
    kind: str
    end: int


@cache
def units() -> dict[str, dict[str, str]]:
    """Kind -> lower-case words -> unit."""
    out: dict[str, dict[str, str]] = {}
    for row in rows("lexicons/units.tsv"):
        out.setdefault(row["kind"], {})[row["word"]] = row["unit"]
    return out


@cache
def _approx(place: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of the words before or after a number (longest first), and what they say."""
    table = {
        r["words"]: r["approx"] for r in rows("lexicons/numbers_approx.tsv") if r["place"] == place
    }
    spelled = []
    for words in sorted(table, key=len, reverse=True):
        edge = r"(?<![^\W_])" if words[0].isalpha() else ""
        end = r"(?![^\W_])" if words[-1].isalpha() else ""
        spelled.append(edge + re.escape(words).replace("\\ ", r"\s{1,3}") + end)
    alternatives = f"({'|'.join(spelled)})"
    if place == "before":
        pattern = rf"{alternatives}\s{{0,3}}(?:(?:the|an?)\s{{1,3}})?\Z"
    else:
        pattern = rf"\s?{alternatives}"
    return re.compile(pattern, re.IGNORECASE), table


def sign_before(text: str, start: int) -> tuple[str, int] | None:
    """The currency whose sign stands before the number, and where the sign begins."""
    window = text[max(0, start - 6) : start]
    m = _BEFORE_SIGN.search(window)
    if m is None:
        return None
    sign = m[1] or m[2]
    unit = units()["sign"].get(sign.lower())
    return (unit, start - len(window) + m.start()) if unit else None


def unit_after(text: str, end: int, of: bool = False) -> Unit | None:
    """The unit that follows the number directly ("of" may stand between when `of`)."""
    if of and (m := _OF.match(text, end)):
        end = m.end()
    window = text[end : end + _LOOK]
    if m := _AFTER_SIGN.match(window):
        unit = units()["sign"].get((m[1] or m[2]).lower())
        if unit:
            return Unit(unit, "sign", end + m.end())
    words = _following(window)
    for kind in ("percent", "money", "measure"):
        table = units()[kind]
        for size in (3, 2, 1):
            if len(words) < size:
                continue
            phrase = " ".join(word.lower() for word, _ in words[:size])
            stop = phrase not in table and phrase.endswith(".")
            unit = table.get(phrase.rstrip(".") if stop else phrase)
            if unit and _plausible(window, phrase, kind):
                return Unit(unit, kind, end + words[size - 1][1] - stop)
    return None


def _following(window: str) -> list[tuple[str, int]]:
    """The next three words and where each ends."""
    out: list[tuple[str, int]] = []
    at = 0
    while len(out) < 3 and (m := _WORDS.match(window, at)):
        out.append((m[1], m.end()))
        at = m.end()
    return out


def _plausible(window: str, phrase: str, kind: str) -> bool:
    """Short names are units only right after the digits or in their own case ("in" is a word)."""
    if kind == "percent" or len(phrase) > 2:
        return phrase not in ("real", "won", "rand", "foot") or kind == "measure"
    if phrase in ("in", "c", "m", "g", "l", "ha", "mt", "oz"):
        return window[:1] == phrase[:1] or (phrase in ("m", "c", "ha") and window[1:2] == phrase)
    return True


def rate_after(text: str, end: int) -> tuple[str, int] | None:
    """ "per day", "a year" after a unit."""
    window = text[end : end + _LOOK]
    m = _RATE.match(window)
    if m is None:
        return None
    unit = units()["per"].get(m[1])
    return (unit, end + m.end()) if unit else None


def is_person(word: str) -> bool:
    """True for nouns that are people, by the lexicon or the ending ("Syrians", "policemen")."""
    if word.lower() in units()["person"] or _PEOPLE.search(word):
        return True
    return word[:1].isupper() and _NATION.search(word) is not None


def approx_at(text: str, start: int, end: int) -> str:
    """How exact the words around make the number; "nearly" is told from "about"."""
    window = text[max(0, start - _LOOK) : start]
    pattern, table = _approx("before")
    if (m := pattern.search(window)) and not _CLIMBED.search(window):
        return table[" ".join(m[1].lower().split())]
    pattern, table = _approx("after")
    if m := pattern.match(text, end):
        return table[" ".join(m[1].lower().split())]
    return "exact"


def bounded(value: float, approx: str) -> tuple[float | None, float | None, Approx]:
    """Low, high and the record's approx of a value."""
    if approx == "at_least":
        return value, None, "at_least"
    if approx == "at_most":
        return None, value, "at_most"
    if approx in ("about", "nearly"):
        return None, None, "about"
    return value, value, "exact"


def dollar_of(text: str) -> str:
    """Whose dollar a bare $ is: the country that the text names most, the United States if none."""
    home = units()["home"]
    counts: dict[str, int] = {}
    for m in _home_pattern().finditer(text):
        unit = home[m[0].lower()]
        counts[unit] = counts.get(unit, 0) + 1
    best = max(counts, key=lambda unit: counts[unit], default="USD")
    return best if counts.get(best, 0) > counts.get("USD", 0) else "USD"


@cache
def _home_pattern() -> re.Pattern[str]:
    names = sorted(units()["home"], key=len, reverse=True)
    spelled = "|".join(
        re.escape(n.upper() if n in ("us", "u.s", "u.s.") else n.title()) for n in names
    )
    return re.compile(rf"\b(?:{spelled})(?![^\W_])")


def pounds_of(text: str) -> str:
    """Pounds are money where the text speaks of Britain, else a weight."""
    return "GBP" if _BRITAIN.search(text) else "lb"


def innermost(spans: list[tuple[int, int, int, str]], start: int) -> str | None:
    """Id of the smallest of (start, end, size, id) that holds the offset."""
    holding = [s for s in spans[: bisect_right(spans, (start, 1 << 60))] if start < s[1]]
    return min(holding, key=lambda s: s[2])[3] if holding else None
