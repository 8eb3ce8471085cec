"""Whether a number of the text is a quantity at all, by the characters around it."""

import re

from onrecord.resources.numbers import Number, words
from onrecord.stages.extract.figures_words import sign_before

_AGE = re.compile(r"\b(?:aged?|ages)[\s\u00a0](?:\d{1,3}(?:,| and| or| to)[\s\u00a0])?\Z", re.I)
_NAME_BEFORE = re.compile(
    r"(?:\b(?:No|Nos|Art|Sec|Fig|pp?|vol)\.|\b(?:Number|Article|Section|Chapter|Resolution|Route"
    r"|Highway|Flight|Channel|Room|Page|Phase|Part|Level|Category|Group|Class|Day|Week|Line|Type"
    r"|Unit|Season|Title|Bill|Proposition|Act|Amendment|Round|Gate|Platform|Apollo|Boeing|Airbus"
    r"|Formula|Volume|Version|Stage|Tier|Grade|Zone|Area|Sector|District|Ward|Order)|[#№])"
    r"[\s\u00a0]{0,2}\Z"
)
_GLUED = re.compile(r"[^\W\d_][-–]?\Z|[\d.,:/\\@_#+-]\Z")

_HYPHENED = re.compile(r"[-–]([^\W\d_]+|\d)")
_TIMES = ("year", "month", "day", "week", "hour", "minute", "second")
_DASHES = ("-", "‐", "‑", "–")
_NO_ONE = re.compile(r"(?i)\b(?:no|the|any|every|some|each|this|that|which)[\s-]{1,2}\Z")
_ONE_ANOTHER = re.compile(r"(?i)\s+(?:(?:after|by|to)\s+)?(?:another|one)\b")
_OPEN = ("plural", "scale", "hundred")


def is_quantity(text: str, number: Number) -> bool:
    """False for numbers that are a name, an age, a score or part of another token."""
    start, end = number.span
    before, after = text[max(0, start - 24) : start], text[end : end + 12]
    if number.form == "digits":
        dashed = re.search(r"(?:\s|^)[-–—+]\Z", before[-2:])
        if _GLUED.search(before[-2:]) and not dashed and sign_before(text, start) is None:
            return False
        if re.match(r"-\w+-\d", after):  # "6-foot-7"
            return False
        if re.match(r"[:/\\@_]\w|[.,]\d|-\w", after) and not _hyphened(text, end):
            return False
        if _is_age(number, before, after):
            return False
    return not _NAME_BEFORE.search(before) and not _AGE.search(before)


def _hyphened(text: str, end: int) -> bool:
    """ "a 3-percent rise", "5,000-strong": a unit follows the hyphen; "30-40": a number."""
    follows = _HYPHENED.match(text, end, end + 24)
    return follows is not None and follows[1].lower() not in _TIMES


def _is_age(number: Number, before: str, after: str) -> bool:
    """ "Robinson, 24, from": a bare number between commas after a name."""
    if (number.value or 0) >= 120 or not re.search(r"[^\W\d_]['’)\]]?,[\s\u00a0]\Z", before):
        return False
    return re.match(r"\s?(?:[,.;)—–]|$|and\s|[–—-])", after) is not None


def is_compound(text: str, end: int) -> bool:
    """ "a two-car garage": the number is part of a word; "5,000-strong" and "10-plus" count."""
    if not text[end : end + 1] or text[end : end + 1] not in _DASHES:
        return False
    return re.match(r"(?:strong|plus|odd)\b", text[end + 1 : end + 8]) is None


def is_crowd(word: str) -> bool:
    """True for vague numbers with a scale ("dozens", "several hundred"), not for "a few"."""
    known = words()
    return any(known.get(w, ("", 0))[0] in _OPEN for w in re.findall(r"\w+", word))


def is_no_one(text: str, start: int, end: int) -> bool:
    """ "no one", "the one", "each one", "one another": pronouns."""
    before = _NO_ONE.search(text[max(0, start - 8) : start])
    return before is not None or _ONE_ANOTHER.match(text, end) is not None


def is_label(word: str) -> bool:
    """Digits that name something: a year that no time expression took, an account number."""
    return word.isdigit() and (len(word) > 9 or (len(word) == 4 and 1900 <= int(word) <= 2100))


def scaled(text: str, first: Number, second: Number) -> tuple[float, float]:
    """ "10 to 15 million": the first number borrows the scale of the second."""
    low, high = first.value or 0.0, second.value or 0.0
    scales = [
        words()[w][1] or 1.0
        for w in re.findall(r"[^\W\d_]+", text[slice(*second.span)].lower())
        if words().get(w, ("",))[0] in ("scale", "abbrev", "dozen", "hundred")
    ]
    alone = not re.search(r"[^\W\d_]", text[slice(*first.span)])
    if scales and (alone or first.form == "words") and low < 1000 and low < high / scales[-1]:
        low *= scales[-1]
    return low, high


def is_bare(text: str, number: Number) -> bool:
    """A whole number that stands by itself: no year, no hyphen, no sign."""
    if number.value is None or number.form == "ordinal" or number.value != int(number.value):
        return False
    word = text[slice(*number.span)]
    return word.lower() not in ("one", "half") and not is_label(word)
