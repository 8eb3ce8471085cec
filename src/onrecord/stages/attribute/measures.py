"""Sums that somebody tells: "put the toll at 40", "has counted 19 dead", "gave a toll of 32".

The verbs report only with a number; `lexicons/cue_helpers.tsv` has them as `counts`, what is told
as `tally`.
"""

from .candidate import Candidate
from .lexicon import words
from .sources import of_verb
from .view import View

_SINGLE = 4  # tokens of a number's own phrase
_UNREAL = frozenset(("would", "could", "should", "may", "might", "can", "must", "to"))


def measures(view: View, verb: int) -> Candidate | None:
    """The statement of a sum that a verb tells, if it does."""
    p = view.parse
    tokens = measured(view, verb)
    if not tokens or any(p.dep[c] == "aux" and p.lower(c) in _UNREAL for c in p.children[verb]):
        return None
    source = of_verb(view, verb)
    if not source or view.negated(verb) or p.lower(source[0]) in ("which", "that", "who"):
        return None
    tokens = [i for i in tokens if i not in set(source)]
    return Candidate(
        cue=[p.chars(verb, verb + 1)],
        source=view.spans(source),
        content=view.spans(tokens),
        score=0.5,
        why=f"rule measure, cue '{p.lower(verb)}'",
    )


def measured(view: View, verb: int) -> list[int]:
    """The tokens of the sum that a verb tells: its object with its number."""
    p = view.parse
    if p.pos[verb] != "VERB":
        return []
    lemma = p.lemma[verb].lower()
    counts, light = words("cue_helpers", "counts"), words("cue_helpers", "light")
    if lemma not in counts and lemma not in light:
        return []
    obj = view.child(verb, "dobj")
    if obj is None or view.passive(verb):
        return []
    if lemma in ("put", "give"):
        at = next((c for c in p.children[verb] if tallies(view, obj, c)), None)
        inner = None if at is None else view.child(at, "pobj")
        if at is not None and inner is not None and numbered(view, inner):
            return sorted({*view.subtree(obj), *view.subtree(at)})
        if lemma == "put":
            return []
    counted = lemma in counts and numbered(view, obj)
    told = lemma in light and _sum(view, obj)
    return view.subtree(obj) if counted or told else []


def tallies(view: View, obj: int, prep: int) -> bool:
    """ "put the toll at", "gave it as", "put the crowd at 5,000": no place or hour."""
    p = view.parse
    if p.lower(prep) not in ("at", "as") or p.dep[prep] != "prep":
        return False
    if p.lemma[obj].lower() in words("cue_helpers", "tally"):
        return True
    inner = view.child(prep, "pobj")
    return inner is not None and p.tag[inner] == "CD" and ":" not in p.word(inner)


def numbered(view: View, noun: int) -> bool:
    """Whether a noun is a number or has one."""
    p = view.parse
    if p.tag[noun] == "CD":
        return True
    return any(
        p.tag[c] == "CD" and p.dep[c] in ("nummod", "quantmod", "compound")
        for c in view.subtree(noun)[: 3 * _SINGLE]
    )


def _sum(view: View, noun: int) -> bool:
    """ "a toll of 32", "a death toll of at least 40"."""
    p = view.parse
    if p.lemma[noun].lower() not in words("cue_helpers", "tally"):
        return False
    of = next((c for c in p.children[noun] if p.lower(c) == "of"), None)
    inner = None if of is None else view.child(of, "pobj")
    return inner is not None and numbered(view, inner)
