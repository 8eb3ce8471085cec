"""A large invented store, and the reading room under load over it.

    python tests/serve/load.py make FILE [ARTICLES]     100,000 articles, 1,000,000 events
    python tests/serve/load.py measure FILE [SECONDS]   20 readers while pages are stored

`measure` starts the server as `onrecord serve` does, lets 20 clients go through all kinds of pages
without pause while a process stores pages, and prints for each kind how long the server took (its
own `Server-Timing`) and how long the client waited.
"""

import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote_plus

import httpx2
import msgspec

from onrecord.records import (
    Actor,
    Argument,
    Article,
    Block,
    Event,
    Figure,
    Page,
    Place,
    Reading,
    Report,
    Statement,
    Time,
    digest,
)  # fmt: skip
from onrecord.store import Store
from onrecord.store.connect import transaction
from onrecord.story_records import Mention, Story, StoryEvent

FIRST = ["Ada", "Bo", "Cora", "Dan", "Eva", "Finn", "Gita", "Hans", "Ines", "Jon", "Kay", "Lotte"]
LAST = [
    "Abel",
    "Brand",
    "Conti",
    "Dahl",
    "Ekman",
    "Falk",
    "Grau",
    "Holm",
    "Ivers",
    "Jansen",
    "Koss",
]
TYPES = ["ASSAULT", "CONSULT", "ACCUSE", "AGREE", "PROTEST", "COERCE", "AID", "REQUEST", "REJECT"]
VERBS = [
    "attacked",
    "met",
    "accused",
    "agreed",
    "marched",
    "arrested",
    "helped",
    "asked",
    "refused",
]
STATUS = ["happened"] * 7 + ["denied", "alleged", "planned"]
STANCE = ["affirms"] * 5 + ["denies", "alleges", "demands", "predicts"]
WORDS = [
    "the",
    "minister",
    "said",
    "that",
    "talks",
    "on",
    "grain",
    "and",
    "fish",
    "would",
    "go",
    "on",
    "in",
    "the",
    "harbour",
    "while",
    "soldiers",
    "and",
    "dockers",
    "waited",
    "for",
    "news",
    "of",
    "the",
    "bridge",
    "the",
    "court",
    "and",
    "the",
    "river",
    "police",
    "told",
    "reporters",
    "about",
    "a",
    "fire",
    "at",
    "the",
    "mill",
    "and",
    "the",
    "price",
    "of",
    "bread",
    "rose",
    "again",
    "in",
    "the",
    "north",
    "after",
    "a",
    "dry",
    "summer",
]


class World:
    """Names that articles draw from: few are told of often, most seldom."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.people = [
            f"{f} {la} {n}" if n else f"{f} {la}" for n in range(40) for f in FIRST for la in LAST
        ]
        self.outlets = [f"{w.title()} Post" for w in sorted(set(WORDS))[:60]]
        self.places = [
            (f"Town {n}", self.random.uniform(-50, 70), self.random.uniform(-150, 170), n)
            for n in range(3000)
        ]

    def often(self, items: list) -> object:
        return items[int(len(items) * self.random.random() ** 3)]

    def reading(self, n: int) -> Reading:
        r = self.random
        day = f"{2015 + n % 10}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"
        parts, spans, at = [], [], 0
        for _ in range(10):
            person, other, (town, *_), verb = (
                self.often(self.people), self.often(self.people), self.often(self.places),
                r.randrange(9),
            )  # fmt: skip
            tail = " ".join(r.choices(WORDS, k=9))
            line = f"{person} {VERBS[verb]} {other} in {town}, {tail} {r.randint(2, 900)}."
            parts.append(line)
            spans.append((at, line, person, other, town, verb))
            at += len(line) + 1
        text = "\n".join(parts)
        page = Page.of(f"{n}\n{text}", path=f"page-{n}.txt")
        article = Article(
            id=digest(page.id, text), page=page.id, outlet=self.often(self.outlets),
            title=" ".join(r.choices(WORDS, k=7)).capitalize(), published=day, lang="en", text=text,
            blocks=[Block(span=(0, len(text)), part="body", page_spans=[(0, len(text))])],
        )  # fmt: skip
        return Reading(page=page, furniture=[], reports=[self._report(article, spans)])

    def _report(self, article: Article, lines: list) -> Report:
        r = self.random
        actors: dict[str, Actor] = {}
        statements, events, figures, places, times = [], [], [], [], []

        def actor(name: str, at: int) -> str:
            span = (at, at + len(name))
            known = actors.get(name)
            key = known.id if known else f"a{len(actors) + 1}"
            mentions = [*known.mentions, span] if known else [span]
            actors[name] = Actor(id=key, name=name, mentions=mentions, kind="person")
            return key

        for i, (at, line, person, other, town, verb) in enumerate(lines, 1):

            def span(words: str, begin: int = 0, at=at, line=line) -> tuple[int, int]:
                start = at + line.index(words, begin)
                return start, start + len(words)

            a = actor(person, span(person)[0])
            b = actor(other, at + line.index(other, len(person)))
            where = self.places[int(town.split()[1])]
            places.append(
                Place(
                    id=f"p{i}",
                    span=span(town),
                    name=town,
                    geonames_id=where[3] + 1,
                    country="FRA",
                    lat=where[1],
                    lon=where[2],
                    precision="city",
                )
            )
            said = None
            if i % 2:
                said = f"s{i}"
                content = (at + line.index(",") + 2, at + len(line))
                statements.append(
                    Statement(
                        id=said,
                        content=[content],
                        cue=[span(VERBS[verb])],
                        source=[span(person)],
                        kind="indirect",
                        stance=r.choice(STANCE),
                        speaker=a,
                        act="speech",
                    )
                )
            words = line[:-1].rsplit(" ", 1)[1]
            figures.append(
                Figure(
                    id=f"f{i}",
                    span=span(words),
                    value=float(words),
                    low=None,
                    high=None,
                    approx="exact",
                    unit="person",
                    of="people",
                    statement=said,
                )
            )
            events.append(
                Event(
                    id=f"e{i}",
                    type=TYPES[verb],
                    trigger=[span(VERBS[verb])],
                    actors=[Argument(span=span(person), actor=a)],
                    recipients=[Argument(span=None, actor=b)],
                    place=f"p{i}",
                    status=r.choice(STATUS),
                    statement=said,
                    score=0.8,
                )
            )
        times.append(Time(id="t1", span=(0, 3), value=article.published, type="DATE"))
        return Report(
            article=article,
            statements=statements,
            events=events,
            figures=figures,
            actors=list(actors.values()),
            places=places,
            times=times,
            voice=[],
            made_by=["load"],
        )


def make(path: Path, articles: int) -> None:
    world, started = World(), time.perf_counter()
    with Store(path) as store:
        for begin in range(0, articles, 500):
            with transaction(store.db):
                group: list[Reading] = []
                for n in range(begin, begin + 500):
                    reading = world.reading(n)
                    store._page(reading)
                    store._report(reading.reports[0], 0)
                    group.append(reading)
                    if len(group) == world.random.randint(1, 9) or n == begin + 499:
                        _story(store, group)
                        group = []
            if begin % 10_000 == 0:
                print(begin, f"{time.perf_counter() - started:.0f} s", flush=True)
        store.db.execute("ANALYZE")


def _story(store: Store, group: list[Reading]) -> None:
    reports = [r.reports[0] for r in group]
    first = reports[0].article
    days = sorted(r.article.published for r in reports)
    outlets = sorted({r.article.outlet for r in reports})
    story = Story(
        id=first.id, articles=[r.article.id for r in reports], outlets=outlets,
        origins=[[r.article.id] for r in reports], independent=len(reports), figures=[],
        disputes=[], title=first.title, first=days[0], last=days[-1],
        events=[StoryEvent(type=e.type, mentions=[Mention(article=r.article.id, event=e.id)])
                for r in reports for e in r.events[:4]],
    )  # fmt: skip
    store.db.execute(
        "INSERT INTO stories (id, title, first, last, articles, outlets, independent, figures,"
        " disputes, stale, record) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?)",
        (story.id, story.title, days[0], days[-1], len(reports), "; ".join(outlets), len(reports),
         msgspec.json.encode(story).decode()),
    )  # fmt: skip
    store.db.executemany(
        "INSERT INTO story_articles (article, story, day, sketch) VALUES (?, ?, 0, x'')",
        [(r.article.id, story.id) for r in reports],
    )


def write(path: Path, begin: int) -> None:
    """Store pages one by one until killed, each with a story, as reading does."""
    world = World(begin)
    with Store(path) as store:
        for n in range(begin, begin + 1_000_000):
            store.add(world.reading(n))
            print(n, flush=True)
            time.sleep(0.01)  # the models take longer than that for a page


def questions(path: Path) -> dict[str, list[str]]:
    """Addresses by kind of page, so varied that hardly any is asked twice."""
    rng = random.Random(1)
    world = World()
    with Store(path, writable=False) as store:
        top = store.db.execute("SELECT max(n) FROM articles").fetchone()[0]
        marks = [rng.randrange(1, top) for _ in range(400)]
        ids = [
            row[0] for n in marks
            for row in store.db.execute("SELECT id FROM articles WHERE n = ?", (n,))
        ]  # fmt: skip
        stories = [
            row[0] for n in marks
            for row in store.db.execute("SELECT id FROM stories WHERE n >= ? LIMIT 1", (n,))
        ]  # fmt: skip
    people = [quote_plus(str(world.often(world.people))) for _ in range(300)]
    outlets = [quote_plus(name) for name in world.outlets]

    def some(n: int, make) -> list[str]:
        return [make() for _ in range(n)]

    def one(items: list) -> object:
        return rng.choice(items)

    def months() -> str:
        return f"from={rng.randint(2015, 2024)}-{rng.randint(1, 12):02d}"

    def pair() -> str:
        return f"{one(WORDS)}+{one(WORDS)}"

    town = lambda: f"Town+{rng.randrange(3000)}"  # noqa: E731
    return {
        "stories": ["/"] * 60,
        "stories filtered": some(
            100, lambda: f"/?type={one(TYPES)}&{months()}&outlet={one(outlets)}"
        ),
        "stories of a place": some(60, lambda: f"/?place={town()}"),
        "articles": some(60, lambda: f"/articles?{months()}&who={one(people)}"),
        "article": [f"/article/{key}" for key in ids[:150]],
        "passage": [f"/article/{key}/0-30" for key in ids[150:250]],
        "story": [f"/story/{key}" for key in stories[:150]],
        "events": some(120, lambda: f"/events?type={one(TYPES)}&status={one(STATUS)}&{months()}"),
        "events by actor": some(80, lambda: f"/events?actor={one(people)}&place={town()}"),
        "statements": some(80, lambda: f"/statements?stance={one(STANCE)}&outlet={one(outlets)}"),
        "figures": some(60, lambda: f"/figures?word={one(people)}"),
        "actor": some(150, lambda: f"/actor?name={one(people)}"),
        "outlet": some(60, lambda: f"/outlet?name={one(outlets)}"),
        "lists": ["/actors", "/outlets", "/feed.atom", "/about", "/api", "/review", "/trail"] * 8,
        "search": some(150, lambda: f"/search?q={pair()}"),
        "search statements": some(80, lambda: f"/search?q={pair()}&in=statements"),
        "search names": some(60, lambda: f"/search?q={one(people)}"),
        "api": some(80, lambda: f"/api/v1/events?type={one(TYPES)}&limit=50&{months()}"),
    }  # fmt: skip


def measure(path: Path, seconds: float, pause: float) -> None:
    asked = questions(path)
    port = 8790
    base = f"http://127.0.0.1:{port}"
    code = "from onrecord.cli import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--store", str(path), "--port", str(port),
         "--no-browser"], stdout=subprocess.PIPE, text=True)  # fmt: skip
    server.stdout.readline()
    begin = int(time.time())
    writer = subprocess.Popen(
        [sys.executable, __file__, "write", str(path), str(begin)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        for kind, paths in asked.items():  # what is kept for some seconds is made once
            started = time.perf_counter()
            answer = httpx2.get(base + paths[0], timeout=60)
            print(
                f"first {kind}: {1000 * (time.perf_counter() - started):.0f} ms", answer.status_code
            )
        _load(base, asked, seconds, pause)
    finally:
        writer.kill()
        server.terminate()
        stored = [int(line) for line in writer.stdout.read().split()]
        with Store(path) as store:
            kept = sum(
                bool(store.find(f"page-{n}.txt")) for n in stored
            )  # fmt: skip
        print(f"stored meanwhile: {len(stored)} pages, found again {kept}")


def _load(base: str, asked: dict[str, list[str]], seconds: float, pause: float) -> None:
    own: dict[str, list[float]] = defaultdict(list)
    waited: dict[str, list[float]] = defaultdict(list)
    failed: list[str] = []
    until = time.monotonic() + seconds

    def reader(number: int) -> None:
        rng = random.Random(number)
        with httpx2.Client(base_url=base, timeout=60) as client:
            while time.monotonic() < until:
                kind = rng.choice(list(asked))
                path = rng.choice(asked[kind])
                started = time.perf_counter()
                answer = client.get(path)
                waited[kind].append(1000 * (time.perf_counter() - started))
                told = re.search(r"dur=([\d.]+)", answer.headers.get("server-timing", ""))
                own[kind].append(float(told.group(1)) if told else 0.0)
                if answer.status_code not in (200, 404):
                    failed.append(f"{answer.status_code} {path}")
                time.sleep(pause * rng.uniform(0.5, 1.5))

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = sum(map(len, own.values()))
    print(f"{total} answers, {total / seconds:.0f} a second, {len(failed)} failed {failed[:3]}")
    print(f"{'kind':20} {'n':>5} {'server p50':>10} {'p95':>7} {'client p50':>10} {'p95':>7}  ms")
    for kind in asked:
        a, b = sorted(own[kind]), sorted(waited[kind])
        if len(a) > 1:
            print(f"{kind:20} {len(a):5} {statistics.median(a):10.1f} {p95(a):7.1f}"
                  f" {statistics.median(b):10.1f} {p95(b):7.1f}")  # fmt: skip


def p95(values: list[float]) -> float:
    return values[min(len(values) - 1, int(len(values) * 0.95))]


if __name__ == "__main__":
    command, file, *rest = sys.argv[1:]
    if command == "make":
        make(Path(file), int(rest[0]) if rest else 100_000)
    elif command == "write":
        write(Path(file), int(rest[0]))
    else:
        measure(Path(file), float(rest[0]) if rest else 60.0, float(rest[1]) if rest[1:] else 0.0)
