from onrecord.evaluate.statements import Attribution, Document
from onrecord.evaluate.statements_parts import errors
from onrecord.records import Statement

TEXT = "Ann said the road was closed. Bob said it rained."


def at(words: str) -> list[tuple[int, int]]:
    return [(TEXT.index(words), TEXT.index(words) + len(words))]


def found(content: str, source: str) -> Statement:
    return Statement(id="s1", content=at(content), cue=[], source=at(source), kind="indirect")


def kinds(statement: Statement) -> dict[str, float]:
    gold = [Attribution(source=at("Ann"), cue=at("said"), content=at("the road was closed"))]
    document = Document(id="d", text=TEXT, attributions=gold)
    return {k: v for k, v in errors(document, [statement]).items() if k.endswith(".right")}


def test_kinds_of_error():
    assert kinds(found("the road was closed", "Ann")) == {}
    assert kinds(found("it rained", "Bob")) == {"missed_alone.right": 1, "extra_alone.right": 1}
    assert kinds(found("road", "Ann")) == {"missed_short.right": 1, "extra_long.right": 1}
    assert kinds(found("the road was closed", "Bob")) == {
        "missed_source.right": 1,
        "extra_source.right": 1,
    }
