"""What a content says, read clause by clause: its stance under a cue that tells none.

Every test looks at the main clauses of the content: who is their subject (the speaker or
another), whether they are negated, in the future, a norm, an order, wrong told of another.
"""

from functools import cached_property

from onrecord.records import Stance

from .candidate import Candidate
from .lexicon import words
from .view import View

_FIRST = frozenset(("i", "we"))
_OUR = frozenset(("my", "our"))
_THEIR = frozenset(("its", "their", "his", "her"))
_PERSON = frozenset(("he", "she"))
_WILL = frozenset(("will", "'ll", "’ll", "would", "wo", "shall", "sha", "'d", "’d"))
_WHOEVER = frozenset(("any", "anyone", "whoever", "those", "every"))
_SUBJECT = ("nsubj", "nsubjpass", "expl")
_MOST = 6  # clauses of a content that are read
_PERFORMED: dict[str, Stance] = {
    "deny": "denies",
    "accuse": "alleges",
    "ask": "questions",
    "demand": "demands",
    "threaten": "threatens",
    "promise": "promises",
    "predict": "predicts",
    "opinion": "opinion",
}


class Reading:
    """One content with its cue's head (a token, or None) and its source."""

    def __init__(self, view: View, candidate: Candidate, head: int | None) -> None:
        self.view, self.p, self.candidate, self.head = view, view.parse, candidate, head
        self.tokens = [i for span in candidate.content for i in self.p.tokens(span)]
        self.source = [i for span in candidate.source for i in self.p.tokens(span)]
        self.lemma = "" if head is None else self.p.lemma[head].lower()

    @cached_property
    def roots(self) -> list[int]:
        """The heads of the main clauses of the content."""
        p, inside = self.p, set(self.tokens)
        heads = [i for i in self.tokens if p.head[i] not in inside or p.head[i] == i]
        quoted = [i for i in heads if p.lower(i) == "as"]  # "cites officials as saying"
        said = [k for i in quoted for c in p.children[i] for k in p.children[c]]
        heads = [i for i in heads if p.pos[i] in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")]
        return [*heads, *(k for k in said if p.dep[k] == "ccomp")][:_MOST]

    @cached_property
    def clauses(self) -> list[int]:
        """The main clauses, and those that go on from them or stand right under them."""
        p, out = self.p, []
        for r in self.roots:
            out.append(r)
            for c in p.children[r]:
                below = p.dep[c] == "ccomp" and (self.view.cue(r) is None or self.own(r))
                if c in self._inside and (below or (p.dep[c] == "conj" and self._tensed(c))):
                    out.append(c)
        return out[: 2 * _MOST]

    @cached_property
    def _inside(self) -> frozenset[int]:
        return frozenset(self.tokens)

    def stance(self) -> Stance:
        """The stance of the content alone."""
        if not self.tokens:
            return "affirms"
        first, lead = self.roots[:1], self.clauses[:2]
        if self._asks():
            return "questions"
        if self.threat():
            return "threatens"
        if self.refutes():
            return "denies"
        done = self._performs(first[0]) if first and len(self.roots) < 3 else None
        if done is not None:
            return done
        for r in self.clauses:
            if self.urges(r):
                return "demands"
            if self.accuses(r):
                return "alleges"
        if any(self.future(r) for r in first):
            return "promises" if self.promised(first[0]) else "predicts"
        if any(self.rejects(r) for r in lead):
            return "denies"
        if any(self.likely(r) for r in first):
            return "predicts"
        named = self._names()
        if named is not None:
            return named
        return "opinion" if any(self.judges(r) for r in lead) else "affirms"

    def _asks(self) -> bool:
        end = self.candidate.content[-1][1]
        return self.view.text[max(0, end - 2) : end + 1].rstrip("”\"’'» ").endswith("?")

    def _tensed(self, i: int) -> bool:
        p, view = self.p, self.view
        return p.tag[i] in ("VBD", "VBZ", "VBP") or view.has_aux(i) or view.passive(i)

    def subject(self, root: int) -> int | None:
        """The subject of a clause, also of one that shares it with the clause before."""
        found = self.view.child(root, *_SUBJECT)
        if found is None and self.p.dep[root] in ("conj", "xcomp") and self.p.head[root] != root:
            found = self.view.child(self.p.head[root], *_SUBJECT)
        return found

    def own(self, root: int) -> bool:
        """Whether the clause is about the speaker: "we", "its forces", a pronoun like the source."""
        p, subject = self.p, self.subject(root)
        if subject is None:
            return False
        low, quoted = p.lower(subject), self.view.inside[subject] >= 0
        if low in _FIRST:
            return self._speaks_as_we(subject)
        if not quoted and self._agrees(low):
            return True
        held = next((p.lower(c) for c in p.children[subject] if p.dep[c] == "poss"), "")
        if held in _OUR or (held in _THEIR and not quoted and self._agrees(held)):
            return True
        return p.lemma[subject].lower() in self._named and p.pos[subject] != "PRON"

    def _speaks_as_we(self, i: int) -> bool:
        """Whether "we" is the speaker: not so where the cue stands in the same quotation."""
        outer = self.head is None or self.view.inside[self.head] != self.view.inside[i]
        return outer or any(self.p.lower(k) in _FIRST for k in self.source)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(
            self.p.lemma[i].lower() for i in self.source if self.p.pos[i] in ("NOUN", "PROPN")
        )

    def _agrees(self, pronoun: str) -> bool:
        """Whether the pronoun can stand for the source, by number and person."""
        p, head = self.p, self._source_head
        if head is None:
            return False
        low = p.lower(head)
        if pronoun in ("he", "she", "his", "her"):
            if low in ("he", "she"):
                return low[0] == {"his": "h", "her": "s"}.get(pronoun, pronoun[0])
            return p.tag[head] not in ("NNS", "NNPS") and low not in ("they", "it", "we")
        if pronoun in ("it", "its"):
            return low not in ("he", "she", "they") and p.tag[head] not in ("NNS", "NNPS")
        return pronoun in ("they", "their") and low not in ("he", "she")

    @cached_property
    def _source_head(self) -> int | None:
        return self.p.root_of(self.candidate.source[0]) if self.candidate.source else None

    def _official(self) -> bool:
        """Whether the source can decide for a body: no onlooker, no expert, no paper."""
        outside = words("stance", "outsider")
        return bool(self.source) and not any(
            self.p.lemma[i].lower() in outside for i in self.source
        )

    def future(self, root: int) -> bool:
        """The clause is about the future; a plan counts as such in its owner's mouth only."""
        p = self.p
        for c in p.children[root]:
            if p.dep[c] in ("aux", "auxpass") and p.lower(c) in _WILL:
                return True
        if self.view.child(root, "xcomp") is None:
            return False
        plans = p.lemma[root].lower() in ("plan", "intend", "aim") and (
            self.own(root) or self._of_body(root)
        )
        return plans or p.lower(root) == "going"

    def promised(self, root: int) -> bool:
        """The future is the speaker's to decide: own, of a body spoken for, or an official act."""
        if self.own(root):
            return True
        if not self._official():
            return False
        if self._of_body(root):
            return self.p.lemma[root].lower() not in words("stance", "befalls")
        return self.view.passive(root) and self.p.lemma[root].lower() in words("stance", "policy")

    def _of_body(self, root: int) -> bool:
        """The subject is a body for which officials speak: "the government", "the navy"."""
        subject = self.subject(root)
        if subject is None or not self._official():
            return False
        plain = not any(self.p.dep[c] in ("poss", "compound") for c in self.p.children[subject])
        return plain and self.p.lemma[subject].lower() in words("stance", "body")

    def threat(self) -> bool:
        """Harm to come: as an answer, or on a condition, by the speaker or untold."""
        p, view = self.p, self.view
        if not self._official():
            return False
        for r in self.clauses:
            infinitive = p.tag[r] == "VB" and not self.future(r) and self.lemma in _VOWS
            if not (self.future(r) or infinitive) or view.negated(r):
                continue
            said = {p.lemma[i].lower() for i in view.subtree(r) if i in self._inside}
            if said & words("stance", "retaliation") or {"pay", "price"} <= said:
                return True
            mine = self.own(r) or infinitive or self._of_body(r)
            warned = self.lemma == "warn" and view.passive(r)
            if (mine or warned) and self._on_terms(r, bool(said & words("stance", "harm"))):
                return True
        return self._or_else()

    def _on_terms(self, root: int, harmful: bool) -> bool:
        """A condition on the hearer: harm if, or whatever it be unless; "any ship that"."""
        p, view = self.p, self.view
        subject = self.subject(root)
        if harmful and subject is not None:
            if any(p.lower(i) in _WHOEVER for i in view.subtree(subject)):
                return True
        for i in self.tokens:
            low = p.lower(i)
            if low == "unless" or (low in ("if", "until") and harmful):
                return True
            if low == "if" and view.negated(p.head[i]):
                return True
        return False

    def _or_else(self) -> bool:
        """An order with its "or we will"."""
        p = self.p
        for r in self.roots:
            after = [c for c in p.children[r] if p.dep[c] == "conj" and c > r]
            either = any(p.lower(c) == "or" for c in p.children[r])
            if either and self.commands(r) and any(self.future(c) for c in after):
                return True
        return False

    def wants(self) -> bool:
        """ "asked to be let in", "asked him to go": an infinitive is no question."""
        p = self.p
        if not self.roots or self._asks():
            return False
        r = self.roots[0]
        opened = {p.lower(i) for i in self.tokens[:2]}
        to = any(p.tag[c] == "TO" for c in p.children[r])
        return to and not opened & {"whether", "if", "what", "how", "when", "where", "who", "why"}

    def bids(self) -> bool:
        """ "hopes" and "fears" do not bid; an order in quotation marks does."""
        return bool(self.roots) and self.commands(self.roots[0])

    def commands(self, root: int) -> bool:
        """An imperative at the start of its sentence."""
        p, view = self.p, self.view
        if p.tag[root] != "VB" or p.pos[root] not in ("VERB", "AUX"):
            return False
        if view.child(root, "nsubj", "nsubjpass", "aux", "expl") is not None:
            if not any(p.lower(c) in ("do", "let") for c in p.children[root]):
                return False
            if view.child(root, "nsubj", "nsubjpass", "expl") is not None:
                return False
        if p.lower(root) == "let" and any(p.lower(k) == "me" for k in (root + 1,) if k < len(p)):
            return False
        return p.dep[root] in ("ccomp", "ROOT", "conj", "parataxis", "dep")

    def urges(self, root: int) -> bool:
        """A norm ("must", "should", "need to") or an order; not "must have been"."""
        p = self.p
        aux = [p.lower(c) for c in p.children[root] if p.dep[c] in ("aux", "auxpass")]
        if "have" not in aux and {"must", "should", "ought"} & set(aux):
            return True
        lemma = p.lemma[root].lower()
        if lemma == "need" and p.pos[root] == "VERB":
            obliged = self.view.child(root, "xcomp", "ccomp") is not None
            return (obliged or self.own(root)) and not self.view.negated(root)
        if lemma == "have" and self.view.child(root, "xcomp") is not None:
            bound = any(p.tag[c] == "TO" for c in p.children[self.view.child(root, "xcomp") or 0])
            return bound and p.tag[root] in ("VBP", "VBZ") and not self.own(root)
        return self.commands(root)

    def _performs(self, root: int) -> Stance | None:
        """ "we reject", "he hoped": the speaker's own act told by a verb of the lexicon."""
        p = self.p
        cue = self.view.verbs.get(p.lemma[root].lower())
        if p.pos[root] != "VERB" or cue is None or not self.own(root):
            return None
        if cue.kind not in _PERFORMED or self.view.passive(root) or self.future(root):
            return None
        if p.lemma[root].lower() in ("decide", "offer", "see", "plan", "press", "order", "charge"):
            return None
        if self.view.negated(root):
            return "denies" if cue.kind in ("accuse", "threaten", "promise", "demand") else None
        return _PERFORMED[cue.kind]

    def accuses(self, root: int) -> bool:
        """Another does wrong, in so many words."""
        p, view = self.p, self.view
        subject = self.subject(root)
        if subject is None or view.negated(root) or self.own(root) or self.future(root):
            return False
        if p.lower(subject) == "you":
            return False
        lemma = p.lemma[root].lower()
        if view.passive(root):
            return lemma in words("wrongdoing", "abuse")
        if any(p.lower(c) in ("may", "might", "could", "can") for c in p.children[root]):
            return False
        if lemma in words("wrongdoing", "act") | words("wrongdoing", "abuse"):
            return True
        if lemma not in words("wrongdoing", "against") and self._wrong_thing(root):
            return True
        return self._guilty(root)

    def _wrong_thing(self, root: int) -> bool:
        """A thing of wrongdoing is what the verb has done or used: "used poison gas"."""
        p, things = self.p, words("wrongdoing", "thing")
        for c in p.children[root]:
            if p.dep[c] == "dobj" and p.tag[root] in ("VBD", "VBN", "VBG", "VBZ", "VBP"):
                if any(p.lemma[i].lower() in things for i in self.view.subtree(c)):
                    return True
            if p.lower(c) == "behind" and p.lemma[root].lower() == "be":
                return True
        return False

    def _guilty(self, root: int) -> bool:
        p = self.p
        guilty, things = words("wrongdoing", "actor"), words("wrongdoing", "thing")
        for c in p.children[root]:
            lemma = p.lemma[c].lower()
            if p.dep[c] == "attr" and (lemma in guilty or (lemma in things and lemma != "abuse")):
                return True
            if p.dep[c] == "acomp" and lemma in ("responsible", "guilty", "complicit"):
                return True
            if p.dep[c] == "xcomp" and lemma in words("wrongdoing", "act"):
                return True
        return False

    def refutes(self) -> bool:
        """Calls something untrue, or says that there is nothing in it."""
        return any(self._calls_false(r) or self._nothing_in_it(r) for r in self.clauses)

    def _calls_false(self, root: int) -> bool:
        p, false = self.p, words("stance", "false")
        if self.view.negated(root):
            return p.lemma[root].lower() == "be" and any(
                p.lemma[c].lower() in ("true", "correct", "accurate", "case", "so")
                for c in p.children[root]
                if p.dep[c] in ("acomp", "attr", "advmod")
            )
        near = [root, *(c for c in p.children[root] if p.dep[c] not in ("nsubj", "advcl"))]
        return any(p.lemma[i].lower() in false and p.pos[i] != "VERB" for i in near)

    def _nothing_in_it(self, root: int) -> bool:
        """ "there is no truth in", "no such order", "nothing to do with"."""
        p, view = self.p, self.view
        if not view.negated(root):
            return False
        near = [i for c in p.children[root] for i in (c, *p.children[c])]
        lemmas = {p.lemma[i].lower() for i in near}
        if "such" in lemmas and "no" in {p.lower(i) for i in near}:
            return True
        subject = self.subject(root)
        empty = subject is not None and p.lower(subject) in ("there", "this", "that", "it")
        return empty and bool(lemmas & words("stance", "truth"))

    def rejects(self, root: int) -> bool:
        """Negates a charge, or insists that something is not so."""
        p, view = self.p, self.view
        if self._flat_no():
            return True
        if not view.negated(root) or self.future(root):
            return False
        if self.lemma in words("stance", "firm"):
            return True
        near = {p.lemma[i].lower() for c in (root, *p.children[root]) for i in (c, *p.children[c])}
        if p.lemma[root].lower() == "be" and near & {"ours", "mine", "us"}:
            return True
        ours = self.own(root) or self._of_body(root)
        wrong = words("wrongdoing", "act") | words("wrongdoing", "abuse")
        charge = words("stance", "charge")
        if near & charge:
            return True
        if ours and near & (wrong | words("wrongdoing", "thing") | words("stance", "conduct")):
            return True
        subject = self.subject(root)
        none = subject is not None and p.lower(subject) in ("nothing", "nobody", "none")
        return none and not view.passive(root)

    def negates(self) -> bool:
        """The first clause is a plain negation: said after a charge, it denies."""
        p, view = self.p, self.view
        for r in self.clauses[:2]:
            if view.negated(r) and not self.future(r) and self.subject(r) is not None:
                plain = any(p.dep[c] == "neg" for c in p.children[r])
                if plain or not view.passive(r):
                    return True
        return False

    def _flat_no(self) -> bool:
        """ "No.", "Never", "Not an inch": a quotation that opens with a refusal."""
        p = self.p
        solid = [i for i in self.tokens[:4] if p.pos[i] not in ("PUNCT", "SPACE")]
        if not solid or self.view.inside[solid[0]] < 0:
            return False
        low, after = p.lower(solid[0]), p.word(solid[0] + 1) if solid[0] + 1 < len(p) else ""
        if low == "no":
            return after in (".", ",", "!", "—", "–")
        return low in ("not", "never") and (len(self.tokens) < 8 or p.lower(solid[0] + 1) == "a")

    def likely(self, root: int) -> bool:
        """ "is likely to", "is set to", "could" under a warning."""
        p = self.p
        near = [root, *p.children[root]]
        if any(p.lower(i) in ("likely", "unlikely", "bound", "poised") for i in near):
            return True
        modal = any(p.lower(c) in ("could", "may", "might") for c in p.children[root])
        return modal and self.lemma in ("warn", "caution", "fear")

    def _names(self) -> Stance | None:
        """Of "called him a killer", "described it as a step forward": what it is called."""
        cue = self.view.verbs.get(self.lemma)
        if cue is None or not cue.takes("name", "as") or self.lemma in ("cite", "quote", "declare"):
            return None
        p = self.p
        lemmas = {p.lemma[i].lower() for i in self.tokens}
        if lemmas & words("stance", "false"):
            return "denies"
        if lemmas & words("wrongdoing", "actor"):
            return "alleges"
        if lemmas & words("stance", "judging") or any(
            self.view.inside[i] >= 0 for i in self.tokens
        ):
            return "opinion"
        return None

    def judges(self, root: int) -> bool:
        """Values: the clause's predicate, its own attributes, or a verb of feeling of one's own."""
        p, judging = self.p, words("stance", "judging")
        subject = self.subject(root)
        felt = self.own(root) and subject is not None and p.pos[subject] == "PRON"
        if p.lemma[root].lower() in judging and (p.pos[root] != "VERB" or felt):
            return True
        near: list[int] = []
        for c in p.children[root]:
            if p.dep[c] in ("acomp", "attr", "oprd", "dobj", "ccomp", "xcomp"):
                near += [c, *(g for g in p.children[c] if p.dep[g] in ("amod", "acomp", "attr"))]
            elif p.dep[c] == "advmod":
                near.append(c)
        return any(
            p.lemma[i].lower() in judging
            for i in near
            if self.view.block[i] == self.view.block[root]
        )


_VOWS = frozenset(("vow", "pledge", "promise", "swear", "threaten", "undertake", "resolve"))
