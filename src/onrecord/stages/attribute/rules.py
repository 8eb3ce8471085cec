"""Statements by syntax: reporting verbs and what they govern -> candidates."""

from .candidate import Candidate
from .lexicon import Cue, phrases, words
from .measures import measures, tallies
from .sources import of_verb
from .view import View

_UNREAL = frozenset(
    ("would", "could", "should", "may", "might", "can", "must", "ca", "shall", "'d", "’d")
)
_WHETHER = frozenset(("if", "whether"))
_CLAUSE = ("ccomp", "xcomp")
_NOBODY = frozenset(
    ("what", "which", "that", "who", "this", "so", "it", "them", "him", "her", "me")
)


def verbs(view: View) -> list[Candidate]:
    """One candidate for each reporting verb that governs words reported."""
    out = []
    for i in range(len(view.parse)):
        cue = view.cue(i)
        found = measures(view, i)
        if found is None and cue is not None and asserted(view, i):
            found = _of_verb(view, i, cue)
        if found is not None:
            out.append(found)
    return out


def _of_verb(view: View, verb: int, cue: Cue) -> Candidate | None:
    p = view.parse
    prep: list[int] = []
    if view.passive(verb):
        rule, tokens, prep = _passive(view, verb, cue)
    else:
        rule, tokens = _clause(view, verb, cue)
        if not tokens:
            rule, tokens, prep = _nominal(view, verb, cue)
        if not tokens:
            rule, tokens = _around(view, verb, cue)
    if not tokens:
        return None
    source = of_verb(view, verb)
    if not _speaks_itself(view, verb, rule, source):
        return None
    if rule != "around":
        tokens = [i for i in tokens if i not in set(source)] if source else tokens
    if view.inside[verb] >= 0:
        tokens = [i for i in tokens if view.inside[i] == view.inside[verb]]
    content = view.spans(tokens)
    if not content:
        return None
    return Candidate(
        cue=view.spans(sorted([verb, *prep])) or [p.chars(verb, verb + 1)],
        source=view.spans(source),
        content=content,
        score=_score(rule, bool(source)),
        why=f"rule {rule}, cue '{p.lower(verb)}'",
    )


def asserted(view: View, verb: int) -> bool:
    """Whether the text says that the act took place: no "would say", "to say", "if they say"."""
    p = view.parse
    if p.dep[verb] == "pcomp" and p.lower(p.head[verb]) == "without":
        return False
    for c in p.children[verb]:
        if p.dep[c] == "aux":
            if p.lower(c) in _UNREAL:
                return False
            if p.tag[c] == "TO":
                lemma = p.lemma[p.head[verb]].lower()
                return lemma in words("cue_helpers", "real") or view.cue(p.head[verb]) is not None
        elif p.dep[c] == "mark" and p.lower(c) in ("if", "unless"):
            return False
    return True


def _speaks_itself(view: View, verb: int, rule: str, source: list[int]) -> bool:
    """Whether there is a speaker: a passive may hide it, a thing that ("which") rarely speaks."""
    if rule == "passive":
        return bool(source) or not view.negated(verb)
    if not source:
        return False
    p = view.parse
    only = p.lower(source[0]) if len(source) == 1 else ""
    if only in ("which", "that", "what", "this"):
        cue = view.cue(verb)
        return rule == "clause" and only == "which" and cue is not None and cue.act == "speech"
    if p.dep[verb] == "acl":
        return p.lemma[p.head[verb]].lower() in view.nouns
    return True


def _score(rule: str, sourced: bool) -> float:
    base = {"clause": 0.8, "around": 0.7, "passive": 0.6}.get(rule, 0.5)
    return base if sourced else base - 0.15


def clause(view: View, root: int, verb: int) -> list[int]:
    """The words of a clause, without the cue's own words and reporting participles at its end."""
    dropped: set[int] = {verb}
    for i in view.subtree(root):
        if i not in dropped and i != root and _reports_on(view, i, root):
            dropped.update(view.subtree(i))
    if verb in view.subtree(root):
        dropped.update(view.subtree(verb))
    return [i for i in view.subtree(root) if i not in dropped]


def _reports_on(view: View, i: int, root: int) -> bool:
    """ ", adding ..." or "according to ...": another report, hung on the clause by the parser."""
    p = view.parse
    if view.inside[i] >= 0:
        return False
    if p.dep[i] == "prep" and p.lower(i) == "according":
        return True
    late = p.dep[i] == "advcl" and p.tag[i] == "VBG" and i > root and p.word(i - 1) == ","
    return late and p.lemma[i].lower() in words("cue_helpers", "trail")


def _clause(view: View, verb: int, cue: Cue) -> tuple[str, list[int]]:
    """A finite clause, a question, an infinitive or a gerund that the verb governs."""
    p = view.parse
    tokens: list[int] = []
    for c in p.children[verb]:
        if _passed_over(view, verb, c):
            continue
        asked = p.dep[c] == "advcl" and cue.takes("whether") and _opens_with(view, c, _WHETHER)
        if asked or (p.dep[c] in _CLAUSE and _fits(view, c, cue)):
            tokens.extend(clause(view, c, verb))
    if tokens:
        tokens.extend(_strays(view, verb, tokens))
    if not tokens and cue.takes("person") and cue.takes("to"):
        told = view.child(verb, "dobj")
        order = view.child(told, "acl", "relcl") if told is not None else None
        if order is not None and any(p.tag[c] == "TO" for c in p.children[order]):
            tokens = clause(view, order, verb)
    return "clause", sorted(set(tokens))


def _passed_over(view: View, verb: int, c: int) -> bool:
    """ "said, rejecting his account, that ...": the clause is the main verb's, not this one's."""
    p = view.parse
    obj = view.child(verb, "dobj")
    if obj is None or p.tag[verb] != "VBG" or p.dep[verb] != "advcl" or p.head[verb] > verb:
        return False
    first = view.subtree(c)[0]
    return p.lower(first) == "that" and p.word(first - 1) == "," and obj < first


def _strays(view: View, verb: int, tokens: list[int]) -> list[int]:
    """What the parser hung on the cue though it belongs to the clause: its subject, its sequel."""
    p, first, last = view.parse, min(tokens), max(tokens)
    out: list[int] = []
    finite = view.child(verb, "ccomp") is not None
    for c in p.children[verb]:
        if view.inside[c] != view.inside[verb]:
            continue
        if p.dep[c] == "dobj" and view.subtree(c)[-1] == first - 1 and p.pos[first] == "AUX":
            out.extend(view.subtree(c))
        sequel = p.dep[c] == "conj" and c > last > verb and view.cue(c) is None and finite
        tensed = p.tag[c] in ("VBD", "VBZ", "VBP") or view.has_aux(c) or view.passive(c)
        if sequel and tensed and view.child(c, "nsubj", "nsubjpass", "expl") is not None:
            out.extend(range(last + 1, c))
            out.extend(clause(view, c, verb))
    return out


def _opens_with(view: View, root: int, words: frozenset[str]) -> bool:
    return any(view.parse.lower(c) in words for c in view.parse.children[root])


def _fits(view: View, root: int, cue: Cue) -> bool:
    p = view.parse
    to = any(p.dep[c] == "aux" and p.tag[c] == "TO" for c in p.children[root])
    if to:
        return cue.takes("to")
    if p.dep[root] == "xcomp":
        if p.tag[root] == "VBG":
            return cue.takes("ing", "obj")
        return cue.takes("quote", "name")
    return cue.takes("that", "quote", "whether")


def _nominal(view: View, verb: int, cue: Cue) -> tuple[str, list[int], list[int]]:
    """An object, an object with its predicate, or a prepositional object."""
    p = view.parse
    obj = view.child(verb, "dobj")
    particle = view.child(verb, "prt")
    if particle is not None and obj is not None and _phrase(view, verb, particle):
        return "object", view.subtree(obj), [particle]
    if obj is not None and _phrase(view, verb, obj):
        return "object", view.subtree(obj), []
    if cue.takes("name") and obj is not None:
        predicate = view.child(verb, "oprd", "xcomp")
        if predicate is not None:
            return "naming", sorted({*view.subtree(obj), *view.subtree(predicate)}), []
    for c in p.children[verb]:
        if cue.takes("tally") and obj is not None and tallies(view, obj, c):
            return "object", sorted({*view.subtree(obj), *view.subtree(c)}), []
        if p.dep[c] != "prep" or not cue.takes(p.lower(c)):
            continue
        if p.lower(c) == "to" and cue.kind != "say":
            continue  # their "to" is of infinitives: "declined to 55 percent"
        inner = [i for i in view.subtree(c) if i != c]
        if obj is not None and p.lower(c) != "as" and cue.takes("obj"):
            return "object", sorted({*view.subtree(obj), c, *inner}), []
        if p.lower(c) == "as":
            inner = sorted({*inner, *(view.subtree(obj) if obj is not None else ())})
            if cue.takes("sources") and _cited(view, c):
                continue
        return "preposition", inner, [c]
    if obj is not None and _bears(view, obj, cue):
        return "object", view.subtree(obj), []
    return "object", [], []


def _phrase(view: View, verb: int, particle: int) -> bool:
    """ "ruled out (a truce)": a verb that reports by its particle."""
    p = view.parse
    return (p.lemma[verb].lower(), p.lower(particle)) in phrases()


def _cited(view: View, prep: int) -> bool:
    """ "cited A as saying": the participle has its own statement."""
    inner = view.child(prep, "pcomp")
    return inner is not None and view.cue(inner) is not None


def _bears(view: View, obj: int, cue: Cue) -> bool:
    """Whether an object can be what is said: a full noun, or one with quoted words in it."""
    p = view.parse
    if p.lower(obj) in _NOBODY or cue.takes("sources"):
        return False
    if cue.takes("obj"):
        return True
    outside = view.inside[p.head[obj]]
    return cue.takes("quote", "name") and any(view.inside[i] > outside for i in view.subtree(obj))


def _around(view: View, verb: int, cue: Cue) -> tuple[str, list[int]]:
    """A parenthesis ("..., she says, ...", "as he said"): the clause that it interrupts."""
    p = view.parse
    head = p.head[verb]
    if head == verb or not cue.takes("that", "quote"):
        return "around", []
    as_clause = p.dep[verb] == "advcl" and any(
        p.lower(c) == "as" and p.dep[c] in ("mark", "advmod") for c in p.children[verb]
    )
    aside = p.dep[verb] == "parataxis" and view.child(verb, "nsubj") is not None
    if cue.act == "thought" or not cue.takes("that"):
        return "around", []
    if not (as_clause or aside) or view.inside[head] != view.inside[verb]:
        return "around", []
    return "around", clause(view, head, verb)


def _passive(view: View, verb: int, cue: Cue) -> tuple[str, list[int], list[int]]:
    """ "is believed to", "it is understood that", "was accused of", "was described as"."""
    p = view.parse
    subject = view.child(verb, "nsubjpass")
    empty = subject is not None and p.lower(subject) == "it"
    _, tokens = _clause(view, verb, cue)
    if tokens and (empty or cue.takes("person") or subject is None):
        return "passive", tokens, []
    if subject is not None and not empty:
        rest = view.child(verb, "xcomp", "oprd")
        if cue.takes("pass") and rest is not None:
            return "passive", sorted({*view.subtree(subject), *view.subtree(rest)}), []
        for c in p.children[verb]:
            if p.dep[c] == "prep" and p.lower(c) == "as" and cue.takes("as", "name"):
                inner = {i for i in view.subtree(c) if i != c}
                return "passive", sorted(inner | set(view.subtree(subject))), []
    for c in p.children[verb]:
        if p.dep[c] == "prep" and cue.takes(p.lower(c)) and p.lower(c) in ("of", "for", "with"):
            return "passive", [i for i in view.subtree(c) if i != c], [c]
    if tokens and cue.takes("pass"):
        return "passive", tokens, []
    named = view.child(verb, "agent") is not None
    if named and subject is not None and not empty and cue.takes("obj"):
        return "passive", view.subtree(subject), []
    return "passive", [], []
