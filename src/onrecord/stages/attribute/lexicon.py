"""The cue lexicon: which verbs and nouns report, what they do, and where their content stands."""

from functools import cache

from onrecord.records import Record, digest
from onrecord.resources import path, rows

FILES = ("cues", "cue_phrases", "cue_helpers", "hedges", "stance", "wrongdoing")


class Cue(Record, frozen=True, kw_only=True):
    """One entry; the fields are those of `lexicons/cues.tsv`."""

    lemma: str
    kind: str
    act: str
    frames: frozenset[str]

    def takes(self, *frames: str) -> bool:
        return any(frame in self.frames for frame in frames)


@cache
def cues(pos: str) -> dict[str, Cue]:
    """The cues of one part of speech (`verb` or `noun`) by lemma."""
    return {
        row["lemma"]: Cue(
            lemma=row["lemma"],
            kind=row["class"],
            act=row["act"],
            frames=frozenset(row["frames"].split()),
        )
        for row in rows("lexicons/cues.tsv")
        if row["pos"] == pos
    }


@cache
def phrases() -> dict[tuple[str, str], str]:
    """The classes of verbs with a particle or preposition: `("rule", "out")` is `deny`."""
    return {(r["lemma"], r["word"]): r["class"] for r in rows("lexicons/cue_phrases.tsv")}


@cache
def hedges() -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows("lexicons/hedges.tsv"))


@cache
def words(table: str, kind: str) -> frozenset[str]:
    """The lemmas of one class of a table with the columns `lemma` and `class`."""
    return frozenset(r["lemma"] for r in rows(f"lexicons/{table}.tsv") if r["class"] == kind)


@cache
def version() -> str:
    """Short hash of all lexicons of this stage."""
    files = (path(f"lexicons/{name}.tsv").read_text(encoding="utf-8") for name in FILES)
    return digest(*files)[:8]
