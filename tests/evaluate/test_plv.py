import json
from pathlib import Path

from onrecord.evaluate.plv import (
    OWN_MEASURE,
    PAIR_MEASURES,
    Pair,
    count_pair,
    is_dev,
    joined,
    marked_spans,
    own_sentences,
    quiet_sentences,
)
from onrecord.evaluate.score import Counts, scores
from onrecord.records import Argument, Event

MARKED = "Yesterday <s>the union</s> struck against <t>Acme</t>, which ceded."
TEXT = "Yesterday the union struck against Acme, which ceded."
PAIR = Pair(id="1", text=TEXT, marked=MARKED, type15="PROTEST")


def argument(words: str) -> Argument:
    return Argument(span=(TEXT.index(words), TEXT.index(words) + len(words)), actor=None)


def event(kind: str, actor: str | None, recipient: str | None, score: float = 0.5) -> Event:
    return Event(
        id="e",
        type=kind,
        trigger=[(0, 1)],
        actors=[argument(actor)] if actor else [],
        recipients=[argument(recipient)] if recipient else [],
        status="happened",
        score=score,
    )


PROTEST = event("PROTEST", "union", "Acme", 0.1)
CONCEDE = event("CONCEDE", "Acme", None, 0.9)


def measured(*events: Event) -> dict[str, float]:
    return {s.metric: s.value for s in scores("events", [count_pair(PAIR, events)], PAIR_MEASURES)}


def test_marks_become_spans():
    spans = marked_spans(MARKED)
    assert TEXT[slice(*spans["s"])] == "the union"
    assert TEXT[slice(*spans["t"])] == "Acme"


def test_the_event_of_the_pair_counts_before_a_likelier_one():
    assert joined(PROTEST, marked_spans(MARKED)) == 2
    assert measured(CONCEDE, PROTEST)["type_accuracy"] == 1


def test_roles_matter_for_the_pair():
    swapped = event("PROTEST", "Acme", "union")
    figures = measured(swapped)
    assert (figures["type_accuracy"], figures["pair_accuracy"]) == (1, 0)


def test_no_event_is_wrong():
    assert measured() == {
        "type_accuracy": 0,
        "any_accuracy": 0,
        "pair_accuracy": 0,
        "coverage": 0,
    }


def test_yielding_is_conceding_or_retreating():
    gold = Pair(id="1", text=TEXT, marked=MARKED, type15="YIELD")
    assert count_pair(gold, [CONCEDE])["type.right"] == 1
    assert count_pair(gold, [event("RETREAT", None, None)])["any.right"] == 1


def test_the_development_cut_is_a_fifth_and_fixed():
    cut = [is_dev(f"row-{n}") for n in range(2000)]
    assert 0.17 < sum(cut) / len(cut) < 0.23
    assert [n for n in range(20) if is_dev(f"row-{n}")] == [
        n for n in range(20) if is_dev(f"row-{n}")
    ]


def test_quiet_sentences_have_no_label_and_stay_the_same(tmp_path: Path):
    file = tmp_path / "quiet.jsonl"
    lines = [
        {"doc_id": n, "sent_id": 0, "sent_labels": ["kill"] if n % 2 else [], "sent_text": f"{n}"}
        for n in range(100)
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines))
    sample = quiet_sentences(file, 5)
    assert len(sample) == 5
    assert all(int(text) % 2 == 0 and is_dev(text) for text in sample)
    file.write_text("\n".join(json.dumps(line) for line in reversed(lines)))
    assert quiet_sentences(file, 5) == sample


def test_our_quiet_text_is_read_by_the_paragraph_without_its_head():
    paragraphs = own_sentences()
    assert len(paragraphs) >= 50
    assert all(text[0] != "#" and len(text.split()) > 5 for text in paragraphs)


def test_false_events_are_counted_by_the_thousand_words():
    tallies = [Counts(words=150.0, events=1.0), Counts(words=50.0)]
    (score,) = scores("events", tallies, [OWN_MEASURE])
    assert (score.value, score.n, score.better) == (5, 200, "lower")
