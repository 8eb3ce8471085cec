"""Who is subject and object of a word, through passives, conjunction, control and relatives.

All functions take a `Parse` and token indices and return token indices of phrase heads.
"""

from onrecord.records import Parse

SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
DEFINITE = frozenset(("the", "this", "that", "these", "those", "their", "its", "his", "her"))
RELATIVE = frozenset(("who", "which", "that", "whom", "what"))
POSSESSIVE = frozenset(("his", "her", "their", "its", "our", "my", "your", "whose"))
PERSONAL = frozenset(("he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me"))
SUBJECT_CONTROL = frozenset(("promise", "vow", "threaten", "pledge"))  # despite an object
_OF_WHOM = frozenset(
    ("accuse", "suspect", "convict", "blame", "charge", "acquit", "prevent", "stop", "keep", "ban",
     "bar", "dissuade", "absolve", "clear")
)  # fmt: skip
_DEPTH = 6  # hops through conjunction and control; deeper chains are parser noise
_KEEP_LEFT = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "advmod")
)


def kids(parse: Parse, i: int, *labels: str) -> list[int]:
    """Children of token `i` under one of the labels."""
    return [c for c in parse.children[i] if parse.dep[c] in labels]


def with_conjuncts(parse: Parse, i: int) -> list[int]:
    """The head of a phrase and the heads coordinated with it, in text order."""
    out = [i]
    for head in out:
        if len(out) > 40:
            break
        out.extend(kids(parse, head, "conj"))
    return sorted(out)


def passive(parse: Parse, i: int) -> bool:
    """True for a participle whose subject, or head noun, undergoes the act."""
    if parse.tag[i] != "VBN" or headless(parse, i):
        return False
    for _ in range(_DEPTH):
        if kids(parse, i, "auxpass", "nsubjpass", "agent"):
            return True
        elided = parse.dep[i] == "conj" and parse.tag[parse.head[i]] == "VBN"
        if kids(parse, i, "aux") or (kids(parse, i, "nsubj") and not elided):
            return False
        if parse.dep[i] in ("acl", "amod", "relcl", "advcl", "oprd"):
            return not kids(parse, i, "dobj")
        if parse.dep[i] != "conj" or parse.tag[parse.head[i]] != "VBN":
            return parse.dep[i] == "ROOT" and not kids(parse, i, "dobj")
        i = parse.head[i]
    return False


def headless(parse: Parse, i: int) -> bool:
    """A past tense that the parser took for a participle: "Smith | called Jones" without a verb."""
    noun = parse.head[i]
    return (
        parse.dep[i] == "acl"
        and parse.head[noun] == noun
        and parse.pos[noun] == "PROPN"
        and bool(kids(parse, i, "dobj", "oprd"))
    )


def gerund(parse: Parse, i: int) -> int | None:
    """Governor of "denied supporting rebels", which the parser reads as adjective and noun."""
    noun = parse.head[i]
    if parse.dep[i] != "amod" or parse.tag[i] != "VBG" or noun < i or i == 0:
        return None
    governor = parse.head[noun]
    if governor != i - 1 or parse.dep[noun] not in ("dobj", "pobj"):
        return None
    return governor if parse.pos[governor] in ("VERB", "ADP") else None


def subjects(parse: Parse, i: int) -> list[int]:
    """Heads of who does `i`: by-phrase of a passive, else grammatical or implied subject."""
    if passive(parse, i):
        return agents(parse, i)
    found = surface(parse, i)
    return with_conjuncts(parse, found) if found is not None else []


def agents(parse: Parse, i: int) -> list[int]:
    """Heads in the by-phrase of `i`."""
    out: list[int] = []
    for by in parse.children[i]:
        if parse.dep[by] == "agent" or (parse.dep[by] == "prep" and parse.lower(by) == "by"):
            for noun in kids(parse, by, "pobj"):
                out.extend(with_conjuncts(parse, noun))
    return out


def surface(parse: Parse, i: int, depth: int = 0) -> int | None:
    """Head of the subject as the grammar has it (of a passive: who undergoes)."""
    own = [c for c in kids(parse, i, *SUBJECT) if parse.dep[c] != "expl"]
    if own:
        return antecedent(parse, own[-1])
    if depth >= _DEPTH or parse.head[i] == i:
        return None
    governor, label = parse.head[i], parse.dep[i]
    if label == "conj":
        return surface(parse, governor, depth + 1) if _verbal(parse, governor) else None
    if label in ("xcomp", "advcl", "ccomp"):
        return _controller(parse, governor, label, depth)
    if label == "pcomp":
        return _before_preposition(parse, governor, depth)
    if label == "acl":
        return _of_noun(parse, governor, i, depth)
    if label == "amod" and parse.tag[i] == "VBG":
        above = gerund(parse, i)
        if above is None:
            return governor
        if parse.pos[above] == "ADP":
            return _before_preposition(parse, above, depth)
        return surface(parse, above, depth + 1)
    if label == "relcl":
        return antecedent_of_clause(parse, i)
    return None


def _verbal(parse: Parse, i: int) -> bool:
    return parse.pos[i] in ("VERB", "AUX", "ADJ")


def _controller(parse: Parse, governor: int, label: str, depth: int) -> int | None:
    if not _verbal(parse, governor):
        return None
    if label == "xcomp" and parse.lemma[governor] not in SUBJECT_CONTROL:
        objects = kids(parse, governor, "dobj", "dative")
        if objects and parse.pos[objects[0]] != "ADP":
            return antecedent(parse, objects[0])
    return surface(parse, governor, depth + 1)


def _before_preposition(parse: Parse, preposition: int, depth: int) -> int | None:
    governor = parse.head[preposition]
    if _verbal(parse, governor):
        if parse.lower(preposition) in ("of", "for", "from", "with", "into"):
            objects = kids(parse, governor, "dobj")
            if objects:
                return antecedent(parse, objects[0])
        return surface(parse, governor, depth + 1)
    if complaint(parse, preposition) is not None:
        return antecedent(parse, governor)
    return _owner(parse, governor, depth)


def complaint(parse: Parse, preposition: int) -> int | None:
    """The verb of "accused rebels of", where the parser hangs the preposition on the noun."""
    noun = parse.head[preposition]
    verb = parse.head[noun]
    if parse.dep[noun] not in ("dobj", "nsubjpass") or parse.lemma[verb] not in _OF_WHOM:
        return None
    return verb


def _of_noun(parse: Parse, noun: int, verb: int, depth: int) -> int | None:
    """Subject of a participle or infinitive that hangs on a noun."""
    if parse.tag[verb] == "VBG" or headless(parse, verb):
        return noun
    owner = _owner(parse, noun, depth)
    return owner if owner is not None else None


def _owner(parse: Parse, noun: int, depth: int) -> int | None:
    """Whose plan, decision, threat: possessor, demonym, by-phrase or subject of the verb above."""
    for c in parse.children[noun]:
        if parse.dep[c] == "poss" or (parse.dep[c] in ("amod", "compound") and name(parse, c)):
            return c
    by = agents(parse, noun)
    if by:
        return by[0]
    if parse.dep[noun] in ("dobj", "pobj", "attr"):
        governor = parse.head[noun]
        if parse.dep[noun] == "pobj":
            governor = parse.head[governor]
        if _verbal(parse, governor):
            return surface(parse, governor, depth + 1)
    return None


def name(parse: Parse, i: int) -> bool:
    """True for a token written as a name or a demonym: capitalised, not the sentence's first."""
    word = parse.word(i)
    return word[:1].isupper() and parse.pos[i] in ("PROPN", "ADJ", "NOUN")


def definite(parse: Parse, i: int) -> bool:
    """A noun with a definite article or a possessor, which takes up what was told before."""
    return parse.pos[i] in ("NOUN", "PROPN") and any(
        parse.lower(c) in DEFINITE for c in kids(parse, i, "det", "poss")
    )


def antecedent(parse: Parse, i: int) -> int:
    """The noun a relative pronoun stands for; other tokens stand for themselves."""
    if parse.lower(i) in RELATIVE and parse.pos[i] in ("PRON", "DET", "SCONJ"):
        found = antecedent_of_clause(parse, parse.head[i])
        return i if found is None else found
    return i


def antecedent_of_clause(parse: Parse, verb: int) -> int | None:
    """The noun that the relative clause around `verb` describes."""
    for _ in range(_DEPTH):
        if parse.dep[verb] == "relcl":
            return parse.head[verb]
        if parse.dep[verb] not in ("conj", "xcomp", "ccomp") or parse.head[verb] == verb:
            return None
        verb = parse.head[verb]
    return None


def objects(parse: Parse, i: int) -> list[int]:
    """Heads of what undergoes `i`: object, passive subject, or the noun a participle describes."""
    if passive(parse, i):
        found = _undergoer(parse, i)
        return with_conjuncts(parse, found) if found is not None else []
    direct = kids(parse, i, "dobj", "oprd") if headless(parse, i) else kids(parse, i, "dobj")
    if not direct and gerund(parse, i) is not None:
        direct = [parse.head[i]]
    if direct:
        return with_conjuncts(parse, antecedent(parse, direct[0]))
    shared = _shared_object(parse, i)
    if shared is not None:
        return with_conjuncts(parse, shared)
    gap = parse.dep[i] == "relcl" and kids(parse, i, "nsubj")
    if gap and parse.lower(gap[0]) not in RELATIVE and not kids(parse, i, "ccomp", "prep"):
        return [parse.head[i]]
    return []


def next_subject(parse: Parse, i: int) -> list[int]:
    """Subject of a bare clause that begins right behind the verb.

    "demanded the minister resign", and objects that the parser took for such a subject.
    """
    for c in kids(parse, i, "ccomp"):
        if not kids(parse, c, "mark"):
            return [k for k in kids(parse, c, "nsubj") if _left_edge(parse, k, 0) == i + 1]
    return []


def _undergoer(parse: Parse, i: int) -> int | None:
    for _ in range(_DEPTH):
        own = kids(parse, i, "nsubjpass", "nsubj")
        if own:
            return antecedent(parse, own[-1])
        if parse.dep[i] in ("acl", "amod"):
            return parse.head[i]
        if parse.dep[i] == "conj" and parse.pos[parse.head[i]] in ("VERB", "AUX"):
            i = parse.head[i]
            continue
        return surface(parse, i)
    return None


def _shared_object(parse: Parse, i: int) -> int | None:
    """ "arrested and deported two men": the object stands with the last verb only."""
    for c in kids(parse, i, "conj"):
        between = range(i + 1, c)
        if parse.pos[c] == "VERB" and all(parse.pos[k] in ("CCONJ", "ADV", "AUX") for k in between):
            found = kids(parse, c, "dobj")
            return antecedent(parse, found[0]) if found else None
    return None


def prepositional(parse: Parse, i: int, preposition: str) -> list[int]:
    """Heads of the noun phrases under that preposition of `i`, also behind a particle."""
    out: list[int] = []
    for c in parse.children[i]:
        label = parse.dep[c]
        if label not in ("prep", "dative", "agent", "prt", "advmod"):
            continue
        if parse.lower(c) == preposition:
            for noun in kids(parse, c, "pobj"):
                out.extend(with_conjuncts(parse, antecedent(parse, noun)))
        elif label in ("prt", "advmod") or (label == "prep" and not kids(parse, c, "pobj")):
            out.extend(prepositional(parse, c, preposition) if parse.children[c] else [])
    return out


def phrase(parse: Parse, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase: determiner to of-phrase, without clauses."""
    return _left_edge(parse, head, 0), _right_edge(parse, head, 0)


def _left_edge(parse: Parse, head: int, depth: int) -> int:
    first = head
    for c in sorted(parse.children[head], reverse=True):
        if c > head:
            continue
        if parse.dep[c] not in _KEEP_LEFT or first - c > 25 or depth > 8:
            break
        if gerund(parse, c) is not None:
            break
        first = min(first, _left_edge(parse, c, depth + 1), c)
    return first


def _right_edge(parse: Parse, head: int, depth: int) -> int:
    for c in parse.children[head]:
        if c == head + 1 and parse.dep[c] == "prep" and parse.lower(c) == "of" and depth < 3:
            nouns = kids(parse, c, "pobj")
            if nouns and nouns[0] > c:
                return _right_edge(parse, nouns[0], depth + 1)
    return head
