"""Events of an article: trigger, type, participants, place, time, status, and on whose word."""

from typing import NamedTuple

from onrecord.records import Article, Event, EventType, Parse, Place, Statement, Time
from onrecord.records import Status as Value
from onrecord.resources import rows
from onrecord.spans import Span, merge
from onrecord.stages.extract import clause, combine
from onrecord.stages.extract.arguments import Arguments, acts, argument, takes_part
from onrecord.stages.extract.around import Around, Spoken
from onrecord.stages.extract.combine import PARTY, Opinion, blend, intention, triggers
from onrecord.stages.extract.learned import Learned
from onrecord.stages.extract.ontology import Ontology
from onrecord.stages.extract.scene import Classes, Scene
from onrecord.stages.extract.status import Status, refuses, within
from onrecord.stages.extract.triggers import Lexicon, Trigger

THRESHOLD = 0.58


PRIVATE = 0.25  # nobody of politics takes part, and the article is of other things
COMPOUND = 0.35  # "attack helicopter": the first half of a compound is rarely told as an event
# "The attack lasted an hour": the model, which sees one sentence, cannot know of the attack before.
TAKEN_UP = 0.7
UNREAL = 0.9  # what is planned or denied is less surely an event than the plan or the denial
_REAL = frozenset(("happened", "ongoing", "alleged"))
# What one can refuse: acts that give or join something.
_YIELDING = frozenset(("CONCEDE", "RETREAT", "CONSULT", "AGREE", "AID", "COOPERATE", "SUPPORT"))


class _Found(NamedTuple):
    """A trigger that counts, with the heads of its participants."""

    trigger: Trigger
    actors: list[int]
    recipients: list[int]
    score: float


class Events:
    """Reads the lexicons once; a call is a pure function of its arguments."""

    def __init__(self, model: bool = True, ontology: Ontology | None = None) -> None:
        self.ontology = ontology
        self.learned = Learned() if model else None
        self.name = self.learned.name if self.learned else "events by lexicon"
        self.classes = Classes()
        self.lexicon = Lexicon(self.classes, ontology)
        self.arguments = Arguments(self.lexicon)
        self.status = Status(self.lexicon)
        self.modes = {
            (row["type"], row["mode"], word): (row["cameo"], row["context"])
            for row in rows("lexicons/cameo.tsv")
            for word in row["words"].split() or [""]
        }
        self.contexts = {
            word: row["context"]
            for row in rows("lexicons/plover_contexts.tsv")
            for word in row["words"].split()
        }

    def __call__(
        self,
        article: Article,
        parse: Parse,
        statements: list[Statement],
        places: list[Place],
        times: list[Time],
    ) -> list[Event]:
        scene = Scene(parse, self.classes)
        around = Around(parse, places, times)
        spoken = Spoken(statements, len(parse.text))
        return [
            self._event(scene, around, spoken, number, found)
            for number, found in enumerate(self._accepted(scene), 1)
        ]

    def _event(
        self, scene: Scene, around: Around, spoken: Spoken, number: int, found: _Found
    ) -> Event:
        trigger, actors, recipients, score = found
        refused = self._refused(scene, trigger, actors)
        plain = refused or trigger.row.announces
        status: Value = "happened" if plain else self.status(scene, trigger)
        trigger = refused or trigger
        holder = spoken.innermost(scene.parse.chars(trigger.at, trigger.at + 1))
        for statement in spoken.chain(holder):
            status = within(status, statement, _embedded(scene, trigger, statement))
        cameo, contexts = self._coded(scene, trigger)
        own = trigger.row.own or (
            self.ontology and self.ontology.name(trigger.row.type, trigger.row.mode)
        )
        return Event(
            id=f"e{number}",
            type=trigger.type,
            mode=trigger.row.mode or None,
            contexts=contexts,
            cameo=cameo or None,
            own_type=own.type if own else None,
            own_code=(own.code or None) if own else None,
            trigger=_trigger_spans(scene.parse, trigger),
            actors=[argument(scene, k) for k in actors],
            recipients=[argument(scene, k) for k in recipients],
            place=around.place(trigger.at),
            time=around.time(trigger.at),
            status=status,
            statement=None if holder is None else holder.id,
            score=round(min(1.0, score) * (1.0 if status in _REAL else UNREAL), 2),
            why=_why(scene, trigger),
        )

    def _accepted(self, scene: Scene) -> list[_Found]:
        """Triggers with actors, recipients and score, in text order."""
        opinion = Opinion(scene, self.learned)
        found = triggers(scene, self.lexicon, opinion)
        spoken_for = {
            k
            for trigger in found.values()
            for k in trigger.used
            if k in found and _same_act(trigger, found[k])
        }
        for trigger in found.values():
            if trigger.type == "REJECT":
                refused = self._complement(scene, trigger)
                spoken_for.update(k for k in refused if k in found and found[k].type in _YIELDING)
        out: list[_Found] = []
        for i, trigger in found.items():
            if i in spoken_for:
                continue
            actors, recipients = self._parties(scene, trigger, opinion)
            score = weigh(scene, trigger, actors, recipients)
            if self.status.charged(scene, i):
                score += COMPOUND
            sure = opinion.event(trigger)
            if sure is not None and trigger.type in {f.trigger.type for f in out}:
                sure = max(sure, TAKEN_UP) if clause.definite(scene.parse, i) else sure
            if blend(score, sure, combine.SHARE) >= THRESHOLD:
                score = blend(score, sure, combine.TOLD)
                out.append(_Found(trigger, actors, recipients, score))
                announced = intention(scene, self.lexicon, trigger, opinion)
                if announced and scene.any_is(actors, "political"):
                    out.append(_announced(out[-1], *announced))
        return out

    def _parties(
        self, scene: Scene, trigger: Trigger, opinion: Opinion
    ) -> tuple[list[int], list[int]]:
        """Actors and recipients by syntax; where it finds none, by the model."""
        actors, recipients = self.arguments(scene, trigger)
        taken = {trigger.at, *actors, *recipients}
        for role, heads in enumerate((actors, recipients)):
            if any(acts(scene, k) for k in heads):
                continue
            head, sure = opinion.party(trigger.at, role)
            if head is None or sure <= PARTY or head in taken or not takes_part(scene, head):
                continue
            if not heads or acts(scene, head):  # a thing gives way to nobody but who can act
                heads.insert(0, head)
                taken.add(head)
        return actors, recipients

    def believed(self, parse: Parse) -> dict[int, tuple[EventType, int, int]]:
        """By trigger token: type, head of the first actor and recipient (-1: none), by rule alone.

        What the learned reader is taught where nobody has labelled.
        """
        found = self._accepted(Scene(parse, self.classes))
        return {
            f.trigger.at: (f.trigger.type, (f.actors or [-1])[0], (f.recipients or [-1])[0])
            for f in found
        }

    def _complement(self, scene: Scene, trigger: Trigger) -> list[int]:
        """Words of the act that somebody refuses or fails to do."""
        verbs = self.lexicon.slot(scene, trigger.at, "comp.inf")
        nouns = [
            k for v in verbs for slot in ("obj", "pp.to") for k in self.lexicon.slot(scene, v, slot)
        ]
        return [*verbs, *nouns]

    def _refused(self, scene: Scene, trigger: Trigger, actors: list[int]) -> Trigger | None:
        """The trigger as a refusal, when a named power says that it will not do this."""
        verb: int | None = trigger.at
        if trigger.row.pos == "n":
            verb = self.lexicon.light_verb(scene, trigger.at)
        if trigger.type not in _YIELDING or verb is None or not refuses(scene, verb):
            return None
        if not scene.any_is(actors or clause.subjects(scene.parse, verb), "political"):
            return None
        return trigger._replace(row=trigger.row._replace(type="REJECT", mode=""))

    def _coded(self, scene: Scene, trigger: Trigger) -> tuple[str, list[str]]:
        kind, mode = trigger.row.type, trigger.row.mode
        keys = [(kind, mode, scene.lemma[trigger.at]), (kind, mode, ""), (kind, "", "")]
        cameo, context = next(self.modes[key] for key in keys if key in self.modes)
        first, last = scene.parse.sentences[scene.sentence_of[trigger.at]]
        nearby = range(max(first, trigger.at - 30), min(last, trigger.at + 30))
        found = [self.contexts[w] for k in nearby if (w := scene.lemma[k]) in self.contexts]
        return cameo, list(dict.fromkeys([context, *found] if context else found))


def _announced(act: _Found, at: int, kind: str) -> _Found:
    """The announcement of an act, as an event of its own on the future auxiliary."""
    row = act.trigger.row._replace(type=kind, mode="", text="announced", announces=True)
    return act._replace(trigger=Trigger(at, row, (at,), ()))


def _same_act(outer: Trigger, inner: Trigger) -> bool:
    """Whether an event noun that a verb's frame names is no event of its own."""
    return inner.row.type != "ASSAULT" or outer.row.type == "ASSAULT"


def weigh(scene: Scene, trigger: Trigger, actors: list[int], recipients: list[int]) -> float:
    """How sure we are that this is a political event between actors."""
    score = trigger.row.weight
    political = scene.any_is(actors, "political"), scene.any_is(recipients, "political")
    human = scene.any_is(actors, "human"), scene.any_is(recipients, "human")
    score += 0.15 if political[0] else 0.05 if human[0] else 0.0
    score += 0.1 if political[1] else 0.05 if human[1] else 0.0
    if not actors and not recipients:
        score -= 0.1
    elif actors and not (political[0] or human[0]) and not scene.any_is(actors, "means"):
        score -= 0.25  # prices, viruses and cafés defy, attack and invade in figures of speech
    if scene.political_article:
        score += 0.05
    else:
        violent = trigger.row.type in ("ASSAULT", "COERCE")
        score -= 0.1 if any(political) or violent else PRIVATE
    guard = 1.0 if any(map(scene.of_domain, actors)) else scene.guarded(trigger.at)
    if guard:
        power = scene.any_is((*actors, *recipients), "armed_or_state")
        score -= guard * (0.25 if power else 0.8)
    if scene.parse.dep[trigger.at] == "compound":
        score -= COMPOUND
    if scene.parse.dep[trigger.at] == "amod" and clause.gerund(scene.parse, trigger.at) is None:
        score -= 0.15
    return score


def _trigger_spans(parse: Parse, trigger: Trigger) -> list[Span]:
    return merge([parse.chars(k, k + 1) for k in trigger.tokens], parse.text)


def _why(scene: Scene, trigger: Trigger) -> str:
    row = trigger.row
    parts = [f"{row.by} {row.head} {row.pos} {row.type}"]
    if row.text:
        parts.append(row.text)
    if row.pos == "v" and clause.passive(scene.parse, trigger.at):
        parts.append("passive")
    return "; ".join(parts)


def _embedded(scene: Scene, trigger: Trigger, statement: Statement) -> bool:
    """The trigger is the top of its statement: nothing above it inside the content."""
    parse = scene.parse
    if trigger.row.pos == "n":
        return False
    above = parse.head[trigger.at]
    start = parse.starts[above]
    return above == trigger.at or not any(s <= start < e for s, e in statement.content)
