"""Our own labelled sentences: how marks are read and what counts as right."""

import re

import pytest

from onrecord.evaluate import figures, own_events
from onrecord.records import Event, Figure
from onrecord.resources import path
from onrecord.stages.extract.learned import TYPES


def event(kind: str, span: tuple[int, int], status: str = "happened") -> Event:
    return Event(id="e", type=kind, trigger=[span], actors=[], recipients=[], status=status)


def figure(span: tuple[int, int], value: float | None, **known) -> Figure:
    plain = {"low": None, "high": None, "approx": "exact", "unit": None, "of": None}
    return Figure(id="f", span=span, value=value, **{**plain, **known})


@pytest.fixture
def row(tmp_path):
    file = tmp_path / "own.txt"
    file.write_text("# remark\nPeru [met|CONSULT planned] Chile and [agreed|AGREE].\n")
    (found,) = own_events.labelled(file)
    return found


def test_marks_are_taken_out(row):
    assert row.text == "Peru met Chile and agreed."
    assert [(row.text[slice(*t.span)], t.type, t.status) for t in row.triggers] == [
        ("met", "CONSULT", "planned"),
        ("agreed", "AGREE", "happened"),
    ]


def test_count_tells_type_and_status(row):
    counts = own_events.count(row.triggers, [event("CONSULT", (5, 8)), event("AID", (19, 25))])
    assert (counts["own.hits"], counts["own_typed.hits"]) == (2, 1)
    assert (counts["own_status.right"], counts["own_status.of"]) == (1, 2)


def test_a_false_event_is_counted():
    assert own_events.count([], [event("AID", (0, 3))])["own_quiet.right"] == 0
    assert own_events.count([], [])["own_quiet.right"] == 1


def test_shipped_sentences_hold_every_type_and_are_not_trained_on():
    held = own_events.labelled(path(own_events.FILE))
    assert {t.type for row in held for t in row.triggers} == set(TYPES) - {"NONE"}
    train = path("").parent / "train" / "events_sentences.txt"
    assert not {r.text for r in held} & {r.text for r in own_events.labelled(train)}


def test_shipped_figures_have_no_leftover_marks():
    for unseen in (False, True):
        for text, wanted in figures.labelled(unseen):
            assert wanted
            assert not re.search(r"[\[\]|]", text)


@pytest.mark.parametrize(
    ("value", "found", "right"),
    [
        ("12", figure((0, 2), 12.0), True),
        ("12", figure((0, 2), 13.0), False),
        ("30..40", figure((0, 2), None, low=30.0, high=40.0), True),
        ("-", figure((0, 2), None), True),
        ("-", figure((0, 2), 5.0), False),
    ],
)
def test_value_of_a_figure(value, found, right):
    assert figures.same_value(figures.Wanted((0, 2), value, "exact", "-", "-"), found) is right
