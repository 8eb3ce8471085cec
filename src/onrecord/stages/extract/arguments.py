"""Actors and recipients of a trigger, read off the parse in the order that its frame names."""

from onrecord.records import Argument
from onrecord.spans import Span
from onrecord.stages.extract import clause
from onrecord.stages.extract.scene import Scene
from onrecord.stages.extract.triggers import Lexicon, Trigger

_NOT_TAKING_PART = frozenset(("DATE", "TIME", "PERCENT", "ORDINAL", "QUANTITY", "MONEY"))
_VERBAL_TYPES = frozenset(("SUPPORT", "ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE"))
_THINGS = frozenset(("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "REJECT", "CONCEDE", "SUPPORT"))
_EMPTY = frozenset(("there", "this", "that", "which", "who", "what", "each", "other"))


class Arguments:
    """Finds who takes part; built once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, scene: Scene, trigger: Trigger) -> tuple[list[int], list[int]]:
        """Heads of the actors' and of the recipients' phrases, in text order."""
        used = set(trigger.used) | {trigger.at}
        actors = self._first(scene, trigger, trigger.row.actors, used)
        if not any(acts(scene, k) for k in actors):
            actors = self._behind(scene, actors) or (actors if trigger.row.pos == "v" else [])
        taken = used | set(actors)
        recipients = self._first(scene, trigger, trigger.row.recipients, taken)
        if trigger.type not in _THINGS:
            recipients = [k for k in recipients if acts(scene, owner_or_self(scene, k))]
        if trigger.type in _VERBAL_TYPES:
            recipients = [owner_or_self(scene, k) for k in recipients]
        recipients = [k for k in dict.fromkeys(recipients) if k not in actors]
        return actors, recipients

    def _first(
        self, scene: Scene, trigger: Trigger, sources: tuple[str, ...], taken: set[int]
    ) -> list[int]:
        """What the first source with a participant gives; a thing only when no source has one."""
        thing: list[int] = []
        for source in sources:
            found = [
                k
                for k in self._source(scene, trigger, source)
                if k not in taken and takes_part(scene, k)
            ]
            if any(acts(scene, k) for k in found):
                return found
            thing = thing or found
        return thing

    def _behind(self, scene: Scene, things: list[int]) -> list[int]:
        """Who acts through a thing: "signed an order imposing sanctions"."""
        parse = scene.parse
        for k in things:
            if parse.dep[k] == "dobj":
                found = clause.subjects(parse, parse.head[k])
                if any(acts(scene, f) for f in found):
                    return found
        return []

    def _source(self, scene: Scene, trigger: Trigger, source: str) -> list[int]:
        i, slot = trigger.at, self.lexicon.slot
        if trigger.row.pos == "n":
            return self._nominal(scene, i, source)
        outer, _, inner = source.partition(".")
        if outer in ("comp", "subj", "obj") and inner:
            key = inner if inner in ("subj", "obj") or inner.startswith("pp.") else f"pp.{inner}"
            return [k for c in slot(scene, i, outer) for k in slot(scene, c, key)]
        if source == "iobj":
            return _receivers(scene, i)
        return slot(scene, i, source)

    def _nominal(self, scene: Scene, i: int, source: str) -> list[int]:
        slot, parse = self.lexicon.slot, scene.parse
        if source == "mod":
            return modifiers(scene, i)
        if source == "poss":
            return slot(scene, i, source)
        if source == "by":
            of = clause.prepositional(parse, i, "of")  # "the arrest of a man by police"
            return [k for n in (i, *of) for k in clause.agents(parse, n)]
        if source == "light":
            verb = self.lexicon.light_verb(scene, i)
            if verb is None or (verb == parse.head[i] and _by_itself(scene, i)):
                return []
            return clause.subjects(parse, verb)
        if source == "subj":
            verb = _governing_verb(scene, i)
            if verb is None:
                return []
            surface = clause.surface(parse, verb)
            return [] if surface is None else clause.with_conjuncts(parse, surface)
        found = clause.prepositional(parse, i, source)
        for verb in clause.kids(parse, i, "acl", "relcl"):
            if not found and scene.lemma[verb] in self.lexicon.light:
                found = clause.prepositional(parse, verb, source)
        verb = _governing_verb(scene, i)
        if found or verb is None or source == "of" or scene.lemma[verb] not in self.lexicon.light:
            return found
        return clause.prepositional(parse, verb, source)


def _by_itself(scene: Scene, i: int) -> bool:
    """The event noun is the passive subject of a light verb without a by-phrase."""
    return scene.parse.dep[i] == "nsubjpass" and not clause.agents(scene.parse, scene.parse.head[i])


def _governing_verb(scene: Scene, i: int) -> int | None:
    parse = scene.parse
    for _ in range(4):
        if parse.dep[i] not in ("conj", "compound"):
            break
        i = parse.head[i]
    if parse.dep[i] in ("dobj", "attr", "nsubjpass"):
        return parse.head[i]
    if parse.dep[i] == "pobj" and parse.pos[parse.head[parse.head[i]]] in ("VERB", "AUX"):
        return parse.head[parse.head[i]]
    return None


def _receivers(scene: Scene, i: int) -> list[int]:
    out: list[int] = []
    for k in clause.kids(scene.parse, i, "dative"):
        nouns = clause.kids(scene.parse, k, "pobj") if scene.parse.pos[k] == "ADP" else [k]
        out.extend(h for n in nouns for h in clause.with_conjuncts(scene.parse, n))
    return out


def modifiers(scene: Scene, i: int) -> list[int]:
    """Demonyms and names before an event noun: "Turkish assault", "the UN-brokered talks"."""
    out = []
    for c in clause.kids(scene.parse, i, "amod", "compound", "nmod"):
        power = scene.lemma[c] in scene.classes.acting and scene.parse.pos[c] in ("NOUN", "PROPN")
        if power or scene.entity[c] in ("GPE", "NORP", "ORG"):
            out.append(c)
    return out


def acts(scene: Scene, k: int) -> bool:
    """Whether the phrase names somebody who can act, rather than a thing."""
    return scene.is_a(k, "political") or scene.is_a(k, "human")


def owner_or_self(scene: Scene, k: int) -> int:
    """Whose decision or remark it is, when a phrase names no participant itself."""
    if acts(scene, k):
        return k
    owners = [
        *clause.kids(scene.parse, k, "poss"),
        *modifiers(scene, k),
        *clause.agents(scene.parse, k),
        *clause.prepositional(scene.parse, k, "of"),
    ]
    return next((o for o in owners if acts(scene, o)), k)


def takes_part(scene: Scene, k: int) -> bool:
    """False for dates, amounts and words that stand for nothing here."""
    if scene.entity[k] in _NOT_TAKING_PART and not scene.is_a(k, "human"):
        return False
    if scene.parse.lower(k) in _EMPTY:
        return False
    return scene.parse.pos[k] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET")


def argument(scene: Scene, k: int) -> Argument:
    return Argument(span=span_of(scene, k), actor=None)


def span_of(scene: Scene, k: int) -> Span:
    """Characters of the participant headed by `k`; a demonym before a noun stands by itself."""
    parse = scene.parse
    first, last = scene.entity_tokens.get(k, (k, k + 1))
    if parse.dep[k] not in ("amod", "compound", "nmod") or parse.tag[k] in ("VBN", "VBG"):
        left, right = clause.phrase(parse, k)
        first, last = min(first, left), max(last, right + 1)
    while last - 1 > k and parse.tag[last - 1] in ("POS", ",", ":"):
        last -= 1
    return parse.chars(first, last)
