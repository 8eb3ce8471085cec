from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.evaluate import floors
from onrecord.evaluate.floors import Floors
from onrecord.evaluate.score import Score


def score(value: float, metric: str = "f1", **more) -> Score:
    return Score(task="places", metric=metric, value=value, n=1000, **more)


RATE = {"metric": "false_events", "better": "lower"}


def test_a_floor_lies_half_a_point_below():
    assert floors.below(score(0.8123)) == 0.807


def test_or_one_gold_item_where_that_is_more():
    assert floors.below(Score(task="t", metric="m", value=0.8, n=20)) == 0.75
    assert floors.below(Score(task="t", metric="m", value=0.0, n=0)) == 0.0


def test_a_rate_has_a_ceiling():
    kept = floors.raised(Floors(), [score(10.0, **RATE)], {})
    assert kept.floors == {"places": {"false_events": 10.5}}
    assert floors.fallen(kept, [score(10.4, **RATE)]) == []
    (fallen,) = floors.fallen(kept, [score(10.6, **RATE)])
    assert "above its ceiling" in str(fallen)


def test_what_fell_is_named():
    kept = Floors(floors={"places": {"f1": 0.8}})
    (fallen,) = floors.fallen(kept, [score(0.79), score(0.1, metric="other")])
    assert str(fallen) == "places.f1 is 0.7900, below its floor 0.8000"


def test_floors_are_only_raised():
    kept = Floors(floors={"places": {"f1": 0.8}, "times": {"f1": 0.5}})
    assert floors.raised(kept, [score(0.7)], {}).floors == kept.floors
    assert floors.raised(kept, [score(0.9)], {}).floors["places"] == {"f1": 0.895}
    low = floors.raised(kept, [score(9.0, **RATE)], {})
    assert floors.raised(low, [score(99.0, **RATE)], {}).floors == low.floors


def test_a_figure_that_only_explains_has_no_floor():
    assert floors.raised(Floors(), [score(0.7, gated=False)], {}).floors == {}


def test_other_gold_is_noticed():
    kept = Floors(gold={"a.jsonl": "1"})
    assert floors.changed(kept, {"a.jsonl": "2", "new.jsonl": "3"}) == ["a.jsonl"]


def test_the_file_reads_back_as_written(tmp_path: Path):
    kept = floors.raised(Floors(), [score(0.9), score(3.0, **RATE)], {"places/dev.jsonl": "ab"})
    floors.write(tmp_path / "floors.toml", kept)
    assert floors.read(tmp_path / "floors.toml") == kept
    again = (tmp_path / "floors.toml").read_text()
    floors.write(tmp_path / "floors.toml", kept)
    assert (tmp_path / "floors.toml").read_text() == again


def test_no_file_is_no_floors_and_a_bad_one_is_named(tmp_path: Path):
    assert floors.read(tmp_path / "none.toml") == Floors()
    bad = tmp_path / "bad.toml"
    bad.write_text("floors = 3")
    with pytest.raises(UsageError, match=r"bad\.toml"):
        floors.read(bad)
