"""The lexicon's reading and the model's, made one: which words are events, of which type.

The lexicon knows frames and modes, and its reasons can be read; the model knows words and turns of
phrase that the lexicon lacks. The model rejects and adds events; what the lexicon has typed keeps
its type, which was right more often than the model's other one on labelled reports.
"""

from onrecord.stages.extract import clause
from onrecord.stages.extract.learned import TYPES, Belief, Floats, Learned
from onrecord.stages.extract.scene import Scene
from onrecord.stages.extract.triggers import Lexicon, Row, Trigger, barred

SHARE = 0.5  # of the model's word in the score of an event
TOLD = 0.9  # the same in the score that is told: the model ranks events better than it finds them
ADDED = 0.6  # probability above which a word outside the lexicon is an event
DENIED = 0.9  # the same where a row of the lexicon says that it is none
PARTY = 0.5  # probability above which the model names a party that syntax has not found
COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"))
HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "REJECT"))
_POS = {"VERB": "v", "NOUN": "n", "ADJ": "a"}
_NOT_ACTS = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"))
_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "would"))
_ROW_WEIGHT = 0.6  # what a row of middling certainty weighs


class Opinion:
    """What the model says of one article; a sentence is read when first asked for."""

    def __init__(self, scene: Scene, learned: Learned | None) -> None:
        self.scene, self.learned = scene, learned
        self.read: dict[int, Belief] = {}

    def _of(self, i: int) -> Belief | None:
        if self.learned is None:
            return None
        sentence = self.scene.sentence_of[i]
        if sentence not in self.read:
            self.read[sentence] = self.learned(self.scene.parse, sentence)
        belief = self.read[sentence]
        return belief if i - belief.first < len(belief.types) else None

    def types(self, i: int) -> Floats | None:
        """Probabilities of the types in the order of `TYPES`; None without a model."""
        belief = self._of(i)
        return None if belief is None else belief.types[i - belief.first]

    def event(self, trigger: Trigger) -> float | None:
        """Probability that a word of the trigger carries an event of any type."""
        types = self.best(trigger)
        return None if types is None else 1.0 - float(types[0])

    def best(self, trigger: Trigger) -> Floats | None:
        """Types of the word of the trigger that the model takes for it: "*is* in *prison*"."""
        words = {trigger.at, *trigger.tokens, *trigger.used}
        found = [types for k in sorted(words) if (types := self.types(k)) is not None]
        return min(found, key=lambda types: float(types[0]), default=None)

    def party(self, i: int, role: int) -> tuple[int | None, float]:
        """Head of the likeliest actor (role 0) or recipient (1) of a trigger: None is nobody."""
        belief = self._of(i)
        if belief is None:
            return None, 0.0
        row = belief.parties[role, i - belief.first]
        best = int(row.argmax())
        return (belief.first + best - 1 if best else None), float(row[best])


def triggers(scene: Scene, lexicon: Lexicon, opinion: Opinion) -> dict[int, Trigger]:
    """Every trigger that lexicon or model finds, by its token."""
    found = {
        i: trigger
        for i in range(len(scene.parse))
        if (trigger := lexicon.find(scene, i)) is not None
    }
    if opinion.learned is None:
        return found
    own: set[int] = set()
    spoken_for = {k for t in found.values() for k in (*t.tokens, *t.used)}
    for first, last in _sentences(scene, found):
        for i in range(first, last):
            if i not in found and i not in spoken_for:
                added = _added(scene, lexicon, opinion, i)
                if added is not None:
                    found[i] = added
                    own.add(i)
    kept, known = {}, found.keys() - own
    for i, trigger in sorted(found.items()):
        if i not in own or not (_echo(scene, found, own, i) or _lends(scene, lexicon, known, i)):
            kept[i] = trigger
    return kept


def _lends(scene: Scene, lexicon: Lexicon, known: set[int], i: int) -> bool:
    """A verb that only lends tense and subject to an event noun: "*hold* talks"."""
    carried = clause.kids(scene.parse, i, "dobj", "nsubjpass")
    return scene.lemma[i] in lexicon.light and any(k in known for k in carried)


def _echo(scene: Scene, found: dict[int, Trigger], own: set[int], i: int) -> bool:
    """A word beside a trigger of the same type tells the same act: "*sent* a *team* of doctors"."""
    parse = scene.parse
    near = [parse.head[i], *parse.children[i]]
    if parse.dep[i] == "pobj":
        near.append(parse.head[parse.head[i]])
    return any(
        k in found and found[k].type == found[i].type and (k < i or k not in own)
        for k in near
        if k != i
    )


def blend(score: float, probability: float | None, share: float) -> float:
    """The rules' weight and the model's probability as one score; `share` is the model's."""
    if probability is None:
        return score
    return (1 - share) * min(1.0, score) + share * probability


def _sentences(scene: Scene, found: dict[int, Trigger]) -> list[tuple[int, int]]:
    """Sentences worth a look: a trigger, people or a power is in them."""
    numbers = {scene.sentence_of[i] for i in found} | scene.peopled
    return [scene.parse.sentences[n] for n in sorted(numbers)]


def _added(scene: Scene, lexicon: Lexicon, opinion: Opinion, i: int) -> Trigger | None:
    """An event that the lexicon does not know, if the model is sure of it."""
    pos = _POS.get(scene.parse.pos[i])
    if pos is None or scene.entity[i] in _NOT_ACTS or barred(scene, i):
        return None
    types = opinion.types(i)
    if types is None:
        return None
    known = (scene.lemma[i], pos) in lexicon.rows
    if 1.0 - float(types[0]) < (DENIED if known else ADDED):
        return None
    kind = TYPES[int(types[1:].argmax()) + 1]
    particle = clause.kids(scene.parse, i, "prt")
    row: Row = lexicon.bare(scene.lemma[i], pos, kind, _ROW_WEIGHT)
    return Trigger(i, row, tuple(sorted({i, *particle[:1]})), ())


def intention(
    scene: Scene, lexicon: Lexicon, trigger: Trigger, opinion: Opinion
) -> tuple[int, str] | None:
    """The future auxiliary by which somebody announces the act, and what announcing it is.

    PLOVER codes a cooperative act announced as AGREE, a hostile one as THREATEN.
    """
    parse = scene.parse
    verb = trigger.at if trigger.row.pos == "v" else lexicon.light_verb(scene, trigger.at)
    if verb is None or trigger.type not in COOPERATIVE | HOSTILE:
        return None
    aux = [a for a in clause.kids(parse, verb, "aux") if parse.lower(a) in _FUTURE]
    if not aux or clause.kids(parse, verb, "neg") or clause.passive(parse, verb):
        return None
    kind = "AGREE" if trigger.type in COOPERATIVE else "THREATEN"
    types = opinion.types(aux[0])
    if types is None or types[TYPES.index(kind)] < ANNOUNCED:
        return None
    return aux[0], kind


ANNOUNCED = 0.5
