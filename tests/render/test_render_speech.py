import msgspec

from onrecord.render.speech import spoken
from sample import full


def test_spoken_leaves_thoughts_and_what_rests_on_them_out():
    report = full().reports[0]
    acts = {"s1": "thought", "s2": "speech", "s3": None}
    statements = [msgspec.structs.replace(s, act=acts[s.id]) for s in report.statements]
    told = spoken(msgspec.structs.replace(report, statements=statements))
    assert [s.id for s in told.statements] == ["s2"]
    assert told.events and all(e.statement != "s1" for e in told.events)
    assert len(told.events) < len(report.events)


def test_spoken_frees_the_words_inside_a_thought():
    report = full().reports[0]
    acts = {"s1": "speech", "s2": "thought", "s3": "speech"}
    statements = [msgspec.structs.replace(s, act=acts[s.id]) for s in report.statements]
    told = spoken(msgspec.structs.replace(report, statements=statements))
    assert [(s.id, s.parent) for s in told.statements] == [("s1", None), ("s3", None)]
