"""The tense that a time expression stands in: "met on Saturday" against "will meet on Saturday"."""

from onrecord.records import Parse
from onrecord.spans import Span
from onrecord.stages.ground.timex_context import Tense

_WILL = {"will", "'ll", "’ll", "wo", "shall", "may", "can", "should", "must"}
_WOULD = {"would", "'d", "’d", "might", "could"}
_HAD = {"had", "has", "have", "was", "were", "did"}
_IS = {"is", "are", "'s", "’s", "am", "'re", "’re", "be", "being"}
# present tense of these with a date is a timetable: "the pact expires in May"
_TIMETABLE = {"expire", "end", "begin", "start", "open", "close", "leave", "arrive", "resume"}
_TIMETABLE |= {"vote", "convene", "reopen", "retire", "lapse", "depart", "conclude", "meet"}
_PLANS = {"schedule", "plan", "slate", "postpone", "reschedule", "set", "expect"}


def tense_at(parse: Parse, span: Span) -> Tense:
    """Tense of the clause that governs the span; `none` when no verb does."""
    root = parse.root_of(span)
    if root is None:
        return "none"
    chain = [root, *_few(parse, root)]
    for i in chain:
        if parse.pos[i] not in ("VERB", "AUX") and not parse.tag[i].startswith(("VB", "MD")):
            continue
        found = _of_verb(parse, i)
        if found is not None:
            return found
    return "none"


def _few(parse: Parse, i: int, most: int = 12) -> list[int]:
    """The nearest ancestors; a bound keeps odd trees cheap."""
    out = []
    for ancestor in parse.ancestors(i):
        out.append(ancestor)
        if len(out) == most:
            break
    return out


def _of_verb(parse: Parse, i: int) -> Tense | None:
    """Tense of one verb with its auxiliaries; None when its governor must tell."""
    aux = [c for c in parse.children[i] if parse.dep[c] in ("aux", "auxpass")]
    words = {parse.lower(c) for c in aux}
    tag = parse.tag[i]
    if words & _WILL:
        return "future" if "have" not in words else "past"
    if words & _WOULD:
        return "perhaps" if "have" not in words else "past"
    if "to" in words:
        return "past" if "have" in words else _infinitive(parse, i)
    if parse.lemma[i] in _PLANS and tag in ("VBN", "VBD"):
        return "perhaps" if words & {"was", "were", "had"} or not aux else "future"
    if words & _HAD or tag == "VBD" or (tag == "VBN" and not aux):
        return "past"
    if tag in ("VBG", "VBN"):
        return "perhaps" if words & _IS else None
    if tag in ("VBZ", "VBP"):
        return "future" if parse.lemma[i] in _TIMETABLE else "present"
    return "future" if tag in ("VB", "MD") else None


def _infinitive(parse: Parse, i: int) -> Tense:
    """ "plans to", "is due to" look ahead for sure, "agreed to", "was due to" perhaps."""
    for governor in _few(parse, i, 2):
        tag = parse.tag[governor]
        if tag in ("VBD", "VBN") or {parse.lower(c) for c in parse.children[governor]} & _HAD:
            return "perhaps"
        if tag in ("VBZ", "VBP"):
            return "future"
    return "perhaps"
