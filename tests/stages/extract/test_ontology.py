"""A reader's own event types: read from a table, refused with the line, told in the record."""

import pytest

from onrecord.errors import UsageError
from onrecord.stages.extract.events import Events
from onrecord.stages.extract.ontology import Ontology

HEAD = "type\tplover\tmode\tcode\thead\tpos\twith\tframe\n"


@pytest.fixture
def table(tmp_path):
    def write(*lines: str):
        file = tmp_path / "own.tsv"
        file.write_text("# water\n" + HEAD + "".join(line + "\n" for line in lines))
        return file

    return write


@pytest.fixture
def read(parsed, table):
    def run(text: str, *lines: str):
        article, parse = parsed(text)
        stage = Events(model=False, ontology=Ontology.read(table(*lines)))
        return stage(article, parse, [], [], [])

    return run


def test_own_words_make_an_own_type(read):
    row = "DIVERT\tCOERCE\t\tW1\tdivert|dam\tv\tobj=river|stream|water\tsubj>pp.from"
    events = read("Ethiopia diverted the river from Sudan.", row)
    assert [(e.type, e.own_type, e.own_code) for e in events] == [("COERCE", "DIVERT", "W1")]
    assert len(events[0].actors) == len(events[0].recipients) == 1


def test_own_words_win_over_the_lexicon(read):
    row = "PARLEY\tCONSULT\t\t\tattack\tv\t\t"
    assert [e.own_type for e in read("Rebels attacked the army.", row)] == ["PARLEY"]


def test_conditions_of_own_words_are_kept(read):
    row = "DIVERT\tCOERCE\t\tW1\tdivert\tv\tobj=river\t"
    assert not read("Ethiopia diverted a flight.", row)


def test_a_row_without_words_renames(read):
    rows = "JAIL\tCOERCE\tarrest\tJ\t\t\t\t", "FORCE\tCOERCE\t\tF\t\t\t\t"
    events = read("Police arrested a senator. The junta banned the party.", *rows)
    assert [(e.own_type, e.own_code) for e in events] == [("JAIL", "J"), ("FORCE", "F")]


def test_without_a_table_nothing_is_own(parsed):
    article, parse = parsed("Police arrested a senator.")
    (event,) = Events(model=False)(article, parse, [], [], [])
    assert event.own_type is None
    assert event.own_code is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A B\tCOERCE\t\t\t\t\t\t", "one word"),
        ("A\tCOERCION\t\t\t\t\t\t", "no PLOVER type"),
        ("A\tCOERCE\t\t\tdivert\tx\t\t", "part of speech"),
        ("A\tCOERCE\t\t\tdivert\tv\tobj=@NOSUCH\t", "NOSUCH"),
    ],
)
def test_a_slip_names_its_row(table, line, said):
    with pytest.raises(UsageError, match=said):
        Events(model=False, ontology=Ontology.read(table(line)))


def test_a_strange_column_is_refused(tmp_path):
    file = tmp_path / "own.tsv"
    file.write_text("type\tplover\tcolour\nA\tCOERCE\tred\n")
    with pytest.raises(UsageError, match="colour"):
        Ontology.read(file)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        Ontology.read(tmp_path / "none.tsv")
