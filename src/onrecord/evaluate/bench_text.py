"""The text that `bench` times: invented news, varied so that nothing can be remembered."""

from collections.abc import Iterator
from itertools import count

from onrecord.records import Page
from onrecord.resources import path

FILE = "bench/articles.txt"
PLACES = {
    "CITY": ("Lisbon", "Ankara", "Nairobi", "Minsk", "Bogotá", "Jakarta", "Oslo"),
    "TOWN": ("Kosti", "Idlib", "Gulu", "Mopti", "Osijek"),
    "COUNTRY": ("Moldova", "Turkey", "Kenya", "Belarus", "Colombia", "Indonesia", "Mali", "Sudan"),
    "OTHER": ("Hungary", "Ethiopia", "Peru", "Poland", "Qatar", "Thailand"),
}
GIVEN = ("Elena", "Marek", "Joseph", "Farida", "Tomás", "Ingrid", "Samir", "Ruth", "Viktor")
FAMILY = ("Dobrev", "Okello", "Haddad", "Lindqvist", "Quispe", "Novak", "Rahimi", "Mwangi")
PEOPLE = ("PERSON", "RIVAL", "EXPERT")


def pages(words: int) -> list[Page]:
    """Pages of one article each, no two alike, of at least so many words together."""
    out: list[Page] = []
    have = 0
    for text in _articles():
        if have >= words:
            break
        have += len(text.split())
        out.append(Page.of(text, path=f"bench-{len(out)}"))
    return out


def _articles() -> Iterator[str]:
    lines = path(FILE).read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.startswith("#"))
    templates = [part.strip() for part in kept.split("%%")]
    for number in count():
        yield templates[number % len(templates)].format(**_words(number))


def _words(number: int) -> dict[str, str]:
    """The words in braces of one article; the lists' lengths differ, so that they drift apart."""
    words = {key: names[number % len(names)] for key, names in PLACES.items()}
    for i, key in enumerate(PEOPLE):
        given = GIVEN[(number + 2 * i) % len(GIVEN)]
        words[key] = f"{given} {FAMILY[(number // 2 + 3 * i) % len(FAMILY)]}"
    words["NUMBER"] = f"{1000 + 37 * number:,}"
    words["SMALL"] = str(11 + number % 60)
    return words
