"""Train the two models of the split stage: which lines are of an article, and where one begins.

    python -m onrecord.train.split GOLD_FOLDER OUT_FOLDER

Boosted trees are fitted with scikit-learn and written as tables that numpy alone evaluates.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.evaluate.pages_gold import GoldPage, in_article, in_body, lines_of_body, load
from onrecord.stages.split.bags import stems
from onrecord.stages.split.cohesion import NAMES as START_NAMES
from onrecord.stages.split.cohesion import starts
from onrecord.stages.split.context import NAMES as CONTEXT_NAMES
from onrecord.stages.split.context import context
from onrecord.stages.split.features import Line, column_names, lines_of, matrix
from onrecord.stages.split.furniture import Phrases, words
from onrecord.stages.split.units import units

_SEED = 7
CUT = 0.4
Rows = tuple[list[Line], np.ndarray, np.ndarray]  # lines, features, gold
Kept = tuple[list[Line], np.ndarray, np.ndarray]  # lines, kept, gold


class Builder:
    """Turns gold texts into rows and labels."""

    def __init__(self, gold: Path) -> None:
        self.phrases = Phrases()
        self.random = random.Random(_SEED)
        self.pages = [page for page in load(gold / "pages") if not page.is_dev]
        self.clean = [
            *_texts(gold / "statements/train.jsonl"),
            *_texts(gold / "places/train_lgl.jsonl"),
            *_texts(gold / "places/train_geowebnews.jsonl"),
            *_texts(gold / "times/train_timebank.jsonl"),
        ]

        self.titled = [
            (" ".join(row["title"].split()), row["text"])
            for name in ("statements/train.jsonl", "places/train_geowebnews.jsonl")
            for row in _rows(gold / name)
            if row.get("title")
        ]

    def lines(self, text: str) -> list[Line]:
        return lines_of(text, units(text), self.phrases)

    def page_rows(self, pages: Sequence[GoldPage]) -> Rows:
        """Whole pages, run together if several."""
        lines = [line for page in pages for line in self.lines(page.text)]
        labels: list[bool] = []
        for page in pages:
            spans = units(page.text)
            labels += in_article(page, spans, in_body(page.text, spans, page.body))
        return lines, matrix(lines), np.array(labels)


def _texts(file: Path) -> list[str]:
    return [row["text"] for row in _rows(file)]


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def write_common(build: Builder, file: Path) -> None:
    """The stems that stand in at least one article of two hundred, with their share of articles."""
    texts = [*build.clean, *(page.body for page in build.pages)]
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(set(stems(words(text))))
    common = [(word, n) for word, n in seen.most_common() if n * 200 >= len(texts)]
    lines = [f"{word}\t{n / len(texts):.4f}" for word, n in common if word.isalpha()]
    head = (
        "# What: first six letters of common words and the share of news articles that hold them.\n"
        "# Source: counted by onrecord.train.split over its training texts. Licence: Apache-2.0.\n"
        "stem\tshare\n"
    )
    file.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def line_data(build: Builder) -> tuple[list[Rows], int]:
    """Train pages first (the second value says how many), then clean texts, all to be kept."""
    data = [build.page_rows([page]) for page in build.pages]
    together = [build.page_rows(build.random.sample(build.pages, 2)) for _ in range(30)]
    bodies = ["\n\n".join(lines_of_body(page)) for page in build.pages]
    mixed = [
        "\n\n".join(build.random.choice(_heads(page)) + "\n\n" + body for page, body in picked)
        for picked in (
            build.random.sample(list(zip(build.pages, bodies, strict=True)), 3) for _ in range(60)
        )
    ]
    clean = build.random.sample(build.clean, 300)
    brief = ["\n".join(text.split("\n")[: 1 + i % 3]) for i, text in enumerate(build.clean[:200])]
    for text in [*bodies, *mixed, *clean, *brief]:
        if lines := build.lines(text):
            data.append((lines, matrix(lines), np.ones(len(lines), dtype=bool)))
    return [*data, *together], len(build.pages)


def _fit_lines(data: Sequence[Rows]) -> Any:
    weight = [np.array([min(len(line.words) + 3, 60) for line in lines]) for lines, _, _ in data]
    return _fit(
        np.vstack([rows for _, rows, _ in data]),
        np.concatenate([labels for _, _, labels in data]),
        np.concatenate(weight),
        rounds=100,
    )


def _fit(rows: np.ndarray, labels: np.ndarray, weight: np.ndarray, rounds: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.09,
        max_leaf_nodes=16,
        min_samples_leaf=30,
        l2_regularization=2.0,
        random_state=_SEED,
    )
    return model.fit(rows, labels, sample_weight=weight)


def train_starts(build: Builder, kept: Sequence[Kept], rounds: int = 300) -> Any:
    """The boundary model on articles run together: bodies alone, with headlines, with furniture."""
    rows, labels = [], []
    bare = [build.lines("\n\n".join(lines_of_body(page))) for page in build.pages]
    headed = [
        build.lines(build.random.choice(_heads(page)) + "\n\n" + "\n\n".join(lines_of_body(page)))
        for page in build.pages
    ]
    news = [build.lines(_in_paragraphs(text, build.random)) for text in build.clean]
    news = [lines for lines in news if len(lines) > 2]
    under = [
        build.lines(build.random.choice(_headings(title, n)) + "\n\n" + text)
        for n, (title, text) in enumerate(build.titled)
    ]
    for _ in range(4000):
        pool = build.random.choice((bare, headed, headed, news, news, news, under))
        picked = build.random.sample(pool, build.random.choice((1, 1, 2, 3, 4, 5)))
        mixed = [line for lines in picked for line in lines]
        first = {0, *np.cumsum([len(lines) for lines in picked]).tolist()}
        if mixed:
            rows.append(starts(mixed, [[]] * len(mixed))[1:])
            labels.append(np.array([i in first for i in range(1, len(mixed))], dtype=bool))
    for _ in range(1000):
        found = _furnished(build, kept)
        if found is not None:
            rows.append(found[0])
            labels.append(found[1])
    everything, target = np.vstack(rows), np.concatenate(labels)
    return _fit(everything, target, np.ones(len(target)), rounds)


_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘]?[A-Z])")


def _in_paragraphs(text: str, rng: random.Random) -> str:
    """A text that was kept as one line, in paragraphs of one to three sentences as in news."""
    if text.count("\n") > 2:
        return text
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    out, last, left = [], 0, rng.randint(1, 3)
    for end in ends:
        left -= 1
        if left == 0:
            out.append(text[last:end].strip())
            last, left = end, rng.randint(1, 3)
    return "\n\n".join([*out, text[last:].strip()])


def _heads(page: GoldPage) -> list[str]:
    return _headings(min(page.titles, key=len, default=""), len(page.body) + len(page.text))


def _headings(title: str, salt: int) -> list[str]:
    """A title with and without byline and date, as pages print them."""
    day, hour = salt % 28 + 1, salt // 28 % 12 + 1
    return [
        title,
        f"{title}\n\nBy Ann Example",
        f"{title}\n\nMay {day}, 2019",
        f"Tue Mar {day}, 2018 {hour}:15PM",
        f"{title}\n\nPublished {day} June 2017, {hour}:40 GMT\n\nBy Ann Example and John Doe",
    ]


def _furnished(build: Builder, kept: Sequence[Kept]) -> tuple[np.ndarray, np.ndarray] | None:
    """Whole pages run together, without what the line model drops.

    An article begins at its page's first kept line that the gold keeps too.
    """
    picked = build.random.sample(list(kept), build.random.choice((1, 2, 3, 4, 5)))
    lines: list[Line] = []
    gaps: list[list[Line]] = []
    first: set[int] = set()
    gap: list[Line] = []
    for page, keep, gold in picked:
        begin = next((i for i in np.flatnonzero(keep) if gold[i]), None)
        for i, line in enumerate(page):
            if not keep[i]:
                gap.append(line)
                continue
            if i == begin:
                first.add(len(lines))
            lines.append(line)
            gaps.append(gap)
            gap = []
    if len(lines) < 2:
        return None
    return starts(lines, gaps)[1:], np.array([i in first for i in range(1, len(lines))])


def export(model: Any, names: Sequence[str], cut: float) -> dict[str, Any]:
    """The trees as plain lists, in the form that `stages.split.model.Trees` reads."""
    trees, depth = [], 0
    for (predictor,) in model._predictors:
        nodes = []
        for node in predictor.nodes:
            depth = max(depth, int(node["depth"]))
            if node["is_leaf"]:
                nodes.append([round(float(node["value"]), 4)])
            else:
                limit = float(f"{node['num_threshold']:.6g}")
                nodes.append(
                    [int(node["feature_idx"]), limit, int(node["left"]), int(node["right"])]
                )
        trees.append(nodes)
    bias = float(np.ravel(model._baseline_prediction)[0])
    return {
        "features": list(names), "cut": cut, "bias": bias, "depth": depth, "trees": trees
    }  # fmt: skip


def write(stored: dict[str, Any], file: Path) -> None:
    """One tree a line, so that versions can be compared."""
    head = {key: value for key, value in stored.items() if key != "trees"}
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in stored["trees"])
    file.write_text(f'{json.dumps(head)[:-1]}, "trees": [\n{trees}\n]}}\n', encoding="utf-8")


def cross(data: Sequence[Rows], parts: int = 3) -> list[np.ndarray]:
    """The line model's opinion of each text, from a model that has not seen it."""
    out: dict[int, np.ndarray] = {}
    for part in range(parts):
        model = _fit_lines([one for i, one in enumerate(data) if i % parts != part])
        for i in range(part, len(data), parts):
            out[i] = model.predict_proba(data[i][1])[:, 1]
    return [out[i] for i in range(len(data))]


def main(gold: str, out: str) -> None:
    """Fit lines, then context on the line model's honest opinions, then starts on what it keeps."""
    build = Builder(Path(gold))
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    write_common(build, folder / "common.tsv")
    data, pages = line_data(build)
    write(export(_fit_lines(data), column_names(), 0.35), folder / "lines.json")
    second = [
        (lines, context(lines, chance), labels)
        for (lines, _, labels), chance in zip(data, cross(data), strict=True)
    ]
    write(export(_fit_lines(second), CONTEXT_NAMES, CUT), folder / "context.json")
    kept = [
        (lines, chance > CUT, labels)
        for (lines, _, labels), chance in zip(second[:pages], cross(second)[:pages], strict=True)
    ]
    write(export(train_starts(build, kept), START_NAMES, 0.5), folder / "starts.json")


if __name__ == "__main__":
    main(*sys.argv[1:])
