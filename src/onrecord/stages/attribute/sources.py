"""Who says it: the words that name the speaker of a reporting verb or noun."""

from .lexicon import words
from .view import View

_SUBJECT = ("nsubj", "csubj", "nsubjpass", "expl")
_ASIDE = frozenset((",", "–", "—", "-", "--", ")"))
_EXPLETIVE = frozenset(("it", "there"))
_CARRIERS = frozenset(("cite", "quote"))


def of_verb(view: View, verb: int) -> list[int]:
    """Tokens of the speaker of a verb, found along the syntax; empty when nobody is named."""
    if view.passive(verb):
        return agent(view, verb)
    head = _subject(view, verb)
    if head is None:
        head = _nearest(view, verb)
    if head is None:
        return []
    tokens = view.nominal(head)
    tokens = _antecedent(view, head) + tokens if view.parse.lower(head) == "who" else tokens
    where = view.inside[verb]
    if any(view.inside[i] != where for i in tokens) and view.inside[head] == where:
        tokens = [i for i in tokens if view.inside[i] == where]
    return [] if verb in tokens else _tidy(view, tokens)


def _antecedent(view: View, pronoun: int) -> list[int]:
    """The noun phrase that a relative pronoun stands for, if the relative clause hangs on one."""
    p, clause = view.parse, view.parse.head[pronoun]
    while p.dep[clause] == "conj":
        clause = p.head[clause]
    if p.dep[clause] != "relcl" or p.head[clause] > pronoun:
        return []
    return [i for i in view.nominal(p.head[clause]) if i < pronoun]


def agent(view: View, verb: int) -> list[int]:
    """The by-phrase of a passive."""
    p = view.parse
    for c in p.children[verb]:
        if p.dep[c] == "agent" or (p.dep[c] == "prep" and p.lower(c) == "by"):
            noun = view.child(c, "pobj")
            if noun is not None:
                return _tidy(view, view.nominal(noun))
    return []


def _subject(view: View, verb: int) -> int | None:
    """The head of the subject; goes up coordination, control, participles and prepositions."""
    p, node, seen = view.parse, verb, 0
    while seen < 8:
        seen += 1
        found = view.child(node, *_SUBJECT)
        if found is not None and found != verb:
            passive = p.dep[found] == "nsubjpass" and node != verb and _cites(view, node)
            if p.lower(found) == "it" and node != verb and view.child(node, "acomp") is not None:
                return None
            if p.lower(found) in _EXPLETIVE and p.dep[found] != "nsubj" and not passive:
                return None
            return found
        dep, head = p.dep[node], p.head[node]
        if head == node:
            return None
        if dep in ("acl", "relcl") and p.pos[head] in ("NOUN", "PROPN", "PRON"):
            owner = _owner(view, head)
            return head if owner is None else owner
        if dep == "pcomp":
            carrier = p.head[head]
            if p.lower(head) == "as" and p.lemma[carrier].lower() in _CARRIERS:
                named = view.child(carrier, "dobj", "nsubjpass")
                if named is not None:
                    return named
            node = carrier
            if p.pos[node] in ("NOUN", "PROPN"):
                return _owner(view, node) or None
        elif dep == "xcomp":
            told = view.child(head, "dobj", "dative")
            cue = view.cue(head)
            if told is not None and told < node and cue is not None and "person" in cue.frames:
                return told
            node = head
        elif dep in ("conj", "advcl", "ccomp", "parataxis", "dep", "prep", "appos"):
            if p.dep[node] == "ccomp" and p.tag[node] not in ("VBG", "VBN"):
                return None
            node = head
        else:
            return None
    return None


def _nearest(view: View, verb: int) -> int | None:
    """The noun before a finite verb that lost its subject, over an aside in dashes or commas."""
    p = view.parse
    if p.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    first, _ = p.sentence(verb)
    at = verb - 1
    while at > first and p.pos[at] in ("ADV", "AUX"):
        at -= 1
    if at > first and p.word(at) in _ASIDE:
        back = range(at - 1, first, -1)
        at = next((i for i in back if p.word(i) == p.word(at)), first + 1) - 1
    if at < first or p.pos[at] not in ("NOUN", "PROPN", "PRON"):
        return None
    return None if view.inside[at] != view.inside[verb] else at


def _cites(view: View, node: int) -> bool:
    return view.parse.lemma[node].lower() in _CARRIERS


def _owner(view: View, noun: int) -> int | None:
    """Who holds a noun of speech ("her statement saying ..."); None when the noun itself speaks."""
    p = view.parse
    if p.lemma[noun].lower() not in view.nouns:
        return None
    return _possessor(view, noun)


def _possessor(view: View, noun: int) -> int | None:
    """Whose it is: by label, or by the possessive's s."""
    p = view.parse
    for c in p.children[noun]:
        marked = c < noun and any(p.tag[k] == "POS" for k in p.children[c])
        if p.dep[c] == "poss" or marked:
            return c
    return None


def of_noun(view: View, noun: int) -> list[int]:
    """Tokens of who makes the claim: possessor, by- or from-phrase, or subject of a light verb."""
    p = view.parse
    owner = _possessor(view, noun)
    if owner is not None:
        return _tidy(view, view.nominal(owner))
    for c in p.children[noun]:
        own = p.lower(c) == "of" and p.lower(noun) == "words"  # "in the words of"
        if p.dep[c] in ("prep", "agent") and (own or p.lower(c) in ("by", "from")):
            named = view.child(c, "pobj")
            if named is not None:
                return _tidy(view, view.nominal(named))
    head = p.head[noun]
    if p.dep[noun] in ("dobj", "nsubjpass") and _owns(view, head):
        return of_verb(view, head)
    return []


def _owns(view: View, verb: int) -> bool:
    lemma = view.parse.lemma[verb].lower()
    cue = view.verbs.get(lemma)  # who rejects a call does not make it
    return lemma in words("cue_helpers", "light") or (cue is not None and cue.kind != "deny")


def _tidy(view: View, tokens: list[int]) -> list[int]:
    """Without punctuation at the ends, the possessive's s and a preposition before."""
    p = view.parse
    while tokens and (p.pos[tokens[-1]] == "PUNCT" or p.tag[tokens[-1]] == "POS"):
        tokens = tokens[:-1]
    while tokens and (p.pos[tokens[0]] == "PUNCT" or p.lower(tokens[0]) == "whom"):
        tokens = tokens[1:]
    return tokens[:40]
