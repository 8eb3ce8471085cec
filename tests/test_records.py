import msgspec
import pytest

from onrecord.errors import EvidenceError
from onrecord.records import Argument, Article, Block, Event, Page, Report, Statement, digest

TEXT = "Officials said the bridge was hit."


def article(text: str = TEXT) -> Article:
    block = Block(span=(0, len(text)), part="body", page_spans=[(0, len(text))])
    return Article(id="a", page="p", text=text, blocks=[block])


def report(**parts) -> Report:
    empty = {
        name: []
        for name in ("statements", "events", "figures", "actors", "places", "times", "voice")
    }
    return Report(article=article(), made_by=["test"], **(empty | parts))


def statement(**parts) -> Statement:
    fields = {"id": "s1", "content": [(15, 33)], "cue": [(10, 14)], "source": [(0, 9)]}
    return Statement(**(fields | {"kind": "indirect"} | parts))


def test_a_json_line_comes_back_the_same():
    made = report(statements=[statement()])
    line = msgspec.json.encode(made)
    assert msgspec.json.decode(line, type=Report) == made


def test_decoding_is_strict():
    line = msgspec.json.encode(report()).replace(b'"made_by":["test"]', b'"made_by":"test"')
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(line, type=Report)


@pytest.mark.parametrize("span", [(30, 99), (5, 5), (-1, 3)])
def test_a_span_outside_the_text_is_refused(span):
    with pytest.raises(EvidenceError, match="s1"):
        report(statements=[statement(content=[span])])


def test_an_edge_to_nothing_is_refused():
    with pytest.raises(EvidenceError, match="no actor a9"):
        report(statements=[statement(speaker="a9")])
    event = Event(
        id="e1",
        type="ASSAULT",
        trigger=[(30, 33)],
        actors=[Argument(span=None, actor="a7")],
        recipients=[],
        status="happened",
    )
    with pytest.raises(EvidenceError, match="no actor a7"):
        report(events=[event])


def test_quote_gives_the_words():
    assert report().quote((0, 9)) == "Officials"
    assert report().quote([(0, 9), (30, 33)]) == "Officials … hit"


def test_ids_depend_on_every_part():
    assert digest("ab", "c") != digest("a", "bc")
    assert Page.of("x").id == Page.of("x", path="elsewhere").id
