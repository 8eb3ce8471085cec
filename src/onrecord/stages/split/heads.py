"""Find what the line model dropped above an article: its headline, date, byline and lede.

A headline among share buttons looks like a menu line; what tells it is that its words come up
again in the lines below.
"""

from collections.abc import Sequence

from onrecord.stages.split.bags import Bag, Rarity, Window
from onrecord.stages.split.dates import is_date_line
from onrecord.stages.split.features import Line
from onrecord.stages.split.shape import is_byline, is_caption

_ABOVE = 14  # dropped lines above an article that are looked at
_BELOW = 8  # lines of the article that must take up the headline's words
_HEADLINE = 0.5  # weight of a headline's words that must come up again
_LEDE = 0.35
_SHORTEST, _LONGEST = 3, 25


def head_of(lines: Sequence[Line], cut: Sequence[int], after: int) -> list[int]:
    """Numbers of the dropped lines that belong on top of the article `cut`.

    Only lines after number `after` are looked at, the last line of the article before.
    """
    rarity = Rarity.shared()
    taken = Window()
    for i in cut[:_BELOW]:
        taken.add(rarity.bag(lines[i].words), 1)
    above = range(cut[0] - 1, max(after, cut[0] - 1 - _ABOVE), -1)
    shares = {i: _share(rarity.bag(lines[i].words), taken) for i in above}
    ledes = [i for i in above if _may_be_lede(lines[i]) and shares[i] >= _LEDE]
    headline = next(
        (i for i in above if _may_be_headline(lines[i]) and shares[i] >= _HEADLINE), None
    )
    if headline is not None:
        facts = range(headline + 1, cut[0])
        told = [i for i in facts if _is_fact(lines[i])]
        return sorted({headline, *told, *(i for i in ledes if i > headline)})
    near = [i for i in ledes if cut[0] - i <= _BELOW]
    return sorted(near)


def _share(bag: Bag, taken: Window) -> float:
    """The part of a line's weight that the window holds; nothing for a single word."""
    found = [value for word, value in bag.items() if word in taken.weight]
    return sum(found) / sum(bag.values()) if len(found) > 1 else 0.0


def _may_be_headline(line: Line) -> bool:
    if not _SHORTEST <= len(line.words) <= _LONGEST or line.text[-1] in ".,;:…":
        return False
    known = any(hit.match == "whole" or hit.kind in ("share", "legal") for hit in line.hits)
    return (
        not known and not _is_fact(line) and (line.text[0].isupper() or not line.text[0].isalpha())
    )


def _may_be_lede(line: Line) -> bool:
    sentence = line.is_finished and len(line.words) >= 10
    return sentence and not any(hit.match == "any" for hit in line.hits)


def _is_fact(line: Line) -> bool:
    return is_date_line(line.text) or is_byline(line.text) or is_caption(line.text)
