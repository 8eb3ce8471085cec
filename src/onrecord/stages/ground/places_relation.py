"""What puts a thing beside a place rather than in it: "near", "30 km north of", "outskirts of"."""

import re

from onrecord.records import Parse
from onrecord.stages.ground.places_find import Mention
from onrecord.stages.ground.places_words import words

NEAR = 20.0  # kilometres that "near" may mean when no distance is told
_UNITS = {"km": 1.0, "kilometres": 1.0, "kilometers": 1.0, "kilometre": 1.0, "kilometer": 1.0}
_UNITS |= {"miles": 1.609, "mile": 1.609, "mi": 1.609, "metres": 0.001, "meters": 0.001}
_DISTANCE = re.compile(r"([\d.,]+)[\s-]*([a-z]+)")


def relation(m: Mention, parse: Parse) -> str | None:
    """The words before a name that place something beside it or in a part of it; else None."""
    last = m.tokens[0] - 1
    if last >= 0 and parse.lower(last) == "the":
        last -= 1
    if last < 0:
        return None
    word, first = parse.lower(last), last
    if word in words("place_parts", "side") and not parse.word(last)[0].isupper():
        return word
    if word in words("place_parts", "near"):
        first = _distance(parse, first)
    elif word == "of" and last and parse.lower(last - 1) in words("place_parts", "beside"):
        first = _distance(parse, last - 1)
    elif word == "from" and _distance(parse, last) < last:
        first = _distance(parse, last)
    else:
        return None
    return " ".join(parse.text[parse.starts[first] : parse.ends[last]].lower().split())


def _distance(parse: Parse, first: int) -> int:
    """The first token of a measure that ends before a token: "30 km north of"; else that token."""
    if first > 1 and parse.lower(first - 1) in _UNITS and parse.word(first - 2)[0].isdigit():
        return first - 2
    if first and re.fullmatch(r"\d+(?:km|mi)", parse.lower(first - 1)):
        return first - 1
    return first


def radius(reach: float, said: str | None) -> float | None:
    """Kilometres from the point within which a thing lies; None where the size is not known."""
    if not reach:
        return None
    if said is None or said in words("place_parts", "side"):
        return reach
    m = _DISTANCE.match(said)
    scale = _UNITS.get(m[2]) if m else None
    try:
        away = float(m[1].replace(",", "")) * scale if m and scale else NEAR
    except ValueError:
        away = NEAR
    return round(reach + away, 1)
