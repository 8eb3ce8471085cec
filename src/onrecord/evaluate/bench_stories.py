"""What an article costs that comes into a store of 1,000, 10,000 or 100,000: time and memory.

The articles are invented records, made by chance and not by the pipeline: stories of one to twelve
articles over sixty days, with names of their own, statements and figures, and reprints among them.
The store is filled with its stories known; what is measured goes the way of every new article.
"""

import random
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from onrecord.records import Actor, Article, Block, Figure, Page, Reading, Record, Report, Statement
from onrecord.resources import path
from onrecord.store import Store

SIZES = (1_000, 10_000, 100_000)
ADDED = 1_000
DAYS = 60
MOST = 12  # articles of a story
UNITS = (
    ("person", "people killed"),
    ("person", "people wounded"),
    ("house", "houses"),
    ("EUR", None),
    ("ship", "ships"),
    ("percent", "turnout"),
)
SENTENCES = len(UNITS)
FILLED = 1_000  # articles entered at once
OUTLETS = 40


class Growth(Record, frozen=True, kw_only=True):
    """Cost of `added` more articles in a store of `stored`; times are of their weaving alone.

    `seconds` is by the clock, `cpu_seconds` of the processor; `peak_mb` of the whole process.
    """

    stored: int
    added: int
    seconds: float
    cpu_seconds: float
    ms_each: float
    peak_mb: float
    stories: int


def growth(
    sizes: tuple[int, ...] = SIZES, added: int = ADDED, told: Callable[[str], None] = lambda _: None
) -> Iterator[Growth]:
    """The store grows from size to size; before the next, `added` articles are woven in."""
    with TemporaryDirectory() as folder, Store(Path(folder) / "record.db") as store:
        source = reports()
        stored = 0
        for size in sorted(sizes):
            told(f"filling the store to {size:,} articles")
            while stored < size:
                part = list(islice(source, min(FILLED, size - stored)))
                for report, _ in part:
                    store.add(_reading(report))
                store.enter(part)
                stored += len(part)
            for _ in range(added):
                store.add(_reading(next(source)[0]))
            clock, cpu = perf_counter(), process_time()
            store.weave()
            clock, cpu = perf_counter() - clock, process_time() - cpu
            yield Growth(
                stored=size,
                added=added,
                seconds=round(clock, 2),
                cpu_seconds=round(cpu, 2),
                ms_each=round(1000 * cpu / added, 2),
                peak_mb=round(_peak(), 1),
                stories=len(store.stories()),
            )
            stored += added


def _peak() -> float:
    kilo = 1 if sys.platform != "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / kilo


def _reading(report: Report) -> Reading:
    article = report.article
    page = Page(id=article.page, path=article.id, text=article.text, outlet=article.outlet)
    return Reading(page=page, furniture=[], reports=[report])


def reports(seed: int = 3) -> Iterator[tuple[Report, str]]:
    """Invented reports without end, each with the key of its story; stories overlap in time."""
    rng = random.Random(seed)
    common = [
        row.split("\t")[0] for row in path("stories/words.tsv").read_text("utf-8").split("\n")
    ]
    common = [w for w in common if w.isalpha() and len(w) > 3]
    open_stories: list[_Plot] = []
    number = 0
    while True:
        if len(open_stories) < 50:
            open_stories.append(_Plot(rng, len(common) and number, common))
        plot = rng.choice(open_stories)
        yield plot.report(rng, number), plot.key
        number += 1
        if plot.left == 0:
            open_stories.remove(plot)


class _Plot:
    """A story to come: its own names and words, its day, its text so far."""

    def __init__(self, rng: random.Random, number: int, common: list[str]) -> None:
        self.key = f"plot {number}"
        self.names = [_name(rng) for _ in range(4)]
        self.words = rng.sample(common, 25)
        self.common = common
        self.left = rng.choice((1, 1, 2, 3, 5, 8, MOST))
        self.day = date(2026, 1, 1) + timedelta(days=rng.randrange(DAYS))
        self.text: list[str] = []

    def report(self, rng: random.Random, number: int) -> Report:
        self.left -= 1
        if not self.text or rng.random() < 0.7:
            self.text = [self._sentence(rng) for _ in range(SENTENCES)]
        text = " ".join(self.text)  # else a reprint
        day = self.day + timedelta(days=rng.randrange(3))
        return _report(
            f"{number:016x}", text, self.names[0], day, f"Outlet {rng.randrange(OUTLETS)}"
        )

    def _sentence(self, rng: random.Random) -> str:
        """Every sentence names a name, a number and words of the story among any others."""
        found = [*rng.sample(self.words, 6), *rng.choices(self.common, k=8)]
        rng.shuffle(found)
        names = rng.sample(self.names, 2)
        return f"{names[0]} said that {rng.randrange(2, 90)} {' '.join(found)} in {names[1]}."


def _name(rng: random.Random) -> str:
    parts = ("ba", "ka", "lo", "mi", "ne", "ru", "sa", "ti", "vo", "ze", "dra", "gre", "sto")
    return "".join(rng.choice(parts) for _ in range(rng.randrange(2, 5))).capitalize()


def _report(key: str, text: str, name: str, day: date, outlet: str) -> Report:
    """A statement and a figure in each sentence."""
    statements, figures, start = [], [], 0
    for i, sentence in enumerate(text.split(". ")):
        said = start + sentence.index(" said that ")
        source = (start, said)
        content = (said + len(" said that "), start + len(sentence.rstrip(".")))
        number = sentence.split(" said that ")[1].split(" ")[0]
        statements.append(
            Statement(id=f"s{i}", content=[content], cue=[(said + 1, said + 5)], source=[source],
                      kind="indirect", stance="affirms", act="speech")
        )  # fmt: skip
        value = float(number)
        figures.append(
            Figure(id=f"f{i}", span=(content[0], content[0] + len(number)), value=value, low=value,
                   high=value, approx="exact", unit=UNITS[i][0], of=UNITS[i][1],
                   statement=f"s{i}")
        )  # fmt: skip
        start += len(sentence) + 2
    at = text.index(name) if name in text else 0
    article = Article(
        id=key, page=f"p{key}", outlet=outlet, published=day.isoformat(), lang="en", text=text,
        blocks=[Block(span=(0, len(text)), part="body", page_spans=[(0, len(text))])],
    )  # fmt: skip
    actor = Actor(id="a1", name=name, mentions=[(at, at + len(name))])
    return Report(article=article, statements=statements, events=[], figures=figures,
                  actors=[actor], places=[], times=[], voice=[], made_by=["bench"])  # fmt: skip
