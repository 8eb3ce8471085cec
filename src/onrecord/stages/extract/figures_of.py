"""What a figure counts: the counted noun with its words, and the act that it suffered."""

import re
from functools import cache

from onrecord.records import Parse
from onrecord.resources import rows
from onrecord.stages.extract.figures_words import is_person

_KEEP = {"amod", "compound", "nmod", "poss", "npadvmod", "case", "punct"}
_DROP = {"more", "other", "many", "few", "several", "own", "additional", "total", "estimated"}
_LIGHT = {"be", "have", "do", "say", "include", "see", "get", "make", "take", "give", "become"}
_LIGHT |= {"want", "like", "know", "use", "expect", "face", "call", "age", "dub", "live"}
_LIGHT |= {"report", "tell", "claim", "confirm", "announce", "estimate", "remain", "leave", "need"}
_SUBJECT_ACTS = {"die", "perish", "flee", "drown", "survive", "vanish", "surrender", "return"}
_SUBJECT_ACTS |= {"arrive", "protest", "strike", "march", "starve", "vote", "attend"}
_LEVELS = {"stand", "rise", "fall", "climb", "drop", "reach", "total", "number", "hit", "exceed"}
_LEVELS |= {"grow", "increase", "decrease", "jump", "soar", "decline", "top", "pass", "be", "near"}
_PUTTING = {"put", "place", "set", "estimate", "keep", "bring", "raise", "lift", "push", "take"}
_PUTTING |= {"drive", "lower", "cut", "revise", "send"}
_COUNTERS = {"number", "total", "count", "tally", "population", "membership", "attendance"}
_COUNTERS |= {"turnout", "crowd", "figure", "estimate", "average", "strength", "workforce"}
_STATES = ("dead", "wounded", "injured", "homeless", "missing", "displaced", "ill", "sick")
_SUFFIXES = ("strong", "plus", "odd")
PEOPLE = "person"
_LONGEST = 12  # words
_MOST = 40  # tokens of a phrase


def _children(parse: Parse, i: int) -> list[int]:
    """The first dependents; the bound keeps odd trees (lists without end) cheap."""
    return parse.children[i][:_MOST]


def _below(parse: Parse, i: int) -> list[int]:
    """The token and its nearest descendants in text order, as many as a phrase may have."""
    out = [i]
    for node in out:
        if len(out) >= _MOST:
            break
        out.extend(_children(parse, node))
    return sorted(out[:_MOST])


@cache
def acts() -> dict[str, str]:
    """Lower-case word that tells an act ("killing", "kills", "death") -> its participle."""
    return {row["word"]: row["participle"] for row in rows("lexicons/numbers_acts.tsv")}


@cache
def human_acts() -> set[str]:
    """Participles that only people suffer: they tell what a bare number counts."""
    return {r["participle"] for r in rows("lexicons/numbers_acts.tsv") if r["people"] == "yes"}


def head_of(parse: Parse, tokens: range) -> int | None:
    """The token that the number counts; the number's own root when nothing is counted."""
    root = _root(parse, tokens)
    if root is None:
        return None
    inside = set(tokens)
    head = parse.head[root]
    if parse.dep[root] in ("nummod", "quantmod", "amod", "compound", "nmod", "det", "advmod") and (
        head not in inside and parse.pos[head] in ("NOUN", "PROPN", "ADJ", "SYM", "X", "NUM")
    ):
        if parse.lower(head) in _SUFFIXES:
            return parse.head[head]
        return _plural_above(parse, head)
    below = [c for i in tokens for c in _children(parse, i) if c not in inside]
    for c in below:  # "scores of civilians", "two of the jihadists"
        if parse.lower(c) == "of":
            counted = [g for g in _children(parse, c) if parse.dep[g] == "pobj"]
            if counted:
                return counted[0]
    return root


def _plural_above(parse: Parse, noun: int) -> int:
    """ "three Tessaran border guards": the plural that a name before it narrows."""
    above = parse.head[noun]
    narrows = parse.dep[noun] in ("compound", "nmod", "amod") and above > noun
    return above if narrows and parse.tag[above] in ("NNS", "NNPS") else noun


def ranked(parse: Parse, superlative: int) -> int:
    """The noun that a superlative stands with, itself when it stands alone."""
    head = parse.head[superlative]
    if parse.dep[superlative] in ("amod", "nmod", "advmod") and parse.pos[head] in (
        "NOUN",
        "PROPN",
    ):
        return head
    if parse.pos[head] == "ADJ" and head != superlative:
        return ranked(parse, head) if parse.head[head] != head else head
    return superlative


def _root(parse: Parse, tokens: range) -> int | None:
    for i in tokens:
        if parse.head[i] not in tokens or parse.head[i] == i:
            return i
    return None


def counted(parse: Parse, head: int, skip: range) -> str:
    """The counted noun with the words that narrow it: "ISIS leaders"."""
    words = [i for i in _noun_phrase(parse, head) if i not in skip and i <= head]
    return joined(parse, words[-_LONGEST:])


def joined(parse: Parse, words: list[int]) -> str:
    """The words with a space where the text has white space or other words between them."""
    out = ""
    for n, i in enumerate(words):
        touching = n and parse.ends[words[n - 1]] == parse.starts[i]
        out += ("" if touching or not n else " ") + parse.word(i)
    return re.sub(r"(\s)-(?=\w)", r"\1", out).strip("-–— ")


def _noun_phrase(parse: Parse, head: int) -> list[int]:
    out = [head]
    for c in _children(parse, head):
        if c < head and parse.dep[c] in _KEEP and parse.lower(c) not in _DROP:
            if parse.pos[c] in ("NUM", "DET", "PRON", "PUNCT") and parse.word(c) not in "-–'’s":
                continue
            out.extend(i for i in _below(parse, c) if parse.pos[i] not in ("NUM", "DET", "SYM"))
    return sorted(set(out))


def act_on(parse: Parse, head: int) -> str | None:
    """The participle of what happened to the counted: "killed" for "killed 40 people"."""
    governor, dep = _conjunct(parse, head)
    suffered = dep in ("nsubjpass", "dobj") and parse.lemma[governor] not in _LIGHT
    if suffered and participle(parse, governor) in human_acts():
        return participle(parse, governor)
    for c in _children(parse, head):
        if parse.dep[c] in ("acl", "amod", "advmod") and c > head:  # "six dead", "12 now missing"
            state = acts().get(parse.lower(c))
            if state in human_acts():
                return state
        if parse.dep[c] in ("acl", "relcl") and c > head:
            passive = parse.tag[c] == "VBN" or parse.lemma[c] in _SUBJECT_ACTS
            if passive and parse.lemma[c] not in _LIGHT:
                return participle(parse, c)
    if suffered:
        return participle(parse, governor)
    if dep == "nsubj" and (state := _dead(parse, governor)):  # "eighteen have fallen ill"
        return acts().get(state)
    if dep == "nsubj" and (parse.lemma[governor] in _SUBJECT_ACTS or parse.tag[governor] == "VBN"):
        return participle(parse, governor)
    if dep == "pobj" and parse.lower(governor) in ("of", "to"):
        noun = parse.head[governor]
        if parse.tag[noun] == "CD":  # "killed eight of our colleagues"
            return act_on(parse, noun) if parse.dep[noun] != "pobj" else None
        if parse.pos[noun] == "VERB":  # "bringing the number to nine"
            return None
        return acts().get(parse.lower(noun)) or acts().get(parse.lemma[noun])
    return _dead(parse, governor)


def _dead(parse: Parse, governor: int) -> str | None:
    """ "left 40 people dead"."""
    for c in (governor, *_children(parse, governor)):
        if parse.lower(c) in _STATES:
            return parse.lower(c)
    return None


def _conjunct(parse: Parse, i: int) -> tuple[int, str]:
    """Governor and relation of the first member of a coordination."""
    for _ in range(5):
        if parse.dep[i] not in ("conj", "appos") or parse.head[i] == i:
            break
        i = parse.head[i]
    return parse.head[i], parse.dep[i]


def participle(parse: Parse, verb: int) -> str:
    """ "killing", "kills", "kill" -> "killed"."""
    word = parse.lower(verb)
    known = acts().get(word) or acts().get(parse.lemma[verb])
    if known:
        return known
    if parse.tag[verb] in ("VBN", "VBD"):
        return word
    if parse.tag[verb] == "VBG" and len(word) > 5:
        return word[:-3] + "ed"
    lemma = parse.lemma[verb].lower()
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"


def level(parse: Parse, root: int) -> tuple[str, str | None] | None:
    """ "the death toll rose to 45": what a bare number measures, and its unit."""
    governor, dep = parse.head[root], parse.dep[root]
    if dep == "pobj" and parse.lower(governor) in ("of", "at", "to", "by", "from"):
        above = parse.head[governor]
        if parse.lower(governor) == "of":
            return _measure(parse, above)
        governor = above
    elif dep not in ("dobj", "attr", "npadvmod"):
        return None
    if parse.lemma[governor] in _PUTTING:  # "put the toll at 81", "bringing the number to nine"
        return next(
            (m for c in _children(parse, governor) if parse.dep[c] in ("dobj", "nsubjpass")
             if (m := _measure(parse, c))),
            None,
        )  # fmt: skip
    return _measure(parse, _measured(parse, governor)) if is_level(parse, governor) else None


def is_level(parse: Parse, verb: int) -> bool:
    """ "rose to", "stood at": the verb gives a count its level."""
    return parse.lemma[verb] in _LEVELS


def _measured(parse: Parse, verb: int) -> int:
    """The verb's subject, else the nearest counting noun before it ("the number of bodies
    found rose" is often taken apart); the verb itself when there is none."""
    subjects = [c for c in _children(parse, verb) if parse.dep[c] in ("nsubj", "nsubjpass")]
    if subjects:
        return subjects[0]
    for i in range(verb - 1, max(-1, verb - _LONGEST), -1):
        if parse.lemma[i] in _COUNTERS or parse.lemma[i] == "toll":
            return i
        if parse.tag[i] in (".", ":"):
            break
    return verb


def _measure(parse: Parse, noun: int) -> tuple[str, str | None] | None:
    """What a counting noun ("toll", "number") counts and its unit; None for other nouns."""
    lemma, words = parse.lemma[noun].lower(), counted(parse, noun, range(0)).lower()
    if lemma == "toll":
        return ("people injured" if "injur" in words else "people killed"), PEOPLE
    if lemma not in _COUNTERS:
        return None
    for c in _children(parse, noun):
        if parse.lower(c) == "of":
            below = [g for g in _children(parse, c) if parse.dep[g] in ("pobj", "pcomp")]
            if below:
                return _people(parse, below[0])
    return words, None


def _people(parse: Parse, noun: int) -> tuple[str, str | None]:
    """ "dead" -> people killed; "refugees registered" -> itself."""
    said = acts().get(parse.lower(noun))
    if said in human_acts():
        return f"people {said}", PEOPLE
    act = act_on(parse, noun)
    words = counted(parse, noun, range(0)) + (f" {act}" if act else "")
    if is_person(parse.word(noun)):
        return words, PEOPLE
    return words, parse.lemma[noun].lower() if parse.tag[noun] == "NNS" else None


def amount_of(parse: Parse, root: int, skip: range) -> str | None:
    """What a sum, share or measure is an amount of: "health transfers", "production cut"."""
    governor = parse.head[root]
    within = parse.dep[root] in ("compound", "nmod", "amod", "nummod", "npadvmod", "quantmod")
    if within and parse.pos[governor] in ("NOUN", "PROPN"):
        return _with_of(parse, governor, skip)
    for c in _children(parse, root):
        if parse.lower(c) in ("of", "in", "for", "worth") and c > root:
            objects = [g for g in _children(parse, c) if parse.dep[g] in ("pobj", "pcomp")]
            if objects:
                return _with_of(parse, objects[0], skip)
    if parse.dep[root] == "pobj" and governor != root:
        return _of_preposition(parse, governor, skip)
    if parse.dep[root] in ("dobj", "attr", "npadvmod", "nsubj", "nsubjpass", "oprd"):
        return _of_clause(parse, governor, root, skip)
    return None


def _of_preposition(parse: Parse, preposition: int, skip: range) -> str | None:
    """ "cut production by 1.2 million barrels", "a loss of $3 million"."""
    above = parse.head[preposition]
    if parse.pos[above] in ("NOUN", "PROPN"):
        return _with_of(parse, above, skip)
    return _of_clause(parse, above, -1, skip)


def _of_clause(parse: Parse, verb: int, root: int, skip: range) -> str | None:
    if parse.pos[verb] not in ("VERB", "AUX"):
        return None
    children = [c for c in _children(parse, verb) if c != root and c not in skip]
    wanted = ("dobj", "prep", "nsubjpass", "nsubj")
    for dep in wanted:
        for c in children:
            if parse.dep[c] != dep or parse.pos[c] == "PRON":
                continue
            if dep == "prep":
                below = [g for g in _children(parse, c) if parse.dep[g] == "pobj"]
                if parse.lower(c) in ("in", "for", "on", "of") and below:
                    return _with_of(parse, below[0], skip)
                continue
            noun = _with_of(parse, c, skip)
            light = parse.lemma[verb] in _LIGHT
            return noun if light or not noun else f"{noun} {participle(parse, verb)}"
    return None


def _with_of(parse: Parse, noun: int, skip: range) -> str | None:
    """A noun with its own words and what it is of: "increase in health care funding"."""
    words = [i for i in _noun_phrase(parse, noun) if i not in skip]
    for c in _children(parse, noun):
        if c > noun and parse.lower(c) in ("of", "in", "for") and c not in skip:
            words.extend(i for i in _below(parse, c) if i not in skip)
            break
    words = sorted(set(words))[:_LONGEST]
    words = [i for i in words if parse.pos[i] != "DET" and parse.word(i) not in ",;:()"]
    return joined(parse, words) or None
