"""Charges in so many words: a clause in which another than the speaker does wrong.

Wrong is told by the verb ("tortured"), by what it is done with ("planted a bomb"), by the pair of
both ("broke the truce") or by what somebody is called ("is a spy"): `lexicons/wrongdoing.tsv`.
"""

from .clauses import Clauses
from .lexicon import words


class Charges(Clauses):
    """The clauses of a content, asked whether they put somebody in the wrong."""

    def accuses(self, root: int) -> bool:
        """Another does wrong, in so many words."""
        p, view = self.p, self.view
        subject = self.subject(root)
        if subject is None or view.negated(root) or self.future(root):
            return False
        if view.passive(root):
            return p.lemma[root].lower() in words("wrongdoing", "abuse")
        if self.own(root):
            return False
        blind = words("wrongdoing", "thing") | words("wrongdoing", "blind")
        if p.lower(subject) == "you" or p.lemma[subject].lower() in blind:
            return False
        lemma = p.lemma[root].lower()
        aux = {p.lower(c) for c in p.children[root] if p.dep[c] in ("aux", "advmod")}
        if aux & {"may", "might", "could", "can"} and "have" not in aux:
            return False
        if aux & words("wrongdoing", "manner"):
            return True
        wrong = words("wrongdoing", "act") | words("wrongdoing", "abuse")
        going_on = (c for c in p.children[root] if p.dep[c] == "advcl" and p.tag[c] == "VBG")
        if lemma in wrong or any(c > root and p.lemma[c].lower() in wrong for c in going_on):
            return True
        if lemma not in words("wrongdoing", "against") and self._wrong_thing(root):
            return True
        return self._guilty(root) or self._does_wrong(root)

    def _wrong_thing(self, root: int) -> bool:
        """A thing of wrongdoing is what the verb has done or used: "used poison gas"."""
        p, things = self.p, words("wrongdoing", "thing")
        for c in p.children[root]:
            done = p.dep[c] == "dobj" and p.tag[root] in ("VBD", "VBN", "VBG", "VBZ", "VBP")
            if done and any(p.lemma[i].lower() in things for i in self.view.subtree(c)):
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

    def _does_wrong(self, root: int) -> bool:
        """A deed that is wrong by what is done to what: "broke the truce", "launched an attack"."""
        p = self.p
        pairs = (("breaks", "bond"), ("does", "deed"))
        for c in p.children[root]:
            if p.dep[c] not in ("dobj", "prep"):
                continue
            under = {p.lemma[i].lower() for i in self.view.subtree(c)[:8]}
            for verb, thing in pairs:
                known = p.lemma[root].lower() in words("wrongdoing", verb)
                if known and under & words("wrongdoing", thing):
                    return True
        return False
