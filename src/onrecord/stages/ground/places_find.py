"""Where a text may name a place: capitalised words that the gazetteer or the parser knows."""

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.records import Parse
from onrecord.resources.folding import key
from onrecord.resources.gazetteer import Entry, Gazetteer
from onrecord.spans import Span
from onrecord.stages.ground.places_words import building, is_demonym, words

TOWN = 30_000  # people of a town whose parts have names
LONGEST = 7  # tokens of a name, hyphens counted
PLACE_LABELS = ("GPE", "LOC", "FAC")
_QUOTES = ('"', "“", "‘", "'")
_ARTICLES = ("the", "The", "THE")


class Mention(NamedTuple):
    """A stretch of tokens that may name a place, with what the gazetteer has under its name."""

    span: Span
    tokens: Span
    key: str
    entries: tuple[Entry, ...]
    short: bool = False


def mentions(parse: Parse, gazetteer: Gazetteer) -> list[Mention]:
    """All candidates, overlapping ones included, in text order."""
    found: dict[Span, Mention] = {}
    for first, last in parse.sentences:
        for mention in _known(parse, first, last, gazetteer):
            if not _people(mention, parse):
                found.setdefault(mention.tokens, mention)
    for entity in parse.entities:
        if entity.label in PLACE_LABELS:
            tokens = _trimmed(parse, *entity.tokens)
            if tokens[0] < tokens[1] and tokens not in found:
                span = parse.chars(*tokens)
                found[tokens] = _entity(span, tokens, parse, gazetteer)
    return sorted(found.values())


def _entity(span: Span, tokens: Span, parse: Parse, gazetteer: Gazetteer) -> Mention:
    """A name that only the parser knows; "North Dallas" and "Swat Valley" lie in what they name."""
    folded = key(parse.text[span[0] : span[1]][:80])
    entries = gazetteer.lookup(folded)
    first, last = tokens
    while not entries and first + 1 < last and parse.lower(first) in words("place_parts", "side"):
        first += 1
        entries = _large(gazetteer.lookup(key(parse.text[parse.starts[first] : span[1]])))
    if not entries and last - first > 1 and parse.lower(last - 1) in words("place_parts", "kind"):
        entries = _large(gazetteer.lookup(key(parse.text[span[0] : parse.ends[last - 2]])))
        last -= 1
    if entries:
        folded = key(parse.text[parse.starts[first] : parse.ends[last - 1]][:80])
    return Mention(span, tokens, folded, entries)


def _large(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """What has sides and parts with names: no hamlets."""
    return tuple(e for e in entries if e.kind != "city" or e.population >= TOWN)


def _known(parse: Parse, first: int, last: int, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Stretches of one sentence that have an entry."""
    inner = words("toponym_traps", "inner")
    for i in range(first, last):
        opening = i == first or parse.word(i - 1) in _QUOTES
        if not named(parse.word(i)) or (opening and parse.word(i) in _ARTICLES):
            continue
        folded = ""
        for j in range(i, min(last, i + LONGEST)):
            word = parse.word(j)
            if len(word) > 40:
                break
            if not named(word):
                if word.lower() not in inner:
                    break
                folded += key(word)
                continue
            folded += key(word)
            span = parse.chars(i, j + 1)
            if "$" in parse.text[max(0, span[0] - 1) : span[0]] + parse.text[span[1] : span[1] + 1]:
                continue  # "US$40"
            comma = i > first and parse.word(i - 1) in (",", "(", "/")
            if short := gazetteer.short_form(parse.text[span[0] : span[1]], comma):
                yield Mention(span, (i, j + 1), key(short[0].name), short, True)
            elif building(folded):
                yield Mention(span, (i, j + 1), folded, ())
            elif len(folded) > 3 and (entries := gazetteer.lookup(folded)):
                yield Mention(span, (i, j + 1), folded, entries)


def _people(m: Mention, parse: Parse) -> bool:
    """Whether a candidate is a people or an adjective ("Turkish"), though a hamlet has the name."""
    first, last = m.tokens
    return (
        last - first == 1
        and is_demonym(parse.word(first))
        and all(e.kind in ("city", "unit2") for e in m.entries)
    )


def named(word: str) -> bool:
    """Whether a token may begin or end a name: "Deir", "d'Ivoire", "US", not "ez" or "2017"."""
    return any(ch.isupper() for ch in word[:3])


def _trimmed(parse: Parse, first: int, last: int) -> Span:
    """An entity's tokens without articles and lower-case words at its ends."""
    while first < last and (not named(parse.word(first)) or parse.word(first) in _ARTICLES):
        first += 1
    while first < last and not named(parse.word(last - 1)):
        last -= 1
    return first, last
