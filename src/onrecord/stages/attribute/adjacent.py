"""The words next to a quotation -> who says it, by which cue.

Each rule reads one place: the clause after (", she said"), the words before ("She said:"), a dash
with a name, the paragraph that announces. The parse is trusted for phrases, not across the marks.
"""

import re

from .candidate import Candidate
from .marks import Quoted
from .sources import of_noun, of_verb
from .view import View

_STOP = frozenset((".", "!", "?"))
_REACH = 40
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LOOSE = ("acl", "relcl", "amod", "aux")
_DASH = re.compile(r"\s*[—–―-]{1,2}\s*(?:by\s+)?(?=[A-Z])")
_NAME = re.compile(
    r"(?:From |FROM )?(?:the |The )?[A-Z][\w.’'&-]*(?: (?:of|the|for|de|van|von|al|bin|and)\b"
    r"| [A-Z][\w.’'&-]*| \([^)\n]{1,30}\)){0,8}"
)


def after(view: View, q: Quoted) -> Candidate | None:
    """ ", she said", ", said the minister" after the quotation."""
    p = view.parse
    _, start = edges(view, q)
    if start < 0 or names_something(view, q):
        return None
    ended = last_char(view, q) == "." or p.word(start) in _STOP
    region = []
    for i in range(start, min(start + _REACH, len(p))):
        if view.block[i] != view.block[start] or view.inside[i] >= 0 or p.word(i) in _STOP:
            break
        region.append(i)
    verb = next((i for i in region if _speaks(view, i)), None)
    if verb is None or verb - start > 25:
        return None
    if ended and (region[-1] - verb > 3 or p.word(start) in _STOP or not _closes(view, region)):
        return None
    between = [i for i in range(start, verb) if p.pos[i] == "VERB" and p.dep[i] not in _LOOSE]
    if between and last_char(view, q) not in ",?!":
        return None
    return _verb_candidate(view, verb, q, region, "after quotation")


def before(view: View, q: Quoted) -> Candidate | None:
    """ "She said:", "told reporters that", before the quotation in its sentence."""
    p = view.parse
    end, _ = edges(view, q)
    region = sentence_before(view, end) if end >= 0 else []
    if not region or names_something(view, q):
        return None
    led = p.word(region[-1]) in (",", ":", "—", "–", "-", "that", "as")
    verb = next((i for i in reversed(region) if _speaks(view, i)), None)
    if verb is not None and (led or region[-1] - verb <= 3 or _governs(view, verb, q)):
        return _verb_candidate(view, verb, q, region, "before quotation")
    if p.word(region[-1]) in (",", ":"):
        return _introduced(view, q, region)
    return None


def dash(view: View, q: Quoted) -> Candidate | None:
    """A dash and a name that end the paragraph, or make up the next one."""
    text = view.text
    number = view.block_at(q.span[0])
    if number is None:
        return None
    blocks = view.article.blocks
    if q.span[1] == blocks[number].span[1] and number + 1 < len(blocks):
        start, limit = blocks[number + 1].span
    else:
        start, limit = q.span[1], blocks[number].span[1]
    dash = _DASH.match(text, start, limit)
    if dash is None or not dash.group().strip() or limit - dash.end() > 120:
        return None
    name = _NAME.match(text, dash.end(), limit)
    if name is None:
        return None
    mark = text.index(dash.group().strip(), dash.start())
    return Candidate(
        cue=[(mark, mark + len(dash.group().strip().split()[0]))],
        source=[name.span()],
        content=[q.span],
        score=0.8,
        why="rule dash and name",
    )


def announced(view: View, q: Quoted) -> Candidate | None:
    """The paragraph before ends in a colon or comma and announces this one."""
    p = view.parse
    tokens = p.tokens(q.span)
    if not len(tokens) or edges(view, q)[0] >= 0:
        return None
    end = tokens[0] - 1
    if end < 0 or p.word(end) not in (":", ",", "—", "–", "-") or view.inside[end] >= 0:
        return None
    region = sentence_before(view, end)
    verb = next((i for i in reversed(region) if _announces(view, i)), None)
    if verb is not None:
        return _verb_candidate(view, verb, q, region, "announced")
    return _introduced(view, q, region) if region else None


def _announces(view: View, i: int) -> bool:
    """A reporting verb that still lacks its words: no finite clause of its own."""
    return _speaks(view, i) and view.child(i, "ccomp") is None


def _verb_candidate(view: View, verb: int, q: Quoted, region: list[int], where: str) -> Candidate:
    p = view.parse
    source = [i for i in of_verb(view, verb) if i in region] or _beside(view, verb, region)
    content = [q.span]
    between = [i for i in region if i > verb]
    if p.starts[verb] < q.span[0] and any(p.tag[i] in _FINITE for i in between):
        content = [(p.starts[verb + 1], q.span[1])]  # the words before the quotation are said too
    return Candidate(
        cue=[p.chars(verb, verb + 1)],
        source=view.spans(source),
        content=content,
        score=0.9 if source else 0.6,
        why=f"rule {where}, cue '{p.lower(verb)}'",
    )


def _beside(view: View, verb: int, region: list[int]) -> list[int]:
    """The name or pronoun next to a verb whose subject the syntax missed."""
    p = view.parse
    before = [i for i in region if i < verb and p.pos[i] in ("PROPN", "PRON", "NOUN")]
    after = [i for i in region if i > verb and p.pos[i] in ("PROPN", "PRON", "NOUN")]
    direct = verb + 1 in region and p.pos[verb + 1] in ("PROPN", "PRON", "DET", "NOUN", "ADJ")
    pick = before[-1] if before else after[0] if direct and after else None
    if pick is None:
        return []
    while p.dep[pick] in ("compound", "amod", "poss", "det") and p.head[pick] in region:
        pick = p.head[pick]
    return [i for i in view.nominal(pick) if i in region and i != verb]


def _introduced(view: View, q: Quoted, region: list[int]) -> Candidate | None:
    """A colon or comma leads in, without a reporting verb: a noun of speech, or the bare mark."""
    p = view.parse
    if p.lower(region[0]) == "from" and p.word(region[-1]) == ":" and len(region) > 2:
        return _from(view, q, region)
    noun = next(
        (
            i
            for i in reversed(region)
            if p.pos[i] == "NOUN"
            and (cue := view.nouns.get(p.lemma[i].lower())) is not None
            and cue.takes("quote")
        ),
        None,
    )
    if noun is not None:
        source = of_noun(view, noun) or _topic(view, region)
        mark = noun
        why = f"rule introduced, cue '{p.lower(noun)}'"
    elif p.word(region[-1]) == ":":
        source = _named_last(view, region) or _topic(view, region)
        mark = region[-1]
        why = "rule introduced, cue ':'"
    else:
        return None
    return Candidate(
        cue=[p.chars(mark, mark + 1)],
        source=view.spans(source),
        content=[q.span],
        score=0.7 if source else 0.5,
        why=why,
    )


def _from(view: View, q: Quoted, region: list[int]) -> Candidate:
    """ "From the Presidency:" as on a letter or a press release."""
    p = view.parse
    return Candidate(
        cue=[p.chars(region[0], region[0] + 1)],
        source=view.spans(region[1:-1]),
        content=[q.span],
        score=0.7,
        why="rule from and colon",
    )


def _named_last(view: View, region: list[int]) -> list[int]:
    """A person's name just before the colon, or what follows the last dash."""
    p = view.parse
    last = region[-2] if len(region) > 1 else -1
    entity = view.entity_ending.get(last)
    if entity is not None and entity.label in ("PERSON", "ORG"):
        return [i for i in range(*entity.tokens) if i in region]
    dash = next((i for i in reversed(region) if p.word(i) in ("-", "–", "—")), None)
    if dash is None or not 0 < last - dash <= 6:
        return []
    return list(range(dash + 1, last + 1))


def _topic(view: View, region: list[int]) -> list[int]:
    """The subject of a sentence, or its only name."""
    p = view.parse
    subject = next((i for i in region if p.dep[i] in ("nsubj", "nsubjpass")), None)
    if subject is None:
        subject = next((i for i in region if p.pos[i] == "PROPN"), None)
    if subject is None:
        return []
    while p.dep[subject] in ("compound", "poss") and p.head[subject] in region:
        subject = p.head[subject]
    return [i for i in view.nominal(subject) if i in region]


def _speaks(view: View, i: int) -> bool:
    cue = view.cue(i)
    return cue is not None and cue.takes("quote") and cue.act == "speech"


def _governs(view: View, verb: int, q: Quoted) -> bool:
    """Whether a verb is the near governor of the quoted words."""
    root = view.parse.root_of(q.inner)
    if root is None:
        return False
    for steps, node in enumerate(view.parse.ancestors(root)):
        if node == verb:
            return True
        if steps > 3 or view.cue(node) is not None:
            return False
    return False


def _closes(view: View, region: list[int]) -> bool:
    """Whether nothing of the sentence follows the region."""
    p, after = view.parse, region[-1] + 1
    return after >= len(p) or p.word(after) in _STOP or view.block[after] != view.block[region[0]]


def names_something(view: View, q: Quoted) -> bool:
    """A title or a nickname: a few capitalised words without a verb."""
    p = view.parse
    words = [i for i in p.tokens(q.inner) if p.pos[i] not in ("PUNCT", "SPACE", "SYM")]
    if len(words) > 8 or last_char(view, q) in "?!":
        return False
    small = [i for i in words if p.word(i)[0].islower() and len(p.word(i)) > 3]
    verb = any(p.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in words)
    lone = len(words) == 1 and not small and last_char(view, q) not in ",."
    return lone or (len(words) > 1 and not small and not verb)


def sentence_before(view: View, end: int) -> list[int]:
    """Tokens from the start of the sentence up to `end`, read from the words, not the parse."""
    p = view.parse
    start = end
    while start >= 0 and end - start < _REACH and view.block[start] == view.block[end]:
        if p.word(start) in _STOP and start != end:
            break
        if view.inside[start] >= 0 and view.text[p.ends[start] - 1] in ".!?" and start != end:
            break
        q = view.quoted(start)
        if q is not None and view.text[q.inner[1] - 1] in ".!?":
            break
        start -= 1
    region = [i for i in range(start + 1, end + 1) if view.inside[i] < 0]
    return [] if region and p.word(region[-1]) in _STOP else region


def last_char(view: View, q: Quoted) -> str:
    return view.text[q.inner[1] - 1]


def edges(view: View, q: Quoted) -> tuple[int, int]:
    """The tokens just before and just after a quotation; -1 at the edge of the block."""
    tokens = view.parse.tokens(q.span)
    if not len(tokens):
        return -1, -1
    first, last = tokens[0] - 1, tokens[-1] + 1
    block = view.block[tokens[0]]
    if first < 0 or view.block[first] != block:
        first = -1
    if last >= len(view.parse) or view.block[last] != block:
        last = -1
    return first, last


RULES = (after, before, dash, announced)
