"""Spellings of one place name as one key: case, accents, hyphens, spaces and "Saint" fold away."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "e",
        "ħ": "h",
        "&": " and ",
    }
)
_SPOKEN = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile("['’‘`´ʻʼʿʾ.]")


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """The letters and digits by which a name is looked up; empty when it is not in Latin script.

    "Deir ez-Zor" and "Deir Ezzor", "St. Marc" and "Saint-Marc", "Hague" and "The Hague" have
    one key each.
    """
    plain = _APOSTROPHES.sub("", name).lower().translate(_LETTERS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
        if any(ch.isalpha() and not ch.isascii() for ch in plain):
            return ""
    return "".join(_SPOKEN.get(word, word) for word in _WORD.findall(plain) if word != "the")
