"""Our scorers against the reference ones, when these are at hand beside the checkout."""

import random
import runpy
from pathlib import Path

import pytest

from onrecord.evaluate import places, score, statements, times
from onrecord.records import Place, Time

REFERENCE = Path(__file__).parents[2].parent / "shared" / "score"
WORDS = (
    'The minister of trade said “no deal” was near , she added : "we wait" . In Rome talks ended'
)


@pytest.fixture
def reference(monkeypatch: pytest.MonkeyPatch):
    if not REFERENCE.is_dir():
        pytest.skip("the reference scorers are not beside this checkout")
    monkeypatch.syspath_prepend(REFERENCE)
    return lambda name: runpy.run_path(str(REFERENCE / name))


def values(tallies, measures) -> dict[str, float]:
    return {s.metric: round(s.value, 4) for s in score.scores("t", tallies, measures)}


def random_text(rng: random.Random) -> str:
    lines = (" ".join(rng.choices(WORDS.split(), k=rng.randint(5, 60))) for _ in range(3))
    return "\n".join(lines)


def random_span(rng: random.Random, text: str) -> tuple[int, int]:
    start = rng.randrange(len(text) - 1)
    return start, min(len(text), start + rng.randint(1, 40))


def random_attribution(rng: random.Random, text: str) -> dict[str, list[tuple[int, int]]]:
    return {
        role: [random_span(rng, text) for _ in range(rng.choice(sizes))]
        for role, sizes in (("content", (1, 1, 2)), ("source", (0, 1)), ("cue", (0, 1)))
    }


def near_copy(rng: random.Random, text: str, gold: list[dict]) -> list[dict]:
    """Gold with some left out, some moved by a few characters, and some added."""
    out = []
    for attribution in gold:
        if rng.random() < 0.2:
            continue
        shift = rng.choice((0, 0, 3, 9))
        out.append(
            {
                role: [(max(0, s - shift), min(len(text), e + shift)) for s, e in spans]
                for role, spans in attribution.items()
            }
        )
    return out + [random_attribution(rng, text) for _ in range(rng.randint(0, 2))]


def test_statements_agree(reference):
    rng = random.Random(5)
    gold, pred = [], []
    for number in range(25):
        text = random_text(rng)
        wanted = [random_attribution(rng, text) for _ in range(rng.randint(0, 9))]
        gold.append({"id": str(number), "text": text, "attributions": wanted})
        pred.append({"id": str(number), "attributions": near_copy(rng, text, wanted)})
    theirs = reference("statements.py")["score"](gold, pred)
    tallies = [
        statements.count(
            statements.Document(id="x", text=g["text"], attributions=as_records(g)), as_records(p)
        )
        for g, p in zip(gold, pred, strict=True)
    ]
    ours = values(tallies, statements.MEASURES)
    expected = {
        "attribution_p": theirs["attr"]["P"],
        "attribution_r": theirs["attr"]["R"],
        "attribution_f1": theirs["attr"]["F1"],
        "direct_f1": theirs["direct.attr"]["F1"],
        "content_f1": theirs["attr_content"]["F1"],
        "sourced_f1": theirs["attr_sourced"]["F1"],
        "source_accuracy": theirs["source_acc"],
    }
    for kind in ("direct", "mixed", "indirect"):
        expected[f"{kind}_r"] = theirs[f"{kind}_R"]
    for role in ("content", "source", "cue"):
        for form in ("exact", "exact_char", "overlap", "token"):
            expected[f"{form}_{role}_f1"] = theirs[f"{form}.{role}"]["F1"]
    assert ours == {name: round(value, 4) for name, value in expected.items()}
    assert 0.1 < ours["attribution_f1"] < 0.9  # the material is neither empty nor trivial


def as_records(document: dict) -> list[statements.Attribution]:
    return [statements.Attribution(**a) for a in document["attributions"]]


def random_toponym(rng: random.Random) -> dict:
    start = rng.randrange(300)
    known = rng.random() < 0.8
    return {
        "start": start,
        "end": start + rng.randint(2, 9),
        "lat": rng.uniform(0, 4) if known else None,
        "lon": rng.uniform(0, 4) if known else None,
        "geonames_id": rng.randint(1, 5) if rng.random() < 0.5 else None,
    }


def test_places_agree(reference):
    rng = random.Random(6)
    gold = [
        {"id": str(n), "toponyms": [random_toponym(rng) for _ in range(rng.randint(0, 30))]}
        for n in range(20)
    ]
    pred = []
    for document in gold:
        kept = [dict(t) for t in document["toponyms"] if rng.random() < 0.8]
        for toponym in kept:
            toponym["end"] += rng.choice((0, 0, 2))
            if rng.random() < 0.3:
                toponym["lat"], toponym["lon"] = rng.uniform(0, 4), rng.uniform(0, 4)
        pred.append({"id": document["id"], "toponyms": [*kept, random_toponym(rng)]})
    theirs = reference("places.py")["score"](gold, pred)
    tallies = [
        places.count(
            places.Document(
                id="x", text="", toponyms=[places.Toponym(**t) for t in document["toponyms"]]
            ),
            [as_place(t) for t in found["toponyms"]],
        )
        for document, found in zip(gold, pred, strict=True)
    ]
    ours = values(tallies, places.MEASURES)
    assert ours["detection_exact_f1"] == theirs["exact"]["F1"]
    assert ours["detection_f1"] == theirs["overlap"]["F1"]
    end = theirs["end_to_end@161|id"]
    assert [ours[f"end_to_end_{k}"] for k in ("p", "r", "f1")] == [end[k] for k in ("P", "R", "F1")]


def as_place(toponym: dict) -> Place:
    return Place(
        id="p",
        span=(toponym["start"], toponym["end"]),
        name="x",
        geonames_id=toponym["geonames_id"],
        lat=toponym["lat"],
        lon=toponym["lon"],
    )


def test_times_agree(reference):
    rng = random.Random(7)
    values_of = ("2015-03-04", "P3D", "2015-03-04TMO", None, "PRESENT_REF")

    def timex() -> dict:
        start = rng.randrange(200)
        kind = rng.choice(("DATE", "TIME", "DURATION", "SET"))
        end = start + rng.randint(2, 9)
        return {"start": start, "end": end, "type": kind, "value": rng.choice(values_of)}

    gold = [{"id": str(n), "timexes": [timex() for _ in range(8)]} for n in range(15)]
    pred = [{"id": d["id"], "timexes": [*d["timexes"][:6], timex()]} for d in gold]
    for document in pred:
        document["timexes"] = [
            {**t, "value": rng.choice(values_of)} if rng.random() < 0.4 else t
            for t in document["timexes"]
        ]
    theirs = reference("times.py")["score"](gold, pred)
    tallies = [
        times.count(
            times.Document(
                id="x", text="", timexes=[times.Timex(**t) for t in document["timexes"]]
            ),
            [
                Time(id="t", span=(t["start"], t["end"]), value=t["value"], type=t["type"])
                for t in found["timexes"]
            ],
        )
        for document, found in zip(gold, pred, strict=True)
    ]
    assert values(tallies, times.MEASURES) == {
        "strict_f1": theirs["strict(P,R,F1)"][2],
        "relaxed_f1": theirs["relaxed(P,R,F1)"][2],
        "value_f1": theirs["value_F1"],
        "value_accuracy": theirs["value_acc"],
        "value_lenient_f1": theirs["value_F1_lenient"],
        "type_f1": theirs["type_F1"],
    }
