"""A table as one declaration: the columns are written from it, and so is their dictionary.

Because both come from the same place, no column can be written that the dictionary does not know.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.exchange.entries import Entry

Type = Literal["text", "integer", "number", "boolean", "json"]


@dataclass(frozen=True, slots=True)
class Column:
    """A named value of a row; `meaning` is what the dictionary says of it.

    `value` gets the article's entry and the item that the row is about.
    """

    name: str
    type: Type
    meaning: str
    value: Callable[[Entry, Any], object]


@dataclass(frozen=True, slots=True)
class Table:
    """`row` says what a row is; `items` gives what an article has rows about."""

    name: str
    row: str
    items: Callable[[Entry], Iterable[Any]]
    columns: tuple[Column, ...]

    def rows(self, entry: Entry) -> Iterator[tuple[object, ...]]:
        for item in self.items(entry):
            yield tuple(column.value(entry, item) for column in self.columns)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def text(name: str, meaning: str, value: Callable[[Entry, Any], object]) -> Column:
    return Column(name, "text", meaning, value)


def integer(name: str, meaning: str, value: Callable[[Entry, Any], object]) -> Column:
    return Column(name, "integer", meaning, value)


def number(name: str, meaning: str, value: Callable[[Entry, Any], object]) -> Column:
    return Column(name, "number", meaning, value)


def boolean(name: str, meaning: str, value: Callable[[Entry, Any], object]) -> Column:
    return Column(name, "boolean", meaning, value)


def nested(name: str, meaning: str, value: Callable[[Entry, Any], object]) -> Column:
    """A value of JSON's own structure; tables of cells have none."""
    return Column(name, "json", meaning, value)
