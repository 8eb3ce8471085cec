"""Which of several days is meant: by the tense of the clause and by nearness."""

from datetime import date

from onrecord.stages.ground.timex_context import Context, Found

_NEAR = 60  # days
_AHEAD = {"until", "till", "effective", "through", "due"}


def choose(f: Found, ctx: Context, options: list[date], day: date) -> date:
    """The option on the side that the tense names; a very near one whatever the tense.

    Tense is no guide to "extended to 20 November"; it is one to "was closed on 22 July".
    """
    nearest = min(options, key=lambda d: abs((d - day).days))
    tense, before = tense_of(f, ctx), ctx.tokens.word(f.start - 1).lower()
    sure = tense == "past" and before in ("on", "since")
    if abs((nearest - day).days) <= _NEAR and not sure:
        return nearest
    if tense == "future":
        return min((d for d in options if d >= day), default=nearest)
    if tense in ("present", "perhaps"):
        return nearest
    return max((d for d in options if d <= day), default=nearest)


def tense_of(f: Found, ctx: Context) -> str:
    if ctx.tokens.word(f.start - 1).lower() in _AHEAD:
        return "future"
    return ctx.tense((ctx.tokens.spans[f.start][0], ctx.tokens.spans[f.end - 1][1]))


def step_of(f: Found, ctx: Context) -> int:
    value = f.value(ctx.tokens, "rel")
    return int(value) if value in ("-1", "0", "1") else 0


def nearer_day(tense: str, back: int, ahead: int) -> int:
    """Days to the weekday meant: forward in the future tense, the nearer one when unsure."""
    if tense == "future" or (tense == "perhaps" and ahead < back):
        return ahead
    return -back
