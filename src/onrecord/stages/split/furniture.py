"""Line -> the kind of furniture that its words tell, from the lexicon of page parts."""

import re
from typing import NamedTuple

from onrecord.resources import rows

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|%s|[©|»›•&@%$*#+=>]|:$")
_LONG = 40  # words from which only the two ends of a line are searched
_END = 14


class Hit(NamedTuple):
    """What a line's words tell: the kind, how it matched, and whether the line heads a part."""

    kind: str
    match: str
    opens: bool


def words(line: str) -> list[str]:
    """The line's words in lower case, straight apostrophes, a few telling signs among them."""
    return [w.replace("’", "'") for w in _WORD.findall(line.lower())]


class Phrases:
    """The furniture lexicon, indexed once; `hits` looks a line up."""

    def __init__(self) -> None:
        self._by_match: dict[str, dict[tuple[str, ...], Hit]] = {
            "whole": {},
            "start": {},
            "any": {},
        }
        for row in rows("lexicons/furniture.tsv"):
            key = tuple(words(row["phrase"]))
            if key:
                hit = Hit(row["kind"], row["match"], row["opens"] == "1")
                self._by_match[row["match"]].setdefault(key, hit)
        self._sizes = {
            match: sorted({len(key) for key in table}, reverse=True)
            for match, table in self._by_match.items()
        }

    def hits(self, found: list[str]) -> list[Hit]:
        """All hits of a line's words, the surest first: whole line, beginning, inside."""
        out = []
        if whole := self._by_match["whole"].get(tuple(found[:8]) if len(found) <= 8 else ()):
            out.append(whole)
        start = self._by_match["start"]
        for size in self._sizes["start"]:
            if size <= len(found) and (hit := start.get(tuple(found[:size]))):
                out.append(hit)
                break
        inside = self._by_match["any"]
        ends = [found] if len(found) <= _LONG else [found[:_END], found[-_END:]]
        for part in ends:
            for i in range(len(part)):
                for size in self._sizes["any"]:
                    if i + size <= len(part) and (hit := inside.get(tuple(part[i : i + size]))):
                        out.append(hit)
                        break
        return out
