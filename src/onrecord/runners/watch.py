"""Feeds and sitemaps, again and again: fetch what is new or changed, read it, keep it."""

import re
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from onrecord.errors import UsageError
from onrecord.records import Page, Reading, Rejected
from onrecord.runners.fetch import Answer, Fetcher
from onrecord.stages.read.facts import Facts
from onrecord.stages.read.feeds import Entry, parse
from onrecord.stages.read.page import page_or_reason
from onrecord.stages.read.raw import Raw
from onrecord.store import Store
from onrecord.store.fetches import Fetch

AGAIN = 3_600.0  # seconds after which a page that stands in its feed still is asked for again
LONGEST = 86_400.0  # the most that this grows to while nothing changes
_MAPS = 50  # sitemaps of one index that are followed
_TEXTUAL = re.compile(r"^(?:text/(?:html|plain)|application/xhtml\+xml)$")


class Watch:
    """One round after another over the feeds. What is asked when is kept in the store."""

    def __init__(
        self, store: Store, fetcher: Fetcher, pipeline: Callable[[], Any], every: float, most: int
    ) -> None:
        """`pipeline` is called when the first page is to be read; `most` pages a feed and round."""
        self.store, self.fetcher, self.every, self.most = store, fetcher, every, most
        self._pipeline: Any = None
        self._load = pipeline

    def round(self, feeds: Sequence[str]) -> Iterator[Reading | Rejected]:
        """Ask every feed that is due; yields what was new or changed in it, kept already."""
        for feed in feeds:
            try:
                entries = self._entries(feed)
            except UsageError as refused:
                yield Rejected(path=feed, stage="fetch", reason=str(refused))
                continue
            for entry in entries[: self.most]:
                yield from self._entry(entry)

    def next_due(self, feeds: Sequence[str]) -> float:
        """Seconds until something is due."""
        due = [fetch.due for feed in feeds if (fetch := self.store.fetched(feed))]
        return max(1.0, min(due, default=0.0) - time.time())

    def _entries(self, feed: str) -> list[Entry]:
        found = parse(self._listing(feed))
        if found.kind != "sitemap index":
            return _newest(found.entries)
        out: list[Entry] = []
        for entry in _newest(found.entries)[:_MAPS]:
            try:
                out += parse(self._listing(str(entry.url))).entries
            except UsageError:
                continue  # the other maps of the index go on; it is asked again when it is due
        return _newest(out)

    def _listing(self, url: str) -> bytes:
        """A feed or sitemap as it is now, or as it was when it is not due or has not changed."""
        answer = self._fetch(url, self.every)
        last = self.store.fetched(url)
        if answer is not None and answer.status != 304:
            return answer.data
        if last is None or last.body is None:
            raise UsageError("it could not be read before, and is not due yet")
        return zlib.decompress(last.body)

    def _entry(self, entry: Entry) -> Iterator[Reading | Rejected]:
        url = entry.url
        if not url:
            return
        try:
            answer = self._fetch(url, AGAIN, entry.changed, page=True)
            if answer is None or answer.status == 304:
                return
            yield from self._read(answer, entry)
        except UsageError as refused:
            rejected = Rejected(path=url, stage="fetch", reason=str(refused))
            self.store.reject(rejected)
            yield rejected

    def _read(self, answer: Answer, entry: Entry) -> Iterator[Reading | Rejected]:
        if answer.kind and not _TEXTUAL.match(answer.kind):
            raise UsageError(f"{answer.kind}, not a page of news")
        url = str(entry.url)
        raw = Raw(path=url, data=answer.data, charset=answer.charset, facts=Facts(url=answer.url))
        page = page_or_reason(raw, Facts())
        if isinstance(page, Page):
            told = {"title": entry.title, "byline": entry.byline, "published": entry.published}
            missing = {name: value for name, value in told.items() if not getattr(page, name)}
            page = msgspec.structs.replace(page, **missing)
            if self._pipeline is None:
                self._pipeline = self._load()
        if isinstance(page, Rejected):
            outcomes: Iterator[Reading | Rejected] = iter([page])
        else:
            outcomes = self._pipeline.read([page])
        for outcome in outcomes:
            known = self._keep(outcome)
            if not known:
                yield outcome

    def _keep(self, outcome: Reading | Rejected) -> bool:
        """Keep it; true when it is no news to the store."""
        if isinstance(outcome, Rejected):
            self.store.reject(outcome)
            return False
        before = len(self.store.versions(outcome.page))
        self.store.add(outcome)
        return before == len(self.store.versions(outcome.page))

    def _fetch(
        self, url: str, again: float, changed: str | None = None, page: bool = False
    ) -> Answer | None:
        """The answer; None when it is not due. Failures are noted and asked for ever later."""
        last, now = self.store.fetched(url), time.time()
        if last is not None and now < last.due:
            fresh = changed is not None and changed != last.told and not last.failures
            if not fresh:
                return None
        old = last or Fetch(url=url, status=0, at=0.0, due=0.0)
        try:
            answer = self.fetcher.get(url, old.etag, old.modified)
        except UsageError:
            self._failed(old, again, None, 0)
            raise
        if not answer.is_fine and answer.status != 304:
            self._failed(old, again, answer.wait, answer.status)
            raise UsageError(f"the server answered {answer.status}")
        after = _after(answer, old, again, page)
        self.store.note_fetch(msgspec.structs.replace(after, told=changed))
        return answer

    def _failed(self, old: Fetch, again: float, wait: float | None, status: int) -> None:
        failures = old.failures + 1
        pause = max(wait or 0.0, min(LONGEST, again * 2**failures))
        now = time.time()
        self.store.note_fetch(
            msgspec.structs.replace(old, status=status, at=now, due=now + pause, failures=failures)
        )


def _after(answer: Answer, old: Fetch, again: float, page: bool) -> Fetch:
    """What is noted of an answer; a page that does not change is asked for ever less often."""
    now, same = time.time(), answer.status == 304
    quiet = old.quiet + 1 if same else 0
    pause = min(LONGEST, again * 2**quiet) if page else again
    body = old.body if same else None if page else zlib.compress(answer.data)
    return Fetch(
        url=old.url, status=answer.status, at=now, due=now + max(pause, answer.wait or 0.0),
        etag=answer.etag or (old.etag if same else None),
        modified=answer.modified or (old.modified if same else None), quiet=quiet, body=body,
    )  # fmt: skip


def _newest(entries: list[Entry]) -> list[Entry]:
    """The latest first; entries that tell no moment keep their order behind."""
    return sorted(entries, key=lambda e: e.changed or e.published or "", reverse=True)
