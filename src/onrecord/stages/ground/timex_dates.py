"""Resolvers of DATE rules that name a part of the calendar: days, months, years, quarters."""

import re
from datetime import date, timedelta

from onrecord.stages.ground import timex_calendar as cal
from onrecord.stages.ground.timex_choice import choose, step_of, tense_of
from onrecord.stages.ground.timex_context import (
    Context,
    Found,
    Timex,
    absolute,
    resolved,
    unresolved,
)

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
    if f.has("wd"):  # "Monday, Oct. 26" is in a year in which that day is a Monday
        number_of = int(f.value(ctx.tokens, "wd"))
        options = [d for d in options if d.isoweekday() == number_of] or options
    if f.value(ctx.tokens, "yu") == "Y":
        this = [d for d in options if d.year == ctx.day.year + step_of(f, ctx)]
        return resolved(ctx, this[0].isoformat()) if this else None
    if f.has("rel") and step_of(f, ctx):
        options = [d for d in options if (d - ctx.day).days * step_of(f, ctx) > 0] or options
        options = options[-1:] if step_of(f, ctx) < 0 else options[:1]
    return resolved(ctx, choose(f, ctx, options, ctx.day).isoformat()) if options else None


def week_of(f: Found, ctx: Context) -> Timex | None:
    """ "the week of March 6": the week that holds the day."""
    found = day(f, ctx) if f.value(ctx.tokens, "u") == "W" else None
    monday = cal.parse_day(found.value) if found else None
    if found is None or monday is None:
        return None
    value = cal.week_value(monday)
    first, last = cal.bounds(value)
    return Timex(value, "DATE", found.anchor, first, last, monday)


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
        return resolved(ctx, f"{ctx.day.year + step_of(f, ctx):04d}-{number:02d}")
    if f.end - f.start == 1 and _is_march(f, ctx):
        return None
    if ctx.day is None:
        return unresolved(f"XXXX-{number:02d}")
    this = ctx.day.replace(day=1)
    options = [date(this.year + k, number, 1) for k in (-1, 0, 1) if 1 <= this.year + k <= 9998]
    step = step_of(f, ctx) if f.has("rel") else None
    if step == -1:
        chosen = max((d for d in options if d < this), default=this)
    elif step == 1:
        chosen = min((d for d in options if d > this), default=this)
    elif step == 0:
        chosen = date(this.year, number, 1)
    else:
        chosen = choose(f, ctx, options, this)
    return resolved(ctx, cal.month_value(chosen))


def _is_march(f: Found, ctx: Context) -> bool:
    """A march named with a capital: "the annual March for Life"."""
    t = ctx.tokens
    dated = t.word(f.start - 1).lower() in (_YEAR_BEFORE - {"the", "a"}) | {"last", "next"}
    return t.word(f.start) == "March" and t.word(f.end).lower() in ("of", "for", "on") and not dated


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
    if f.has("yr"):
        named = f.value(ctx.tokens, "yr") == "Y" and re.fullmatch(r"1\d{3}|20\d\d", number)
        return absolute(number) if named else None
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
        year += step_of(f, ctx)
    elif number * 3 - 2 > ctx.day.month and tense_of(f, ctx) != "future":
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
    step = step_of(f, ctx) if f.word(ctx.tokens, "rel") not in ("the", "") else None
    past = [d for d in options if d + timedelta(days=91) <= ctx.day]
    if step == -1:
        chosen = max(past, default=options[0])
    elif step == 1:
        chosen = min((d for d in options if d > ctx.day), default=options[-1])
    elif step == 0:
        chosen = date(ctx.day.year, starts[code], 1)
    else:
        chosen = choose(f, ctx, options, ctx.day)
    return resolved(ctx, f"{chosen.year:04d}-{code}")
