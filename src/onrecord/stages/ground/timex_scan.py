"""Text -> a string with one letter for each token's class, on which the TIMEX grammar runs.

White space plays no part, so a hard-wrapped line or a no-break space changes nothing; a blank line
is a token of its own, so no expression runs from one paragraph into the next.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from onrecord.records import Parse
from onrecord.resources import numbers, rows
from onrecord.spans import Span

_TOKEN = re.compile(
    r"""
    (?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d))
  | (?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))
  | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}\.\d\d(?=[\s\u00a0]?[AaPp]\.?[Mm]\b))
  | (?P<decades>['’‘]?\b\d0['’]?s\b|\b1\d\d0['’]?s\b|\b20\d0['’]?s\b)
  | (?P<ampm>\b[AaPp]\.[\s\u00a0]?[Mm]\b\.?|(?<![^\W\d_])[AaPp][Mm]\b)
  | (?P<s>['’]s\b)
  | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?)
  | (?P<digits>\d+)
  | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE,
)
_MARKS = {",": "comma", ".": "dot", "/": "slash", "(": "open", ")": "close"}
_MARKS |= dict.fromkeys("-‐‑–—", "dash") | dict.fromkeys("$€£¥₹%", "sign")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_CAPITAL_ONLY = {"may", "march", "august"}
_NUMBERED = ("word", "digits", "ampm", "mark")


@cache
def lexicon() -> dict[str, tuple[str, str]]:
    """Lower-case word -> its class and value."""
    return {row["word"]: (row["class"], row["value"]) for row in rows("lexicons/times.tsv")}


@cache
def codes() -> dict[str, str]:
    """Class name -> the letter that stands for it."""
    names = {cls for cls, _ in lexicon().values()}
    names |= set(_MARKS.values()) | {"year", "day", "num", "nth", "vague", "half", "para", "x"}
    names |= {"iso", "slashed", "clock", "decades", "ampm", "s", "holiday"}
    return {name: chr(0xE000 + i) for i, name in enumerate(sorted(names))}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a text as parallel lists; `kinds` is the string the grammar searches."""

    text: str
    spans: list[Span]
    kinds: str
    values: list[str]

    def word(self, i: int) -> str:
        return self.text[self.spans[i][0] : self.spans[i][1]] if 0 <= i < len(self.spans) else ""

    def is_a(self, i: int, *names: str) -> bool:
        table = codes()
        return 0 <= i < len(self.kinds) and self.kinds[i] in [table[name] for name in names]


def scan(text: str, parse: Parse | None = None) -> Tokens:
    """`parse` tells a month from a verb ("May", "March") and a season from one ("fall")."""
    found = {n.span[0]: n for n in numbers.find(text)}
    table, words, plain = codes(), lexicon(), codes()["x"]
    spans: list[Span] = []
    kinds: list[str] = []
    values: list[str] = []
    reached, feasts = 0, {m.start(): m.end() for m in _feasts().finditer(text)}
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        if start < reached:
            continue
        if start > reached + 1 and spans and _BLANK_LINE.search(text, reached, start):
            spans.append((reached, reached))
            kinds.append(table["para"])
            values.append("")
        kind, code, value = m.lastgroup, plain, ""
        if start in feasts:
            end, code = feasts[start], table["holiday"]
            value = re.sub(r"[\s’]+", _plain, text[start:end]).lower()
        elif start in found and kind in _NUMBERED:
            end = found[start].span[1]
            name, value = _number(text, found[start])
            code = table[name]
        elif kind == "word":
            word = m[0].lower().replace("’", "'")
            if word in words:
                name, value = _word(m[0], start, words[word], parse)
                code = table[name]
        elif kind == "mark":
            code = table[_MARKS.get(m[0], "x")]
        elif kind != "digits":
            code, value = table[kind or "x"], m[0]
        reached = end
        spans.append((start, end))
        kinds.append(code)
        values.append(value)
    return _join_years(Tokens(text, spans, "".join(kinds), values))


@cache
def _feasts() -> re.Pattern[str]:
    """Names of holidays with their capitals; longer ones first."""
    names = sorted((row["name"] for row in rows("lexicons/holidays.tsv")), key=len, reverse=True)
    spelled = (re.escape(_titled(n)).replace("\\ ", r"\s").replace("'", "['’]") for n in names)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spelled)})(?![^\W_])")


def _titled(name: str) -> str:
    return " ".join(word[0].upper() + word[1:] for word in name.split())


def _plain(m: re.Match[str]) -> str:
    return "'" if m[0] == "’" else " "


def _number(text: str, number: numbers.Number) -> tuple[str, str]:
    value, words = number.value, text[slice(*number.span)]
    if value is None:
        return "vague", "2" if words.lower().split()[-1:] == ["couple"] else ""
    if number.form == "ordinal":
        return "nth", f"{value:g}"
    if words.isdigit() and len(words) == 4 and 1000 <= value <= 2100:
        return "year", words
    if words.isdigit() and len(words) <= 2 and 1 <= value <= 31:
        return "day", f"{value:g}"
    if words.lower() == "half":
        return "half", "0.5"
    return "num", f"{value:.12g}"


def _word(word: str, start: int, entry: tuple[str, str], parse: Parse | None) -> tuple[str, str]:
    """A lexicon entry, unless the word is spelled or used as another one."""
    name, value = entry
    if name in ("mon", "wday") and not word[0].isupper():
        return "x", ""
    if name == "month" and word in _CAPITAL_ONLY:
        return "x", ""
    if name in ("month", "season") and parse is not None and _is_verb(parse, start):
        return "x", ""
    return name, value


def _is_verb(parse: Parse, start: int) -> bool:
    i = bisect_left(parse.starts, start)
    return i < len(parse) and parse.starts[i] == start and parse.tag[i][:2] in ("VB", "MD")


def _join_years(tokens: Tokens) -> Tokens:
    """ "nineteen ninety-six" is two numbers to the counter and one year to the calendar."""
    table = codes()
    pairs = [
        i
        for i in range(len(tokens.spans) - 1)
        if tokens.values[i] in ("18", "19", "20")
        and tokens.values[i + 1].isdigit()
        and tokens.kinds[i + 1] in (table["num"], table["day"])
        and tokens.word(i).isalpha()
        and tokens.word(i + 1)[0].isalpha()
        and 10 <= int(tokens.values[i + 1]) <= 99
        and tokens.spans[i + 1][0] - tokens.spans[i][1] == 1
    ]
    if not pairs:
        return tokens
    spans, kinds, values = list(tokens.spans), list(tokens.kinds), list(tokens.values)
    for i in reversed(pairs):
        spans[i : i + 2] = [(spans[i][0], spans[i + 1][1])]
        values[i : i + 2] = [values[i] + values[i + 1]]
        kinds[i : i + 2] = [table["year"]]
    return Tokens(tokens.text, spans, "".join(kinds), values)
