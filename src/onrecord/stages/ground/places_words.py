"""The word lists of the places stage."""

from functools import cache

from onrecord.resources import rows
from onrecord.resources.folding import key


@cache
def words(table: str, kind: str) -> frozenset[str]:
    """The words of one kind in a table of `kind` and `words`."""
    return frozenset(
        word
        for row in rows(f"lexicons/{table}.tsv")
        if row["kind"] == kind
        for word in row["words"].split()
    )


@cache
def cues() -> frozenset[str]:
    """Words that count as they are when they stand beside a name."""
    return frozenset(row["word"] for row in rows("lexicons/toponym_cues.tsv"))


@cache
def _buildings() -> dict[str, str]:
    return {key(row["name"]): row["country"] for row in rows("lexicons/metonym_buildings.tsv")}


def building(folded: str) -> str | None:
    """The country of a building that stands for a government, by the key of its name."""
    return _buildings().get(folded)


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset(
        (key(row["capital"].split(",")[0].split("(")[0]), row["iso3"])
        for row in rows("actors/countries.tsv")
    )


def is_capital(name: str, country: str | None) -> bool:
    return (key(name), country) in _capitals()


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and peoples of countries, singular and plural, to the country's code."""
    table: dict[str, str] = {}
    for row in rows("actors/countries.tsv"):
        for cell in (row["demonym_adj"], row["demonym_noun"].replace("(s)", "")):
            for word in map(str.strip, cell.split(";")):
                if word and key(word) and " " not in word:
                    table.setdefault(word, row["iso3"])
                    table.setdefault(word + "s", row["iso3"])
    return table


def is_demonym(word: str) -> bool:
    """Whether a word is the adjective or the people of a country: "Turkish", "Germans"."""
    return word in demonyms()


@cache
def weights(name: str) -> dict[str, float]:
    """The trained weights of one decision, by feature."""
    return {row["feature"]: float(row["weight"]) for row in rows(f"gazetteer/weights_{name}.tsv")}
