"""Whether a bare number gives another figure of what the figure before it counts.

"The ministry has counted 19", "the rebels 30", "18 in Belmont", "in Belmont it stood at 18": the
noun is left out because the sentence, or the one before, has named it.
"""

import re

from onrecord.records import Parse
from onrecord.resources.numbers import Number
from onrecord.spans import Span
from onrecord.stages.extract.figures_of import is_level

_GIVING = {"count", "record", "register", "report", "confirm", "estimate", "speak", "give", "claim"}
_GIVING |= {"tally", "say", "name", "list", "number"}
# Another giver, or another town, in the same sentence: ", the rebels 30", "and 18 in Belmont".
_OTHER_GIVER = re.compile(
    r"[^,;.\d]{0,80}[,;]\s+(?:(?:and|but|while)\s+)?(?:the\s+|its?\s+|his\s+|her\s+)?"
    r"(?:[^\W\d]+[\s'’-]+){1,3}?(?:(?:of|at|says?|said|claims?)\s+)?",
)
_OTHER_TOWN = re.compile(r"[^,;.\d]{0,80}(?:,|\band|,\s+and)\s+")
_IN_TOWN = re.compile(r"\s+(?:in|at|near)\s+(?:the\s+)?[A-Z]")
_STOP = re.compile(r"\s*(?:[.,;)\n]|and\s|\Z)")
_SENTENCE = re.compile(r"[.!?]['\"”’]*\s+|\n+")
_SCORE = 20
_NEAR = 200  # characters between a figure and the number that takes up its noun


def of_one_size(value: float | None, number: Number) -> bool:
    """Two counts of one thing lie within a score of each other."""
    if not value or not number.value:
        return False
    return 1 / _SCORE <= value / number.value <= _SCORE


def carries(text: str, parse: Parse, last: Span, span: Span, root: int) -> bool:
    """`last` is the figure before, `root` the token of the number at `span`."""
    between = text[last[1] : span[0]]
    if len(between) > _NEAR:
        return False
    ends = bool(_STOP.match(text, span[1]))
    if not _SENTENCE.search(between):
        if ends and _OTHER_GIVER.fullmatch(between):
            return True
        if _IN_TOWN.match(text, span[1]) and _OTHER_TOWN.fullmatch(between):
            return True
    if len(_SENTENCE.findall(between)) > 1 or not ends:
        return False
    verb = _verb(parse, root)
    if verb is None:
        return False
    if parse.lemma[verb] in _GIVING:
        return True
    subject = [parse.lower(c) for c in parse.children[verb] if parse.dep[c] == "nsubj"]
    return is_level(parse, verb) and subject in (["it"], ["they"], ["this"], ["that"])


def _verb(parse: Parse, root: int) -> int | None:
    """The verb whose object the number is, straight or after "of", "at", "to"."""
    governor, dep = parse.head[root], parse.dep[root]
    if dep == "pobj" and parse.lower(governor) in ("of", "at", "to"):
        governor = parse.head[governor]
    elif dep not in ("dobj", "attr"):
        return None
    return governor if parse.pos[governor] == "VERB" else None
