"""Whether an event happened: tense, modals, negation, and the words that govern its clause."""

from itertools import islice
from typing import cast

from onrecord.records import Statement
from onrecord.records import Status as Value
from onrecord.resources import rows
from onrecord.stages.extract import clause
from onrecord.stages.extract.scene import Scene
from onrecord.stages.extract.triggers import Lexicon, Trigger

_WILL = frozenset(("will", "shall", "'ll", "’ll", "wo"))
_WILL_NOT = _WILL | {"would"}
_MAYBE = frozenset(("could", "may", "might", "should", "must", "can", "ought", "ca", "would", "'d"))
_NO = frozenset(("no", "nobody", "none", "nothing", "no-one", "neither", "never", "noone"))
_IF = frozenset(("if", "unless", "whether", "lest", "should"))
_NOT_DONE = frozenset(("without", "instead", "against"))
_DURING = frozenset(("during", "at", "in", "into"))
_ONCE = frozenset(("when", "once", "before", "until"))
_BEFORE = frozenset(("ahead", "before", "until", "pending"))
# Types of acts that last: in the present tense they are going on, others are news.
_LASTING = frozenset(("AID", "SUPPORT", "COOPERATE", "MOBILIZE"))
_DISMISSING = frozenset(("deny", "dismiss", "reject", "refute", "dispute", "rebut", "disprove"))
_HAVE = frozenset(("has", "have", "'ve", "’ve"))
_CARRYING = frozenset(("of", "for", "to", "with", "on", "about", "from", "into"))
_STRENGTH = ("happened", "ongoing", "planned", "hypothetical", "threatened", "alleged", "denied")


class Status:
    """Reads a status off the parse; built once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words: dict[str, dict[str, Value]] = {"v": {}, "n": {}, "a": {}, "r": {}}
        self.lasting: frozenset[str] = frozenset()
        for row in rows("lexicons/plover_status.tsv"):
            if row["status"] == "lasting":
                self.lasting = frozenset(row["words"].split())
            elif row["status"] != "light":
                for word in row["words"].split():
                    self.words[row["pos"]][word] = cast(Value, row["status"])

    def __call__(self, scene: Scene, trigger: Trigger) -> Value:
        """The status that the trigger's own sentence gives it."""
        if trigger.row.pos == "n":
            return self.noun(scene, trigger.at)
        return self.verb(scene, trigger.at, trigger.type)

    def charged(self, scene: Scene, i: int) -> bool:
        """ "a murder charge": the first half of a compound whose second half accuses."""
        above = scene.lemma[scene.parse.head[i]]
        return scene.parse.dep[i] == "compound" and self.words["n"].get(above) == "alleged"

    def noun(self, scene: Scene, i: int, depth: int = 0) -> Value:
        parse = scene.parse
        near = self._modified(scene, i)
        if near is not None:
            return near
        head = i
        for _ in range(4):
            if parse.dep[head] not in ("conj", "compound"):
                break
            head = parse.head[head]
        governor, label = parse.head[head], parse.dep[head]
        if label == "pobj":
            found = self._under_preposition(scene, governor, i, depth)
        elif label in ("dobj", "nsubjpass", "nsubj", "attr", "oprd") and governor != head:
            found = self._with_verb(scene, i, governor, label, depth)
        else:
            found = None
        if found is not None and found != "happened":
            return found
        return self._lasting(scene, i)

    def _modified(self, scene: Scene, i: int) -> Value | None:
        """What adjectives and determiners of the noun say."""
        parse = scene.parse
        for c in parse.children[i]:
            if parse.dep[c] in ("det", "neg") and parse.lower(c) in _NO:
                return "denied"
            if parse.dep[c] in ("amod", "compound", "advmod", "nmod"):
                found = self.words["a"].get(parse.lower(c)) or self.words["r"].get(parse.lower(c))
                if found is not None:
                    return found
            if parse.dep[c] in ("acl", "relcl") and scene.infinitive(c):
                return "planned"
        if parse.dep[i] == "compound":
            return self.words["n"].get(scene.lemma[parse.head[i]])
        return None

    def _lasting(self, scene: Scene, i: int) -> Value:
        """A state or long act in a clause of the present is going on."""
        if scene.lemma[i] not in self.lasting:
            return "happened"
        parse = scene.parse
        for k in islice(parse.ancestors(i), 12):
            if parse.pos[k] not in ("VERB", "AUX"):
                continue
            tags = {parse.tag[k], *(parse.tag[a] for a in clause.kids(parse, k, "aux", "auxpass"))}
            if "VBD" in tags:
                return "happened"
            if tags & {"VBZ", "VBP"}:
                return "ongoing"
        return "happened"

    def _under_preposition(self, scene: Scene, prep: int, i: int, depth: int) -> Value | None:
        parse = scene.parse
        word = parse.lower(prep)
        governor = parse.head[prep]
        if word in _NOT_DONE and word == "without":
            return "denied"
        if word in _BEFORE or parse.lower(governor) in _BEFORE:
            return "planned"
        if governor == prep:
            return None
        if parse.pos[governor] in ("NOUN", "PROPN"):
            found = self.words["n"].get(scene.lemma[governor])
            if found is not None and word in ("of", "for", "to", "on", "about"):
                return self._dismissed(scene, governor) or found
            return None
        found = self.words["v"].get(scene.lemma[governor])
        carries = word in _CARRYING or (word == "in" and found == "alleged")
        if found is not None and carries and parse.pos[governor] in ("VERB", "ADJ"):
            return found
        if word in _DURING and scene.is_a(i, "MEETING") and parse.pos[governor] in ("VERB", "AUX"):
            outer = self.verb(scene, governor, "", depth + 1)
            if outer in ("planned", "hypothetical"):  # "will join in during a session"
                return outer
        light = scene.lemma[governor] in self.lexicon.light and word in ("out", "on", "in", "into")
        return self.verb(scene, governor, "", depth + 1) if light else None

    def _with_verb(self, scene: Scene, i: int, verb: int, label: str, depth: int) -> Value | None:
        parse = scene.parse
        if depth > 3:
            return None
        found = self.words["v"].get(scene.lemma[verb])
        undergoes = label in ("dobj", "nsubjpass")
        if undergoes and found is not None:
            outer = self.verb(scene, verb, "", depth + 1)
            if outer == "denied" and found == "denied":
                return "hypothetical"
            return outer if outer in ("denied", "alleged") else found
        light = scene.lemma[verb] in self.lexicon.light and undergoes
        exists = label in ("attr", "nsubj") and scene.lemma[verb] in (
            "be", "take", "begin", "start", "continue", "occur", "happen", "resume", "go", "erupt",
            "break", "end", "come",
        )  # fmt: skip
        if light or exists:
            status = self.verb(scene, verb, "", depth + 1)
            if scene.lemma[verb] in ("continue", "remain") and status == "happened":
                return "ongoing"
            if status == "ongoing" and parse.tag[verb] in ("VBZ", "VBP") and light:
                return self._lasting(scene, i)
            return status
        return None

    def verb(self, scene: Scene, i: int, kind: str, depth: int = 0) -> Value:
        """Status of a verb, participle or infinitive; `kind` is the event's type if it has one."""
        parse = scene.parse
        if self._negated(scene, i):
            return "denied"
        if self._hedged(scene, i):
            return "alleged"
        own = self._finite(scene, i, kind)
        outer = None
        if depth <= 4 and own in ("happened", "ongoing", "open"):
            outer = self._governed(scene, i, depth)
        if outer is not None and (own == "open" or _rank(outer) > 1):
            return outer
        if own == "open":
            return "happened" if parse.tag[i] != "VB" else "hypothetical"
        return cast(Value, own)

    def _negated(self, scene: Scene, i: int) -> bool:
        parse = scene.parse
        for c in parse.children[i]:
            word = parse.lower(c)
            if parse.dep[c] == "neg" or (word in _NO and parse.dep[c] == "advmod"):
                return True
            if parse.dep[c] in ("nsubj", "nsubjpass", "dobj", "det"):
                if word in _NO and word != "nothing":
                    return True
                if any(parse.lower(d) in _NO for d in clause.kids(parse, c, "det", "neg")):
                    return True
        if parse.dep[i] == "conj" and parse.pos[parse.head[i]] == "VERB":
            own = clause.kids(parse, i, "nsubj", "aux")
            bare = parse.tag[i] == "VB" and not own
            return bare and bool(clause.kids(parse, parse.head[i], "neg"))
        return False

    def _hedged(self, scene: Scene, i: int) -> bool:
        return any(
            self.words["r"].get(scene.parse.lower(c)) == "alleged" for c in scene.parse.children[i]
        )

    def _finite(self, scene: Scene, i: int, kind: str) -> str:
        """Tense and modal of the verb; `open` when it has none of its own."""
        parse = scene.parse
        aux = clause.kids(parse, i, "aux", "auxpass")
        words = {parse.lower(a) for a in aux}
        marks = {parse.lower(m) for m in clause.kids(parse, i, "mark")}
        if marks & _IF:
            return "hypothetical"
        if words & _WILL:
            return "hypothetical" if _conditioned(scene, i) else "planned"
        if words & _MAYBE:
            reported = (
                "would" in words and parse.dep[i] in ("ccomp", "conj") and "have" not in words
            )
            return "planned" if reported and not _conditioned(scene, i) else "hypothetical"
        if "to" in words and not words & {"was", "were", "is", "are"}:
            return "open"
        tag = parse.tag[i]
        finite = [a for a in aux if parse.tag[a] in ("VBZ", "VBP", "VBD")]
        if tag == "VBG":
            return "ongoing" if finite else "open"
        if "being" in words and finite:
            return "ongoing"
        if tag == "VBN" and not aux and kind in _LASTING and parse.dep[i] in ("acl", "amod"):
            return "ongoing"  # "forces backed by Washington"
        if tag in ("VBZ", "VBP") or (finite and parse.tag[finite[0]] in ("VBZ", "VBP")):
            present = not words & _HAVE and "been" not in words
            if scene.parse.dep[i] == "conj" and not aux and tag == "VBP":
                return "happened"
            lasting = kind in _LASTING or scene.lemma[i] in self.lasting
            return "ongoing" if present and lasting else "happened"
        if tag == "VBD" or (tag == "VBN" and finite):
            return "happened"
        return "open"

    def _governed(self, scene: Scene, i: int, depth: int) -> Value | None:
        """What the clause or noun above makes of this verb."""
        parse = scene.parse
        label, governor = parse.dep[i], parse.head[i]
        if governor == i:
            return None
        if label == "conj":
            if clause.kids(parse, i, "nsubj", "nsubjpass", "aux"):
                return None
            if parse.tag[i] in ("VBD", "VBZ", "VBP"):  # its own tense: "did not go and blamed them"
                return self._governed(scene, governor, depth + 1) if depth <= 4 else None
            return self.verb(scene, governor, "", depth + 1)
        if label in ("xcomp", "ccomp", "oprd"):
            return self._complement(scene, i, governor, depth)
        if label == "pcomp":
            return self._gerund(scene, governor, depth)
        if label == "acl":
            if clause.headless(parse, i):
                return "happened"
            if parse.tag[i] == "VBN":
                return None
            return self._on_noun(scene, i, governor, depth)
        above = clause.gerund(parse, i)
        if above is not None:
            if parse.pos[above] == "ADP":
                return self._gerund(scene, above, depth)
            return self._complement(scene, i, above, depth)
        if label == "advcl":
            return self._adverbial(scene, i, governor, depth)
        return None

    def _adverbial(self, scene: Scene, i: int, governor: int, depth: int) -> Value | None:
        if scene.infinitive(i):
            return self._purpose(scene, governor, depth)
        marks = {scene.parse.lower(m) for m in clause.kids(scene.parse, i, "mark", "advmod")}
        if marks & _ONCE:
            outer = self.verb(scene, governor, "", depth + 1)
            return outer if outer in ("planned", "hypothetical") else None
        if scene.parse.tag[i] == "VBG" and not clause.kids(scene.parse, i, "mark"):
            outer = self.verb(scene, governor, "", depth + 1)
            return outer if outer in ("planned", "hypothetical", "threatened") else None
        return None

    def _complement(self, scene: Scene, i: int, governor: int, depth: int) -> Value | None:
        parse = scene.parse
        found = self.words["v"].get(scene.lemma[governor])
        outer = self.verb(scene, governor, "", depth + 1)
        finite = self._finite(scene, i, "") not in ("open",)
        if found is not None:
            if finite and found not in ("denied", "alleged", "hypothetical"):
                return None
            if finite and found == "hypothetical" and scene.lemma[governor] not in ("hope", "fear"):
                return None
            if found == "denied":
                return "hypothetical" if outer == "denied" else "denied"
            if outer == "denied" and found in ("planned", "ongoing"):
                return "denied"
            return found if found != "ongoing" or outer == "happened" else outer
        if finite:
            return None
        if parse.pos[governor] in ("VERB", "AUX", "ADJ"):
            return outer
        return None

    def _gerund(self, scene: Scene, prep: int, depth: int) -> Value | None:
        parse = scene.parse
        governor, word = parse.head[prep], parse.lower(prep)
        if word in _NOT_DONE:
            return "denied"
        if governor == prep:
            return None
        if parse.lower(governor) == "ahead":  # "ahead of what may be hard talks"
            return "planned"
        above = clause.complaint(parse, prep)
        if above is not None:
            governor = above
        elif parse.pos[governor] in ("NOUN", "PROPN"):
            return self.words["n"].get(scene.lemma[governor])
        found = self.words["v"].get(scene.lemma[governor])
        if found is not None and word in ("of", "for", "with", "from", "to", "on", "about"):
            return found
        return self.verb(scene, governor, "", depth + 1) if word in ("by", "in") else None

    def _on_noun(self, scene: Scene, i: int, noun: int, depth: int) -> Value | None:
        """ "a plan to attack", "reports of helicopters evacuating people"."""
        parse = scene.parse
        if parse.lower(noun) in _NO:
            return "denied"
        if scene.infinitive(i):
            return self.words["n"].get(scene.lemma[noun]) or "planned"
        prep = parse.head[noun]
        if parse.dep[noun] == "pobj" and parse.pos[parse.head[prep]] == "NOUN":
            claim = parse.head[prep]
            found = self.words["n"].get(scene.lemma[claim])
            return None if found is None else self._dismissed(scene, claim) or found
        return None

    def _dismissed(self, scene: Scene, noun: int) -> Value | None:
        """ "rejected claims of": who rejects the claim denies what it says."""
        parse = scene.parse
        verb = parse.head[noun]
        if parse.dep[noun] not in ("dobj", "nsubjpass") or parse.pos[verb] != "VERB":
            return None
        alleged = self.words["n"].get(scene.lemma[noun]) == "alleged"
        return "denied" if alleged and scene.lemma[verb] in _DISMISSING else None

    def _purpose(self, scene: Scene, governor: int, depth: int) -> Value:
        """An infinitive of purpose: meant, not yet done."""
        if any(scene.parse.lower(c) == "nothing" for c in scene.parse.children[governor]):
            return "denied"
        outer = self.verb(scene, governor, "", depth + 1)
        return outer if outer in ("denied", "hypothetical", "alleged") else "planned"


def refuses(scene: Scene, i: int) -> bool:
    """ "will not lift the ban": to announce that one will not is an act of its own."""
    words = {scene.parse.lower(c) for c in clause.kids(scene.parse, i, "aux")}
    return bool(words & _WILL_NOT and clause.kids(scene.parse, i, "neg"))


def _conditioned(scene: Scene, i: int) -> bool:
    """An if-clause hangs on the verb."""
    return any(
        scene.parse.lower(m) in _IF
        for c in clause.kids(scene.parse, i, "advcl")
        for m in clause.kids(scene.parse, c, "mark")
    )


def _rank(status: str) -> int:
    return _STRENGTH.index(status)


def within(status: Value, statement: Statement | None, embedded: bool) -> Value:
    """What the stance of the statement around an event makes of its status.

    `embedded`: the trigger leads the statement's content rather than being presupposed by it.
    """
    if statement is None or statement.stance is None:
        return status
    stance = statement.stance
    if stance == "denies":
        return "denied" if status in ("happened", "ongoing", "alleged") else status
    if stance == "alleges":
        return "alleged" if status in ("happened", "ongoing") else status
    if not embedded or status not in ("happened", "ongoing"):
        return status
    changed: dict[str, Value] = {
        "questions": "hypothetical",
        "demands": "hypothetical",
        "promises": "planned",
        "threatens": "threatened",
        "predicts": "hypothetical",
    }
    return changed.get(stance, status)
