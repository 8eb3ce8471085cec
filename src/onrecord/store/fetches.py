"""What was fetched from the web and when to ask again: the memory of `onrecord watch`."""

from sqlite3 import Connection

import msgspec

from onrecord.records import Record


class Fetch(Record, frozen=True, kw_only=True):
    """The last request for an address. Times are seconds since 1970; `due` is the next one's."""

    url: str
    status: int
    at: float
    due: float
    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    quiet: int = 0  # requests in a row that found nothing new
    told: str | None = None  # when the page changed, as its feed says
    body: bytes | None = None  # of a feed, zlib


def last(db: Connection, url: str) -> Fetch | None:
    row = db.execute("SELECT * FROM fetches WHERE url = ?", (url,)).fetchone()
    return Fetch(**dict(row)) if row else None


def note(db: Connection, fetch: Fetch) -> None:
    names = Fetch.__struct_fields__
    db.execute(
        f"INSERT OR REPLACE INTO fetches ({', '.join(names)})"
        f" VALUES ({', '.join('?' for _ in names)})",
        msgspec.structs.astuple(fetch),
    )
