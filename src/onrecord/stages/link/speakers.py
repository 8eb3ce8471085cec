"""Who speaks: the actor of a statement's source, or nobody.

A source that names nobody ("reports", "a senior official") has no speaker. Two things that
coreference alone gets wrong are mended by the order of the statements: a pronoun goes on with the
named speaker before it rather than with a role, and one that comes before its name ("she said ...
Olena Marchuk, a teacher, ...") waits for it.
"""

from collections.abc import Sequence
from functools import cache

from onrecord.records import Actor, Parse, Statement
from onrecord.resources import rows
from onrecord.resources.coding_lexicon import fold

from .index import Index

_NEAR = 700  # characters between a statement and the one whose speaker it goes on with
_SOON = 250  # characters within which a name follows the pronoun that comes before it
_HE = frozenset(("he", "him", "his", "mr", "mr."))
_SHE = frozenset(("she", "her", "hers", "mrs", "mrs.", "ms", "ms.", "miss"))


def speaker(statement: Statement, index: Index) -> str | None:
    """The actor of the source's words; None when they name nobody."""
    for span in statement.source:
        actor = index.actor(index.find(span))
        if actor is None or actor.name is None:
            continue
        words = [w.strip(",") for w in actor.name.lower().split()]
        root = index.parse.root_of(span)
        head = index.parse.lower(root) if root is not None else words[-1]
        kind = _vague().get(head) if head in words else None
        if kind in ("document", "nobody") or (kind == "people" and len(words) == 1):
            continue
        if not _named(index.parse, actor) and _indefinite(index.parse, root, kind):
            continue
        return actor.id
    return None


def _named(parse: Parse, actor: Actor) -> bool:
    """Whether any of the actor's words are a name or of a nation, not a role alone."""
    for mention in actor.mentions:
        for i in parse.tokens(mention):
            if parse.pos[i] == "PROPN" or (parse.pos[i] == "ADJ" and parse.word(i)[0].isupper()):
                return True
    return False


def _indefinite(parse: Parse, root: int | None, kind: str | None) -> bool:
    """ "a senior official", "one of them", "two local officials": somebody, but not who."""
    if root is None:
        return False
    if parse.tag[root] == "CD" or parse.lower(root) in ("one", "another"):
        return True
    if any(parse.tag[c] == "CD" for c in parse.children[root]):
        return kind == "people" or parse.tag[root] == "NNS"
    marks = [c for c in parse.children[root] if parse.dep[c] in ("det", "nummod", "amod")]
    low = {parse.lower(c) for c in marks}
    if low & {"the", "this", "that", "its", "his", "her", "their"}:
        return False
    if any(parse.dep[c] == "poss" for c in parse.children[root]):
        return False
    return bool(low & {"a", "an", "one", "another"}) or kind == "people"


@cache
def _vague() -> dict[str, str]:
    return {w: r["type"] for r in rows("lexicons/sources_vague.tsv") for w in r["words"].split(";")}


def carried(statements: Sequence[Statement], speakers: dict[str, str | None], index: Index) -> None:
    """Mend, in text order, the speakers of "he", "she" and "the 34-year-old"."""
    before: Statement | None = None
    for s in sorted(statements, key=_start):
        sex = _pronoun(s, index.parse)
        described = sex is None and _described(s, index.parse)
        if (sex or described) and not s.parent:
            now = index.actor(speakers[s.id])
            known = now is not None and _person(now)
            key = None if known else _other(s, before, sex, speakers, index)
            if key is not None:
                speakers[s.id] = key
                for span in s.source:
                    index.move(span, key)
        if not s.parent and index.actor(speakers[s.id]) is not None:
            before = s


def _other(
    s: Statement,
    before: Statement | None,
    sex: str | None,
    speakers: dict[str, str | None],
    index: Index,
) -> str | None:
    """The named person who spoke just before, else the one who is named right after."""
    if sex and before is not None and 0 <= _start(s) - _start(before) < _NEAR:
        last = index.actor(speakers[before.id])
        if last is not None and _person(last) and _fits(last, sex, index.parse):
            return last.id
    first = min((a for a, _ in s.source), default=_start(s))
    end = max(e for _, e in (*s.content, *s.cue))
    after = []
    for actor in index.actors.values():
        start = min((m[0] for m in actor.mentions), default=0)
        told = any(a <= start < b for a, b in s.content)
        near = first < start <= end + _SOON and not told
        if near and _person(actor) and _fits(actor, sex, index.parse):
            after.append((start, actor.id))
    return min(after)[1] if after else None


def _start(s: Statement) -> int:
    return min(a for a, _ in (*s.content, *s.cue, *s.source))


def _pronoun(s: Statement, parse: Parse) -> str | None:
    """`m` or `f` where the source is "he" or "she"."""
    word = " ".join(parse.text[a:b].lower() for a, b in s.source)
    return {"he": "m", "she": "f"}.get(word)


def _described(s: Statement, parse: Parse) -> bool:
    """ "The 34-year-old": a person by age, who has a name elsewhere."""
    return any("-year-old" in parse.text[a:b] for a, b in s.source[:1])


def _person(actor: Actor) -> bool:
    name = (actor.name or "").split()
    return (
        actor.kind == "person" and bool(name) and all(w[:1].isupper() for w in (name[0], name[-1]))
    )


def _fits(actor: Actor, sex: str | None, parse: Parse) -> bool:
    """Whether nothing in the actor's mentions or first name speaks against the sex."""
    if sex is None:
        return True
    said = [parse.text[a:b].lower().split() for a, b in actor.mentions]
    words = {w[0] for w in said if len(w) == 1 or (w and w[0][0] == "m")}
    if words & (_SHE if sex == "m" else _HE):
        return False
    given = _given().get(fold((actor.name or "").split()[0]), "")
    return not given or given == sex or bool(words & (_HE if sex == "m" else _SHE))


@cache
def _given() -> dict[str, str]:
    """First names -> `m` or `f`; names of both are left out."""
    out: dict[str, str] = {}
    for row in rows("lexicons/names.tsv"):
        for name in row["names"].split():
            out.setdefault(fold(name), row["gender"] if row["gender"] in ("m", "f") else "")
    return out
