"""Statements by rule: source, cue, content, kind, stance and nesting on sentences of our own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records import Statement
from onrecord.stages.attribute import Attribute, Candidate

attribute = Attribute()


class Read:
    """The statements of a text, with their words."""

    def __init__(self, parsed, text: str) -> None:
        self.text = text
        self.statements: list[Statement] = attribute(*parsed(text))

    def words(self, spans) -> str:
        return " … ".join(self.text[s:e] for s, e in spans)

    def saying(self, part: str) -> Statement:
        """The outermost statement whose content holds the words."""
        found = [s for s in self.statements if part in self.words(s.content)]
        assert found, [self.words(s.content) for s in self.statements]
        return max(found, key=lambda s: len(self.words(s.content)))

    def by(self, cue: str) -> Statement:
        found = [s for s in self.statements if cue in self.words(s.cue)]
        assert found, [self.words(s.cue) for s in self.statements]
        return found[0]


@pytest.fixture
def read(parsed):
    return lambda text: Read(parsed, text)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said the bridge was safe.", "The mayor", "said", "the bridge was safe"),
        ("The bridge was safe, the mayor said.", "the mayor", "said", "The bridge was safe"),
        (
            "According to the harbour office, two ferries collided.",
            "the harbour office",
            "According to",
            "two ferries collided",
        ),
        (
            "Anna Berg told the council that the school would close.",
            "Anna Berg",
            "told",
            "that the school would close",
        ),
        ("“We are leaving,” said Omar Haddad.", "Omar Haddad", "said", "“We are leaving,”"),
        ("Omar Haddad: “We are leaving at dawn.”", "Omar Haddad", ":", "“We are leaving at dawn.”"),
        (
            "“The river has never been this high.” — Ines Prado, a farmer",
            "Ines Prado",
            "—",
            "“The river has never been this high.”",
        ),
        (
            "The minister met his deputy and said the talks had failed.",
            "The minister",
            "said",
            "the talks had failed",
        ),
        (
            "It is understood that the general has resigned.",
            "",
            "understood",
            "that the general has resigned",
        ),
        (
            "The company’s claim that nobody was hurt surprised the doctors.",
            "The company",
            "claim",
            "that nobody was hurt",
        ),
        (
            "Word spread and news came in that the port had fallen.",
            "news",
            "came in",
            "that the port had fallen",
        ),
    ],
)
def test_one_statement(read, text, source, cue, content):
    got = read(text)
    s = got.saying(content.strip("“”"))
    assert got.words(s.source) == source
    assert got.words(s.cue) == cue
    assert got.words(s.content) == content


def test_a_quotation_around_its_cue_is_one_statement(read):
    got = read("“The dam will hold,” she said. “We checked it twice.”")
    assert len(got.statements) == 1
    assert got.words(got.statements[0].content) == "“The dam will hold,” … “We checked it twice.”"
    assert got.statements[0].kind == "direct"


def test_kinds(read):
    assert read("She said “the dam will surely hold”.").by("said").kind == "direct"
    assert read("She said the dam was “as strong as ever” last week.").by("said").kind == "mixed"
    assert read("She said the dam was strong.").by("said").kind == "indirect"


PARAGRAPHS = (
    "The Interior Ministry released a statement on the flood,\n\n"
    "“Our teams reached the valley at noon and are working there.{end}\n\n"
    "{start}They will stay until the last family is safe”."
)


@pytest.mark.parametrize(("end", "start"), [("", ""), ("", "“"), ("”", "“")])
def test_paragraphs_of_one_quotation(read, end, start):
    got = read(PARAGRAPHS.format(end=end, start=start))
    s = got.saying("Our teams")
    assert "until the last family" in got.words(s.content)
    assert got.words(s.source) == "The Interior Ministry"
    assert got.words(s.cue) == "statement"


def test_a_quotation_paragraph_goes_on_with_the_speaker_before(read):
    got = read("“We lost the house,” Lena Ortiz said.\n\n“We will build a new one here.”")
    s = got.saying("build a new one")
    assert got.words(s.source) == "Lena Ortiz"


def test_a_sentence_in_marks_goes_on_with_the_reported_speech_before(read):
    got = read("Lena Ortiz said the house was lost. “Everything burned within an hour.”")
    assert got.words(got.saying("Everything burned").source) == "Lena Ortiz"


@pytest.mark.parametrize(
    "quoted",
    ["“{}”", '"{}"', "``{}''", "«{}»", "„{}“", "‘{}’", "'{}'", "“{}"],
)
def test_marks_of_every_typography(read, quoted):
    got = read(quoted.format("We don’t trust the workers’ council,") + " Mr Silva said.")
    s = got.by("said")
    assert "trust the workers’ council" in got.words(s.content)
    assert got.words(s.source) == "Mr Silva"
    assert s.kind == "direct"


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ union and the drivers' club met in the ’90s.",
        "The so-called “green belt” was sold last year.",
        "The film “The Long Winter Road” opened in Oslo.",
    ],
)
def test_no_statement_in(read, text):
    assert read(text).statements == []


@pytest.mark.parametrize(
    ("text", "cue", "stance"),
    [
        ("The minister has always denied funding the rebels.", "denied", "denies"),
        ("The minister did not deny that he met the rebels.", "deny", "affirms"),
        ("The rebels accused the army of shelling the market.", "accused", "alleges"),
        ("Police said the driver killed two people.", "said", "alleges"),
        ("The union demanded that the mine be closed.", "demanded", "demands"),
        ("The envoy said both sides must stop the fighting.", "said", "demands"),
        ("“Who paid for this?” the senator asked.", "asked", "questions"),
        ("“We will rebuild the town,” the mayor said.", "said", "promises"),
        ("The bank said prices will rise in spring.", "said", "predicts"),
        ("The general threatened to bomb the port.", "threatened", "threatens"),
        ("“This is a shameful and terrible decision,” she said.", "said", "opinion"),
        ("The mayor said the road was open.", "said", "affirms"),
        ("There had been no talks, the envoy insisted.", "insisted", "denies"),
    ],
)
def test_stance(read, text, cue, stance):
    assert read(text).by(cue).stance == stance


def test_a_hedge_alleges_without_a_source(read):
    s = read("The clerk allegedly sold the files to a rival.").by("allegedly")
    assert (s.stance, s.source) == ("alleges", [])


def test_denial_takes_what_is_denied(read):
    got = read("However, it has repeatedly denied arming the militia.")
    s = got.by("denied")
    assert got.words(s.content) == "arming the militia"
    assert got.words(s.source) == "it"


def test_accusation_takes_what_one_is_accused_of(read):
    got = read("Three officers were accused of taking bribes.")
    s = got.by("accused")
    assert got.words(s.content) == "taking bribes"
    assert s.source == []


def test_participle_speaks_for_the_subject(read):
    got = read("The premier alarmed the markets by saying that banks will be “reshaped” in May.")
    s = got.by("saying")
    assert got.words(s.source) == "The premier"
    assert got.words(s.content) == "that banks will be “reshaped” in May"
    assert s.kind == "mixed"


def test_harm_of_ones_own_doing_is_a_threat(read):
    got = read("The rebel leader was ready. “We will attack the port if they move,” he added.")
    assert got.by("added").stance == "threatens"


def test_speech_in_speech_has_a_parent(read):
    got = read("“The guards told us that the road was mined,” Amal Nasser said.")
    outer, inner = got.by("said"), got.by("told")
    assert inner.parent == outer.id
    assert got.words(inner.source) == "The guards"


def test_a_speaker_in_a_relative_clause_is_named(read):
    got = read("It was denied by the envoy, Ruth Adler, who in May said the camp was empty.")
    assert "Ruth Adler" in got.words(got.by("said").source)


def test_two_speakers_of_one_paragraph_stay_apart(read):
    got = read("“We won,” said Ivo Kral. “We never saw the count,” Mara Dunn replied.")
    assert got.words(got.saying("We won").source) == "Ivo Kral"
    assert got.words(got.saying("never saw").source) == "Mara Dunn"


def test_thought_is_told_from_speech(read):
    assert read("Investigators believe the fire was set.").by("believe").act == "thought"
    assert read("Investigators said the fire was set.").by("said").act == "speech"


def test_ids_follow_the_text(read):
    got = read("Mr Ruiz said it rained. Mrs Ruiz said it snowed.\n\nTheir son said it hailed.")
    assert [s.id for s in got.statements] == ["s1", "s2", "s3"]
    starts = [s.source[0][0] for s in got.statements]
    assert starts == sorted(starts)


def test_a_tagger_comes_first(parsed):
    article, parse = parsed("The mayor sighed that the road was open.")
    made = Candidate(cue=[(10, 16)], source=[(0, 9)], content=[(17, 39)], score=0.9, why="model x")
    (found,) = Attribute(tagger=lambda articles, parses: [[made]])(article, parse)
    assert found.cue == made.cue
    assert found.content == made.content
    assert found.why == "model x"


ODD = st.lists(
    st.sampled_from(
        [*"abS .,:?!—-\n\u00a0\u202e😀“”\"'‘’«»„`", " said ", " he ", " Ana denied it. "]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ODD)
def test_any_text_gives_spans_within_it(parser, text):
    from onrecord.stages.split.article import article_of

    article = article_of(text)
    found = attribute(article, parser(article))
    ids = {s.id for s in found}
    for s in found:
        assert s.content
        for start, end in (*s.content, *s.cue, *s.source):
            assert 0 <= start < end <= len(text)
        assert s.parent is None or (s.parent in ids and s.parent != s.id)
        assert s.score is not None and 0 <= s.score <= 1
