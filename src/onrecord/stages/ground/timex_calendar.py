"""Dates and TIMEX3 values: shifting by units, writing values, their first and last day."""

import re
from calendar import monthrange
from datetime import date, timedelta

from onrecord.resources import rows

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_YEARS = range(1, 9999)


def day_value(day: date) -> str:
    return day.isoformat()


def week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def quarter_value(day: date) -> str:
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def add_months(day: date, count: int) -> date | None:
    """The same day `count` months on, or the last one of a shorter month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if year not in _YEARS:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, count: int) -> date | None:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def shift(day: date, count: float, unit: str) -> date | None:
    """The day `count` units away; units of less than a day leave it where it is."""
    months = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200, "1000Y": 12000}
    days = {"D": 1, "NI": 1, "W": 7, "WE": 7, "2W": 14}
    if abs(count) > 100_000:
        return None
    if unit in months:
        return add_months(day, round(count * months[unit]))
    return add_days(day, round(count * days.get(unit, 0)))


def value_at(day: date, unit: str) -> str:
    """The day's value in the granularity of the unit."""
    if unit in ("W", "2W"):
        return week_value(day)
    if unit == "WE":
        return week_value(day) + "-WE"
    if unit == "M":
        return month_value(day)
    if unit == "Q":
        return quarter_value(day)
    if unit == "Y":
        return f"{day.year:04d}"
    if unit == "10Y":
        return f"{day.year // 10:03d}"
    if unit == "100Y":
        return f"{day.year // 100:02d}"
    return day_value(day)


def duration(count: float | None, unit: str) -> str:
    """TIMEX3 duration: 3 and Y give P3Y, None and TH give PTXH, 2.5 and Y give P2.5Y."""
    m = re.fullmatch(r"(T?)(\d*)([A-Z]+)", unit)
    clock, size, letter = m.groups() if m else ("", "", "D")
    letter = {"NI": "D", "WE": "W"}.get(letter, letter)
    if count is None:
        return f"P{clock}X{letter}"
    whole, parts = int(count), {"H": 60, "M": 60, "Y": 12, "D": 24}
    smaller = {"H": "M", "M": "S", "Y": "M", "D": "H"}
    if count % 1 == 0.5 and not size and letter in parts and (clock or letter != "M"):
        head = f"P{clock}{whole}{letter}" if whole else f"P{clock}"
        return f"{head}{'T' if letter == 'D' else ''}{parts[letter] // 2}{smaller[letter]}"
    return f"P{clock}{count * int(size or 1):.10g}{letter}"


def safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(value: str | None) -> date | None:
    """The day that an ISO date or date and time names; None for anything else."""
    m = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", value or "")
    return safe(int(m[1]), int(m[2]), int(m[3])) if m else None


def unit_of(value: str) -> str:
    """The granularity of a date value."""
    if re.match(r"\d{4}-Q", value):
        return "Q"
    if re.match(r"\d{4}-W", value):
        return "W"
    if parse_day(value):
        return "D"
    return "M" if re.match(r"\d{4}-\d\d", value) else "Y"


def bounds(value: str | None) -> tuple[str | None, str | None]:
    """First and last day of a date value; (None, None) for durations, references, unknown parts."""
    if value is None:
        return None, None
    if m := re.fullmatch(r"(\d{4})/(\d{4})", value):
        return f"{m[1]}-01-01", f"{m[2]}-12-31"
    if day := parse_day(value):
        return day.isoformat(), day.isoformat()
    if m := re.match(r"(\d{4})-W(\d\d)(-WE)?$", value):
        return _week(int(m[1]), int(m[2]), bool(m[3]))
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(m[1]), int(m[2]), int(m[2]))
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return _months(int(m[1]), int(m[2]) * 3 - 2, int(m[2]) * 3)
    if m := re.fullmatch(r"(\d{4})-H([12])", value):
        return _months(int(m[1]), int(m[2]) * 6 - 5, int(m[2]) * 6)
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(m[1]), *_SEASONS[m[2]])
    if m := re.fullmatch(r"(?:FY)?(\d{2,4})", value):
        rest = 4 - len(m[1])
        first, last = m[1] + "0" * rest, m[1] + "9" * rest
        return (f"{first}-01-01", f"{last}-12-31") if value[0] != "F" else (None, None)
    return None, None


def _week(year: int, week: int, weekend: bool) -> tuple[str | None, str | None]:
    try:
        first = date.fromisocalendar(year, week, 6 if weekend else 1)
        return first.isoformat(), date.fromisocalendar(year, week, 7).isoformat()
    except (ValueError, OverflowError):
        return None, None


def _months(year: int, first: int, last: int) -> tuple[str | None, str | None]:
    end = year + (last < first)
    if not (1 <= first <= 12 and 1 <= last <= 12 and year in _YEARS and end in _YEARS):
        return None, None
    return f"{year:04d}-{first:02d}-01", f"{end:04d}-{last:02d}-{monthrange(end, last)[1]:02d}"


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


def holidays() -> dict[str, str]:
    """Lower-case name -> the day's rule in the lexicon."""
    return {row["name"]: row["day"] for row in rows("lexicons/holidays.tsv")}


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday rule in a year."""
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule[6:]))
    if m := re.fullmatch(r"(\d\d)-(\d)w(\d)", rule):
        month, nth, weekday = int(m[1]), int(m[2]), int(m[3])
        first = date(year, month, 1)
        day = 1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)
        while day > monthrange(year, month)[1]:
            day -= 7
        return date(year, month, day)
    return safe(year, int(rule[:2]), int(rule[3:5]))
