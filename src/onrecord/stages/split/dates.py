"""Lines that are a date or a timestamp, and their values."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_LABEL = (
    r"(?:(?:first |last )?(?:published|updated|posted|modified|created|date)(?: on| at)?:?|on|by)"
)
_ZONE = r"(?:\s*\(?(?!of\b|on\b|at\b)(?:[a-z]{2,4}|[+-]\d\d:?\d\d)\)?)?"
_CLOCK = rf"(?:at )?(\d{{1,2}})[:.](\d\d)(?::\d\d)?\s*([ap]\.?m\.?)?{_ZONE}|\d{{1,2}}\s*[ap]\.?m\.?"
_DATES = (  # year, month and day of each form are named y, m, d and the form's number
    rf"(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)",
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>(?:19|20)\d\d)",
    r"(?P<y3>(?:19|20)\d\d)[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})",
)
_DATE = re.compile("|".join(rf"\b{form}(?!\d)" for form in _DATES), re.I)
_TIME = re.compile(_CLOCK, re.I)
_STAMP = re.compile(
    rf"^\W*(?:{_LABEL}\s*)?(?:{_DAY_NAME},?\s+)?(?:(?:{_CLOCK}),?\s+)?"
    rf"(?:{'|'.join(_DATES)})T?[\s,|·–—-]*(?:{_CLOCK})?\W*$",
    re.I,
)
_PLACE = re.compile(r"\s*[A-ZÀ-Þ][\w.'’-]*(?:[ -][A-ZÀ-Þ][\w.'’-]*){0,3}\s*")
_LONGEST = 90


def is_date_line(line: str) -> bool:
    """True when the line is a date or timestamp and no more, such as `Posted May 4, 2011 9:30`."""
    return len(line) <= _LONGEST and bool(_STAMP.match(line))


def is_placed_date(line: str) -> bool:
    """True when the line is a place and a date and no more, such as `Lindmouth, 4 May 2011`."""
    parts = line.split(",")
    names = 0
    while names < min(3, len(parts) - 1) and _PLACE.fullmatch(parts[names]):
        names += 1
    return any(is_date_line(",".join(parts[n:]).strip()) for n in range(1, names + 1))


def iso_date(line: str) -> str | None:
    """The first date of a line in ISO form, with the time of day where one stands beside it."""
    found = _DATE.search(line[:_LONGEST])
    if not found:
        return None
    part = found.groupdict()
    number = next(i for i in "123" if part[f"y{i}"])
    year, month, day = part[f"y{number}"], part[f"m{number}"], int(part[f"d{number}"])
    value = int(month) if month.isdigit() else 1 + _MONTHS.index(month[:3].lower())
    if not (1 <= value <= 12 and 1 <= day <= 31):
        return None
    date = f"{year}-{value:02}-{day:02}"
    clock = _clock(line[: found.start()]) or _clock(line[found.end() : _LONGEST])
    return f"{date}T{clock}" if clock else date


def has_date(line: str) -> bool:
    return bool(_DATE.search(line))


def _clock(line: str) -> str | None:
    found = _TIME.search(line)
    if not found or not found[1]:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
