"""Fetch a page politely: robots.txt, pauses, conditional requests, limits of size and time."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import UsageError
from onrecord.records import Record
from onrecord.runners.address import Target, target
from onrecord.stages.read.raw import LIMIT
from onrecord.version import __version__

AGENT = "onrecord"
HEADER = f"Mozilla/5.0 (compatible; {AGENT}/{__version__})"
DELAY = 2.0  # seconds between two requests to one host
_LONGEST_DELAY = 60.0  # of those that a robots.txt asks for
_REDIRECTS = 5
_CONNECT, _READ, _WHOLE = 10.0, 20.0, 60.0  # seconds: to connect, for a chunk, for all
_ROBOTS = 512_000  # bytes of a robots.txt that count (RFC 9309)
_ROBOTS_KEPT = 86_400.0  # seconds
_CHUNK = 65_536


class Answer(Record, frozen=True, kw_only=True):
    """What a server answered. `data` is empty when nothing changed since (304)."""

    url: str
    status: int
    data: bytes
    kind: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    wait: float | None = None  # seconds that the server asks to wait

    @property
    def is_fine(self) -> bool:
        return 200 <= self.status < 300


class Fetcher:
    """Asks one thing at a time. `UsageError` says why a thing may not or cannot be fetched."""

    def __init__(
        self, allow_private: bool = False, delay: float = DELAY, limit: int = LIMIT
    ) -> None:
        self.allow_private, self.delay, self.limit = allow_private, delay, limit
        self._asked: dict[str, float] = {}
        self._robots: dict[str, tuple[float, Any]] = {}

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Answer:
        """Follow redirects, each checked as the first address was."""
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        told = {name: value for name, value in headers.items() if value}
        for _ in range(_REDIRECTS + 1):
            to = target(url, self.allow_private)
            self._permitted(url, to)
            answer, onward = self._ask(url, to, told, self.limit)
            if onward is None:
                return answer
            url, told = onward, {}
        raise UsageError("too many redirects")

    def _permitted(self, url: str, to: Target) -> None:
        rules = self._rules(to)
        if rules is not None and not rules.can_fetch(url, AGENT):
            raise UsageError("robots.txt asks not to fetch it")
        asked = rules.crawl_delay(AGENT) if rules is not None else None
        self._pause(to, max(self.delay, min(float(asked or 0), _LONGEST_DELAY)))

    def _pause(self, to: Target, delay: float) -> None:
        last = self._asked.get(to.origin)
        if last is not None and (left := last + delay - time.monotonic()) > 0:
            time.sleep(left)

    def _rules(self, to: Target) -> Any:
        """The host's robots.txt; None permits all. One that cannot be had forbids all for now."""
        kept = self._robots.get(to.origin)
        if kept is not None and time.monotonic() - kept[0] < _ROBOTS_KEPT:
            return kept[1]
        try:
            from protego import Protego
        except ImportError as error:
            raise UsageError("`onrecord watch` needs: pip install 'onrecord[archive]'") from error
        answer = self._robots_txt(to)
        if answer.is_fine:
            rules = Protego.parse(answer.data.decode("utf-8", "replace"))
        elif 400 <= answer.status < 500 and answer.status != 429:
            rules = None
        else:
            raise UsageError(f"its robots.txt cannot be read (status {answer.status})")
        self._robots[to.origin] = (time.monotonic(), rules)
        return rules

    def _robots_txt(self, to: Target) -> Answer:
        url = f"{to.scheme}://{to.name}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            place = target(url, self.allow_private)
            answer, onward = self._ask(url, place, {}, _ROBOTS, cut=True)
            if onward is None:
                return answer
            url = onward
        raise UsageError("its robots.txt redirects for ever")

    def _ask(
        self, url: str, to: Target, told: Mapping[str, str], limit: int, cut: bool = False
    ) -> tuple[Answer, str | None]:
        """One request; the second value is where a redirect leads."""
        from urllib3 import Timeout
        from urllib3.exceptions import HTTPError

        headers = {"Host": to.name, "User-Agent": HEADER, "Accept-Encoding": "gzip, deflate",
                   "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
                   **told}  # fmt: skip
        pool = _pool(to)
        self._asked[to.origin] = time.monotonic()
        try:
            answer = pool.urlopen(
                "GET", to.path, headers=headers, redirect=False, retries=False,
                preload_content=False, assert_same_host=False,
                timeout=Timeout(connect=_CONNECT, read=_READ),
            )  # fmt: skip
            try:
                data = _body(answer, limit, cut)
            finally:
                answer.close()
        except (HTTPError, OSError, ValueError) as error:
            raise UsageError(f"cannot be fetched: {error}") from error
        finally:
            pool.close()
            self._asked[to.origin] = time.monotonic()
        place = answer.headers.get("Location")
        if answer.status in (301, 302, 303, 307, 308) and place:
            return _answer(url, answer, b""), urljoin(url, place)
        return _answer(url, answer, data), None


def _pool(to: Target) -> Any:
    """A connection to the checked address, whatever the name may stand for by now."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

    if to.scheme == "http":
        return HTTPConnectionPool(to.address, to.port, maxsize=1)
    return HTTPSConnectionPool(
        to.address, to.port, maxsize=1, server_hostname=to.host, assert_hostname=to.host
    )


def _body(answer: Any, limit: int, cut: bool) -> bytes:
    began, out = time.monotonic(), bytearray()
    for chunk in answer.stream(_CHUNK, decode_content=True):
        out += chunk
        if len(out) > limit:
            if cut:
                return bytes(out[:limit])
            raise UsageError(f"too large: more than {limit / 1e6:.0f} MB")
        if time.monotonic() - began > _WHOLE:
            raise UsageError(f"too slow: not there after {_WHOLE:.0f} seconds")
    return bytes(out)


def _answer(url: str, answer: Any, data: bytes) -> Answer:
    from email.message import Message

    told = Message()
    told["Content-Type"] = answer.headers.get("Content-Type") or "application/octet-stream"
    return Answer(
        url=url,
        status=answer.status,
        data=data,
        kind=told.get_content_type() if "Content-Type" in answer.headers else None,
        charset=told.get_content_charset(),
        etag=answer.headers.get("ETag"),
        modified=answer.headers.get("Last-Modified"),
        wait=_seconds(answer.headers.get("Retry-After")),
    )


def _seconds(value: str | None) -> float | None:
    """Retry-After: a number of seconds, or a date."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, (then - datetime.now(UTC)).total_seconds()) if then.tzinfo else None
