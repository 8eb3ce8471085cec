"""English numbers in words and digits -> value.

`find` gives every number of a text as its words stand there; what a number measures is for the
reader of numbers to say. Ordinals are numbers too and marked as such.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.resources import rows
from onrecord.spans import Span

Form = Literal["digits", "words", "vague", "ordinal"]

_WORD = r"[^\W\d_]+"
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)"
    r"(?:\.\d+|[\u00bc-\u00be])?|[\u00bc-\u00be]"
)
_TOKEN = re.compile(rf"(?P<digits>{_DIGITS})(?P<ending>(?:st|nd|rd|th)\b)?|(?P<word>{_WORD})")
_JOIN = re.compile(r"[\s\u00a0]{1,3}|[-\u2010\u2011]")
_PIECE = {"¼": 0.25, "½": 0.5, "¾": 0.75}
_LINKS = {"a", "an", "and", "of"}
_MASSED = re.compile(
    r"[ \u00a0](?:tonn?es|tons|barrels|bushels|hectares|acres|lit(?:er|re)s|people|voters|users"
    r"|workers|refugees|children|customers|viewers|jobs|homes|households|doses|euros|dollars|pounds"
    r"|yen|yuan|rupees|rou?bles|pesos)\b"
)
_LONGEST = 400  # digits: more is noise, and float() would overflow or be slow


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression: `value` is None when the words leave it open ("dozens")."""

    span: Span
    value: float | None
    form: Form


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    kind: str  # a kind of numbers.tsv, "digits", or "" for any other word
    value: float
    word: str


@cache
def words() -> dict[str, tuple[str, float | None]]:
    """Lower-case number word -> its kind and value."""
    return {
        row["word"]: (row["kind"], float(row["value"]) if row["value"] else None)
        for row in rows("lexicons/numbers.tsv")
    }


def value_of(text: str) -> float | None:
    """The value when the whole text is one number ("1.2 million", "twenty-three"), else None."""
    found = find(text)
    whole = len(found) == 1 and text[: found[0].span[0]].strip() in ("", "a", "an")
    return found[0].value if whole and not text[found[0].span[1] :].strip() else None


def digits_value(text: str) -> float | None:
    """The value of "5,000", "3.7" or "2½"; None when it is too long to be a number."""
    if len(text) > _LONGEST:
        return None
    piece = _PIECE.get(text[-1], 0.0)
    plain = re.sub(r"[^\d.]", "", text.rstrip("¼½¾"))
    try:
        value = float(plain) if plain else 0.0
    except ValueError:  # digits of another script together with a sign that float() refuses
        return None
    return value + piece if value + piece < 1e30 else None


def find(text: str) -> list[Number]:
    """All numbers of the text in order; they never overlap."""
    tokens = _tokens(text)
    out: list[Number] = []
    i = 0
    while i < len(tokens):
        number, i = _read(text, tokens, i)
        if number is not None:
            out.append(number)
    return out


def _tokens(text: str) -> list[_Token]:
    """Digits, number words and the words that join them; a gap shows where others were."""
    known = words()
    out = []
    for m in _TOKEN.finditer(text):
        if m["digits"]:
            value = digits_value(m["digits"])
            if value is None:
                continue
            kind = "ordinal" if m["ending"] else "digits"
            out.append(_Token(m.span(), kind, value, ""))
            continue
        word = m["word"].lower()
        if word in known:
            kind, worth = known[word]
            out.append(_Token(m.span(), kind, worth or 0.0, word))
        elif word in _LINKS:
            out.append(_Token(m.span(), "", 0.0, word))
    return out


def _read(text: str, tokens: list[_Token], i: int) -> tuple[Number | None, int]:
    """The number that begins at token `i`, if any, and the token to go on with."""
    token = tokens[i]
    if token.kind in ("vague", "plural"):
        return _crowd(text, tokens, i)
    if token.kind in ("digits", "small", "tens"):
        return _sum(text, tokens, i, 0.0)
    if token.word in ("a", "an") and _next(text, tokens, i, ("hundred", "scale", "dozen")):
        number, j = _sum(text, tokens, i + 1, 1.0)
        if number is not None:
            number = Number((token.span[0], number.span[1]), number.value, number.form)
        return number, j
    if token.kind == "dozen":
        return Number(token.span, 12.0, "words"), i + 1
    if token.kind == "fraction":
        return _half(text, tokens, i)
    if token.kind == "ordinal":
        return Number(token.span, token.value, "ordinal"), i + 1
    return None, i + 1


def _next(text: str, tokens: list[_Token], i: int, kinds: tuple[str, ...]) -> bool:
    """True when the token after `i` is of one of the kinds and only a space or hyphen between."""
    return i + 1 < len(tokens) and tokens[i + 1].kind in kinds and _joined(text, tokens, i)


def _joined(text: str, tokens: list[_Token], i: int) -> bool:
    """True when only a space or a hyphen parts tokens `i` and `i + 1`."""
    if i + 1 >= len(tokens):
        return False
    return _JOIN.fullmatch(text, tokens[i].span[1], tokens[i + 1].span[0]) is not None


def _half(text: str, tokens: list[_Token], i: int) -> tuple[Number | None, int]:
    """ "half a million", "half a dozen"; a lone half is a share, worth one half."""
    j = i + 1
    if _joined(text, tokens, i) and tokens[j].word in ("a", "an"):
        if _next(text, tokens, j, ("scale", "dozen")):
            end = tokens[j + 1]
            return Number((tokens[i].span[0], end.span[1]), end.value / 2, "words"), j + 2
    elif _next(text, tokens, i, ("scale", "dozen")):
        end = tokens[j]
        return Number((tokens[i].span[0], end.span[1]), end.value / 2, "words"), j + 1
    return Number(tokens[i].span, 0.5, "words"), i + 1


def _crowd(text: str, tokens: list[_Token], i: int) -> tuple[Number | None, int]:
    """ "dozens", "tens of thousands", "several hundred", "a few million", "hundreds of": open."""
    first = tokens[i].span[0]
    last = i
    article = i > 0 and tokens[i - 1].word in ("a", "an") and text[tokens[i - 1].span[1]].isspace()
    if article and tokens[i].kind == "vague" and first - tokens[i - 1].span[1] <= 3:
        first = tokens[i - 1].span[0]
    while True:
        if _next(text, tokens, last, ("scale", "hundred", "dozen")):
            last += 1
        elif (
            _joined(text, tokens, last)
            and tokens[last + 1].word == "of"
            and _next(text, tokens, last + 1, ("plural",))
        ):
            last += 2
        else:
            break
    return Number((first, tokens[last].span[1]), None, "vague"), last + 1


def _sum(text: str, tokens: list[_Token], i: int, group: float) -> tuple[Number | None, int]:
    """Read on from token `i` while the words go on being one number; `group` is what it has."""
    start, end, total, lowest = tokens[i].span[0], tokens[i].span[1], 0.0, float("inf")
    form: Form = "digits" if tokens[i].kind == "digits" else "words"
    j, last = i, "" if group == 0 else "small"
    while j < len(tokens):
        skip = _gap(text, tokens, j, last) if j > i else 0
        if skip is None or not _fits(tokens[j + skip], last, group, lowest, text, tokens, j):
            break
        token = tokens[j + skip]
        if token.kind in ("scale", "abbrev"):
            total, group, lowest = total + (group or 1.0) * token.value, 0.0, token.value
        elif token.kind in ("hundred", "dozen"):
            group = (group or 1.0) * token.value
        else:
            group += token.value
        last, end, j = token.kind, token.span[1], j + skip + 1
    value, end, j = _and_a_half(text, tokens, j, total + group, end, lowest)
    if _next(text, tokens, j - 1, ("ordinal",)) and last == "tens" and tokens[j].value < 10:
        return Number((start, tokens[j].span[1]), value + tokens[j].value, "ordinal"), j + 1
    return Number((start, end), value, form), max(j, i + 1)


def _gap(text: str, tokens: list[_Token], j: int, last: str) -> int | None:
    """Tokens to skip before `j` ("and" after a hundred or a scale): 0 or 1; None: no way on."""
    if not _joined(text, tokens, j - 1):
        touching = tokens[j - 1].span[1] == tokens[j].span[0] and tokens[j].kind == "abbrev"
        return 0 if touching else None
    if tokens[j].word == "and" and last in ("hundred", "scale"):
        return 1 if _next(text, tokens, j, ("small", "tens")) else None
    return 0


def _fits(
    token: _Token,
    last: str,
    group: float,
    lowest: float,
    text: str,
    tokens: list[_Token],
    j: int,
) -> bool:
    kind = token.kind
    if not last:
        return kind in ("digits", "small", "tens", "hundred", "scale", "dozen")
    if kind == "abbrev":
        return last == "digits" and _abbreviates(text, tokens, j)
    if kind == "scale":
        return token.value < lowest and (group > 0 or last == "scale")
    if kind == "hundred":
        return last in ("small", "digits") and 0 < group < 100
    if kind == "dozen":
        return last in ("small", "tens", "digits") and group < 100
    if kind == "small":
        if last == "tens":
            return 0 < token.value < 10
        return last in ("hundred", "scale") and group % 100 == 0 and token.value > 0
    return kind == "tens" and last in ("hundred", "scale") and group % 100 == 0


def _abbreviates(text: str, tokens: list[_Token], j: int) -> bool:
    """ "5bn", "$3 m": letters that touch the digits, or two and more of them after one space.

    A lone m or b means a scale with money, and before a thing that comes in millions ("28m tons");
    elsewhere it is metres or a name.
    """
    if len(tokens[j].word) > 1:
        return True
    before = text[max(0, tokens[j - 1].span[0] - 2) : tokens[j - 1].span[0]].rstrip()
    touching = tokens[j - 1].span[1] == tokens[j].span[0]
    money = before[-1:] in ("$", "€", "£", "¥", "₹", "₽")
    massed = _MASSED.match(text, tokens[j].span[1]) is not None
    return touching and (tokens[j].word == "k" or money or massed)


def _and_a_half(
    text: str, tokens: list[_Token], j: int, value: float, end: int, lowest: float
) -> tuple[float, int, int]:
    """ "two and a half million", "2 1/2": the fraction and a scale after it."""
    simple = re.compile(r"\s(\d)/(\d)(?!\d)").match(text, end)
    if simple and int(simple[2]) > int(simple[1]) > 0:
        while j < len(tokens) and tokens[j].span[1] <= simple.end():
            j += 1
        return value + int(simple[1]) / int(simple[2]), simple.end(), j
    three = [t.word for t in tokens[j : j + 3]]
    near = all(_joined(text, tokens, k) for k in range(j - 1, j + 2))
    if three == ["and", "a", "half"] and near and lowest == float("inf"):
        value, end, j = value + 0.5, tokens[j + 2].span[1], j + 3
        if _next(text, tokens, j - 1, ("scale",)):
            value, end, j = value * tokens[j].value, tokens[j].span[1], j + 1
    return value, end, j
