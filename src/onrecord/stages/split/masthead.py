"""The outlet's name printed over an article: a short line of names with a word for an outlet.

A byline or an agency's credit is no masthead; neither is a headline, which tells what happened.
"""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.resources import rows
from onrecord.stages.split.dates import is_date_line
from onrecord.stages.split.features import Line
from onrecord.stages.split.shape import is_byline, is_caption, is_credit

_ABOVE = 4  # dropped lines above an article that are looked at
_TOP = 3  # lines of the article
_LONGEST = 6  # words
_SMALL = frozenset(["the", "of", "and", "de", "la", "le", "el", "al", "for", "in", "&", "on"])
_WORD = re.compile(r"[^\W\d_][\w'’.-]*|&")
_BAR = re.compile(r"\s+[|·•–—]\s+")


def masthead_of(lines: Sequence[Line], cut: Sequence[int], after: int) -> int | None:
    """Number of the line that names the outlet of the article `cut`; it may lie in or above it.

    Lines up to number `after` belong to the article before. Something else must stand between
    the masthead and the report: a headline, a date, a byline.
    """
    inside = list(cut[:_TOP])
    first = next((i for i in cut if lines[i].is_prose), cut[-1])
    above = range(max(after + 1, cut[0] - _ABOVE), cut[0])
    for i in [*above, *(i for i in inside if i < first)]:
        below = [k for k in cut if k > i]
        if outlet_in(lines[i].text) and below and lines[below[0]].text != lines[i].text:
            return i if below[0] < first or i not in cut else None
    return None


def outlet_in(line: str) -> str | None:
    """The name of an outlet that a line consists of ("The Inland Post", "World | Inland Post")."""
    line = " ".join(line.split())
    if is_date_line(line) or is_byline(line) or is_credit(line) or is_caption(line):
        return None
    for part in reversed(_BAR.split(line)):
        if _is_name(part):
            return part
    return None


def _is_name(part: str) -> bool:
    words = _WORD.findall(part)
    if not 1 < len(words) <= _LONGEST or re.search(r"[.,:;!?\"“”\d]", part.rstrip(".")):
        return False
    if not all(w[0].isupper() or w.lower() in _SMALL for w in words):
        return False
    plain = [w.lower() for w in words if w.lower() not in _SMALL]
    last, first = _outlet_words()
    return bool(plain) and (plain[-1] in last or plain[0] in first)


@cache
def _outlet_words() -> tuple[frozenset[str], frozenset[str]]:
    table = rows("lexicons/outlet_words.tsv")
    return (
        frozenset(row["word"] for row in table if row["place"] == "last"),
        frozenset(row["word"] for row in table if row["place"] == "first"),
    )
