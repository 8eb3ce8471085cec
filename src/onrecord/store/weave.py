"""Bringing new articles into stories, within the store's own connection.

Each article is looked up by its weightiest words among articles of nearby days; it and the stories
found so are clustered anew, everything else stays as it is. So the cost of adding an article does
not grow with the store.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

import msgspec

from onrecord.records import Report, digest
from onrecord.stages.corroborate import compose
from onrecord.stages.corroborate.cluster import Unit, cluster, together, unit
from onrecord.stages.corroborate.sketch import Sketch, sketch, vector
from onrecord.store.connect import transaction
from onrecord.store.story_index import Index, decode

CHUNK = 50  # articles woven in one transaction
LATEST = 24  # a story of more articles is taken as a whole, by its latest ones
POOL = 300  # when more articles than these would be clustered, all stories are taken as wholes

Part = tuple[list[int], str | None]  # numbers of articles, and the story that they come from


class Weaver:
    """Joins articles to stories; `report` gives the record of an article."""

    def __init__(self, db: sqlite3.Connection, report: Callable[[str], Report]) -> None:
        self._db = db
        self._report = report
        self._index = Index(db)

    def weave(self) -> int:
        """Bring every article that is in no story into one; tells how many there were."""
        waiting = [row[0] for row in self._db.execute(_WAITING)]
        source = iter(waiting)
        while True:
            batch = list(islice(source, CHUNK))
            with transaction(self._db):
                self._index.forget()
                self._place(batch)
                self._compose()
            if not batch:
                return len(waiting)

    def _place(self, batch: list[str]) -> None:
        """Find a story for each article of the batch."""
        new: dict[int, Sketch] = {}
        for article in batch:
            of = sketch(self._report(article))
            new[self._index.enter(article, of)] = of
        self._index.learn(key for of in new.values() for key in of.terms)
        links = {n: self._known(self._index.companions(n, of), new) for n, of in new.items()}
        for members, stories in components(links):
            self._settle({n: new[n] for n in members}, stories)

    def _known(self, near: list[int], new: dict[int, Sketch]) -> list[int | str]:
        """Companions as new articles (by number) or stories (by id)."""
        sql = "SELECT story FROM story_articles WHERE n = ?"
        return [n if n in new else str(self._db.execute(sql, (n,)).fetchone()[0]) for n in near]

    def _settle(self, new: dict[int, Sketch], stories: list[str]) -> None:
        """Cluster new articles with the stories that they may belong to; write who is where."""
        parts: list[Part] = [([n], None) for n in new]
        units = [self._unit([of]) for of in new.values()]
        rows = {s: self._db.execute(_MEMBERS, (s,)).fetchall() for s in stories}
        pooled = len(new) + sum(map(len, rows.values()))
        for story, members in rows.items():
            sketches = [decode(blob) for _, blob in members[:LATEST]]
            if len(members) > LATEST or pooled > POOL:
                units.append(self._unit(sketches))
                parts.append(([n for n, _ in members], story))
            else:
                units += [self._unit([of]) for of in sketches]
                parts += [([n], story) for n, _ in members]
        self._index.learn(key for u in units for key in u.proper)
        groups = [[parts[i] for i in group] for group in cluster(units, self._index.rarity)]
        for group, key in name_groups(groups):
            self._write(group, key)

    def _unit(self, sketches: list[Sketch]) -> Unit:
        self._index.learn(key for of in sketches for key in of.terms)
        return together([unit(of, vector(of, self._index.rarity)) for of in sketches])

    def _write(self, group: list[Part], key: str | None) -> None:
        """Put the articles of a group into the story `key`, or into a new one."""
        numbers = sorted(n for part, _ in group for n in part)
        if key is None:
            key = self._new(numbers[0])
        self._db.executemany(
            "UPDATE story_articles SET story = ? WHERE n = ?", [(key, n) for n in numbers]
        )
        olds = {story for _, story in group if story} | {key}
        self._db.executemany("UPDATE stories SET stale = 1 WHERE id = ?", [(s,) for s in olds])
        self._alias(key, olds - {key})

    def _alias(self, key: str, olds: set[str]) -> None:
        """Stories that have no article any more lead to the one that took the last of them."""
        for old in olds:
            sql = "SELECT 1 FROM story_articles WHERE story = ?"
            if self._db.execute(sql, (old,)).fetchone() is None:
                self._db.execute("UPDATE story_aliases SET story = ? WHERE story = ?", (key, old))
                self._db.execute("INSERT OR REPLACE INTO story_aliases VALUES (?, ?)", (old, key))

    def _new(self, first: int) -> str:
        """A story whose id tells its first article; a taken id is told apart."""
        sql = "SELECT article FROM story_articles WHERE n = ?"
        key = digest("story", self._db.execute(sql, (first,)).fetchone()[0])
        while self._db.execute("SELECT 1 FROM stories WHERE id = ?", (key,)).fetchone():
            key = digest("story", key)
        self._db.execute("DELETE FROM story_aliases WHERE id = ?", (key,))
        self._db.execute(_INSERT, (key,))
        return key

    def _compose(self) -> None:
        for (key,) in self._db.execute("SELECT id FROM stories WHERE stale").fetchall():
            members = self._db.execute(_ARTICLES, (key,)).fetchall()
            if not members:
                self._db.execute("DELETE FROM stories WHERE id = ?", (key,))
                continue
            story = compose(key, [self._report(row[0]) for row in members])
            self._db.execute(
                _UPDATE,
                (story.title, story.first, story.last, len(story.articles),
                 "; ".join(story.outlets) or None, story.independent, len(story.figures),
                 len(story.disputes), msgspec.json.encode(story).decode(), key),
            )  # fmt: skip
            self._db.executemany(
                "UPDATE story_articles SET origin = ? WHERE article = ?",
                [(i, article) for i, group in enumerate(story.origins) for article in group],
            )


def components(links: dict[int, list[int | str]]) -> Iterator[tuple[list[int], list[str]]]:
    """New articles and stories that hang together by companionship."""
    parent: dict[int | str, int | str] = {}

    def root(x: int | str) -> int | str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for n, near in links.items():
        for other in near:
            parent[root(other)] = root(n)
    found: dict[int | str, tuple[list[int], list[str]]] = {}
    for n in links:
        found.setdefault(root(n), ([], []))[0].append(n)
    for x in parent:
        if isinstance(x, str):
            found[root(x)][1].append(x)
    return iter(found.values())


def name_groups(groups: list[list[Part]]) -> list[tuple[list[Part], str | None]]:
    """Each group with the id it keeps: of the stories most of whose articles it holds, the largest.

    A group that holds the greater part of no story gets none.
    """
    held = [Counter(s for part, s in group if s for _ in part) for group in groups]
    owner: dict[str, int] = {}
    for i, counts in enumerate(held):
        for story, n in counts.items():
            if story not in owner or n > held[owner[story]][story]:
                owner[story] = i
    out: list[tuple[list[Part], str | None]] = []
    for i, (group, counts) in enumerate(zip(groups, held, strict=True)):
        own = [s for s, _ in counts.most_common() if owner[s] == i]
        out.append((group, own[0] if own else None))
    return out


_WAITING = """
SELECT a.id FROM articles a LEFT JOIN story_articles s ON s.article = a.id
WHERE s.n IS NULL ORDER BY coalesce(a.published, '9'), a.n
"""
_MEMBERS = "SELECT n, sketch FROM story_articles WHERE story = ? ORDER BY n DESC"
_ARTICLES = "SELECT article FROM story_articles WHERE story = ? ORDER BY n"
_INSERT = """
INSERT INTO stories (id, articles, independent, figures, disputes, record)
VALUES (?, 0, 0, 0, 0, '{}')
"""
_UPDATE = """
UPDATE stories SET title = ?, first = ?, last = ?, articles = ?, outlets = ?, independent = ?,
  figures = ?, disputes = ?, stale = 0, record = ? WHERE id = ?
"""
