"""What a content says: its stance under a cue that tells none.

Every test looks at the main clauses of the content: negated, a norm or an order, to come, a wrong
told of another, a valuation.
"""

from onrecord.records import Stance

from .charges import Charges
from .clauses import ASKING
from .lexicon import loaded, phrases, words

_WHOEVER = frozenset(("any", "anyone", "whoever", "those", "every"))
_VOWS = frozenset(("vow", "pledge", "promise", "swear", "threaten", "undertake", "resolve"))
_LONGEST_NAME = 20  # tokens of what something is called
_SETTLED = frozenset(("decide", "offer", "see", "plan", "press", "order", "charge"))
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


class Reading(Charges):
    """The clauses of a content and what they amount to."""

    def stance(self) -> Stance:
        """The stance of the content alone."""
        if not self.tokens:
            return "affirms"
        first, lead = self.roots[:1], self.clauses[:2]
        if self._asks():
            return "questions"
        named = self._names()
        if named is not None:
            return named
        if self.threat():
            return "threatens"
        if self.lemma == "agree" and self.wants():
            return "promises"
        if self.lemma in ("tell", "advise", "remind", "warn") and self.wants():
            return "demands"
        if self.refutes():
            return "denies"
        done = next((s for r in lead if (s := self._performs(r)) is not None), None)
        done = done if len(self.roots) < 3 else None
        if done is not None:
            return done
        for r in self.clauses:
            if self.urges(r):
                return "demands"
            if self.accuses(r):
                return "alleges"
        joined = [c for r in first for c in self.p.children[r] if self.p.dep[c] == "conj"]
        if to_come := [r for r in (*first, *joined) if r in self.inside and self.future(r)]:
            return "promises" if any(self.promised(r) for r in to_come) else "predicts"
        if self._flat_no() or any(self.rejects(r) for r in lead):
            return "denies"
        if any(self.likely(r) for r in first):
            return "predicts"
        return "opinion" if any(self.judges(r) for r in lead) else "affirms"

    def _asks(self) -> bool:
        end = self.candidate.content[-1][1]
        return self.view.text[max(0, end - 2) : end + 1].rstrip("”\"’'» \n").endswith("?")

    def _performs(self, root: int) -> Stance | None:
        """ "we reject", "he hoped": the speaker's own act told by a verb of the lexicon."""
        p = self.p
        cue = self.view.verbs.get(p.lemma[root].lower())
        if p.pos[root] != "VERB" or cue is None or not self.own(root):
            return None
        if cue.kind not in _PERFORMED or self.view.passive(root) or self.future(root):
            return None
        if p.lemma[root].lower() in _SETTLED:
            return None
        if cue.kind == "ask" and self.view.child(root, "xcomp", "ccomp", "dobj") is not None:
            asked = (c for k in p.children[root] for c in (k, *p.children[k]))
            if any(p.tag[c] == "TO" for c in asked):
                return "demands"
        for c in p.children[root]:
            phrase = phrases().get((p.lemma[root].lower(), p.lower(c)))
            if phrase is not None and not self.view.negated(root):
                return _PERFORMED.get(phrase)
        if self.view.negated(root):
            return "denies" if cue.kind in ("accuse", "threaten", "promise", "demand") else None
        return _PERFORMED[cue.kind]

    def wants(self) -> bool:
        """ "asked to be let in", "asked him to go": an infinitive is no question."""
        p = self.p
        if not self.roots or self._asks():
            return False
        r = self.roots[0]
        opened = {p.lower(i) for i in self.tokens[:2]}
        to = any(p.tag[c] == "TO" for c in p.children[r])
        return to and not opened & ASKING

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
        ordered = p.dep[root] == "xcomp" and view.inside[root] >= 0
        return ordered or p.dep[root] in ("ccomp", "ROOT", "conj", "parataxis", "dep")

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

    def threat(self) -> bool:
        """Harm to come: as an answer, or on a condition, by the speaker or untold."""
        p, view = self.p, self.view
        if self.source and not self.official():
            return False
        spelt = {p.lemma[i].lower() for i in self.tokens}
        if self.lemma in ("warn", "hint", "promise") and spelt & words("stance", "retaliation"):
            return True
        if spelt & {"unanswered", "unpunished"} and any(self.future(r) for r in self.clauses):
            return True
        for r in self.clauses:
            infinitive = p.tag[r] == "VB" and not self.future(r) and self.lemma in _VOWS
            if not (self.future(r) or infinitive) or view.negated(r):
                continue
            said = {p.lemma[i].lower() for i in view.subtree(r) if i in self.inside}
            if said & words("stance", "retaliation") or {"pay", "price"} <= said:
                return True
            mine = self.own(r) or infinitive or self.of_body(r) or self._of_state(r)
            warned = self.lemma == "warn" and view.passive(r)
            if (
                (mine or warned)
                and not self._mental(r)
                and self._on_terms(r, bool(said & words("stance", "harm")))
            ):
                return True
        return self._or_else()

    def _on_terms(self, root: int, harmful: bool) -> bool:
        """A condition on the hearer: harm if, or whatever it be unless; "any ship that"."""
        p, view = self.p, self.view
        subject = self.subject(root)
        whom = view.subtree(subject) if harmful and subject is not None else []
        if any(p.lower(i) in _WHOEVER for i in whom):
            return True
        for i in self.tokens:
            low = p.lower(i)
            if low == "unless" or (low in ("if", "until") and harmful):
                return True
            if low == "if" and view.negated(p.head[i]):
                return True
        return False

    def _or_else(self) -> bool:
        """An order with its "or we will", "and you will"."""
        p = self.p
        for r in self.roots:
            after = [c for c in p.children[r] if p.dep[c] == "conj" and c > r]
            then = [c for c in after if self.future(c)]
            either = any(p.lower(c) == "or" for c in p.children[r])
            if then and (either or any(self._of_hearer(c) for c in then)) and self.commands(r):
                return True
        return False

    def _of_state(self, root: int) -> bool:
        """A state is the subject: whose it is the text seldom tells where it threatens."""
        subject = self.subject(root)
        entity = None if subject is None else self.view.entity_ending.get(subject)
        return entity is not None and entity.label == "GPE"

    def _of_hearer(self, root: int) -> bool:
        subject = self.subject(root)
        return subject is not None and self.p.lower(subject) == "you"

    def promised(self, root: int) -> bool:
        """The future is the speaker's to decide: own, of a body spoken for, or an official act."""
        if self.own(root):
            return True
        if not self.official():
            return False
        if self.of_body(root):
            return self.p.lemma[root].lower() not in words("stance", "befalls")
        return self.view.passive(root) and self.p.lemma[root].lower() not in words(
            "stance", "befalls"
        )

    def likely(self, root: int) -> bool:
        """ "is likely to", "is set to", "could" under a warning."""
        p = self.p
        near = [root, *p.children[root]]
        if any(p.lower(i) in ("likely", "unlikely", "bound", "poised") for i in near):
            return True
        modal = any(p.lower(c) in ("could", "may", "might") for c in p.children[root])
        terms = any(p.lower(i) in ("if", "unless") for i in self.view.subtree(root))
        have = any(p.lower(c) == "have" for c in p.children[root])
        guess = bool(self.source) and not self.official() and not have
        befalls = p.lemma[root].lower() in words("stance", "befalls") and not self.own(root)
        guess = guess or (befalls and not have)
        return modal and (terms or guess or self.lemma in ("warn", "caution", "fear"))

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
        subject = self.subject(root)
        if subject is not None and p.lemma[subject].lower() in words("stance", "claim"):
            said = [c for c in p.children[root] if p.dep[c] in ("acomp", "attr")]
            if said and not any(p.lemma[c].lower() in words("stance", "sound") for c in said):
                return True  # "the charge is a bedtime story"
        named = ("acomp", "attr", "oprd", "advmod", "ccomp", "amod", "xcomp", "appos")
        near = [root, *(c for c in p.children[root] if p.dep[c] in named)]
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
        if p.lemma[root].lower() in ("happen", "occur", "exist") and not self.future(root):
            return True
        subject = self.subject(root)
        empty = subject is not None and p.lower(subject) in ("there", "this", "that", "it")
        return empty and bool(lemmas & words("stance", "truth"))

    def rejects(self, root: int) -> bool:
        """Negates a charge, or insists that something is not so."""
        p, view = self.p, self.view
        if not view.negated(root) or self.future(root):
            return False
        if any(p.lower(c) in ("may", "might", "could") for c in p.children[root]):
            return False
        if self._does_not_know(root):
            return False
        if self.lemma in words("stance", "firm"):
            return True
        parts = [c for c in p.children[root] if p.dep[c] not in ("ccomp", "advcl", "conj")]
        near = {p.lemma[i].lower() for c in (root, *parts) for i in (c, *p.children[c])}
        if "nothing" in near and near & {"do", "hide", "fear"} and p.lemma[root].lower() == "have":
            return True
        if p.lemma[root].lower() == "be" and near & {"ours", "mine", "us"}:
            return True
        if view.passive(root) and p.lemma[root].lower() in words("wrongdoing", "abuse"):
            return True
        ours = self.own(root) or self.of_body(root)
        if ours and self._not_done(root):
            return True
        wrong = words("wrongdoing", "act") | words("wrongdoing", "abuse")
        charge = words("stance", "charge")
        if near & charge:
            return True
        if ours and near & (wrong | words("wrongdoing", "thing") | words("stance", "conduct")):
            return True
        subject = self.subject(root)
        none = subject is not None and p.lower(subject) in ("nothing", "nobody", "none")
        return none and not view.passive(root) and not self._mental(root)

    def _does_not_know(self, root: int) -> bool:
        """ "does not know who fired": a question left open."""
        p = self.p
        asked = (self.view.subtree(c)[0] for c in p.children[root] if p.dep[c] == "ccomp")
        return self._mental(root) and any(p.lower(i) in ASKING for i in asked)

    def _not_done(self, root: int) -> bool:
        """One's own side did not do it: an act, in the past, that is not a thing of the mind."""
        p, view = self.p, self.view
        if p.pos[root] != "VERB" or view.passive(root):
            return False
        aux = {p.lower(c) for c in p.children[root] if p.dep[c] == "aux"}
        past = p.tag[root] == "VBD" or bool(aux & {"did", "has", "have", "had", "'ve", "’ve"})
        return past and not self._mental(root)

    def _mental(self, root: int) -> bool:
        """A thing of the mind or that befalls: not to have known or found denies nothing."""
        lemma = self.p.lemma[root].lower()
        cue = self.view.verbs.get(lemma)
        return lemma in words("stance", "mental") or (cue is not None and cue.act == "thought")

    def negates(self) -> bool:
        """The first clause is a plain negation: said after a charge, it denies."""
        p, view = self.p, self.view
        for r in self.clauses[:2]:
            if any(p.lemma[c].lower() in ("doubt", "question") for c in p.children[r]):
                continue
            if self._mental(r) and not self.own(r):
                continue
            if view.negated(r) and not self.future(r) and self.subject(r) is not None:
                plain = any(p.dep[c] == "neg" for c in p.children[r])
                if plain or not view.passive(r):
                    return True
        return False

    def _flat_no(self) -> bool:
        """ "No.", "Never", "Not an inch": a quotation that opens with a refusal."""
        p = self.p
        solid = [i for i in self.tokens[:4] if p.pos[i] not in ("PUNCT", "SPACE")]
        if solid and len(self.tokens) < 3 and p.lower(solid[0]) == "not":
            return True  # "Not so, says the bank."
        if not solid or self.view.inside[solid[0]] < 0:
            return False
        low, after = p.lower(solid[0]), p.word(solid[0] + 1) if solid[0] + 1 < len(p) else ""
        if low == "no":
            return after in (".", ",", "!", "—", "–")
        return low in ("not", "never") and (len(self.tokens) < 8 or p.lower(solid[0] + 1) == "a")

    def _names(self) -> Stance | None:
        """Of "called him a killer", "described it as a step forward": what it is called."""
        cue = self.view.verbs.get(self.lemma)
        if cue is None or not cue.takes("name", "as") or self.lemma in ("cite", "quote", "declare"):
            return None
        if len(self.tokens) > _LONGEST_NAME:
            return None
        p = self.p
        lemmas = {p.lemma[i].lower() for i in self.tokens}
        claimed = lemmas & (words("stance", "claim") | words("stance", "account"))
        if lemmas & words("stance", "false"):
            return "denies"
        if claimed and not lemmas & words("stance", "sound"):
            return "denies"
        if lemmas & words("wrongdoing", "actor"):
            return "alleges"
        valued = lemmas & words("stance", "judging")
        return "opinion" if valued or any(self.view.inside[i] >= 0 for i in self.tokens) else None

    def judges(self, root: int) -> bool:
        """Values: the clause's predicate, its own attributes, or a verb of feeling of one's own."""
        p, judging = self.p, words("stance", "judging")
        subject = self.subject(root)
        felt = self.own(root) and subject is not None and p.pos[subject] == "PRON"
        if p.lemma[root].lower() in judging and (p.pos[root] != "VERB" or felt):
            return True
        if self.own(root) and self._feels(root):
            return True
        near: list[int] = []
        for c in p.children[root]:
            if p.dep[c] == "acomp" and self.view.inside[c] != self.view.inside[root]:
                return True  # he called it “proportionate” in so many words
            if p.dep[c] == "dobj" and p.pos[c] != "NOUN":
                continue
            if p.dep[c] in ("acomp", "attr", "oprd", "dobj", "ccomp", "xcomp"):
                near += [c, *(g for g in p.children[c] if p.dep[g] in ("amod", "acomp", "attr"))]
            elif p.dep[c] == "advmod":
                near.append(c)
        block = self.view.block
        near = [i for i in near if block[i] == block[root]]
        values = loaded()
        return any(
            p.lemma[i].lower() in judging or p.pos[i] in values.get(p.lower(i), ()) for i in near
        )

    def _feels(self, root: int) -> bool:
        """ "was appalled", "felt betrayed": of oneself, and not undone."""
        p = self.p
        feelings = words("stance", "feeling")
        named = (root, *(c for c in p.children[root] if p.dep[c] in ("acomp", "attr", "oprd")))
        return any(p.lower(i) in feelings for i in named)
