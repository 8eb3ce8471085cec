"""Crawls made for tests: WARC records around invented pages."""

import gzip

PROSE = (
    "The harbour master of {town} said on Monday that the ferry would not sail before the storm "
    "had passed. Two hundred travellers were waiting in the hall, and the town has opened its "
    "school to them."
)
TOWNS = ("Lindmouth", "Arvik", "Sandholm", "Kelby", "Torrin", "Maresund", "Ostwick")


def page(number: int) -> str:
    """A short page of HTML, no two alike."""
    town = TOWNS[number % len(TOWNS)]
    title = f"Ferry {number} waits for the storm at {town}"
    body = PROSE.format(town=town)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>'
        f'<meta property="og:site_name" content="{town} Post"></head><body><article>'
        f"<h1>{title}</h1><p>{body} It was storm number {number} of the year.</p>"
        f"<p>The mayor of {town} called on the government to send {number % 90 + 10} tents.</p>"
        "</article></body></html>"
    )


def record(
    url: str,
    body: bytes,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    what: str = "response",
) -> bytes:
    """One WARC record around a server's answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    http = head.encode() + body
    warc = (
        f"WARC/1.0\r\nWARC-Type: {what}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-17T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype={what}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return warc.encode() + http + b"\r\n\r\n"


def crawl(pages: list[str], packed: bool = True) -> bytes:
    """A crawl of HTML pages; each record is a gzip member of its own, as Common Crawl has it."""
    pack = gzip.compress if packed else bytes
    return b"".join(
        pack(record(f"https://news.example/{i}", text.encode())) for i, text in enumerate(pages)
    )
