"""What an input tells about a text beside its words: who published it, when, where, whose work."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from onrecord.records import Record

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_SPACE = re.compile(r"\s+")
_LONGEST = 1_000  # characters of a fact; more is no fact


class Facts(Record, frozen=True, kw_only=True):
    """Fields of a `Page` that its container or its markup can tell."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    lang: str | None = None
    credit: str | None = None
    derived_from: list[str] | None = None

    def over(self, other: "Facts") -> "Facts":
        """These facts, and where one is missing the other's."""
        mine = {name: getattr(self, name) for name in self.__struct_fields__}
        return Facts(
            **{
                name: getattr(other, name) if value is None else value
                for name, value in mine.items()
            }
        )


def words(value: object) -> str | None:
    """A string on one line; None for anything else and for nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    found = _SPACE.sub(" ", value).strip()
    return found if found and len(found) <= _LONGEST else None


def moment(value: object) -> str | None:
    """A date or date and time in ISO 8601, whatever common form it was written in, else None."""
    text = words(value)
    if text is None:
        return None
    if _PARTIAL.fullmatch(text):
        return text
    if found := _BASIC.fullmatch(text):
        text = _spelled(found)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return _mail(text) or _day(text)
    if len(text) == 10:
        return read.date().isoformat()
    return _iso(read)


def _spelled(found: "re.Match[str]") -> str:
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _iso(read: datetime) -> str:
    form = "seconds" if read.second else "minutes"
    return read.replace(microsecond=0).isoformat(timespec=form).replace("+00:00", "Z")


def _mail(text: str) -> str | None:
    """The form of e-mail and RSS: `Tue, 05 Mar 2019 10:00:00 GMT`."""
    try:
        return _iso(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(text: str) -> str | None:
    """A day in front of a time that cannot be read."""
    found = _DAY.match(text)
    if not found:
        return None
    try:
        return datetime(*map(int, found.groups())).date().isoformat()  # type: ignore[arg-type]
    except ValueError:
        return None
