"""What a container holds before it is read: bytes or text, where it lay, and what was told."""

from onrecord.records import Record
from onrecord.stages.read.facts import Facts

LIMIT = 20_000_000  # bytes of one text; a day's newspaper is under one million


class Raw(Record, frozen=True, kw_only=True):
    """One text of a container. `charset` is what the server said of the bytes.

    `path` names the container and the place in it, the same in every run.
    """

    path: str
    data: bytes | str
    facts: Facts = Facts()
    charset: str | None = None
    markup: bool = False  # the text is HTML whatever it looks like
