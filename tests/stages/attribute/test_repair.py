from onrecord.stages.attribute.candidate import Candidate
from onrecord.stages.attribute.repair import repaired
from onrecord.stages.attribute.view import View

TEXT = "Ana Silva, who said the dam held, urged closer ties, which have grown over recent years."


def spans(*words: str) -> list[tuple[int, int]]:
    return [(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]


def candidate(cue: str, source: str, content: str, why: str) -> Candidate:
    return Candidate(
        cue=spans(cue),
        source=spans(source) if source else [],
        content=spans(content),
        score=0.9,
        why=why,
    )


def test_a_missing_source_comes_from_the_rule_with_the_same_cue(parsed):
    view = View(*parsed(TEXT))
    tagged = candidate("said", "", "the dam held", "model")
    ruled = candidate("said", "Ana Silva", "the dam held", "rule clause")
    (mended,) = repaired(view, [tagged], [ruled])
    assert mended.source == spans("Ana Silva")
    assert mended.why == "model; source by rule clause"


def test_a_source_that_is_there_stays(parsed):
    view = View(*parsed(TEXT))
    tagged = candidate("said", "who", "the dam held", "model")
    ruled = candidate("said", "Ana Silva", "the dam held", "rule clause")
    assert repaired(view, [tagged], [ruled]) == [tagged]


def test_a_content_is_drawn_out_to_the_end_of_its_phrase(parsed):
    view = View(*parsed(TEXT))
    tagged = candidate("urged", "Ana Silva", "closer ties, which have grown over", "model")
    (mended,) = repaired(view, [tagged], [])
    assert mended.content == spans("closer ties, which have grown over recent years")
