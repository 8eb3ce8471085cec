"""What reading costs: against the length of an article, and of an archive from HTML to Parquet."""

import gzip
import html
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from onrecord.evaluate.bench_text import pages
from onrecord.pipeline import Pipeline
from onrecord.records import Page, Record
from onrecord.runners.archive import opened, prepare
from onrecord.runners.local import Failed, Local, Step
from onrecord.runners.plan import Job
from onrecord.runners.shard import Done

LENGTHS = (100, 300, 1_000, 3_000, 10_000)
SIZES = (60, 240)
_SHARD = 12
_WORDS = 10_000  # read for each length


class Length(Record, frozen=True, kw_only=True):
    """Reading articles of so many words; the rate is by processor time of one thread."""

    words: int
    words_per_cpu_s: float


class Archived(Record, frozen=True, kw_only=True):
    """An archive of so many HTML pages made by so many processes; loading is not counted."""

    inputs: int
    workers: int
    seconds: float
    words_per_s: float
    words_per_cpu_s: float
    peak_mb: float


def by_length(lengths: Sequence[int] = LENGTHS, words: int = _WORDS) -> list[Length]:
    """Every length in one fresh process, warmed up first."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_lengths, tuple(lengths), words).result()


def _lengths(lengths: tuple[int, ...], words: int) -> list[Length]:
    pipeline = Pipeline()
    list(pipeline.read(pages(1_500)))
    out = []
    for length in lengths:
        work = [_of_length(length, n) for n in range(max(1, words // length))]
        size = sum(len(page.text.split()) for page in work)
        began = time.process_time()
        list(pipeline.read(work))
        taken = time.process_time() - began
        out.append(Length(words=length, words_per_cpu_s=size / taken))
    return out


def _of_length(length: int, number: int) -> Page:
    """One article of about so many words, put together from paragraphs of several."""
    found, lines = 0, []
    drawn = pages(length + 600 * (number % 5 + 1))[number % 5 :]
    for line in (line for page in drawn for line in page.text.split("\n") if line.strip()):
        if found >= length:
            break
        lines.append(line)
        found += len(line.split())
    return Page.of("\n\n".join(lines), path=f"bench-{length}-{number}")


def by_size(workers: int, sizes: Sequence[int] = SIZES) -> list[Archived]:
    """Archives of several sizes by one process and by `workers`."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            crawl = Path(folder) / f"{size}.warc.gz"
            crawl.write_bytes(_crawl(size))
            for crew in sorted({1, workers}):
                out.append(_archive(crawl, Path(folder) / f"{size}-{crew}", size, crew))
    return out


def _archive(crawl: Path, out: Path, size: int, crew: int) -> Archived:
    job = Job(out=str(out))
    done: list[Done] = []
    began: float | None = None
    with opened(job):
        work = prepare(job, [crawl], _SHARD)
        for sign in Local(job, crew).run(work.todo):
            if isinstance(sign, Failed):
                raise RuntimeError(sign.reason)
            if isinstance(sign, Step) and began is None:
                began = time.monotonic()
            if isinstance(sign, Done):
                done.append(sign)
    seconds = time.monotonic() - (began or 0.0)
    words = sum(one.words for one in done)
    return Archived(
        inputs=size,
        workers=crew,
        seconds=seconds,
        words_per_s=words / seconds,
        words_per_cpu_s=words / sum(one.cpu for one in done),
        peak_mb=max(one.peak_mb for one in done),
    )


def _crawl(size: int) -> bytes:
    """A crawl of the bench's articles as HTML pages with what pages have around their text."""
    found: list[Page] = []
    while len(found) < size:
        found = pages(500 * size if not found else 2 * sum(len(p.text.split()) for p in found))
    return b"".join(gzip.compress(_record(n, page)) for n, page in enumerate(found[:size]))


def _record(number: int, page: Page) -> bytes:
    lines = [line for line in page.text.split("\n") if line.strip()]
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines[1:])
    links = "".join(f'<li><a href="/{i}">Section {i} of the paper</a></li>' for i in range(40))
    whole = (
        f"<!DOCTYPE html><html lang='en'><head><title>{html.escape(lines[0])}</title></head><body>"
        f"<nav><ul>{links}</ul></nav><main><article><h1>{html.escape(lines[0])}</h1>{body}"
        f"</article></main><footer><ul>{links}</ul>All rights reserved.</footer></body></html>"
    ).encode()
    http = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(whole)}\r\n\r\n"
    ).encode() + whole
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://bench.example/{number}\r\n"
        "WARC-Date: 2024-05-17T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"
