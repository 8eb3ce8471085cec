"""What the speaker does by saying it: affirm, deny, allege, ask, demand, threaten, promise ..."""

from onrecord.records import Stance

from .candidate import Candidate
from .lexicon import hedges, words
from .view import View

_FIRST = frozenset(("i", "we"))
_BY_CLASS: dict[str, Stance] = {
    "deny": "denies",
    "accuse": "alleges",
    "ask": "questions",
    "demand": "demands",
    "threaten": "threatens",
    "promise": "promises",
    "predict": "predicts",
    "opinion": "opinion",
}
_UNDONE: dict[str, Stance] = {"deny": "affirms", "accuse": "affirms", "threaten": "affirms"}


def stance(view: View, candidate: Candidate) -> Stance:
    """From the class of the cue, its negation, and what the content says."""
    head = cue_head(view, candidate)
    kind = _kind(view, head)
    if kind == "hedge":
        return "alleges"
    denied = head is not None and refused(view, head)
    if kind in _BY_CLASS:
        return _UNDONE.get(kind, "denies") if denied else _BY_CLASS[kind]
    if denied:
        return "denies"
    return _of_content(view, candidate, head)


def cue_head(view: View, candidate: Candidate) -> int | None:
    """The token of the cue that carries it: its verb, else its noun, else its first word."""
    tokens = [i for span in candidate.cue for i in view.parse.tokens(span)]
    for known in (view.verbs, view.nouns):
        for i in reversed(tokens):
            if view.parse.lemma[i].lower() in known:
                return i
    return tokens[0] if tokens else None


def _kind(view: View, head: int | None) -> str | None:
    if head is None:
        return None
    p = view.parse
    if p.lower(head) in hedges():
        return "hedge"
    table = view.nouns if p.pos[head] == "NOUN" else view.verbs
    cue = table.get(p.lemma[head].lower())
    return cue.kind if cue is not None else None


def refused(view: View, head: int) -> bool:
    """Whether the act is undone: "did not deny", "refused to say", "never threatened"."""
    p = view.parse
    node, undone = head, view.negated(head)
    for _ in range(3):
        if p.dep[node] not in ("xcomp", "pcomp") or p.head[node] == node:
            break
        node = p.head[node]
        cue = view.verbs.get(p.lemma[node].lower())
        if cue is not None and cue.kind == "deny":
            undone = not undone
        if view.negated(node):
            undone = not undone
    return undone


def _of_content(view: View, candidate: Candidate, head: int | None) -> Stance:
    p = view.parse
    tokens = [i for span in candidate.content for i in p.tokens(span)]
    if not tokens:
        return "affirms"
    end = candidate.content[-1][1]
    text = view.text[max(0, end - 2) : end + 1].rstrip("”\"’'» ")
    roots = _roots(view, tokens)
    first = roots[:1]
    if text.endswith("?"):
        return "questions"
    if any(_urges(view, r) for r in roots):
        return "demands"
    if any(_accuses(view, r, head) for r in [*roots, *_told_of(view, roots)]):
        return "alleges"
    if any(_will(view, r, candidate) for r in first):
        own = any(_own(view, r, candidate) for r in first)
        harm = words("stance", "harm")
        if own and any(p.lemma[i].lower() in harm for r in first for i in view.subtree(r)):
            return "threatens"
        return "promises" if own else "predicts"
    if any(_calls_false(view, r) for r in roots) or any(_rejects(view, r, head) for r in first):
        return "denies"
    if any(_judges(view, r) for r in first):
        return "opinion"
    return "affirms"


def _roots(view: View, tokens: list[int]) -> list[int]:
    """The heads of the main clauses of the content, at most the first three."""
    p, inside = view.parse, set(tokens)
    heads = [i for i in tokens if (p.head[i] not in inside or p.head[i] == i)]
    return [i for i in heads if p.pos[i] in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")][:3]


def _told_of(view: View, roots: list[int]) -> list[int]:
    """The clauses right under the main ones ("the pictures prove he is ...")."""
    p = view.parse
    return [c for r in roots for c in p.children[r] if p.dep[c] == "ccomp" and view.cue(r) is None]


def _urges(view: View, root: int) -> bool:
    """ "must", "should", an imperative or an infinitive left to the hearer."""
    p = view.parse
    for c in p.children[root]:
        if p.dep[c] == "aux" and p.lower(c) in ("must", "should", "ought", "shall"):
            return True
    bare = p.tag[root] == "VB" and view.child(root, "nsubj", "nsubjpass", "aux", "expl") is None
    return bare and p.pos[root] == "VERB" and p.dep[root] in ("ccomp", "ROOT", "conj")


def _will(view: View, root: int, candidate: Candidate) -> bool:
    """The clause is about the future; a plan counts as such in its owner's mouth only."""
    p = view.parse
    for c in p.children[root]:
        if p.dep[c] in ("aux", "auxpass") and p.lower(c) in ("will", "'ll", "’ll", "would", "wo"):
            return True
    if view.child(root, "xcomp") is None:
        return False
    plans = p.lemma[root].lower() in ("plan", "intend") and _own(view, root, candidate)
    return plans or p.lower(root) == "going"


def _own(view: View, root: int, candidate: Candidate) -> bool:
    """Whether the clause's subject is the speaker: first person, or a pronoun like the source."""
    p = view.parse
    subject = view.child(root, "nsubj")
    if subject is None:
        return False
    low = p.lower(subject)
    if low in _FIRST:
        return True
    inside_quote = view.inside[subject] >= 0
    return not inside_quote and low in ("he", "she", "it", "they") and bool(candidate.source)


def _accuses(view: View, root: int, head: int | None) -> bool:
    """A third person does wrong, in so many words."""
    p = view.parse
    wrong = words("wrongdoing", "act")
    guilty = words("wrongdoing", "actor")
    subject = view.child(root, "nsubj", "nsubjpass")
    if subject is None or view.negated(root):
        return False
    same = head is None or view.inside[head] != view.inside[subject]
    if same and p.lower(subject) in ("i", "we", "you"):
        return False
    things = words("wrongdoing", "thing")
    done = view.child(root, "dobj")
    acted = p.dep[subject] == "nsubj" and p.tag[root] in ("VBD", "VBN", "VBG")
    held = view.subtree(done) if acted and done is not None else []
    if any(p.lemma[i].lower() in things for i in held):
        return True
    if p.lemma[root].lower() in wrong and p.dep[subject] == "nsubj":
        return True
    for c in p.children[root]:
        if p.dep[c] == "attr" and p.lemma[c].lower() in guilty:
            return True
        if p.dep[c] == "xcomp" and p.lemma[c].lower() in wrong:
            return True
    return False


def _calls_false(view: View, root: int) -> bool:
    p = view.parse
    return any(p.lemma[i].lower() in words("stance", "false") for i in [root, *p.children[root]])


def _rejects(view: View, root: int, head: int | None) -> bool:
    """Negates what one is charged with, or insists that it is not so."""
    p = view.parse
    near = [root, *p.children[root]]
    if not view.negated(root):
        return False
    subject = view.child(root, "nsubj", "nsubjpass", "expl")
    if subject is not None and p.lower(subject) in ("there", "it", "nothing", "nobody"):
        return True
    firm = head is not None and p.lemma[head].lower() in words("stance", "firm")
    return firm or any(p.lemma[i].lower() in words("stance", "charge") for i in near)


def _judges(view: View, root: int) -> bool:
    p = view.parse
    judging = words("stance", "judging")
    near = [root, *p.children[root]]
    near += [g for c in p.children[root] for g in p.children[c]]
    return any(p.lemma[i].lower() in judging for i in near if view.block[i] == view.block[root])
