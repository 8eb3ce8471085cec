"""Whether a place name stands for those who act in its name: "Ankara denied it", "US forces".

The features are what syntax and the neighbouring words say.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.records import Parse
from onrecord.resources.gazetteer import Entry
from onrecord.spans import Span
from onrecord.stages.ground.places_find import Mention, named
from onrecord.stages.ground.places_rank import contains
from onrecord.stages.ground.places_words import building, is_capital, words

_POSSESSIVE = ("'s", "’s", "'", "’")
_ARGUMENT = ("nsubj", "nsubjpass", "agent", "dobj", "dative")
_MODIFIER = ("compound", "nmod", "amod", "nn")


def features(
    m: Mention, meant: Entry | None, parse: Parse, located: bool, holds: bool = False
) -> list[str]:
    """Names of the features of a mention.

    `located`: the article also says "in" that place; `holds`: the name before lies in it.
    """
    first, last = m.tokens
    before = _before(m, parse)
    root = parse.root_of(m.span)
    top = coordinated(parse, first if root is None else root)
    size = size_of(m, meant)
    found = ["bias", f"size={size}", f"{size}&{'located' if located else 'not_located'}"]
    found += [f"dep={parse.dep[top]}", f"{size}&{parse.dep[top]}"]
    found += _governor(parse, top, size)
    after = parse.word(last) if last < len(parse) else ""
    if after in _POSSESSIVE:
        kind = _noun(parse, parse.head[top] if parse.dep[top] == "poss" else last + 1)
        found += [f"possessive_of={kind}", f"{size}&possessive_of={kind}"]
    elif after in ("-", "–"):
        found.append("hyphen")
    elif parse.dep[top] in _MODIFIER:
        kind = _noun(parse, parse.head[top])
        found += [f"modifies={kind}", f"{size}&modifies={kind}"]
    if is_located(m, parse):
        found += [f"before={before}", f"{size}&before_where"]
    if after == "," and last + 1 < len(parse) and named(parse.word(last + 1)):
        found.append("comma_name")
    if first > 1 and parse.word(first - 1) == "," and named(parse.word(first - 2)):
        found.append("after_name_and_comma")
    if holds:
        found.append("holds_the_name_before")
    return found


def holders(names: Sequence[Mention], meant: Mapping[str, Entry], parse: Parse) -> set[Span]:
    """The tokens of names that contain the name before: "Kent" in "Dover, Kent"."""
    found = set()
    for one, other in pairwise(names):
        between = parse.text[one.span[1] : other.span[0]].strip()
        inner, outer = meant.get(one.key), meant.get(other.key)
        if between in (",", "(") and inner and outer and contains(outer, inner):
            found.add(other.tokens)
    return found


def backs(m: Mention, parse: Parse) -> bool:
    """Whether a compound says what those named do: "US-backed", "Tehran-led"."""
    last = m.tokens[1]
    return (
        last + 1 < len(parse)
        and parse.word(last) in ("-", "–")
        and parse.lower(last + 1) in words("metonym_words", "hyphen")
    )


def is_located(m: Mention, parse: Parse) -> bool:
    """Whether the word before says where: "in Ankara", "northern Syria"."""
    return _before(m, parse) in words("metonym_words", "where")


def _before(m: Mention, parse: Parse) -> str:
    """The word before a name, articles left out."""
    i = m.tokens[0] - 1
    if i > 0 and parse.lower(i) == "the":
        i -= 1
    return parse.lower(i) if i >= 0 else ""


def _governor(parse: Parse, top: int, size: str) -> list[str]:
    """The verb that the name is subject or object of, the preposition before it and what of."""
    dep, head = parse.dep[top], parse.head[top]
    found = []
    if parse.pos[head] in ("VERB", "AUX") and dep in _ARGUMENT:
        lemma = parse.lemma[head].lower()
        act = "act" if lemma in words("metonym_words", "verb") else "verb"
        act = "being" if lemma in words("metonym_words", "being") else act
        found += [f"{dep}_of_{act}", f"{size}&{dep}_of_{act}"]
    if dep == "pobj":
        word = parse.lower(head)
        above = parse.head[head]
        found += [f"prep={word}", f"{size}&prep={word}"]
        objects = {parse.lemma[i].lower() for i in parse.children[above] if parse.dep[i] == "dobj"}
        for kind in ("geo", "title", "tie", "noun", "verb", "local"):
            listed = words("metonym_words", kind)
            # "impose sanctions on": the parser may hang the preposition on the verb
            if parse.lemma[above].lower() in listed or (kind == "tie" and objects & listed):
                found += [f"prep={word}&{kind}", f"prep_of_{kind}", f"{size}&prep_of_{kind}"]
                break
    return found


def coordinated(parse: Parse, i: int) -> int:
    """The first of a chain of coordinated names: "Ankara" for "Washington" in "Ankara and ..."."""
    steps = 0
    while parse.dep[i] == "conj" and steps < 20:
        i, steps = parse.head[i], steps + 1
    return i


def _noun(parse: Parse, i: int) -> str:
    if i >= len(parse):
        return "none"
    lemma = parse.lemma[i].lower()
    name = "_name" if parse.pos[i] == "PROPN" else ""
    for kind in ("geo", "title", "tie", "noun", "local"):
        if lemma in words("metonym_words", kind):
            return kind + name
    return "name" if named(parse.word(i)) else "other"


def size_of(m: Mention, meant: Entry | None) -> str:
    """What kind of place it is, as far as that matters to its use as a metonym."""
    if building(m.key):
        return "building"
    if meant is None:
        return "unknown"
    if meant.kind == "city":
        return "capital" if is_capital(meant.name, meant.country) else "city"
    return "country" if meant.kind == "country" else "unit" if meant.kind == "unit1" else "region"
