"""What single words tell about a mention: gender, number, office; read from the lexicons once."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.resources import rows
from onrecord.resources.coding_lexicon import fold

Gender = Literal["m", "f", "n", ""]
Number = Literal["s", "p", ""]


@dataclass(frozen=True, slots=True)
class Pronoun:
    person: str
    number: Number
    gender: Gender
    case: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for people or a body; `type`: kin, person, people, body or role."""

    type: str
    gender: Gender
    number: Number


class Words:
    """The lexicons of words, compiled."""

    def __init__(self) -> None:
        self.pronouns = {
            row["word"]: Pronoun(row["person"], row["number"], row["gender"], row["case"])  # type: ignore[arg-type]
            for row in rows("lexicons/pronouns.tsv")
        }
        self.given: dict[str, Gender] = {}
        for row in rows("lexicons/names.tsv"):
            gender: Gender = {"m": "m", "f": "f"}.get(row["gender"], "")  # type: ignore[assignment]
            for name in row["names"].split():
                self.given.setdefault(fold(name), gender)
        table = rows("lexicons/surnames.tsv")
        self.surnames = {fold(name) for row in table for name in row["names"].split()}
        self.titles: dict[str, Gender] = {
            fold(word): row["gender"]  # type: ignore[misc]
            for row in rows("lexicons/titles.tsv")
            for word in row["words"].split(";")
        }
        self.nouns = _nouns()
        self.documents = {
            word
            for row in rows("lexicons/sources_vague.tsv")
            for word in row["words"].split(";")
            if row["type"] == "document"
        }


def _nouns() -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for row in rows("lexicons/agents.tsv"):
        for word in row["words"].split(";"):
            nouns.setdefault(word, Noun(row["class"], row["gender"], row["number"]))  # type: ignore[arg-type]
    for row in rows("lexicons/roles.tsv"):
        number: Number = "p" if row["kind"] == "people" else "s"
        kind = {"person": "role", "people": "people"}.get(row["kind"], "body")
        for words in row["words"].split(";"):
            if " " not in words:
                nouns.setdefault(words, Noun(kind, "", number))
    return nouns


@cache
def words() -> Words:
    """One copy a process; the tables do not change."""
    return Words()
