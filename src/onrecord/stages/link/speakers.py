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
from onrecord.spans import Span, overlap

from .authors import author
from .index import Index

_NEAR = 700  # characters between a statement and the one whose speaker it goes on with
_SOON = 250  # characters within which a name follows the pronoun that comes before it
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "his", "her", "their"))
_HE = frozenset(("he", "him", "his", "mr", "mr."))
_SHE = frozenset(("she", "her", "hers", "mrs", "mrs.", "ms", "ms.", "miss"))


def speaker(statement: Statement, index: Index) -> str | None:
    """The actor of the source's words; None when they name nobody."""
    if (named := _apposed(statement, index)) is not None:
        return named
    for span in statement.source:
        actor = index.actor(index.find(span))
        if actor is None or actor.name is None:
            continue
        words = [w.strip(",") for w in actor.name.lower().split()]
        root = index.parse.root_of(span)
        head = index.parse.lower(root) if root is not None else words[-1]
        kind = _vague().get(head) if head in words else _vague().get(words[-1])
        if kind == "document" and root is not None:
            written = author(index.parse, root)
            if written is not None and (by := index.find(written)) is not None:
                return by
        if kind in ("document", "nobody") or (kind == "people" and len(words) == 1):
            continue
        if _unknown(index.parse, actor, root, kind):
            return None
        return actor.id
    return None


def _apposed(statement: Statement, index: Index) -> str | None:
    """ "Its spokeswoman (in Geneva), Claire Dubois": the name, of a source in two pieces."""
    actors = [index.actor(index.find(span)) for span in statement.source]
    if len(actors) < 2 or actors[0] is None or _named(index.parse, actors[0]):
        return None
    return next((a.id for a in actors[1:] if a is not None and _person(a)), None)


def _nameless(parse: Parse, actor: Actor, root: int | None) -> bool:
    """Whether no name tells who it is; in "a Hamas official" the name tells whose."""
    if _person(actor):
        return False
    if not _named(parse, actor):
        return True
    somebody = root is not None and _vague().get(f"{parse.lower(root)}s") == "people"
    return somebody and not any(_holds_person(parse, mention) for mention in actor.mentions)


def _holds_person(parse: Parse, span: Span) -> bool:
    return any(e.label == "PERSON" and overlap(e.span, span) for e in parse.entities)


def _named(parse: Parse, actor: Actor) -> bool:
    """Whether any of the actor's words are a name or of a nation, not a role alone."""
    for mention in actor.mentions:
        for i in parse.tokens(mention):
            if parse.pos[i] == "PROPN" or (parse.pos[i] == "ADJ" and parse.word(i)[0].isupper()):
                return True
    return False


def _unknown(parse: Parse, actor: Actor, root: int | None, kind: str | None) -> bool:
    """Somebody, but not who: by these words, or by those that brought him in ("an aide said ...
    the aide added").
    """
    if _indefinite(parse, root, kind):
        return _nameless(parse, actor, root)
    first = parse.root_of(actor.mentions[0]) if actor.mentions else None
    singular = first is not None and parse.tag[first] == "NN"
    return singular and _indefinite(parse, first, None) and _nameless(parse, actor, first)


def _indefinite(parse: Parse, root: int | None, kind: str | None) -> bool:
    """ "a senior official", "one of them", "two local officials"; not "the two countries"."""
    if root is None:
        return False
    if parse.tag[root] == "CD" or parse.lower(root) in ("one", "another"):
        return True
    children = parse.children[root]
    low = {parse.lower(c) for c in children}
    if low & _DEFINITE or any(parse.dep[c] == "poss" for c in children):
        return False
    if low & {"a", "an", "one", "another"}:
        return True
    if any(parse.tag[c] == "CD" for c in children) and parse.tag[root] == "NNS":
        return True
    return kind == "people" and not any(parse.dep[c] == "compound" for c in children)


@cache
def _vague() -> dict[str, str]:
    return {w: r["type"] for r in rows("lexicons/sources_vague.tsv") for w in r["words"].split(";")}


def carried(statements: Sequence[Statement], speakers: dict[str, str | None], index: Index) -> None:
    """Mend, in text order, the speakers of "he", "she" and "the 34-year-old"."""
    before: Statement | None = None
    told: set[str] = set()  # whom a pronoun was taken for in the very words that it says
    for s in sorted(statements, key=_start):
        sex = _pronoun(s, index.parse)
        described = sex is None and _described(s, index.parse)
        if (sex or described) and not s.parent:
            now = index.actor(speakers[s.id])
            if now is not None and _told_of(s, now, index.parse):
                told.add(now.id)
                speakers[s.id] = None
            known = now is not None and _person(now) and now.id not in told
            key = None if known else _other(s, before, sex, speakers, index)
            if key is not None:
                speakers[s.id] = key
                for span in s.source:
                    index.move(span, key)
        elif not s.parent and _impersonal(s, index.parse):
            now = index.actor(speakers[s.id])
            if now is not None and _told_of(s, now, index.parse):
                speakers[s.id] = _body_before(s, before, speakers, index)
        if not s.parent and index.actor(speakers[s.id]) is not None:
            before = s


def _impersonal(s: Statement, parse: Parse) -> bool:
    return [parse.text[a:b].lower() for a, b in s.source] == ["it"]


def _body_before(
    s: Statement, before: Statement | None, speakers: dict[str, str | None], index: Index
) -> str | None:
    """The speaker just before, unless a person, for an "it" that stands for nothing it says."""
    if before is None or _start(s) - _start(before) > _NEAR:
        return None
    last = index.actor(speakers[before.id])
    return last.id if last is not None and last.kind != "person" else None


def _told_of(s: Statement, actor: Actor, parse: Parse) -> bool:
    """Whether a pronoun's actor is named before it in its own words alone: "Sudan, he added"."""
    first = min((a for a, _ in s.source), default=_start(s))
    before = [m for m in actor.mentions if m[0] < first]
    named = [m for m in before if parse.text[m[0] : m[1]].lower() not in _HE | _SHE | {"it", "its"}]
    if not named or any(_holds_person(parse, m) for m in named):
        return False
    return all(any(a <= m[0] < b for a, b in s.content) for m in named)


def _other(
    s: Statement,
    before: Statement | None,
    sex: str | None,
    speakers: dict[str, str | None],
    index: Index,
) -> str | None:
    """The person who spoke just before, else the one who is named right after."""
    now = index.actor(speakers[s.id])
    mentions = [] if now is None else [m for m in now.mentions if m not in s.source]
    if sex and before is not None and 0 <= _start(s) - _start(before) < _NEAR:
        last = index.actor(speakers[before.id])
        told = all(any(a <= m[0] < b for a, b in before.content) for m in mentions)
        if last is not None and (_person(last) or told) and _fits(last, sex, index.parse):
            return last.id if last.kind == "person" else None
    first = min((a for a, _ in s.source), default=_start(s))
    outside = [m for m in mentions if not any(a <= m[0] < b for a, b in s.content)]
    return None if any(m[0] < first for m in outside) else _named_next(s, first, sex, index)


def _named_next(s: Statement, first: int, sex: str | None, index: Index) -> str | None:
    """The person who is first named after the source, soon, and not in what is said."""
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
