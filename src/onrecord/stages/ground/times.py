"""Article and Parse -> Times: TIMEX3 expressions with their values.

The grammar finds the words, resolvers work out the value from the day that the report stands on:
its publication date, else a full date that the text itself gives as its own.
"""

import re
from collections.abc import Callable
from datetime import date

from onrecord.records import Anchor, Article, Parse, Time
from onrecord.stages.ground import timex_calendar as cal
from onrecord.stages.ground import timex_dates as dates
from onrecord.stages.ground import timex_relative as relative
from onrecord.stages.ground import timex_spans as spans
from onrecord.stages.ground.timex_context import Context, Found, Timex
from onrecord.stages.ground.timex_grammar import compiled, groups, windows
from onrecord.stages.ground.timex_scan import Tokens, scan
from onrecord.stages.ground.timex_tense import tense_at

_OPENING, _LINES, _LINE = 1500, 8, 120  # characters, lines, characters of a line
_WHEN = re.compile(
    r"(?i)\b(?:published|updated|posted|last|on|at|by|date|first|modified|edited|[ap]\.?m\.?|gmt|utc"
    r"|bst|e[sd]t|p[sd]t|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
)
_PLACE = re.compile(r"(?:\s*[^\W\d_][\w.’'-]*,?){1,5}[\s,(—–-]*")

Resolver = Callable[[Found, Context], Timex | None]

RESOLVERS: dict[str, Resolver] = {
    "iso": dates.iso,
    "slashed": dates.slashed,
    "day": dates.day,
    "week_of": dates.week_of,
    "more_day": dates.other_day,
    "month": dates.month,
    "years": dates.years,
    "year": dates.year,
    "decades": dates.decades,
    "century": dates.century,
    "quarter": dates.quarter,
    "season": dates.season,
    "day0": relative.day0,
    "tonight": relative.tonight,
    "weekday": relative.weekday,
    "weekdays": spans.weekdays,
    "each_month": spans.each_month,
    "holiday": relative.holiday,
    "part": relative.part,
    "unit": relative.unit,
    "the_unit": relative.the_unit,
    "ago": spans.ago,
    "offset": spans.offset,
    "beside": spans.beside,
    "year_ago": relative.year_ago,
    "from_now": spans.from_now,
    "span": spans.span,
    "length": spans.length,
    "some": spans.some,
    "nth_day": spans.nth_day,
    "every": spans.every,
    "set": spans.regular,
    "ref": spans.reference,
    "clock": spans.clock,
}


class Times:
    """Finds and resolves time expressions."""

    def __init__(self) -> None:
        self.rules = compiled()

    def __call__(self, article: Article, parse: Parse) -> list[Time]:
        tokens = scan(article.text, parse)
        found = self.find(tokens)
        day, source = _anchor(article)
        ctx = Context(tokens, day, source, lambda s: tense_at(parse, s), focus=day)
        return [
            Time(
                id=f"t{n}",
                span=(tokens.spans[f.start][0], tokens.spans[f.end - 1][1]),
                value=timex.value,
                first=timex.first,
                last=timex.last,
                anchor=timex.anchor,
                type=timex.type,
                why=f"rule {f.rule}",
            )
            for n, (f, timex) in enumerate(self._resolve(found, ctx), 1)
        ]

    def find(self, tokens: Tokens) -> list[Found]:
        """All matches of all rules; at one place the longest first."""
        out: list[tuple[int, int, int, Found]] = []
        for first, last in windows(tokens.kinds):
            for order, (rule, pattern) in enumerate(self.rules):
                for m in pattern.finditer(tokens.kinds, first, last):
                    out.append((m.start(), -m.end(), order, Found(rule, *m.span(), groups(m))))
        out.sort(key=lambda item: item[:3])
        return [found for *_, found in out]

    def _resolve(self, found: list[Found], ctx: Context) -> list[tuple[Found, Timex]]:
        out: list[tuple[Found, Timex]] = []
        reached = 0
        for n, f in enumerate(found):
            if f.start < reached or _is_name(f, ctx.tokens):
                continue
            if f.rule == "clock":
                self._look_ahead(f, found[n + 1 : n + 12], ctx)
            timex = RESOLVERS[f.rule](f, ctx)
            if timex is None:
                continue
            reached = f.end
            if timex.focus is not None:
                ctx.focus, ctx.focus_at = timex.focus, f.end
                ctx.focus_unit = cal.unit_of(timex.value or "")
                if f.rule == "quarter":
                    ctx.quarter, ctx.quarter_at = timex.focus, f.end
            out.append((f, timex))
        return out

    def _look_ahead(self, f: Found, later: list[Found], ctx: Context) -> None:
        """ "8 p.m. on 3 May": the day that follows an hour is the hour's day."""
        for g in later:
            if g.rule not in ("day", "weekday", "day0") or not f.end <= g.start <= f.end + 2:
                continue
            if all(ctx.tokens.is_a(i, "comma", "on", "the") for i in range(f.end, g.start)):
                timex = RESOLVERS[g.rule](g, ctx)
                if timex and timex.focus:
                    ctx.focus, ctx.focus_at, ctx.focus_unit = timex.focus, f.end, "D"
                return


def _is_name(f: Found, tokens: Tokens) -> bool:
    """ "USA Today", "the Evening Daily": a word of time that ends a name."""
    if f.rule not in ("day0", "set", "ref") or f.end - f.start > 1:
        return False
    word, before = tokens.word(f.start), tokens.word(f.start - 1)
    return word[:1].isupper() and before[:1].isupper() and before[:1].isalpha()


def _anchor(article: Article) -> tuple[date | None, Anchor]:
    if article.published and (day := _full_date(article.published)):
        return day, "published"
    for line in _opening(article):
        if day := _dateline(line):
            return day, "text"
    return None, "unknown"


def _full_date(words: str) -> date | None:
    """The first date with day and year that the words name."""
    return cal.parse_day(words) or next((day for day, _, _ in _full_dates(words)), None)


def _full_dates(words: str) -> list[tuple[date, int, int]]:
    """Full dates of the words with the offsets of each."""
    tokens = scan(words)
    nowhere = Context(tokens, None, "unknown", lambda _: "none")
    out = []
    for rule, pattern in compiled():
        if rule not in ("iso", "day"):
            continue
        for m in pattern.finditer(tokens.kinds):
            timex = RESOLVERS[rule](Found(rule, *m.span(), groups(m)), nowhere)
            day = cal.parse_day(timex.value) if timex else None
            if day:
                out.append((day, tokens.spans[m.start()][0], tokens.spans[m.end() - 1][1]))
    return sorted(out, key=lambda item: item[1])


def _opening(article: Article) -> list[str]:
    """Datelines and bylines, then the first lines of the text."""
    text = article.text
    named = [text[slice(*b.span)] for b in article.blocks if b.part in ("dateline", "byline")]
    return [line[:_LINE] for line in named + text[:_OPENING].splitlines()[:_LINES]]


def _dateline(line: str) -> date | None:
    """The date of a line that is little else ("Published: 3 May 2016, 10:15"), or of an opening
    "PLACE, May 3, 2016 (Agency) -"."""
    for day, start, end in _full_dates(line):
        rest = _WHEN.sub("", line[:start] + " " + line[end:])
        if len(re.findall(r"[^\W\d_]+", rest)) <= 3 and len(line) < _LINE:
            return day
        if _PLACE.fullmatch(line[:start]) and re.match(r"\s*(?:\([^)]{2,30}\)|[-–—:])", line[end:]):
            return day
    return None
