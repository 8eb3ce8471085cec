"""The invented stories of `resources/bench/stories`: articles with their truth table.

Each file is one story in TOML: `articles` (outlet, published, text), `origins` (groups of article
numbers), `figures` (about, unit, entries: article, words in the text, giver) and `disputes` (about,
sides: entries of article and words in the text). What is `optional` may be found or not.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.records import Page, Record
from onrecord.resources import path
from onrecord.spans import Span

TUNED = 31  # the first so many files were looked at while the stage was made; the rest were not


class Telling(Record, frozen=True, kw_only=True):
    """An article of a story, as it is read."""

    outlet: str
    published: str
    text: str

    def page(self, name: str) -> Page:
        text = self.text.strip()
        return Page.of(text, path=name, outlet=self.outlet, published=self.published)


class TrueFigures(Record, frozen=True, kw_only=True):
    """A quantity: for each entry the article, words that begin with the figure, and the giver."""

    about: str
    unit: str
    entries: list[tuple[int, str, str]]
    optional: bool = False


class TrueDispute(Record, frozen=True, kw_only=True):
    """A question with its sides; an entry is an article and words of what is said there."""

    about: str
    sides: list[list[tuple[int, str]]]
    optional: bool = False


class Truth(Record, frozen=True, kw_only=True):
    """A story with all that is to be found in it."""

    name: str = ""
    articles: list[Telling]
    origins: list[list[int]]
    figures: list[TrueFigures] = []
    disputes: list[TrueDispute] = []

    def at(self, article: int, words: str) -> Span:
        """Where the words stand in the article's text."""
        start = self.articles[article].text.strip().index(words)
        return start, start + len(words)


def truths() -> Iterator[Truth]:
    folder: Path = path("bench/stories")
    for file in sorted(folder.glob("*.toml")):
        found = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Truth)
        yield msgspec.structs.replace(found, name=file.stem)
