"""Resolvers of DATE rules that lean on the report's own day or on the day spoken of last."""

from datetime import date

from onrecord.stages.ground import timex_calendar as cal
from onrecord.stages.ground.timex_choice import choose, nearer_day, step_of, tense_of
from onrecord.stages.ground.timex_context import (
    Context,
    Found,
    Timex,
    absolute,
    at,
    resolved,
    unresolved,
)

_STEP = {"last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1}
_DAY_BEFORE = {"at", "by", "before", "after", "since", "until", "till", "on", "over", "during"}
_DAY_AFTER = {"and", "or", "when", "as", "in", "to", "with", "that", "was", "is", "but", "this"}
_BARE = {
    "Y": {"for", "in", "during", "this", "of", "end", "through"},
    "Q": {"in", "for", "during"},
    "WE": {"over", "at", "during", "on", "for", "of", "through"},
    "W": {"in", "for", "during", "of"},
    "M": {"in", "during", "of"},
    "D": {"in"},
}


def day0(f: Found, ctx: Context) -> Timex | None:
    offset = int(f.value(ctx.tokens, "d0"))
    if f.has("bfr"):  # the day before yesterday
        offset += int(f.value(ctx.tokens, "bfr"))
    part = f.value(ctx.tokens, "p")
    if ctx.day is None:
        return unresolved(kind="TIME" if part else "DATE")
    return _with_part(ctx, cal.add_days(ctx.day, offset), part)


def _with_part(ctx: Context, day: date | None, part: str) -> Timex:
    if day is None:
        return unresolved()
    if not part:
        return resolved(ctx, day.isoformat())
    found = resolved(ctx, f"{day.isoformat()}T{part}", "TIME")
    return found


def holiday(f: Found, ctx: Context) -> Timex | None:
    """A named day, when its name or the words before it use it as a date."""
    name, before = f.value(ctx.tokens, "holiday"), ctx.tokens.word(f.start - 1).lower()
    named = name.split()[-1] in ("day", "eve", "night", "monday", "friday", "sunday", "wednesday")
    alone = not f.has("rel") and not f.has("y") and not named
    after = ctx.tokens.word(f.end)
    if alone and (before not in _DAY_BEFORE or (after.islower() and after not in _DAY_AFTER)):
        return None
    rule = cal.holidays()[name]
    if f.has("y"):
        exact = cal.holiday(rule, int(f.value(ctx.tokens, "y")))
        return absolute(exact.isoformat()) if exact else None
    if ctx.day is None or f.word(ctx.tokens, "rel") in ("every", "each"):
        fixed = rule if rule[2] == "-" and "w" not in rule else "XX-XX"
        return unresolved(f"XXXX-{fixed}" if fixed != "XX-XX" else None)
    years = (ctx.day.year - 1, ctx.day.year, ctx.day.year + 1)
    options = [d for y in years if 1 <= y <= 9998 and (d := cal.holiday(rule, y))]
    step = step_of(f, ctx) if f.has("rel") else 0
    if step:
        options = [d for d in options if (d - ctx.day).days * step > 0] or options
        return resolved(ctx, options[-1 if step < 0 else 0].isoformat())
    return resolved(ctx, choose(f, ctx, options, ctx.day).isoformat())


def tonight(f: Found, ctx: Context) -> Timex | None:
    return _with_part(ctx, ctx.day, "NI") if ctx.day else unresolved(kind="TIME")


def weekday(f: Found, ctx: Context) -> Timex | None:
    """Last on or before the report's day in the past tense, next on or after it in the future."""
    number, part = int(f.value(ctx.tokens, "wd")), f.value(ctx.tokens, "p")
    if ctx.day is None:
        return unresolved(kind="TIME" if part else "DATE")
    word = f.word(ctx.tokens, "rel")
    back = (ctx.day.isoweekday() - number) % 7
    ahead = (number - ctx.day.isoweekday()) % 7
    if word in _STEP and _STEP[word] < 0:
        offset = -(back or 7)
    elif (f.has("rel") and word not in ("this", "that", "same", "the")) or f.has("coming"):
        offset = ahead or 7
    else:
        offset = nearer_day(tense_of(f, ctx), back, ahead)
    return _with_part(ctx, cal.add_days(ctx.day, offset), part)


def part(f: Found, ctx: Context) -> Timex | None:
    """ "this morning", "last night"; bare parts of a day when a preposition makes them a time."""
    code, word = f.value(ctx.tokens, "p"), f.word(ctx.tokens, "rel")
    if not word:
        early = f.groups["p"] > f.start
        if early and ctx.tokens.is_a(f.groups["p"] - 1, "dash"):
            return None  # "late-night calls": a kind of call
        if not early and ctx.tokens.word(f.start - 1).lower() not in ("by", "until", "at", "since"):
            return None
        if ctx.tokens.word(f.start - 1).lower() == "at":
            return None
    if word == "the" and ctx.tokens.word(f.start - 1).lower() not in ("in", "during", "by", "into"):
        return None
    if ctx.day is None:
        return unresolved(kind="TIME")
    if word == "this":
        return _with_part(ctx, ctx.day, code)
    if not word:  # "by mid-afternoon": of the day spoken of, else of the report's
        return _with_part(ctx, ctx.near_focus(f) or ctx.day, code)
    if word in ("last", "past"):
        return _with_part(ctx, cal.add_days(ctx.day, -1), code)
    focus = ctx.near_focus(f)
    if focus is None:
        return unresolved(kind="TIME")
    offset = {"next": 1, "following": 1, "previous": -1}.get(word, 0)
    return _with_part(ctx, cal.add_days(focus, offset), code)


def unit(f: Found, ctx: Context) -> Timex | None:
    """ "last week", "this year", "the same day", "the previous month"."""
    code, word = f.value(ctx.tokens, "u"), f.word(ctx.tokens, "rel")
    if code.startswith("T") or code == "NI":
        return None
    if word == "last" and ctx.tokens.word(f.groups["rel"] - 1).lower() == "the":
        return _stretch(f, ctx, code)
    if word == "past":
        return _stretch(f, ctx, code)
    if word == "next" and code != "D" and ctx.tokens.word(f.groups["rel"] - 1).lower() == "the":
        return _stretch(f, ctx, code, 1)
    if ctx.day is None:
        return unresolved()
    the = f.groups["rel"] > f.start and ctx.tokens.word(f.groups["rel"] - 1).lower() == "the"
    if word in ("that", "same", "following", "subsequent", "previous", "preceding", "prior") or (
        word == "next" and the
    ):
        base = ctx.near_focus(f)
        if base is None:
            return unresolved()
    else:
        base = ctx.day
    if code == "Q" and word in ("latest", "last"):
        return at(ctx, cal.add_months(base, -3), code)
    return at(ctx, cal.shift(base, step_of(f, ctx), code), code)


def _stretch(f: Found, ctx: Context, code: str, step: int = -1) -> Timex:
    """ "the last year", "the next decade": as long as the unit, up to or from the report's day."""
    value = cal.duration(1, code)
    if ctx.day is None:
        return unresolved(value, "DURATION")
    ends = sorted([ctx.day, cal.shift(ctx.day, step, code) or ctx.day])
    return Timex(value, "DURATION", ctx.source, ends[0].isoformat(), ends[1].isoformat())


def the_unit(f: Found, ctx: Context) -> Timex | None:
    """ "the end of the year", "earlier in the week", "over the weekend", "in the quarter"."""
    code = f.value(ctx.tokens, "u")
    if code.startswith("T") or code in ("10Y", "100Y", "NI", "1000Y", "2W"):
        return None
    bare = ctx.tokens.word(f.start).lower() == "the" and f.end - f.start <= 2
    if bare and ctx.tokens.word(f.start - 1).lower() not in _BARE.get(code, ()):
        return None
    if ctx.tokens.word(f.end).lower() in ("ended", "ending") and code in ("Y", "Q", "M", "W"):
        return Timex(cal.duration(1, code), "DURATION", "text")
    if ctx.day is None:
        return unresolved()
    if code == "Q" and (quarter := ctx.near_quarter(f)) is not None:
        return at(ctx, quarter, code)
    if code == "WE" and tense_of(f, ctx) != "future" and ctx.day.isoweekday() < 6:
        return at(ctx, cal.add_days(ctx.day, -7), code)
    return at(ctx, ctx.day, code)


def year_ago(f: Found, ctx: Context) -> Timex | None:
    """ "the year-ago quarter", "year-earlier"."""
    code = f.value(ctx.tokens, "u")
    if ctx.day is None:
        return unresolved()
    if (quarter := ctx.near_quarter(f)) is not None and f.value(ctx.tokens, "qu") in ("", "Q"):
        return at(ctx, cal.shift(quarter, -1, code), "Q")
    return at(ctx, cal.shift(ctx.day, -1, code), f.value(ctx.tokens, "qu") or code)
