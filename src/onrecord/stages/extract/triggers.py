"""Which words are events, by the frame they stand in: plover_triggers.tsv over the parse."""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple, cast

from onrecord.errors import ResourceError
from onrecord.records import EventType
from onrecord.resources import rows
from onrecord.stages.extract import clause
from onrecord.stages.extract.ontology import Ontology, Own, refused
from onrecord.stages.extract.scene import KINDS, Classes, Scene, prefixed

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}
FIRST = 100.0  # the reader's own rows come before ours, whatever their conditions
_CONSUMING = ("obj", "mod", "of", "pp", "oprd", "under")


class Condition(NamedTuple):
    """`keys=values`; no values: something has to be there."""

    keys: tuple[str, ...]
    values: frozenset[str]
    kinds: tuple[str, ...]
    wanted: bool


class Row(NamedTuple):
    """One line of the lexicon."""

    head: str
    pos: str
    conditions: tuple[Condition, ...]
    type: str
    mode: str
    weight: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    text: str
    announces: bool = False  # the words only say that an act will be done
    by: str = "lexicon"  # or "model"
    own: Own | None = None  # what the reader's own ontology calls it


class Trigger(NamedTuple):
    """A row that holds of token `at`; `tokens` are its words, `used` the nouns it speaks for."""

    at: int
    row: Row
    tokens: tuple[int, ...]
    used: tuple[int, ...]

    @property
    def type(self) -> EventType:
        return cast(EventType, self.row.type)


class Lexicon:
    """All rows, by lemma and part of speech."""

    def __init__(self, classes: Classes, ontology: Ontology | None = None) -> None:
        self.frames = {
            (row["type"], row["pos"]): row["frame"] for row in rows("lexicons/plover_frames.tsv")
        }
        self.rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for line in rows("lexicons/plover_triggers.tsv"):
            row = _row(line, self.frames, classes)
            for head in line["head"].split("|"):
                self.rows[head, row.pos].append(row._replace(head=head))
        for line in ontology.words if ontology else ():
            self._learn(line, classes)
        self.light = frozenset(
            word
            for line in rows("lexicons/plover_status.tsv")
            if line["status"] == "light"
            for word in line["words"].split()
        )

    def _learn(self, line: dict[str, str], classes: Classes) -> None:
        """Take a row of the reader's own."""
        try:
            row = _row({**line, "type": line["plover"]}, self.frames, classes)
        except ResourceError as error:
            raise refused(error) from error
        for head in line["head"].split("|"):
            own = Own(line["type"], line["code"])
            self.rows[head, row.pos].append(row._replace(head=head, own=own))

    def find(self, scene: Scene, i: int) -> Trigger | None:
        """The event that token `i` carries; a row of type NONE says that it carries none."""
        pos = _POS.get(scene.parse.pos[i])
        if pos is None:
            return None
        candidates = self.rows.get((scene.lemma[i], pos))
        if not candidates or barred(scene, i):
            return None
        best: tuple[int, float, Row, tuple[int, ...]] | None = None
        for row in candidates:
            met = self._met(scene, i, row)
            if met is not None:
                rank = len(row.conditions) + (0.5 if row.type == "NONE" else 0.0)
                rank += FIRST if row.own else 0.0
                if best is None or rank > best[1]:
                    best = (i, rank, row, met)
        if best is None or best[2].type == "NONE":
            return None
        used = tuple(k for k in best[3] if not scene.is_a(k, "human"))
        particle = clause.kids(scene.parse, i, "prt")
        acts = [k for k in used if abs(k - i) < 6 and (scene.lemma[k], "n") in self.rows]
        acts = [k for k in acts if scene.parse.dep[k] in ("dobj", "pobj", "nsubjpass", "oprd")]
        own = () if acts and scene.parse.pos[i] == "AUX" else (i,)
        return Trigger(i, best[2], tuple(sorted({*own, *particle[:1], *acts})), used)

    def bare(self, head: str, pos: str, kind: str, weight: float) -> Row:
        """A row without conditions, for a word that the tables lack."""
        line = {"pos": pos, "with": "", "type": kind, "mode": "", "frame": "", "weight": "0"}
        row = _row({**line, "head": head}, self.frames, None)
        return row._replace(head=head, weight=weight, by="model")

    def _met(self, scene: Scene, i: int, row: Row) -> tuple[int, ...] | None:
        """Tokens that filled the worded conditions; None when one condition fails."""
        used: list[int] = []
        for condition in row.conditions:
            filled = [
                k
                for key in condition.keys
                for k in self.slot(scene, i, key)
                if _fits(scene, k, condition)
            ]
            if bool(filled) != condition.wanted:
                return None
            if condition.wanted and condition.values and not KINDS.keys() & condition.kinds:
                if condition.keys[0].split(".")[0] in _CONSUMING:
                    used.extend(k for k in filled if k != i)
            elif condition.wanted and condition.keys[0] in ("obj", "mod", "of") and filled:
                used.extend(k for k in filled if _worded(scene, k, condition))
        return tuple(used)

    def slot(self, scene: Scene, i: int, key: str) -> list[int]:
        """Tokens that stand in one slot of token `i`."""
        if key.startswith("pp."):
            return clause.prepositional(scene.parse, i, key[3:])
        reader = _SLOTS.get(key)
        if reader is not None:
            return reader(scene, i)
        if key == "light":
            governor = self.light_verb(scene, i)
            return [] if governor is None else [governor]
        return []

    def light_verb(self, scene: Scene, i: int) -> int | None:
        """The verb that only lends its subject and tense to the event noun `i`."""
        parse = scene.parse
        for _ in range(4):
            if parse.dep[i] != "conj":
                break
            i = parse.head[i]
        label, governor = parse.dep[i], parse.head[i]
        if label == "pobj" and parse.lower(governor) in ("out", "on", "in", "to"):
            governor = parse.head[governor]
        if label in ("acl", "relcl"):
            return None
        if label in ("dobj", "nsubjpass", "pobj") and scene.lemma[governor] in self.light:
            return governor
        carried = [c for c in clause.kids(parse, i, "acl", "relcl") if scene.lemma[c] in self.light]
        return carried[0] if carried else None


def _row(line: dict[str, str], frames: dict[tuple[str, str], str], classes: Classes | None) -> Row:
    frame = line["frame"] or frames.get((line["type"], line["pos"])) or frames["*", "v"]
    actors, _, recipients = frame.partition(">")
    try:
        weight = float(line["weight"])
    except ValueError:
        raise ResourceError(f"plover_triggers.tsv: weight of {line['head']}") from None
    return Row(
        head="",
        pos=line["pos"],
        conditions=tuple(_condition(text, classes) for text in line["with"].split() if classes),
        type=line["type"],
        mode=line["mode"],
        weight=weight,
        actors=tuple(actors.split(",")) if actors else (),
        recipients=tuple(recipients.split(",")) if recipients else (),
        text=line["with"],
    )


def _condition(text: str, classes: Classes) -> Condition:
    wanted = not text.startswith("!")
    keys, _, values = text.lstrip("!").partition("=")
    alternatives = values.split("|") if values else []
    kinds = tuple(v[1:] for v in alternatives if v.startswith("@"))
    for kind in kinds:
        if kind not in KINDS and kind not in classes.words:
            raise ResourceError(f"plover_triggers.tsv: no class {kind}")
    words = frozenset(v for v in alternatives if not v.startswith("@"))
    for kind in kinds:
        if kind not in KINDS:
            words |= classes.words[kind]
    return Condition(tuple(keys.split("|")), words, kinds, wanted)


def _fits(scene: Scene, k: int, condition: Condition) -> bool:
    if not condition.values and not condition.kinds:
        return True
    if scene.lemma[k] in condition.values or scene.parse.lower(k) in condition.values:
        return True
    return any(scene.is_a(k, kind) for kind in condition.kinds)


def _worded(scene: Scene, k: int, condition: Condition) -> bool:
    return scene.lemma[k] in condition.values


def barred(scene: Scene, i: int) -> bool:
    """Words that tell no event whatever they mean: half a hyphenated modifier, part of a name."""
    return _part_of_modifier(scene, i) or _part_of_name(scene, i)


def _part_of_modifier(scene: Scene, i: int) -> bool:
    """ "US-backed rebels", "government-held towns": the participle only describes."""
    parse = scene.parse
    return (
        i >= 2
        and not prefixed(parse, i)
        and parse.tag[i] in ("VBN", "VBD", "VBG", "JJ")
        and parse.word(i - 1) in ("-", "\u2011", "\u2013")
        and parse.starts[i] == parse.ends[i - 1]
        and parse.starts[i - 1] == parse.ends[i - 2]
    )


def _part_of_name(scene: Scene, i: int) -> bool:
    """ "Cooperation" in the name of an organisation is no event."""
    first, last = scene.entity_tokens.get(i, (i, i + 1))
    named = scene.entity[i] in ("ORG", "PERSON", "FAC", "LAW", "WORK_OF_ART", "PRODUCT", "GPE")
    return named and last - first > 1 and scene.parse.word(i)[:1].isupper()


def _infinitives(scene: Scene, i: int) -> list[int]:
    return [c for c in clause.kids(scene.parse, i, "xcomp", "ccomp", "acl") if scene.infinitive(c)]


def _plural(scene: Scene, i: int) -> list[int]:
    return [i] if scene.parse.tag[i] in ("NNS", "NNPS") else []


def _under(scene: Scene, i: int) -> list[int]:
    return [scene.parse.head[i]] if scene.parse.dep[i] == "pobj" else []


_SLOTS: dict[str, Callable[[Scene, int], list[int]]] = {
    "subj": lambda s, i: clause.subjects(s.parse, i),
    "obj": lambda s, i: clause.objects(s.parse, i) or clause.next_subject(s.parse, i),
    "agent": lambda s, i: clause.agents(s.parse, i),
    "by": lambda s, i: clause.agents(s.parse, i),
    "iobj": lambda s, i: clause.kids(s.parse, i, "dative"),
    "of": lambda s, i: clause.prepositional(s.parse, i, "of"),
    "prt": lambda s, i: clause.kids(s.parse, i, "prt", "advmod"),
    "oprd": lambda s, i: clause.kids(s.parse, i, "oprd", "acomp", "xcomp", "ccomp", "advmod"),
    "comp": lambda s, i: clause.kids(s.parse, i, "xcomp", "ccomp", "acl"),
    "comp.inf": _infinitives,
    "mod": lambda s, i: clause.kids(s.parse, i, "amod", "compound", "nmod", "poss", "nummod"),
    "poss": lambda s, i: clause.kids(s.parse, i, "poss"),
    "det": lambda s, i: clause.kids(s.parse, i, "det"),
    "passive": lambda s, i: [i] if clause.passive(s.parse, i) else [],
    "plural": _plural,
    "under": _under,
    "neg": lambda s, i: clause.kids(s.parse, i, "neg"),
}
