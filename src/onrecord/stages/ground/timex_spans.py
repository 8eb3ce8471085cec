"""Resolvers of durations, distances in time, sets, references and clock times."""

from datetime import date

from onrecord.stages.ground import timex_calendar as cal
from onrecord.stages.ground.timex_choice import nearer_day
from onrecord.stages.ground.timex_context import (
    Context,
    Found,
    Timex,
    at,
    resolved,
    unresolved,
)


def _count(f: Found, ctx: Context) -> float | None:
    """The number of a count; None when it is vague."""
    if f.has("n1"):
        return 1.5 if f.has("half") else 1.0
    kind, value = f.word(ctx.tokens, "n"), f.value(ctx.tokens, "n")
    if kind in ("another", "additional", "extra"):
        return 1.0
    if not value:
        return None
    return float(value) + (0.5 if f.has("half") else 0.0)


def _rate(f: Found, ctx: Context) -> bool:
    """ "barrels a day", "3 percent a year": the unit belongs to what is measured."""
    if not f.has("n1") or f.groups["n1"] != f.start:
        return False
    before = ctx.tokens.word(f.start - 1).lower()
    at = f.start - 1 - ctx.tokens.is_a(f.start - 1, "dash")
    measured = ctx.tokens.is_a(at, "num", "day", "year", "sign")
    measured = measured or before in ("percent", "cent", "bpd", "times")
    prepositions = (
        "us",
        "this",
        "as",
        "has",
        "was",
        "is",
        "its",
        "less",
        "across",
        "towards",
        "plus",
    )
    return measured or (before.endswith("s") and before not in prepositions and len(before) > 3)


def ago(f: Found, ctx: Context) -> Timex | None:
    """ "two years ago" in the granularity of its unit."""
    code, count = f.value(ctx.tokens, "u"), _counted(f, ctx)
    if ctx.day is None:
        return unresolved()
    if count is None:
        return resolved(ctx, "PAST_REF")
    if code.startswith("T"):
        return resolved(ctx, ctx.day.isoformat())
    if code == "Y" and count == 1 and (quarter := ctx.near_quarter(f)) is not None:
        return at(ctx, cal.shift(quarter, -count, code), "Q")
    return at(ctx, cal.shift(ctx.day, -count, code), _grain(code))


def _grain(code: str) -> str:
    return {"10Y": "Y", "100Y": "Y", "2W": "W"}.get(code, code)


def _counted(f: Found, ctx: Context) -> float | None:
    return _count(f, ctx) if f.has("n") or f.has("n1") else None


def offset(f: Found, ctx: Context) -> Timex | None:
    """ "a year earlier", "two days later": from the day that the text spoke of last."""
    code, count = f.value(ctx.tokens, "u"), _counted(f, ctx)
    if count is None or ctx.focus is None or ctx.day is None or code.startswith("T"):
        return unresolved()
    step = int(f.value(ctx.tokens, "way"))
    if code == "Y" and step < 0:
        if (quarter := ctx.near_quarter(f)) is not None:
            return at(ctx, cal.shift(quarter, -count, code), "Q")
        base: date | None = ctx.day
    else:
        base = ctx.near_focus(f)
    if base is None:
        return unresolved()
    return at(ctx, cal.shift(base, step * count, code), _grain(code))


def beside(f: Found, ctx: Context) -> Timex | None:
    """ "the day before", "the year after"."""
    code, step = f.value(ctx.tokens, "u"), int(f.value(ctx.tokens, "way"))
    focus = ctx.near_focus(f)
    if focus is None or code.startswith("T"):
        return unresolved()
    return at(ctx, cal.shift(focus, step, code), _grain(code))


def from_now(f: Found, ctx: Context) -> Timex | None:
    code, count = f.value(ctx.tokens, "u"), _counted(f, ctx)
    if ctx.day is None:
        return unresolved()
    if count is None:
        return resolved(ctx, "FUTURE_REF")
    return at(ctx, cal.shift(ctx.day, count, code), _grain(code))


def span(f: Found, ctx: Context) -> Timex | None:
    """ "the past six months": a length that ends (or begins) at the report's day."""
    code = f.value(ctx.tokens, "u")
    count = _counted(f, ctx)
    value = cal.duration(count, code) if len(code) != 2 or code[0] in "T12" else None
    back = f.value(ctx.tokens, "rel") != "1"
    if ctx.day is None or count is None or value is None:
        return Timex(value, "DURATION", "text" if value else "unknown")
    other = cal.shift(ctx.day, -count if back else count, code)
    ends = sorted([ctx.day, other or ctx.day])
    return Timex(value, "DURATION", ctx.source, ends[0].isoformat(), ends[1].isoformat())


def length(f: Found, ctx: Context) -> Timex | None:
    """ "six days", "more than a week"; no age ("a 12-year-old"): it dates nothing."""
    if _rate(f, ctx) or ctx.tokens.word(f.end - 1).lower() == "old":
        return None
    code = f.value(ctx.tokens, "u")
    if code == "Q" and (f.has("n1") or ctx.tokens.is_a(f.groups["u"] - 1, "dash")):
        return None  # a quarter of something
    count = _counted(f, ctx) if f.has("n") or f.has("n1") else 1.0
    return _dur(count, code)


def _dur(count: float | None, code: str) -> Timex:
    return Timex(cal.duration(count, code), "DURATION", "text")


def some(f: Found, ctx: Context) -> Timex | None:
    """ "months of unrest", "in recent years": a length that nobody counted."""
    before = ctx.tokens.is_a(f.start - 1, "num", "day", "vague", "dash")
    if before and ctx.tokens.word(f.end - 1).lower() == "old":
        return None  # an age
    if f.value(ctx.tokens, "u") == "Q" and f.end - f.start == 1:
        return None  # parts of a whole, or where somebody lives
    return Timex(cal.duration(None, f.value(ctx.tokens, "u")), "DURATION", "text")


def nth_day(f: Found, ctx: Context) -> Timex | None:
    """ "for a fifth day": so many days on end."""
    if ctx.tokens.word(f.start - 1).lower() != "for":
        return None
    count = float(f.value(ctx.tokens, "n"))
    return Timex(cal.duration(count, f.value(ctx.tokens, "u")), "DURATION", "text")


def every(f: Found, ctx: Context) -> Timex | None:
    count = 2.0 if f.has("other") else _counted(f, ctx) or 1.0
    code = f.value(ctx.tokens, "u")
    if code == "WE":
        return Timex("XXXX-WXX-WE", "SET", "text")
    return Timex(cal.duration(count, code), "SET", "text")


def regular(f: Found, ctx: Context) -> Timex | None:
    """ "daily", "annual"."""
    return Timex(f.value(ctx.tokens, "set"), "SET", "text")


def each_month(f: Found, ctx: Context) -> Timex | None:
    return Timex(f"XXXX-{int(f.value(ctx.tokens, 'm')):02d}", "SET", "text")


def weekdays(f: Found, ctx: Context) -> Timex | None:
    return Timex(f"XXXX-WXX-{f.value(ctx.tokens, 'wd')}", "SET", "text")


def reference(f: Found, ctx: Context) -> Timex | None:
    """ "now", "recently": a value only where the report's day is known."""
    if f.word(ctx.tokens, "ref") == "soon" and ctx.tokens.word(f.end).lower() == "as":
        return None  # "as soon as he arrives" dates nothing by itself
    if f.has("days"):
        if f.value(ctx.tokens, "days") != "D":
            return None
        value = "PRESENT_REF"
    else:
        value = f.value(ctx.tokens, "ref")
        value = "PAST_REF" if value == "-1" else value
    return Timex(value, "DATE", ctx.source) if ctx.day else unresolved()


def clock(f: Found, ctx: Context) -> Timex | None:
    """An hour, on a day that stands beside it, else the day the sentence speaks of, else alone."""
    hour = _hour(f, ctx)
    if hour is None:
        return None
    day: date | None = None
    if ctx.day is not None:
        if f.has("d0"):
            day = cal.add_days(ctx.day, int(f.value(ctx.tokens, "d0")))
        elif f.has("wd"):
            back = (ctx.day.isoweekday() - int(f.value(ctx.tokens, "wd"))) % 7
            words = (ctx.tokens.spans[f.start][0], ctx.tokens.spans[f.end - 1][1])
            until = ctx.tokens.word(f.start - 1).lower() in ("until", "till")
            tense = "future" if until else ctx.tense(words)
            day = cal.add_days(ctx.day, nearer_day(tense, back, (7 - back) % 7))
        elif ctx.focus_unit == "D":
            day = ctx.near_focus(f) or _printed(f, ctx)
        else:
            day = _printed(f, ctx)
    zone = f.value(ctx.tokens, "zone")
    if day is None:
        return Timex(f"T{hour}{zone}", "TIME", "text")
    return resolved(ctx, f"{day.isoformat()}T{hour}{zone}", "TIME")


def _printed(f: Found, ctx: Context) -> date | None:
    """The report's own day, for an hour that is past and of which no day is told."""
    tense = ctx.tense((ctx.tokens.spans[f.start][0], ctx.tokens.spans[f.end - 1][1]))
    return ctx.day if tense in ("past", "present") else None


def _hour(f: Found, ctx: Context) -> str | None:
    if f.has("noon"):
        return f.value(ctx.tokens, "noon")
    if f.has("num4"):
        digits = f.word(ctx.tokens, "num4")
        parts = [digits[:-2], digits[-2:]] if digits.isdigit() and len(digits) == 4 else []
    else:
        name = "h" if f.has("h") else "h24"
        parts = f.word(ctx.tokens, name).replace(".", ":").split(":")
    if not parts or not all(p.isdigit() for p in parts):
        parts = [f.value(ctx.tokens, "h")] if f.value(ctx.tokens, "h").isdigit() else []
    if not parts:
        return None
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    if f.has("ampm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if f.word(ctx.tokens, "ampm")[0] == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None
