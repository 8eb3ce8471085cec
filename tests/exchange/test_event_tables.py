"""PLOVER, CAMEO and GDELT shapes: what did not happen is never among what did."""

import csv
import json

import msgspec
import pytest

from onrecord.exchange import cameo, export
from onrecord.exchange.gdelt_columns import CAMEO, EVENTS
from onrecord.records import Actor, Place
from onrecord.store import Store
from sample import full


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_plover(written):
    out = written("plover")
    (march,) = lines(out / "events.jsonl")
    (sale,) = lines(out / "not_as_fact.jsonl")
    assert (march["event_type"], march["cameo"], march["as_fact"]) == ("PROTEST", "141", True)
    assert march["actor"][0]["name"] == "About 40 fishermen"
    assert march["location"]["geonames_id"] == 3068799
    assert (march["date"], march["date_from"]) == ("2024-05-06", "published")
    assert (sale["status"], sale["on_whose_word"]) == ("denied", "Ilse Brandt")
    assert sale["recipient"][0]["country"] == "CZE"
    page = (out / "columns.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in march)


def test_gdelt_has_its_sixty_one_columns_in_order(written):
    names = EVENTS.names
    assert len(names[:61]) == 61
    assert (names[0], names[5], names[15], names[26]) == (
        "GLOBALEVENTID", "Actor1Code", "Actor2Code", "EventCode")  # fmt: skip
    assert (names[30], names[34], names[51], names[60]) == (
        "GoldsteinScale", "AvgTone", "ActionGeo_Type", "SOURCEURL")  # fmt: skip
    (march,) = table(written("gdelt") / "events.tsv")
    assert list(march) == names
    assert (march["EventCode"], march["QuadClass"], march["GoldsteinScale"]) == ("141", "4", "-6.5")
    assert (march["ActionGeo_Type"], march["ActionGeo_CountryCode"]) == ("4", "EZ")
    assert march["IsRootEvent"] == "1"


def test_what_was_denied_is_in_a_file_of_its_own(written):
    out = written("gdelt")
    (sale,) = table(out / "events_not_as_fact.tsv")
    assert (sale["Status"], sale["OnWhoseWord"], sale["OwnWordMentions"]) == (
        "denied", "Ilse Brandt", "0")  # fmt: skip
    assert [row["as_fact"] for row in table(out / "cameo.tsv")] == ["true"]
    (other,) = table(out / "cameo_not_as_fact.tsv")
    assert (other["status"], other["target"]) == ("denied", "CZE")
    assert list(other) == CAMEO.names


@pytest.fixture
def reprints(tmp_path):
    """The same report in three outlets; two of them reprint one text."""
    with Store(tmp_path / "three.db") as store:
        for outlet in ("The Crier", "The Echo", "The Bell"):
            reading = full(f"{outlet}.txt", outlet=outlet, published="2024-05-06")
            (report,) = reading.reports
            key = outlet.replace(" ", "")
            article = msgspec.structs.replace(report.article, id=key, page=key)
            page = msgspec.structs.replace(reading.page, id=key)
            store.add(
                msgspec.structs.replace(
                    reading,
                    page=page,
                    reports=[msgspec.structs.replace(report, article=article)],
                )
            )
        yield store


def test_raw_and_independent_counts_are_kept_apart(reprints, tmp_path):
    export(reprints, "gdelt", tmp_path / "before")
    (march,) = table(tmp_path / "before" / "events.tsv")
    assert (march["NumMentions"], march["NumArticles"], march["NumSources"]) == ("3", "3", "3")
    assert march["IndependentSources"] == "", "nothing is guessed without stories"
    reprints._db.execute("DROP TABLE IF EXISTS story_articles")
    reprints._db.execute("CREATE TABLE story_articles (article TEXT, story TEXT, origin INTEGER)")
    rows = [("TheCrier", "x", 0), ("TheEcho", "x", 0), ("TheBell", "x", 1)]
    reprints._db.executemany("INSERT INTO story_articles VALUES (?, ?, ?)", rows)
    export(reprints, "gdelt", tmp_path / "after")
    (march,) = table(tmp_path / "after" / "events.tsv")
    assert (march["NumArticles"], march["IndependentSources"]) == ("3", "2")


def test_codes():
    state = Actor(id="a", name="x", mentions=[], country="USA", sectors=["GOV", "MIL"])
    assert cameo.actor_code(state) == "USAGOVMIL"
    assert cameo.actor_code(Actor(id="a", name="x", mentions=[])) is None
    assert cameo.code("ASSAULT", None) == "180"
    assert cameo.code("PROTEST", "14") == "140"
    assert [cameo.quad(root) for root in ("05", "06", "13", "14")] == [1, 2, 3, 4]
    assert cameo.goldstein("1831") == -10.0
    assert cameo.goldstein("173") == -5.0
    assert cameo.goldstein("176") == -7.0, "by the longest code that it begins with"
    assert cameo.fips("DEU") == "GM"
    metonym = Place(id="p", span=(0, 1), name="Prague", metonym=True, lat=50.0, lon=14.0)
    assert cameo.geo_type(metonym) is None
