"""Two versions of an article -> what was added, removed and changed in its text and records.

Items are compared by what they say, not by their offsets and numbers, which shift when a
paragraph is put in front.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from onrecord.records import Record, Report
from onrecord.store.rows import Row, rows

Kind = Literal["added", "removed", "changed"]
Pair = tuple[Report | None, Report | None]
_ALIKE = 0.5  # of two paragraphs or contents, from which one is the other's new wording
_CONTINUES = 0.1  # of what two articles share, from which one is the other's new version
# Columns that tell where an item stands and what it is joined to.
_ELSEWHERE = frozenset([
    "article", "id", "position", "record", "start", "end", "score", "why", "speaker", "parent",
    "place", "time", "statement", "event", "same_as", "mentions",
])  # fmt: skip
# What makes an item of a table the same one in other words, the surest first.
_SAME: dict[str, tuple[tuple[str, ...], ...]] = {
    "statements": (("content",), ("speaker_name", "source")),
    "events": (("type", "trigger", "recipients"), ("type", "trigger")),
    "figures": (("of", "unit"), ("words",)),
    "actors": (("name",),),
    "places": (("words",),),
    "times": (("words",),),
    "voice": (("words",),),
}
_SHOWN = {
    "statements": ("speaker_name", "stance", "content"),
    "events": ("actors", "trigger", "recipients", "type", "status", "word_of"),
    "figures": ("words", "of", "word_of"),
    "actors": ("name", "kind", "country"),
    "places": ("words", "name", "country"),
    "times": ("words", "value"),
    "voice": ("kind", "words"),
}


class Change(Record, frozen=True, kw_only=True):
    """One difference: `before` and `after` in words, the records beside them as JSON."""

    what: str
    kind: Kind
    before: str | None = None
    after: str | None = None
    before_record: str | None = None
    after_record: str | None = None


def changes(old: Report, new: Report) -> list[Change]:
    """Paragraphs first, then the items of each table."""
    found = list(_text(old, new))
    before, after = dict(rows(old)), dict(rows(new))
    for table in _SAME:
        found += _items(table, before[table], after[table])
    return found


def whole(report: Report, kind: Literal["added", "removed"]) -> Change:
    """An article that came or went."""
    words = report.article.title or report.article.text[:200]
    if kind == "added":
        return Change(what="article", kind=kind, after=words)
    return Change(what="article", kind=kind, before=words)


def pairs(
    old: Sequence[Report], new: Sequence[Report]
) -> list[tuple[Report | None, Report | None]]:
    """The articles of two versions of a page, each beside the one that it continues."""
    left, out = list(old), list[Pair]()
    for report in new:
        best = max(left, key=lambda other: shared(other, report), default=None)
        if best is not None and shared(best, report) >= _CONTINUES:
            left.remove(best)
            out.append((best, report))
        else:
            out.append((None, report))
    return [*out, *((gone, None) for gone in left)]


def shared(old: Report, new: Report) -> float:
    """The share of the shorter article's runs of three words that stands in the other, 0 to 1.

    The same title makes up for a tenth. Chance alone gives unrelated articles a few of a hundred.
    """
    before, after = _runs(old), _runs(new)
    share = len(before & after) / max(1, min(len(before), len(after)))
    titles = old.article.title is not None and old.article.title == new.article.title
    return min(1.0, share + _CONTINUES * titles)


def _runs(report: Report) -> set[tuple[str, ...]]:
    words = report.article.text.lower().split()
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}


def _paragraphs(report: Report) -> list[str]:
    return [report.quote(block.span) for block in report.article.blocks]


def _text(old: Report, new: Report) -> Iterator[Change]:
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            continue
        yield from _reworded(before[i:j], after[k:m])


def _reworded(gone: list[str], come: list[str]) -> Iterator[Change]:
    for line in gone:
        best = max(come, key=lambda other: _ratio(line, other), default=None)
        if best is not None and _ratio(line, best) >= _ALIKE:
            come.remove(best)
            yield Change(what="text", kind="changed", before=line, after=best)
        else:
            yield Change(what="text", kind="removed", before=line)
    for line in come:
        yield Change(what="text", kind="added", after=line)


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def _items(table: str, old: Iterable[Row], new: Iterable[Row]) -> Iterator[Change]:
    left = list(old)
    come: list[Row] = []
    for row in new:
        same = next((other for other in left if _says(other) == _says(row)), None)
        if same is not None:
            left.remove(same)
        else:
            come.append(row)
    for columns in _SAME[table]:
        for row in list(come):
            other = next((o for o in left if _alike(o, row, columns)), None)
            if other is not None:
                left.remove(other)
                come.remove(row)
                yield _change(table, "changed", other, row)
    yield from (_change(table, "removed", row, None) for row in left)
    yield from (_change(table, "added", None, row) for row in come)


def _says(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _ELSEWHERE}


def _alike(old: Row, new: Row, columns: Sequence[str]) -> bool:
    same = all(old[name] == new[name] for name in columns)
    if "content" in new and "content" not in columns:
        return same and _ratio(old["content"], new["content"]) >= _ALIKE
    return same and any(new[name] is not None for name in columns)


def _change(table: str, kind: Kind, old: Row | None, new: Row | None) -> Change:
    return Change(
        what=table,
        kind=kind,
        before=_shown(table, old),
        after=_shown(table, new),
        before_record=old["record"] if old else None,
        after_record=new["record"] if new else None,
    )


def _shown(table: str, row: Row | None) -> str | None:
    if row is None:
        return None
    return " · ".join(str(row[name]) for name in _SHOWN[table] if row[name] is not None)
