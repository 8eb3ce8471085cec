"""How common words are in news: the background that stories are compared against.

`python -m onrecord.train.stories --gold DIR` counts, over the training texts alone, in how many
articles each stem stands, and writes `resources/stories/words.tsv`.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from onrecord.resources import ROOT
from onrecord.stages.corroborate.words import stem, words

FILES = (
    "statements/train.jsonl",
    "places/train_lgl.jsonl",
    "places/train_geowebnews.jsonl",
    "times/train_timebank.jsonl",
    "times/train_meantime.jsonl",
)
AT_LEAST = 3  # articles; rarer words are as good as unknown


def count(gold: Path) -> tuple[int, Counter[str]]:
    """Number of articles, and for each stem the number of articles that hold it."""
    total, found = 0, Counter[str]()
    for name in FILES:
        for line in (gold / name).read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            total += 1
            found.update({stem(word) for word, _ in words(json.loads(line)["text"])})
    return total, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    total, found = count(parser.parse_args().gold)
    lines = [
        '# What: stems of words and the number of news articles that hold them; "*" is how many',
        "# articles were counted. Source: counted by onrecord.train.stories over its training",
        "# texts. Licence: Apache-2.0.",
        "stem\tarticles",
        f"*\t{total}",
    ]
    for word, articles in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if articles >= AT_LEAST:
            lines.append(f"{word}\t{articles}")
    path = ROOT / "stories" / "words.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
