"""Watching feeds on a server of our own: polite, bounded, and deaf to addresses it must not ask."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

import crawl
from double import Double
from onrecord.cli import main
from onrecord.errors import UsageError
from onrecord.records import Reading, Rejected
from onrecord.runners.address import is_public, target
from onrecord.runners.fetch import Fetcher
from onrecord.runners.watch import Watch
from onrecord.store import Store

Page = tuple[int, dict[str, str], bytes]


class Site:
    """A server on this machine: `pages` maps a path to status, headers and body."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                tag = headers.get("ETag")
                if tag and self.headers.get("If-None-Match") == tag:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8"} | told, data)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with Store(tmp_path / "record.db") as opened:
        yield opened


@pytest.fixture
def clock(monkeypatch) -> Callable[[float], None]:
    """Moves the time that the watch goes by."""
    now = [1_700_000_000.0]
    monkeypatch.setattr("onrecord.runners.watch.time.time", lambda: now[0])

    def move(seconds: float) -> None:
        now[0] += seconds

    return move


def feed(site: Site, *names: str, changed: str = "2024-05-17T10:00:00Z") -> str:
    entries = "".join(
        f'<entry><title>{n}</title><link href="{site.url}/{n}"/><id>{n}</id>'
        f"<updated>{changed}</updated></entry>"
        for n in names
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>{entries}</feed>'


def watch(store: Store, **options: float) -> Watch:
    fetcher = Fetcher(allow_private=True, delay=0.0)
    return Watch(store, fetcher, Double, every=900.0, most=int(options.get("most", 50)))


def test_new_pages_are_read_and_kept(site: Site, store: Store) -> None:
    site.put("/feed", feed(site, "1", "2"))
    for i in (1, 2):
        site.put(f"/{i}", crawl.page(i))
    found = list(watch(store).round([f"{site.url}/feed"]))
    assert [one.page.url for one in found if isinstance(one, Reading)] == [
        f"{site.url}/1", f"{site.url}/2",
    ]  # fmt: skip
    assert len(list(store.articles())) == 2
    assert site.paths()[0] == "/robots.txt"
    assert site.paths().count("/robots.txt") == 1
    assert "onrecord" in site.asked[1][1]["user-agent"]


def test_nothing_is_asked_before_it_is_due(site: Site, store: Store, clock) -> None:
    site.put("/feed", feed(site, "1"), ETag='"f1"')
    site.put("/1", crawl.page(1), ETag='"p1"')
    run = watch(store)
    feeds = [f"{site.url}/feed"]
    assert len(list(run.round(feeds))) == 1
    site.asked.clear()
    assert list(run.round(feeds)) == []
    assert site.asked == []
    clock(1_000)
    assert list(run.round(feeds)) == []
    assert [(path, told.get("if-none-match")) for path, told in site.asked] == [("/feed", '"f1"')]
    site.asked.clear()
    clock(3_600)
    assert list(run.round(feeds)) == []
    assert [told.get("if-none-match") for _, told in site.asked] == ['"f1"', '"p1"']


def test_a_changed_page_is_a_new_version(site: Site, store: Store, clock) -> None:
    run, feeds = watch(store), [f"{site.url}/feed"]
    site.put("/feed", feed(site, "1"))
    site.put("/1", crawl.page(1))
    list(run.round(feeds))
    clock(1_000)
    site.put("/1", crawl.page(1).replace("Two hundred", "Three hundred"))
    site.put("/feed", feed(site, "1", changed="2030-05-17T10:00:00Z"))
    (found,) = run.round(feeds)
    assert isinstance(found, Reading)
    assert [v.number for v in store.versions(found.page)] == [1, 2]
    assert len(list(store.articles())) == 1
    assert store.changes()


def test_robots_txt_is_heeded(site: Site, store: Store) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /1\n", Content_Type="text/plain")
    site.put("/feed", feed(site, "1", "2"))
    site.put("/2", crawl.page(2))
    found = list(watch(store).round([f"{site.url}/feed"]))
    assert [type(one) for one in found] == [Rejected, Reading]
    assert "/1" not in site.paths()
    site2 = Site()
    site2.put("/robots.txt", "", status=503)
    (refused,) = watch(store).round([f"{site2.url}/feed"])
    assert isinstance(refused, Rejected)
    assert "robots.txt cannot be read" in refused.reason
    assert site2.paths() == ["/robots.txt"]
    site2.server.shutdown()


def test_pauses_between_requests_to_one_host(site: Site, monkeypatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("onrecord.runners.fetch.time.sleep", slept.append)
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    site.put("/1", "x")
    fetcher = Fetcher(allow_private=True, delay=2.0)
    fetcher.get(f"{site.url}/1")
    fetcher.get(f"{site.url}/1")
    assert 6.5 < slept[-1] <= 7


def test_failures_are_asked_for_ever_later(site: Site, store: Store, clock) -> None:
    run, feeds = watch(store), [f"{site.url}/feed"]
    site.put("/feed", "", status=503, Retry_After="7200")
    for _ in range(2):
        list(run.round(feeds))
    assert site.paths().count("/feed") == 1
    clock(7_100)
    list(run.round(feeds))
    assert site.paths().count("/feed") == 1
    clock(200)
    list(run.round(feeds))
    assert site.paths().count("/feed") == 2
    kept = store.fetched(feeds[0])
    assert kept is not None
    assert kept.failures == 2


def test_limits_of_size(site: Site) -> None:
    fetcher = Fetcher(allow_private=True, delay=0.0, limit=100_000)
    site.put("/big", b"x" * 100_001)
    bomb = gzip.compress(b"x" * 50_000_000)
    site.put("/bomb", bomb, Content_Encoding="gzip")
    for name in ("big", "bomb"):
        with pytest.raises(UsageError, match="too large"):
            fetcher.get(f"{site.url}/{name}")


def test_redirects_are_followed_and_checked(site: Site) -> None:
    fetcher = Fetcher(allow_private=True, delay=0.0)
    site.put("/a", "", status=301, Location="/b")
    site.put("/b", "there")
    answer = fetcher.get(f"{site.url}/a")
    assert (answer.url, answer.data) == (f"{site.url}/b", b"there")
    site.put("/loop", "", status=302, Location="/loop")
    with pytest.raises(UsageError, match="too many redirects"):
        fetcher.get(f"{site.url}/loop")
    site.put("/out", "", status=302, Location="file:///etc/passwd")
    with pytest.raises(UsageError, match="no address of http"):
        fetcher.get(f"{site.url}/out")


def test_what_is_no_page_is_refused(site: Site, store: Store) -> None:
    site.put("/feed", feed(site, "pdf", "gone"))
    site.put("/pdf", b"%PDF", Content_Type="application/pdf")
    found = list(watch(store).round([f"{site.url}/feed"]))
    reasons = [one.reason for one in found if isinstance(one, Rejected)]
    assert "application/pdf" in reasons[0]
    assert "404" in reasons[1]
    assert len(store.rejections()) == 2
    site.put("/feed2", "<html><body>No feed</body></html>")
    (refused,) = watch(store).round([f"{site.url}/feed2"])
    assert isinstance(refused, Rejected)


def test_sitemaps_and_their_indexes(site: Site, store: Store) -> None:
    head = '<?xml version="1.0"?>'
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {ns}><sitemap><loc>{site.url}/map.gz</loc></sitemap></sitemapindex>"
    urls = "".join(f"<url><loc>{site.url}/{i}</loc></url>" for i in (1, 2, 3))
    site.put("/index", head + index)
    site.put("/map.gz", gzip.compress(f"{head}<urlset {ns}>{urls}</urlset>".encode()))
    for i in (1, 2, 3):
        site.put(f"/{i}", crawl.page(i))
    assert len(list(watch(store, most=2).round([f"{site.url}/index"]))) == 2


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
     "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1",
     "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(UsageError):
        target(f"http://{host}/")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "http:///x", "http://user:pass@a.example/", "http://a.example:x/",
     "javascript:1", "", "http://" + "a" * 5000],
)  # fmt: skip
def test_no_addresses(url: str) -> None:
    with pytest.raises(UsageError):
        target(url)


def test_a_name_that_stands_for_a_private_machine_too(monkeypatch) -> None:
    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(UsageError, match="private address"):
        target("http://mixed.example/")


def test_the_address_that_was_checked_is_the_one_that_is_asked(site: Site, monkeypatch) -> None:
    """A name that resolves to another machine for the second asker (DNS rebinding)."""
    real, asked = socket.getaddrinfo, []

    def resolve(host: str, *rest: object, **known: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if host == "news.example" else host, *rest, **known)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site.put("/1", "here")
    port = site.server.server_port
    answer = Fetcher(allow_private=True, delay=0.0).get(f"http://news.example:{port}/1")
    assert answer.data == b"here"
    assert site.asked[-1][1]["host"] == f"news.example:{port}"
    # the name is resolved by us alone: the connections were made to the address itself
    assert asked.count("news.example") == 2
    assert set(asked) == {"news.example", "127.0.0.1"}


def test_the_command_asks_no_private_address_unless_allowed(site: Site, tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.pipeline.Pipeline", Double)
    site.put("/feed", feed(site, "1"))
    site.put("/1", crawl.page(1))
    args = [
        "watch",
        f"{site.url}/feed",
        "--once",
        "--store",
        str(tmp_path / "x.db"),
        "--delay",
        "0",
    ]
    refused = CliRunner().invoke(main, args)
    assert "private address" in refused.stderr
    assert site.asked == []
    args[args.index(str(tmp_path / "x.db"))] = str(tmp_path / "y.db")
    done = CliRunner().invoke(main, [*args, "--allow-private"])
    assert done.exit_code == 0
    assert "Ferry 1 waits" in done.stdout
    assert CliRunner().invoke(main, [*args, "--every", "soon"]).exit_code == 2
