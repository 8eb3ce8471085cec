"""Pages: words kept of HTML and of plain text, boundaries found, clean text left alone.

Word F1 is over the bag of lower-case words of a page, averaged over pages; shingle F1 follows the
article-extraction-benchmark: 4-grams of words, precision and recall averaged over pages, then F1.
Kept words are those of body, sub-heading and caption blocks, because the gold bodies hold neither
headlines nor bylines. A boundary is found when an article begins after the last body line of one
page and no later than the first body line of the next. Boundaries are of English pages, because
pages in other languages are refused when they are read.
"""

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import TypeVar

import msgspec

from onrecord.errors import UsageError
from onrecord.evaluate.pages_gold import GoldPage, in_body, lines_of_body, load, words
from onrecord.evaluate.score import Score, bootstrap, f1
from onrecord.records import Article, Page, Split
from onrecord.spans import Span
from onrecord.stages.read.html import clean
from onrecord.stages.read.language import judge
from onrecord.stages.split import split
from onrecord.stages.split.units import units

TASK = "pages"
Item = TypeVar("Item")
_KEPT = ("body", "subheading", "caption")
_KEPT_HTML = ("body", "subheading")  # HTML types its captions, and the gold bodies hold none
_ROUNDS = 60  # composites a setting
_CLEAN = ("statements/dev.jsonl", "places/dev_geovirus.jsonl", "reports/dev.jsonl")
Hits = tuple[int, int, int]  # found, claimed, gold


def run(gold: Path, pipeline: object) -> list[Score]:
    """All scores of the task; the pipeline's models play no part in it."""
    pages = list(load(gold / "pages"))
    dev = [page for page in pages if page.is_dev]
    english = [page for page in dev if judge(page.body) == "en"]
    plain = [(kept_words(split(Page.of(page.text)).articles), words(page.body)) for page in dev]
    served = [(html_words(page), words(page.body)) for page in pages]
    scores = [
        *_word_scores("html", served),
        *_word_scores("plain", plain),
        *_word_scores(
            "plain_english", [p for p, page in zip(plain, dev, strict=True) if page in english]
        ),
        *(_boundary_score(setting, composites(english, setting)) for setting in SETTINGS),
        *clean_scores([text for name in _CLEAN for text in clean_texts(gold / name)]),
    ]
    return scores


def kept_words(articles: Sequence[Article], parts: Sequence[str] = _KEPT) -> list[str]:
    return [
        word
        for article in articles
        for block in article.blocks
        if block.part in parts
        for word in words(article.text[slice(*block.span)])
    ]


def html_words(page: GoldPage) -> list[str]:
    """Words that the HTML path keeps of a page, whatever its language."""
    try:
        taken = clean(page.html)
    except UsageError:
        return []
    title = taken.facts.title
    read = Page.of(taken.text, html=page.html, title=title)
    cut = split(msgspec.structs.replace(read, markup=taken.markup))
    return kept_words(cut.articles, _KEPT_HTML)


def _word_scores(name: str, pairs: Sequence[tuple[list[str], list[str]]]) -> list[Score]:
    bags = [_overlap(Counter(kept), Counter(gold)) for kept, gold in pairs]
    grams = [_overlap(_shingles(kept), _shingles(gold)) for kept, gold in pairs]
    out = []
    for metric, units_, statistic in (
        (f"{name}_word_f1", bags, _mean_f1),
        (f"{name}_shingle_f1", grams, _benchmark_f1),
    ):
        value, low, high = bootstrap(units_, statistic)
        out.append(Score(task=TASK, metric=metric, value=value, low=low, high=high, n=len(units_)))
    return out


def _shingles(found: Sequence[str]) -> Counter[tuple[str, ...]]:
    size = min(4, len(found)) or 1
    return Counter(tuple(found[i : i + size]) for i in range(len(found) - size + 1))


def _overlap(kept: Counter[Item], gold: Counter[Item]) -> Hits:
    return sum((kept & gold).values()), sum(kept.values()), sum(gold.values())


def _mean_f1(pages: Sequence[Hits]) -> float:
    return mean(f1(*page) for page in pages)


def _benchmark_f1(pages: Sequence[Hits]) -> float:
    precision = mean(hits / kept if kept else float(not gold) for hits, kept, gold in pages)
    recall = mean(hits / gold if gold else float(not kept) for hits, kept, gold in pages)
    return f1(precision * recall, precision, recall) if precision + recall else 0.0


SETTINGS = ("bodies", "headed", "furnished")


def composites(dev: Sequence[GoldPage], setting: str) -> list[Hits]:
    """Boundaries found in 2 to 5 pages run together, drawn with a fixed seed."""
    rng = random.Random(11)
    pool = [part for page in dev if (part := _part(page, setting))]
    return [found(rng.sample(pool, rng.randint(2, 5))) for _ in range(_ROUNDS)]


def _part(page: GoldPage, setting: str) -> tuple[str, Span] | None:
    """A page's text in the setting, and where its body begins and ends in it."""
    if setting == "furnished":
        spans = units(page.text)
        body = [
            s for s, hit in zip(spans, in_body(page.text, spans, page.body), strict=True) if hit
        ]
        return (page.text, (body[0][0], body[-1][0])) if len(body) > 2 else None
    lines = lines_of_body(page)
    if len(lines) < 3:
        return None
    body_text = "\n\n".join(lines)
    head = f"{min(page.titles, key=len).strip()}\n\n" if setting == "headed" and page.titles else ""
    return head + body_text, (len(head), len(head) + body_text.rfind(lines[-1]))


def found(parts: Sequence[tuple[str, Span]]) -> Hits:
    """Boundaries found, claimed and true in texts run together; ends are starts of last lines."""
    text, last = "", 0
    windows: list[Span] = []
    for piece, (first, end) in parts:
        text += "\n\n" if text else ""
        if windows or text:
            windows.append((last, len(text) + first))
        last = len(text) + end
        text += piece
    begun = starts_of(split(Page.of(text)))[1:]
    hits = sum(any(low < at <= high for at in begun) for low, high in windows)
    return hits, len(begun), len(windows)


def starts_of(cut: Split) -> list[int]:
    return sorted(article.blocks[0].page_spans[0][0] for article in cut.articles)


def _boundary_score(setting: str, texts: Sequence[Hits]) -> Score:
    value, low, high = bootstrap(texts, lambda drawn: f1(*map(sum, zip(*drawn, strict=True))))
    n = sum(true for _, _, true in texts)
    return Score(task=TASK, metric=f"boundary_f1_{setting}", value=value, low=low, high=high, n=n)


def clean_texts(file: Path) -> list[str]:
    """The texts of a gold file, each one article without furniture."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line)
    return [row["text"] if "text" in row else row["article"]["text"] for row in rows]


def clean_scores(texts: Sequence[str]) -> list[Score]:
    """Share of words of clean articles that are kept, and of articles that stay in one piece."""
    cuts = [split(Page.of(text)) for text in texts]
    total = sum(len(words(text)) for text in texts)
    kept = sum(len(words(article.text)) for cut in cuts for article in cut.articles)
    whole = sum(len(cut.articles) == 1 for cut in cuts) / max(1, len(cuts))
    return [
        Score(task=TASK, metric="clean_words_kept", value=kept / max(1, total), n=total),
        Score(task=TASK, metric="clean_articles_whole", value=whole, n=len(cuts)),
    ]
