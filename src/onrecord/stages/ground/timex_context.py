"""What a rule's resolver may look at, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.records import Anchor
from onrecord.spans import Span
from onrecord.stages.ground import timex_calendar as cal
from onrecord.stages.ground.timex_scan import Tokens

_NEAR = 60  # tokens
_REPORTED = 400  # tokens

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "present", "future", "perhaps", "none"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A resolved expression; `focus` is the day that later expressions may lean on."""

    value: str | None
    type: Type = "DATE"
    anchor: Anchor | None = None
    first: str | None = None
    last: str | None = None
    focus: date | None = None


@dataclass(slots=True)
class Context:
    """The day the report stands on, if known, and the last day that the text spoke of."""

    tokens: Tokens
    day: date | None
    source: Anchor
    tense: Callable[[Span], Tense]
    focus: date | None = None
    focus_unit: str = "D"
    quarter: date | None = None  # the business quarter that the text reports on
    quarter_at: int = 0
    focus_at: int = 0
    month: tuple[int, int] = (-1, 0)  # end token of the last day of a month, and that month

    def near_quarter(self, f: "Found") -> date | None:
        """The business quarter that the text reports on, while it does."""
        return self.quarter if f.start - self.quarter_at <= _REPORTED else None

    def near_focus(self, f: "Found") -> date | None:
        """The last day spoken of, when it was just before: leaning on an older one is a guess."""
        return self.focus if f.start - self.focus_at <= _NEAR else None


@dataclass(frozen=True, slots=True)
class Found:
    """A match of the grammar: token range and the groups' token indices."""

    rule: str
    start: int
    end: int
    groups: dict[str, int]

    def has(self, name: str) -> bool:
        return name in self.groups

    def value(self, tokens: Tokens, name: str) -> str:
        """The lexicon's value of a group's token; empty without the group."""
        return tokens.values[self.groups[name]] if name in self.groups else ""

    def word(self, tokens: Tokens, name: str) -> str:
        return tokens.word(self.groups[name]).lower() if name in self.groups else ""


def absolute(value: str, kind: Type = "DATE") -> Timex:
    """A date that says all by itself."""
    first, last = cal.bounds(value)
    return Timex(value, kind, "text", first, last, cal.parse_day(first))


def resolved(ctx: Context, value: str | None, kind: Type = "DATE") -> Timex:
    """A date that was worked out from the anchor."""
    first, last = cal.bounds(value)
    return Timex(value, kind, ctx.source, first, last, cal.parse_day(first))


def unresolved(value: str | None = None, kind: Type = "DATE") -> Timex:
    """An expression that nothing anchors."""
    return Timex(value, kind, "unknown")


def at(ctx: Context, day: date | None, unit: str, kind: Type = "DATE") -> Timex:
    """The anchor-relative day in the granularity of a unit; unresolved without a day."""
    return resolved(ctx, cal.value_at(day, unit), kind) if day else unresolved(kind=kind)
