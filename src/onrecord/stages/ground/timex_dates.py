"""Resolvers of DATE rules: days, months, years, weekdays and what leans on the report's own day."""

from datetime import date, timedelta

from onrecord.stages.ground import timex_calendar as cal
from onrecord.stages.ground.timex_context import (
    Context,
    Found,
    Timex,
    absolute,
    at,
    resolved,
    unresolved,
)

_NEAR = 60  # days: closer than this a date of the other year is never meant, whatever the tense
_STEP = {"last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1}
_YEAR_BEFORE = {"in", "since", "from", "until", "till", "by", "of", "during", "before", "after"}
_YEAR_BEFORE |= {
    "for",
    "to",
    "and",
    "or",
    "early",
    "late",
    "the",
    "between",
    "through",
    "a",
    "this",
}
_YEAR_BEFORE |= {
    "around",
    "about",
    "than",
    "back",
    "year",
    "circa",
    "over",
    "on",
    "its",
    "his",
    "her",
}
_YEAR_BEFORE |= {"their", "our", "beyond", "into", "mid", "as", "was", "is", "that", "with"}

_DAY_BEFORE = {
    "at",
    "by",
    "before",
    "after",
    "since",
    "until",
    "till",
    "on",
    "over",
    "during",
    "for",
}
_DAY_AFTER = {
    "and",
    "or",
    "when",
    "as",
    "in",
    "to",
    "with",
    "that",
    "was",
    "is",
    "but",
    "this",
    "last",
}


def iso(f: Found, ctx: Context) -> Timex | None:
    value = f.value(ctx.tokens, "iso")
    if cal.parse_day(value) is None:
        return None
    return absolute(value, "TIME" if "T" in value else "DATE")


def slashed(f: Found, ctx: Context) -> Timex | None:
    """Month first, unless that cannot be; two-digit years of this century up to 2069."""
    one, two, year = (int(part) for part in f.value(ctx.tokens, "slashed").split("/"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    day = cal.safe(year, one, two) or cal.safe(year, two, one)
    return absolute(day.isoformat()) if day else None


def day(f: Found, ctx: Context) -> Timex | None:
    """A month with a day, with or without its year."""
    month, number = int(f.value(ctx.tokens, "m")), int(float(f.value(ctx.tokens, "d")))
    if f.has("y"):
        full = cal.safe(int(f.value(ctx.tokens, "y")), month, number)
        ctx.month = (f.end, month)
        return absolute(full.isoformat()) if full else None
    if not 1 <= number <= 31 or cal.safe(2000, month, number) is None:
        return None
    ctx.month = (f.end, month)
    if ctx.day is None:
        return unresolved(f"XXXX-{month:02d}-{number:02d}")
    years = (ctx.day.year - 1, ctx.day.year, ctx.day.year + 1)
    options = [d for y in years if (d := cal.safe(y, month, number))]
    if f.has("rel") and _step(f, ctx):
        options = [d for d in options if (d - ctx.day).days * _step(f, ctx) > 0] or options
        options = options[-1:] if _step(f, ctx) < 0 else options[:1]
    return resolved(ctx, _choose(f, ctx, options, ctx.day).isoformat()) if options else None


def _choose(f: Found, ctx: Context, options: list[date], day: date) -> date:
    """The option on the side that the tense names, unless one lies very near."""
    nearest = min(options, key=lambda d: abs((d - day).days))
    if abs((nearest - day).days) <= _NEAR:
        return nearest
    tense = _tense(f, ctx)
    if tense == "future":
        return min((d for d in options if d >= day), default=nearest)
    if tense in ("present", "perhaps"):
        return nearest
    return max((d for d in options if d <= day), default=nearest)


def _tense(f: Found, ctx: Context) -> str:
    if ctx.tokens.word(f.start - 1).lower() in ("until", "till"):
        return "future"
    return ctx.tense((ctx.tokens.spans[f.start][0], ctx.tokens.spans[f.end - 1][1]))


def other_day(f: Found, ctx: Context) -> Timex | None:
    """The second day of "April 24 and 25", in the month of the first."""
    end, month = ctx.month
    number = int(float(f.value(ctx.tokens, "d")))
    if end != f.start - 1 or cal.safe(2000, month, number) is None:
        return None
    ctx.month = (f.end, month)
    if ctx.focus is None or ctx.focus.month != month:
        return unresolved(f"XXXX-{month:02d}-{number:02d}")
    full = cal.safe(ctx.focus.year, month, number)
    return resolved(ctx, full.isoformat()) if full else None


def month(f: Found, ctx: Context) -> Timex | None:
    number = int(f.value(ctx.tokens, "m"))
    if f.has("y"):
        return absolute(f"{int(f.value(ctx.tokens, 'y')):04d}-{number:02d}")
    if f.has("yu"):
        if f.value(ctx.tokens, "yu") != "Y":
            return None
        if ctx.day is None:
            return unresolved(f"XXXX-{number:02d}")
        return resolved(ctx, f"{ctx.day.year + _step(f, ctx):04d}-{number:02d}")
    if ctx.day is None:
        return unresolved(f"XXXX-{number:02d}")
    this = ctx.day.replace(day=1)
    options = [date(this.year + k, number, 1) for k in (-1, 0, 1) if 1 <= this.year + k <= 9998]
    step = _step(f, ctx) if f.has("rel") else None
    if step == -1:
        chosen = max((d for d in options if d < this), default=this)
    elif step == 1:
        chosen = min((d for d in options if d > this), default=this)
    elif step == 0:
        chosen = date(this.year, number, 1)
    else:
        chosen = _choose(f, ctx, options, this)
    return resolved(ctx, cal.month_value(chosen))


def _step(f: Found, ctx: Context) -> int:
    value = f.value(ctx.tokens, "rel")
    return int(value) if value in ("-1", "0", "1") else 0


def years(f: Found, ctx: Context) -> Timex | None:
    """ "2017-18", "1998/2003": an interval of years."""
    first, second = int(f.value(ctx.tokens, "y")), f.word(ctx.tokens, "y2")
    if not second.isdigit() or len(second) not in (2, 4):
        return None
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if len(second) == 2 and last < first:
        last += 100
    return absolute(f"{first}/{last}") if first < last <= first + 150 else None


def year(f: Found, ctx: Context) -> Timex | None:
    number, i = f.value(ctx.tokens, "y"), f.groups["y"]
    if f.has("fiscal") or f.has("fy"):
        return absolute(f"FY{number}") if f.has("fy") else absolute(number)
    before, after = ctx.tokens.word(i - 1).lower(), ctx.tokens.word(i + 1)
    if ctx.tokens.is_a(i - 1, "sign", "slash", "clock") or (after[:1] in "%°$€£" and after):
        return None
    sure = f.start < i or before in _YEAR_BEFORE or not before[:1].isalnum()
    plausible = 1400 <= int(number) <= 2100
    if ctx.tokens.is_a(i + 1, "units", "unit", "num", "slash"):
        return None
    if not plausible or not (sure or before.islower()):
        return None
    lower_plural = after.islower() and after.endswith("s") and len(after) > 3
    measured = lower_plural and before not in ("in", "since", "of", "the", "by", "until")
    return None if measured else absolute(number)


def decades(f: Found, ctx: Context) -> Timex | None:
    word = f.word(ctx.tokens, "decades")
    digits = "".join(ch for ch in word if ch.isdigit())
    if not digits:
        return absolute("19" + f.value(ctx.tokens, "decades"))
    if len(digits) == 2:
        return absolute("19" + digits[0]) if word[0] in "'’‘" or f.end - f.start > 1 else None
    return absolute(digits[:3])


def century(f: Found, ctx: Context) -> Timex | None:
    number = int(float(f.value(ctx.tokens, "n")))
    if f.value(ctx.tokens, "u") != "100Y" or not 1 <= number <= 30:
        return None
    return absolute(f"{number - 1:02d}")


def quarter(f: Found, ctx: Context) -> Timex | None:
    """A quarter or half of a year that is named, leaned on, or the latest one."""
    unit, number = f.value(ctx.tokens, "u"), int(float(f.value(ctx.tokens, "n")))
    half = unit == "0.5"
    if unit not in ("Q", "0.5") or not 1 <= number <= (2 if half else 4):
        return None
    if half and not (f.has("y") or f.has("yu")):
        return None
    mark = f"{'H' if half else 'Q'}{number}"
    if f.has("y"):
        return absolute(f"{f.value(ctx.tokens, 'y')}-{mark}")
    if f.has("yu") and f.value(ctx.tokens, "yu") != "Y":
        return None
    if ctx.day is None:
        return unresolved(f"XXXX-{mark}")
    year = ctx.day.year
    if f.has("yu"):
        year += _step(f, ctx)
    elif number * 3 - 2 > ctx.day.month and _tense(f, ctx) != "future":
        year -= 1
    return resolved(ctx, f"{year:04d}-{mark}")


def season(f: Found, ctx: Context) -> Timex | None:
    code = f.value(ctx.tokens, "sn")
    if f.has("y"):
        return absolute(f"{f.value(ctx.tokens, 'y')}-{code}")
    bare = not f.has("rel") and f.groups["sn"] == f.start
    if bare and ctx.tokens.word(f.start - 1).lower() not in (
        "in",
        "by",
        "since",
        "until",
        "during",
    ):
        return None
    if ctx.day is None:
        return unresolved()
    starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
    options = [date(ctx.day.year + k, starts[code], 1) for k in (-1, 0, 1) if ctx.day.year < 9998]
    step = _step(f, ctx) if f.word(ctx.tokens, "rel") not in ("the", "") else None
    past = [d for d in options if d + timedelta(days=91) <= ctx.day]
    if step == -1:
        chosen = max(past, default=options[0])
    elif step == 1:
        chosen = min((d for d in options if d > ctx.day), default=options[-1])
    elif step == 0:
        chosen = date(ctx.day.year, starts[code], 1)
    else:
        chosen = _choose(f, ctx, options, ctx.day)
    return resolved(ctx, f"{chosen.year:04d}-{code}")


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
    step = _step(f, ctx) if f.has("rel") else 0
    if step:
        options = [d for d in options if (d - ctx.day).days * step > 0] or options
        return resolved(ctx, options[-1 if step < 0 else 0].isoformat())
    return resolved(ctx, _choose(f, ctx, options, ctx.day).isoformat())


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
        offset = nearer_day(_tense(f, ctx), back, ahead)
    return _with_part(ctx, cal.add_days(ctx.day, offset), part)


def nearer_day(tense: str, back: int, ahead: int) -> int:
    """Days to the weekday meant: forward in the future tense, the nearer one when unsure."""
    if tense == "future" or (tense == "perhaps" and ahead < back):
        return ahead
    return -back


def part(f: Found, ctx: Context) -> Timex | None:
    """ "this morning", "last night"; bare parts of a day when a preposition makes them a time."""
    code, word = f.value(ctx.tokens, "p"), f.word(ctx.tokens, "rel")
    if not word:
        early = f.groups["p"] > f.start
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
    return at(ctx, cal.shift(base, _step(f, ctx), code), code)


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
    if code == "Q" and ctx.quarter is not None:
        return at(ctx, ctx.quarter, code)
    if code == "WE" and _tense(f, ctx) != "future" and ctx.day.isoweekday() < 6:
        return at(ctx, cal.add_days(ctx.day, -7), code)
    return at(ctx, ctx.day, code)


_BARE = {
    "Y": {"for", "in", "during", "this", "of", "end", "through"},
    "Q": {"in", "for", "during"},
    "WE": {"over", "at", "during", "on", "for", "of", "through"},
    "W": {"in", "for", "during", "of"},
    "M": {"in", "during", "of"},
    "D": {"in"},
}


def year_ago(f: Found, ctx: Context) -> Timex | None:
    """ "the year-ago quarter", "year-earlier"."""
    code = f.value(ctx.tokens, "u")
    if ctx.day is None:
        return unresolved()
    if ctx.quarter is not None and f.value(ctx.tokens, "qu") in ("", "Q"):
        return at(ctx, cal.shift(ctx.quarter, -1, code), "Q")
    return at(ctx, cal.shift(ctx.day, -1, code), f.value(ctx.tokens, "qu") or code)
